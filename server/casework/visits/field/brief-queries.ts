/** SQL of what a visitor needs to know of a planned visit. */
import type { Transaction } from '../../../platform/db/index.ts'

export type PlannedRow = {
  visit_id: string
  case_id: string | null
  household_id: string | null
  division_code: string
  planned_on: string
  route_position: number | null
  visitor_id: string | null
  visitor_name: string | null
  second_visitor_id: string | null
  second_visitor_name: string | null
  state: 'planned' | 'done' | 'cancelled' | 'set_aside'
  version: number
  subject_name: string | null
  address: string | null
  street_name: string | null
  community_name: string | null
  due_on: string | null
  case_state: 'open' | 'closed' | null
  member_count: number
}

const columns = (tx: Transaction, today: string) => tx`
  v.visit_id, v.case_id, v.household_id, v.division_code, v.planned_on, v.route_position, v.visitor_id,
  staff_name(v.visitor_id) as visitor_name, v.second_visitor_id, staff_name(v.second_visitor_id) as second_visitor_name,
  v.state, v.version, coalesce(p.name, head.name) as subject_name, a.address, street.name as street_name,
  community.name as community_name, c.due_on, c.state as case_state,
  (select count(*)::int from household_member m
    where m.household_id = v.household_id and m.valid @> ${today}::date) as member_count`

const joins = (tx: Transaction, today: string) => tx`
  left join case_file c on c.case_id = v.case_id
  left join person p on p.person_id = c.person_id
  left join lateral (
    select h.name from household_member m join person h using (person_id)
    where m.household_id = v.household_id and m.relation = 'head' and m.valid @> ${today}::date limit 1) head on true
  left join address a on a.household_id = v.household_id and a.valid @> ${today}::date
  left join division street on street.division_code = left(v.division_code, 9) and length(v.division_code) >= 9
  left join division community on community.division_code = v.division_code and length(v.division_code) = 12`

/** Visits by their ids, in the order of the ids; those out of sight are left out. */
export function listVisitsById(
  tx: Transaction,
  visit_ids: readonly string[],
  today: string,
): Promise<PlannedRow[]> {
  return tx<PlannedRow[]>`
    select ${columns(tx, today)}
    from unnest(${visit_ids as string[]}::uuid[]) with ordinality as wanted (visit_id, position)
    join visit v on v.visit_id = wanted.visit_id ${joins(tx, today)}
    order by wanted.position`
}

/** What an account is to visit, in the order of the days and of the way. */
export function listPlannedOf(tx: Transaction, account_id: string, today: string): Promise<PlannedRow[]> {
  return tx<PlannedRow[]>`
    select ${columns(tx, today)} from visit v ${joins(tx, today)}
    where v.state = 'planned' and (v.visitor_id = ${account_id} or v.second_visitor_id = ${account_id})
    order by v.planned_on, v.route_position nulls last, v.division_code, a.address, v.visit_id
    limit 200`
}

/** What was found there last. */
export async function findLastVisit(
  tx: Transaction,
  household_id: string | null,
): Promise<{ visited_on: string; finding: string } | undefined> {
  const [row] = await tx<{ visited_on: string; finding: string }[]>`
    select visited_on, finding from visit
    where household_id = ${household_id}::uuid and state = 'done'
    order by visited_on desc, visit_id desc limit 1`
  return row
}

/** What to mind there: the plan's own remark, else the latest that anybody left. */
export async function findSafetyRemark(
  tx: Transaction,
  visit: { visit_id: string; household_id: string | null },
): Promise<string | null> {
  const [row] = await tx<{ safety_remark: string | null }[]>`
    select safety_remark from visit
    where safety_remark is not null and (visit_id = ${visit.visit_id} or household_id = ${visit.household_id}::uuid)
    order by visit_id = ${visit.visit_id} desc, coalesce(visited_on, planned_on) desc, visit_id desc limit 1`
  return row?.safety_remark ?? null
}
