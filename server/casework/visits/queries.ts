/** SQL of home visits. */
import type { Transaction } from '../../platform/db/index.ts'

export type VisitDetail = {
  resident_count: number | null
  home_kind: 'public_rental' | 'own' | 'rented' | 'borrowed' | null
  photo_file_ids: string[]
  signature_file_id: string | null
  latitude: number | null
  longitude: number | null
  accuracy_metres: number | null
}

export type VisitRow = {
  visit_id: string
  case_id: string | null
  household_id: string | null
  planned_on: string
  visited_on: string | null
  visited_at: string | null
  visitor_id: string | null
  second_visitor_id: string | null
  visitor_name: string | null
  second_visitor_name: string | null
  place: string | null
  finding: string | null
  agrees_with_declaration: boolean | null
  detail: Partial<VisitDetail>
  state: 'planned' | 'done' | 'cancelled'
  version: number
}

export function listVisitsOfCase(tx: Transaction, case_id: string): Promise<VisitRow[]> {
  return tx<VisitRow[]>`
    select visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id,
      staff_name(visitor_id) as visitor_name, staff_name(second_visitor_id) as second_visitor_name,
      place, finding, agrees_with_declaration, detail, state, version
    from visit where case_id = ${case_id} order by coalesce(visited_on, planned_on), visit_id`
}

export async function findVisit(tx: Transaction, visit_id: string): Promise<VisitRow | undefined> {
  const [row] = await tx<VisitRow[]>`
    select visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id,
      staff_name(visitor_id) as visitor_name, staff_name(second_visitor_id) as second_visitor_name,
      place, finding, agrees_with_declaration, detail, state, version
    from visit where visit_id = ${visit_id}`
  return row
}

export async function insertPlannedVisit(
  tx: Transaction,
  visit: {
    case_id: string
    household_id: string | null
    planned_on: string
    visitor_id: string | null
    second_visitor_id: string | null
    division_code: string
  },
): Promise<string> {
  const [row] = await tx<{ visit_id: string }[]>`insert into visit ${tx(visit)} returning visit_id`
  return row!.visit_id
}

/** Records a visit under the identifier that the phone gave it, once: a planned one is completed, a done one stays. */
export async function recordVisit(
  tx: Transaction,
  visit: {
    visit_id: string
    case_id: string
    household_id: string | null
    visited_on: string
    visited_at: string | null
    visitor_id: string
    second_visitor_id: string
    place: string
    finding: string
    agrees_with_declaration: boolean | null
    detail: VisitDetail
    division_code: string
  },
): Promise<boolean> {
  const done = await tx`
    insert into visit (visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, place,
      finding, agrees_with_declaration, detail, state, division_code)
    values (${visit.visit_id}, ${visit.case_id}, ${visit.household_id}, ${visit.visited_on}, ${visit.visited_on}, ${visit.visited_at},
      ${visit.visitor_id}, ${visit.second_visitor_id}, ${visit.place}, ${visit.finding}, ${visit.agrees_with_declaration},
      ${JSON.stringify(visit.detail)}::text::jsonb, 'done', ${visit.division_code})
    on conflict (visit_id) do update set visited_on = excluded.visited_on, visited_at = excluded.visited_at,
      visitor_id = excluded.visitor_id, second_visitor_id = excluded.second_visitor_id, place = excluded.place,
      finding = excluded.finding, agrees_with_declaration = excluded.agrees_with_declaration, detail = excluded.detail,
      state = 'done', version = visit.version + 1
    where visit.state = 'planned' and visit.case_id = excluded.case_id`
  return done.count === 1
}

export type VisitListRow = VisitRow & {
  total: number
  title: string | null
  address: string | null
  street_name: string | null
  community_name: string | null
  due_on: string | null
  member_count: number
}

/** Visits in the caller's area, the soonest first. */
export function listVisits(
  tx: Transaction,
  filter: { state: 'planned' | 'done'; today: string; limit: number; offset: number },
): Promise<VisitListRow[]> {
  return tx<VisitListRow[]>`
    select v.visit_id, v.case_id, v.household_id, v.planned_on, v.visited_on, v.visited_at, v.visitor_id, v.second_visitor_id,
      staff_name(v.visitor_id) as visitor_name, staff_name(v.second_visitor_id) as second_visitor_name,
      v.place, v.finding, v.agrees_with_declaration, v.detail, v.state, v.version, (count(*) over ())::int as total,
      p.name as title, a.address, street.name as street_name, community.name as community_name, c.due_on,
      (select count(*)::int from household_member m where m.household_id = v.household_id and m.valid @> ${filter.today}::date) as member_count
    from visit v
    left join case_file c using (case_id)
    left join person p on p.person_id = c.person_id
    left join address a on a.household_id = v.household_id and a.valid @> ${filter.today}::date
    left join division street on street.division_code = left(v.division_code, 9) and length(v.division_code) >= 9
    left join division community on community.division_code = v.division_code and length(v.division_code) = 12
    where v.state = ${filter.state}
    order by v.planned_on, v.visit_id
    limit ${filter.limit} offset ${filter.offset}`
}
