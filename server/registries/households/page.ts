/** The household page: who lives together, where, on what, as of any day and by what was known on any day. */
import type { Act } from '../../platform/act.ts'
import { streamRows } from '../../platform/db/index.ts'
import { notFound, problem as refuse } from '../../platform/problems/index.ts'
import { cappedTotal, MOST_COUNTED } from '../capped.ts'
import {
  factsOf,
  factViewOf,
  housingLines,
  incomeOf,
  listMembers,
  mayWithPeople,
  memberViewOf,
  situationOf,
} from '../people/index.ts'
import type { AsOf, FactsOf, MemberRow } from '../people/index.ts'
import { authorise, may } from './access.ts'
import * as queries from './queries.ts'
import type { HouseholdFilter, HouseholdRow } from './queries.ts'

const REGISTER_KIND_TITLES = { urban: '城镇', rural: '农村' }

/** @throws not_found, also for other areas */
export async function getHouseholdPage(act: Act, household_id: string, when: AsOf) {
  authorise(act, 'read')
  return assemble(act, household_id, when)
}

/** The resident's own household. @throws not_found when in none */
export async function getMyHouseholdPage(act: Act) {
  if (act.caller.kind !== 'resident') throw refuse('not_permitted')
  if (act.caller.household_id === null) throw notFound()
  return assemble(act, act.caller.household_id, {})
}

async function assemble(act: Act, household_id: string, when: AsOf) {
  const as_of = when.as_of ?? act.today
  const known_on = when.known_on ?? as_of
  const [row] = await queries.listHouseholdsById(act.tx, [household_id], as_of)
  if (row === undefined) throw notFound()
  const members = await listMembers(act.tx, household_id, as_of)
  const present = members.filter((member) => member.present)
  const ids = [household_id, ...new Set(members.map((member) => member.person_id))]
  const facts = await factsOf(act, ids, { as_of, known_on })
  const view = (member: MemberRow) => memberOf(member, facts, as_of)
  return {
    as_of,
    known_on,
    household: householdViewOf(row),
    members: present.map(view),
    former_members: formerOf(members, present).map(view),
    addresses: await queries.listAddresses(act.tx, household_id, as_of),
    income: incomeView(facts, present),
    facts: (facts.get(household_id) ?? []).map(factViewOf),
    housing: housingLines(facts.get(household_id) ?? []),
    may: rightsOf(act, row),
  }
}

function memberOf(member: MemberRow, facts: FactsOf, day: string) {
  const situation = situationOf(member, facts.get(member.person_id) ?? [], day)
  return { ...memberViewOf(member, situation, day), present: member.present }
}

/** Those who left and did not come back, once each; a change of relation is no departure. */
function formerOf(members: readonly MemberRow[], present: readonly MemberRow[]): MemberRow[] {
  const here = new Set(present.map((member) => member.person_id))
  const last = new Map<string, MemberRow>()
  for (const member of members) {
    const known = last.get(member.person_id)
    if (!here.has(member.person_id) && (known?.until ?? '') < (member.until ?? '')) {
      last.set(member.person_id, member)
    }
  }
  return [...last.values()]
}

function incomeView(facts: FactsOf, present: readonly MemberRow[]) {
  const income = incomeOf(present.map((member) => facts.get(member.person_id) ?? []))
  const count = BigInt(present.length)
  const per_person_per_month =
    income.per_month === null || count === 0n ? null : (income.per_month * 2n + count) / (count * 2n)
  return { ...income, per_person_per_month }
}

function rightsOf(act: Act, row: HouseholdRow) {
  const standing = row.dissolved_on === null
  return {
    change_members: standing && may(act, 'change_members'),
    move: standing && may(act, 'move'),
    record_facts: standing && mayWithPeople(act, 'record_facts'),
    register_birth: standing && may(act, 'register_birth'),
  }
}

export function householdViewOf(row: HouseholdRow) {
  const kind = row.register_kind
  return { ...row, register_kind_title: kind === null ? '不详' : REGISTER_KIND_TITLES[kind] }
}

/** One page of at most 200 households. */
export async function listHouseholds(
  act: Act,
  filter: Omit<HouseholdFilter, 'day'>,
  limit: number,
  offset: number,
) {
  authorise(act, 'read')
  const ids = await queries.listHouseholdIds(act.tx, { ...filter, day: act.today }, MOST_COUNTED + 1)
  const shown = ids.slice(0, MOST_COUNTED).slice(offset, offset + limit)
  const rows = shown.length === 0 ? [] : await queries.listHouseholdsById(act.tx, shown, act.today)
  return { rows: rows.map(householdViewOf), ...cappedTotal(ids.length, '户') }
}

/** Every household that fits, for a workbook. */
export async function* exportHouseholds(act: Act, filter: Omit<HouseholdFilter, 'day'>) {
  authorise(act, 'export')
  const all = queries.listAllHouseholds(act.tx, { ...filter, day: act.today })
  for await (const row of streamRows(all)) yield householdViewOf(row)
}
