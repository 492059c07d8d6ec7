/** Signing in: by password, by the demonstration's picker, by invitation. Every way ends in a fresh session. */
import { createHash } from 'node:crypto'
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import type { Problem } from '../problems/index.ts'
import { notFound, problem as refuse } from '../problems/index.ts'
import { endSession, endSessionsOfAccount, hashOfToken, shift, startSession } from '../sessions/index.ts'
import { waitingSeconds } from './lockout.ts'
import { hashPassword, isWeakPassword, verifyPassword } from './password.ts'
import { problem } from './problems.ts'
import {
  findAccount,
  findAccountByName,
  findUnlockedAt,
  getAttempts,
  insertAttempt,
  listPosts,
  lockName,
  updatePassword,
  useInvitation,
} from './queries.ts'
import type { AccountRow } from './queries.ts'

/** Where a sign-in comes from, and the session that it replaces. */
export type Door = { address: string; pepper: string; session_id: string | undefined }
export type Started = { token: string; account_id: string }

/**
 * Signs in by name and password. A refusal is returned, not thrown, so that the failed attempt is kept:
 * `sign_in_refused`, `too_many_attempts` with the seconds to wait, or `account_without_post`.
 */
export async function signIn(
  act: Act,
  door: Door,
  given: { user_name: string; password: string },
): Promise<Started | Problem> {
  const user_name_hash = createHash('sha256').update(given.user_name).digest()
  // One try at a time for a name: parallel guesses are counted like guesses in a row.
  await lockName(act.tx, user_name_hash)
  const seconds = await secondsToWait(act, door, given.user_name, user_name_hash)
  if (seconds > 0) return problem('too_many_attempts', { retry_after: seconds })
  const account = await findAccountByName(act.tx, given.user_name)
  const succeeded = await verifyPassword(given.password, door.pepper, account?.password_hash)
  await insertAttempt(act.tx, { user_name_hash, address: door.address, at: act.now, succeeded })
  if (!succeeded || account === undefined) {
    await audit(act, {
      act: 'session.refuse',
      subject_kind: 'account',
      subject_id: account?.account_id ?? null,
      detail: { address: door.address },
    })
    return refuse('sign_in_refused')
  }
  return begin(act, door, account, 'password')
}

async function secondsToWait(
  act: Act,
  door: Door,
  user_name: string,
  user_name_hash: Buffer,
): Promise<number> {
  const unlocked_at = await findUnlockedAt(act.tx, user_name)
  const day = shift(act.now, -24 * 60)
  const hour = shift(act.now, -60)
  const attempts = await getAttempts(act.tx, user_name_hash, door.address, unlocked_at, day, hour)
  return waitingSeconds(attempts, act.now)
}

/** Takes on a demonstration account. Whether that is allowed at all is the route's affair. */
export async function signInForDemonstration(
  act: Act,
  door: Door,
  account_id: string,
): Promise<Started | Problem> {
  const account = await findAccount(act.tx, account_id)
  if (account === undefined) throw notFound()
  return begin(act, door, account, 'demonstration')
}

/** Ends the session; without one nothing happens. */
export async function signOut(act: Act, session_id: string | undefined): Promise<void> {
  if (session_id === undefined) return
  await endSession(act.tx, session_id, act.now)
  await audit(act, { act: 'session.end', subject_kind: 'session', subject_id: session_id })
}

/** Another of one's own posts, in a new session: rights change, so the token does. */
export async function takePost(act: Act, door: Door, post_id: string): Promise<Started> {
  if (act.caller.kind !== 'staff') throw notFound()
  const { account_id } = act.caller
  const posts = await listPosts(act.tx, account_id, act.today)
  if (!posts.some((post) => post.post_id === post_id)) throw notFound()
  if (door.session_id !== undefined) await endSession(act.tx, door.session_id, act.now)
  const { token } = await startSession(act.tx, { account_id, post_id, now: act.now, address: door.address })
  await audit(act, { act: 'session.take_post', subject_kind: 'post', subject_id: post_id })
  return { token, account_id }
}

/** Sets the password of an invited account and ends its sessions. Answers the name to sign in with. */
export async function acceptInvitation(
  act: Act,
  door: Door,
  given: { token: string; password: string },
): Promise<{ user_name: string }> {
  const invitation = await useInvitation(act.tx, hashOfToken(given.token), act.now)
  const account = invitation && (await findAccount(act.tx, invitation.account_id))
  if (account === undefined) throw problem('invitation_not_valid')
  await setPassword(act, door, account, given.password, 'account.accept_invitation')
  return { user_name: account.user_name }
}

/** Changes one's own password and ends every session but none is spared: sign in again. */
export async function changePassword(
  act: Act,
  door: Door,
  given: { current_password: string; password: string },
): Promise<void> {
  if (act.caller.kind !== 'staff' && act.caller.kind !== 'resident') throw notFound()
  const account = await findAccount(act.tx, act.caller.account_id)
  const isTheirs = await verifyPassword(given.current_password, door.pepper, account?.password_hash)
  if (!isTheirs || account === undefined) throw refuse('sign_in_refused', { field: 'current_password' })
  await setPassword(act, door, account, given.password, 'account.change_password')
}

async function setPassword(
  act: Act,
  door: Door,
  account: AccountRow,
  password: string,
  verb: string,
): Promise<void> {
  if (isWeakPassword(password, account.user_name)) throw problem('password_too_weak', { field: 'password' })
  await updatePassword(act.tx, account.account_id, await hashPassword(password, door.pepper))
  await endSessionsOfAccount(act.tx, account.account_id, act.now)
  await audit(act, { act: verb, subject_kind: 'account', subject_id: account.account_id })
}

async function begin(act: Act, door: Door, account: AccountRow, by: string): Promise<Started | Problem> {
  const { account_id } = account
  const posts = account.kind === 'staff' ? await listPosts(act.tx, account_id, act.today) : []
  const post_id = posts[0]?.post_id ?? null
  if (account.kind === 'staff' && post_id === null) return problem('account_without_post')
  if (door.session_id !== undefined) await endSession(act.tx, door.session_id, act.now)
  const { token } = await startSession(act.tx, { account_id, post_id, now: act.now, address: door.address })
  await audit(act, {
    // Whoever enters is the actor, though the request came from nobody yet.
    actor: { account_id, post_id },
    act: 'session.start',
    subject_kind: 'account',
    subject_id: account_id,
    detail: { by, address: door.address },
  })
  return { token, account_id }
}
