/** Units and posts. A post gives a role on an area; administrators' roles exclude each other and all business. */
import type { Act, Role } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { requireOther } from '../accounts/service.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import type { UnitRow } from './contract.ts'
import * as queries from './queries.ts'

export async function listUnits(
  act: Act,
  given: { search?: string | undefined; division_code?: string | undefined; limit: number; offset: number },
): Promise<{ rows: UnitRow[]; total: number }> {
  authorise(act, 'list_offices')
  const search = given.search === '' ? null : (given.search ?? null)
  const filter = { search, division_code: given.division_code ?? null, today: act.today }
  const rows = await queries.listUnits(act.tx, filter, given.limit, given.offset)
  return { rows, total: await queries.countUnits(act.tx, filter) }
}

export async function createUnit(
  act: Act,
  given: { name: string; kind: string; division_code: string },
): Promise<{ unit_id: string }> {
  authorise(act, 'change_office')
  const made = await queries.insertUnit(act.tx, { ...given, from: act.today })
  await record(act, 'unit.create', 'unit', made.unit_id, given.division_code, { name: given.name })
  return made
}

/** Ends the unit and every post in it from that day on. */
export async function endUnit(act: Act, unit_id: string, on: string): Promise<void> {
  authorise(act, 'change_office')
  const unit = await queries.findUnit(act.tx, unit_id, on)
  if (unit === undefined || !(await queries.endUnit(act.tx, unit_id, on))) throw notFound()
  await queries.endPostsOfUnit(act.tx, unit_id, on)
  await record(act, 'unit.end', 'unit', unit_id, unit.division_code, { on })
}

type Grant = { account_id: string; unit_id: string; role: Role; division_code: string; from: string }

/** Throws `own_account`, `administrators_stay_apart`, `post_outside_unit`, or 404 for account or unit. */
export async function grantPost(act: Act, grant: Grant): Promise<{ post_id: string }> {
  authorise(act, 'grant_post')
  await requireOther(act, grant.account_id)
  const unit = await queries.findUnit(act.tx, grant.unit_id, grant.from)
  if (unit === undefined) throw notFound()
  if (!grant.division_code.startsWith(unit.division_code)) {
    throw problem('post_outside_unit', { field: 'division_code' })
  }
  await queries.lockPostsOf(act.tx, grant.account_id)
  const held = await queries.listRolesOf(act.tx, grant.account_id, grant.from)
  if (held.some((role) => excludes(role, grant.role))) {
    throw problem('administrators_stay_apart', { field: 'role' })
  }
  const made = await queries.insertPost(act.tx, grant)
  await record(act, 'post.grant', 'post', made.post_id, grant.division_code, { ...grant })
  return made
}

/** From that day on the post no longer counts; a session that acts on it ends with the day. */
export async function endPost(act: Act, post_id: string, on: string): Promise<void> {
  authorise(act, 'grant_post')
  const post = await queries.findPost(act.tx, post_id)
  if (post === undefined) throw notFound()
  await requireOther(act, post.account_id)
  if (!(await queries.endPost(act.tx, post_id, on))) throw notFound()
  await record(act, 'post.end', 'post', post_id, post.division_code, { on, account_id: post.account_id })
}

/** 三员分立: an administrator's role goes with no other kind of role. Pure. */
export function excludes(held: Role, wanted: Role): boolean {
  const isAdministrator = (role: Role) => role.endsWith('_administrator')
  return (isAdministrator(held) || isAdministrator(wanted)) && held !== wanted
}

async function record(
  act: Act,
  verb: string,
  subject_kind: string,
  subject_id: string,
  division_code: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await audit(act, { act: verb, subject_kind, subject_id, division_code, detail })
}
