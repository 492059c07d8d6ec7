/** Near relatives of staff: declared by whom they are of or by those who keep the register, ended by somebody else. */
import type { Act, Role } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { announce } from '../../platform/jobs/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { everyClerk, staffOf } from '../access.ts'
import { checkIdentityNumber } from '../identifiers/index.ts'
import { authorise, may } from './access.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { ColleagueRow, OwnRelativeRow, RegisteredRelativeRow } from './queries.ts'

export type GivenRelative = { name: string; identity_number: string; relation: string; from: string }
type State = 'present' | 'ended' | 'any'

/** One's own, running and ended, and whether one keeps the register of the area. */
export async function listOwnRelatives(act: Act): Promise<{ rows: OwnRelativeRow[]; may_keep: boolean }> {
  authorise(act, 'declare_own')
  return {
    rows: await queries.listOwnRelatives(act.tx, staffOf(act).account_id),
    may_keep: may(act, 'keep'),
  }
}

/** @throws relative_not_registered, relative_is_oneself, relative_after_today (422), relative_declared_already (409) */
export async function declareOwnRelative(act: Act, given: GivenRelative): Promise<OwnRelativeRow> {
  authorise(act, 'declare_own')
  const { account_id } = staffOf(act)
  const made = await declare(act, account_id, given, null)
  const rows = await queries.listOwnRelatives(act.tx, account_id)
  return rows.find((row) => row.staff_relative_id === made) as OwnRelativeRow
}

/** For a colleague who works in the caller's area, with where it is known from. @throws as above, colleague_unknown */
export async function registerRelative(
  act: Act,
  given: GivenRelative & { account_id: string; basis: string },
): Promise<{ staff_relative_id: string; in_area: boolean }> {
  authorise(act, 'keep')
  const colleagues = await listColleaguesOfArea(act)
  if (!colleagues.some(({ account_id }) => account_id === given.account_id))
    throw problem('colleague_unknown')
  const staff_relative_id = await declare(act, given.account_id, given, given.basis)
  return { staff_relative_id, in_area: (await find(act, staff_relative_id)) !== undefined }
}

async function declare(
  act: Act,
  account_id: string,
  given: GivenRelative,
  basis: string | null,
): Promise<string> {
  const { from, relation } = given
  if (from > act.today) throw problem('relative_after_today')
  const name = given.name.normalize('NFC').trim()
  const person_id = await findRelative(act, name, given.identity_number)
  const holder = await queries.findHolder(act.tx, account_id)
  if (holder.person_id === person_id) throw problem('relative_is_oneself')
  const staff_relative_id = await queries.insertRelative(act.tx, {
    account_id,
    person_id,
    name,
    relation,
    basis,
    from,
    declared_by: staffOf(act).account_id,
    declared_on: act.today,
  })
  await log(act, 'staff_relative.declare', staff_relative_id, {
    account_id,
    person_id,
    relation,
    from,
    basis,
  })
  await announce(act, {
    kind: 'staff_relative.declared',
    subject_id: person_id,
    payload: { accounts: holder.accounts },
  })
  return staff_relative_id
}

async function findRelative(act: Act, name: string, given: string): Promise<string> {
  const checked = checkIdentityNumber(given, act.today)
  if (!checked.ok) throw problem('relative_not_registered', { detail: `${checked.reason}。` })
  const person_id = await queries.findPersonByNumber(act.tx, checked.value.identity_number, name)
  if (person_id === null) throw problem('relative_not_registered')
  return person_id
}

/** Who works in the caller's area. */
export function listColleaguesOfArea(act: Act): Promise<(ColleagueRow & { role: Role })[]> {
  authorise(act, 'keep')
  const filter = { area: staffOf(act).area, roles: everyClerk, today: act.today }
  return queries.listColleaguesOfArea(act.tx, filter) as Promise<(ColleagueRow & { role: Role })[]>
}

/** The register of the area. */
export async function listRelatives(
  act: Act,
  filter: { state: State; limit: number; offset: number },
): Promise<{ rows: RegisteredRelativeRow[]; total: number }> {
  authorise(act, 'keep')
  const rows = await list(act, filter)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** All of it for a workbook; that it was taken out is in the audit log. */
export async function exportRelatives(act: Act, state: State): Promise<RegisteredRelativeRow[]> {
  authorise(act, 'keep')
  const rows = await list(act, { state, limit: 100_000, offset: 0 })
  await log(act, 'staff_relative.export', null, { state, count: rows.length })
  return rows
}

function list(act: Act, filter: { state: State; limit: number; offset: number }) {
  const { account_id } = staffOf(act)
  return queries.listRegisteredRelatives(act.tx, {
    ...filter,
    account_id,
    staff_relative_id: null,
    today: act.today,
  })
}

async function find(act: Act, staff_relative_id: string): Promise<RegisteredRelativeRow | undefined> {
  const { account_id } = staffOf(act)
  const one = { account_id, staff_relative_id, state: 'any' as const, today: act.today, limit: 1, offset: 0 }
  return (await queries.listRegisteredRelatives(act.tx, one))[0]
}

/**
 * From `on` the person is no near relative any more, or the declaration was wrong. Nothing is deleted.
 * @throws not_found; relative_ended_by_another (403); relative_ended_already (409); relative_end_wrong (422)
 */
export async function endRelative(
  act: Act,
  staff_relative_id: string,
  end: { on: string; reason: string },
): Promise<RegisteredRelativeRow> {
  authorise(act, 'keep')
  const row = await find(act, staff_relative_id)
  if (row === undefined) throw notFound()
  if (row.own) throw problem('relative_ended_by_another')
  if (row.until !== null) throw problem('relative_ended_already')
  if (end.on <= row.from || end.on > act.today) throw problem('relative_end_wrong')
  const { account_id: ended_by } = staffOf(act)
  const given = { staff_relative_id, ...end, ended_by, ended_on: act.today }
  if (!(await queries.endRelative(act.tx, given))) throw problem('relative_ended_already')
  const { account_id, person_id } = row
  await log(act, 'staff_relative.end', staff_relative_id, { account_id, person_id, ...end })
  return (await find(act, staff_relative_id)) as RegisteredRelativeRow
}

function log(
  act: Act,
  verb: string,
  subject_id: string | null,
  detail: Record<string, unknown>,
): Promise<void> {
  return audit(act, { act: verb, subject_kind: 'staff_relative', subject_id, detail })
}
