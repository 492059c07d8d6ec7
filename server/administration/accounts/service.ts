/** What the security administrator does to accounts and sessions. Nobody does it to their own. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { roleTitles } from '../../platform/auth/contract.ts'
import { notFound } from '../../platform/problems/index.ts'
import {
  endSessionsOfAccount,
  hashOfToken,
  idleMinutes,
  newToken,
  shift,
} from '../../platform/sessions/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import type { AccountRow } from './contract.ts'
import * as queries from './queries.ts'
import type { AccountListRow, PostListRow } from './queries.ts'

const invitationHours = 72

type Invitation = { token: string; expires_at: string }

export async function listAccounts(
  act: Act,
  given: { search?: string | undefined; state?: string | undefined; limit: number; offset: number },
): Promise<{ rows: AccountRow[]; total: number }> {
  authorise(act, 'list_accounts')
  const search = given.search === '' ? null : (given.search ?? null)
  const filter = { search, state: given.state ?? null, account_id: null }
  const rows = await queries.listAccounts(act.tx, filter, accountTimes(act), given.limit, given.offset)
  return { rows: await withPosts(act, rows), total: await queries.countAccounts(act.tx, filter) }
}

/** Throws 404 for what is no staff account. */
export async function getAccount(act: Act, account_id: string): Promise<AccountRow> {
  authorise(act, 'list_accounts')
  const filter = { search: null, state: null, account_id }
  const [found] = await withPosts(act, await queries.listAccounts(act.tx, filter, accountTimes(act), 1, 0))
  if (found === undefined) throw notFound()
  return found
}

async function withPosts(act: Act, rows: AccountListRow[]): Promise<AccountRow[]> {
  const accountIds = rows.map((row) => row.account_id)
  const posts = Map.groupBy(await queries.listPostsOf(act.tx, accountIds), (post) => post.account_id)
  return rows.map((row) => ({ ...row, posts: (posts.get(row.account_id) ?? []).map(withTitle) }))
}

function accountTimes(act: Act) {
  return { ...timesOf(act), day_before: shift(act.now, -24 * 60) }
}

/** A new account cannot be signed in to until its invitation is used. Throws `user_name_taken`. */
export async function createAccount(
  act: Act,
  given: { user_name: string; display_name: string },
): Promise<{ account_id: string; invitation: Invitation }> {
  authorise(act, 'change_account')
  const { account_id } = await queries.insertAccount(act.tx, given)
  await record(act, 'account.create', account_id)
  return { account_id, invitation: await invite(act, account_id) }
}

export async function inviteAccount(act: Act, account_id: string): Promise<Invitation> {
  await requireOther(act, account_id)
  return invite(act, account_id)
}

/** Out at once, wherever signed in. */
export async function disableAccount(act: Act, account_id: string): Promise<void> {
  await requireOther(act, account_id)
  await queries.updateState(act.tx, account_id, 'disabled')
  await endSessionsOfAccount(act.tx, account_id, act.now)
  await record(act, 'account.disable', account_id)
}

export async function enableAccount(act: Act, account_id: string): Promise<void> {
  await requireOther(act, account_id)
  await queries.updateState(act.tx, account_id, 'active')
  await record(act, 'account.enable', account_id)
}

/** Failures so far no longer count. */
export async function unlockAccount(act: Act, account_id: string): Promise<void> {
  await requireOther(act, account_id)
  await queries.updateUnlocked(act.tx, account_id, act.now)
  await record(act, 'account.unlock', account_id)
}

export async function listSessions(act: Act, given: { limit: number; offset: number }) {
  authorise(act, 'list_sessions')
  const times = timesOf(act)
  const rows = await queries.listSessions(act.tx, times, given.limit, given.offset)
  return {
    rows: rows.map((row) => ({ ...row, role_title: row.role === null ? '居民' : roleTitles[row.role] })),
    total: await queries.countSessions(act.tx, times),
  }
}

export async function endSession(act: Act, session_id: string): Promise<void> {
  authorise(act, 'end_session')
  if (!(await queries.endSession(act.tx, session_id, act.now))) throw notFound()
  await audit(act, { act: 'session.end_by_administrator', subject_kind: 'session', subject_id: session_id })
}

/** Throws 404 for what is no staff account, and `own_account`. */
export async function requireOther(act: Act, account_id: string): Promise<void> {
  authorise(act, 'change_account')
  const account = await queries.findStaffAccount(act.tx, account_id)
  if (account === undefined) throw notFound()
  if (act.caller.kind === 'staff' && act.caller.account_id === account_id) throw problem('own_account')
}

async function invite(act: Act, account_id: string): Promise<Invitation> {
  const token = newToken()
  const expires_at = shift(act.now, invitationHours * 60)
  await queries.insertInvitation(act.tx, {
    token_hash: hashOfToken(token),
    account_id,
    made_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    created_at: act.now,
    expires_at,
  })
  await record(act, 'account.invite', account_id)
  return { token, expires_at }
}

function withTitle(post: PostListRow) {
  return { ...post, role_title: roleTitles[post.role] }
}

function timesOf(act: Act): { now: string; idle_since: string } {
  return { now: act.now, idle_since: shift(act.now, -idleMinutes) }
}

async function record(act: Act, verb: string, account_id: string): Promise<void> {
  await audit(act, { act: verb, subject_kind: 'account', subject_id: account_id })
}
