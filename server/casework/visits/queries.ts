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
  state: 'planned' | 'done' | 'cancelled' | 'set_aside'
  version: number
}

export function listVisitsOfCase(tx: Transaction, case_id: string): Promise<VisitRow[]> {
  return tx<VisitRow[]>`
    select visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id,
      staff_name(visitor_id) as visitor_name, staff_name(second_visitor_id) as second_visitor_name,
      place, finding, agrees_with_declaration, detail, state, version
    from visit where case_id = ${case_id} order by coalesce(visited_on, planned_on), visit_id`
}

/** How a visit in the field was made, as its phone told it and the server judged it. */
export type VisitProof = {
  report_id: string
  device_id: string
  device_time: string
  clock_offset_seconds: number
  measured_offset_seconds: number
  clock_wrong: boolean
  received_at: string
  no_position_because: string
  unsigned_because: string
  visitor_signature_file_id: string
  second_visitor_signature_file_id: string
  photo_hashes: string[]
  checks: { key: string; agrees: boolean | null }[]
  seen_brief_code: string
}

/** A visit as its office has it; `proof` is null when it was written down at a desk. */
export type OneVisitRow = VisitRow & {
  division_code: string
  proof: VisitProof | null
  set_aside_from: string | null
}

export async function findVisit(tx: Transaction, visit_id: string): Promise<OneVisitRow | undefined> {
  const [row] = await tx<OneVisitRow[]>`
    select visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id,
      staff_name(visitor_id) as visitor_name, staff_name(second_visitor_id) as second_visitor_name,
      place, finding, agrees_with_declaration, detail, state, version, division_code, proof, set_aside_from
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
    safety_remark: string | null
    division_code: string
  },
): Promise<string> {
  const [row] = await tx<{ visit_id: string }[]>`insert into visit ${tx(visit)} returning visit_id`
  return row!.visit_id
}

/** Another day or other people for a visit still to be made; its new version, undefined when it was not as given. */
export async function updatePlan(
  tx: Transaction,
  plan: {
    visit_id: string
    planned_on: string
    visitor_id: string
    second_visitor_id: string | null
    safety_remark: string | null
    version: number
  },
): Promise<number | undefined> {
  const [row] = await tx<{ version: number }[]>`
    update visit set planned_on = ${plan.planned_on}, visitor_id = ${plan.visitor_id},
      second_visitor_id = ${plan.second_visitor_id}, safety_remark = ${plan.safety_remark}, version = version + 1,
      route_position = case when planned_on = ${plan.planned_on}::date then route_position end
    where visit_id = ${plan.visit_id} and version = ${plan.version} and state = 'planned' returning version`
  return row?.version
}

export async function cancelVisit(
  tx: Transaction,
  visit: { visit_id: string; version: number },
): Promise<number | undefined> {
  const [row] = await tx<{ version: number }[]>`
    update visit set state = 'cancelled', version = version + 1
    where visit_id = ${visit.visit_id} and version = ${visit.version} and state = 'planned' returning version`
  return row?.version
}

/** The order of the way; its own column, so that nobody's version of the plan is outdated by it. */
export async function updateRoute(
  tx: Transaction,
  visit_ids: readonly string[],
  account_id: string,
): Promise<number> {
  const done = await tx`
    update visit v set route_position = wanted.position
    from unnest(${visit_ids as string[]}::uuid[]) with ordinality as wanted (visit_id, position)
    where v.visit_id = wanted.visit_id and v.state = 'planned'
      and (v.visitor_id = ${account_id} or v.second_visitor_id = ${account_id})`
  return done.count
}

export async function getVisitorNames(
  tx: Transaction,
  pair: { visitor_id: string; second_visitor_id: string },
): Promise<{ visitor_name: string; second_visitor_name: string }> {
  const [row] = await tx<{ visitor_name: string; second_visitor_name: string }[]>`
    select staff_name(${pair.visitor_id}::uuid) as visitor_name,
      staff_name(${pair.second_visitor_id}::uuid) as second_visitor_name`
  return row!
}

/** Names of staff, in the order of the accounts. */
export async function listNames(tx: Transaction, accounts: readonly string[]): Promise<string[]> {
  const rows = await tx<{ name: string | null }[]>`
    select staff_name(account_id) as name
    from unnest(${accounts as string[]}::uuid[]) with ordinality as a (account_id, position) order by position`
  return rows.flatMap((row) => (row.name === null ? [] : [row.name]))
}

export type NewVisit = {
  visit_id: string
  case_id: string | null
  household_id: string | null
  visited_on: string
  visited_at: string | null
  visitor_id: string
  second_visitor_id: string
  place: string
  finding: string
  agrees_with_declaration: boolean | null
  detail: VisitDetail
  safety_remark: string | null
  proof: VisitProof | null
  division_code: string
}

/** Records a visit under the identifier that its writer gave it, once: a planned one is completed, a done one stays. */
export async function recordVisit(tx: Transaction, visit: NewVisit): Promise<boolean> {
  const done = await tx`
    insert into visit (visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, place,
      finding, agrees_with_declaration, detail, safety_remark, proof, state, division_code)
    values (${visit.visit_id}, ${visit.case_id}, ${visit.household_id}, ${visit.visited_on}, ${visit.visited_on}, ${visit.visited_at},
      ${visit.visitor_id}, ${visit.second_visitor_id}, ${visit.place}, ${visit.finding}, ${visit.agrees_with_declaration},
      ${JSON.stringify(visit.detail)}::text::jsonb, ${visit.safety_remark},
      nullif(${JSON.stringify(visit.proof)}::text::jsonb, 'null'), 'done', ${visit.division_code})
    on conflict (visit_id) do update set visited_on = excluded.visited_on, visited_at = excluded.visited_at,
      visitor_id = excluded.visitor_id, second_visitor_id = excluded.second_visitor_id, place = excluded.place,
      finding = excluded.finding, agrees_with_declaration = excluded.agrees_with_declaration, detail = excluded.detail,
      safety_remark = coalesce(excluded.safety_remark, visit.safety_remark), proof = excluded.proof,
      state = 'done', version = visit.version + 1
    where visit.state = 'planned' and visit.case_id is not distinct from excluded.case_id`
  return done.count === 1
}

/** Keeps a report that came too late, whole and beside the visit that it was of. */
export async function insertSetAside(
  tx: Transaction,
  visit: NewVisit & { set_aside_from: string; planned_on: string },
): Promise<void> {
  await tx`
    insert into visit (visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, place,
      finding, agrees_with_declaration, detail, safety_remark, proof, state, set_aside_from, division_code)
    values (${visit.visit_id}, ${visit.case_id}, ${visit.household_id}, ${visit.planned_on}, ${visit.visited_on}, ${visit.visited_at},
      ${visit.visitor_id}, ${visit.second_visitor_id}, ${visit.place}, ${visit.finding}, ${visit.agrees_with_declaration},
      ${JSON.stringify(visit.detail)}::text::jsonb, ${visit.safety_remark},
      nullif(${JSON.stringify(visit.proof)}::text::jsonb, 'null'), 'set_aside', ${visit.set_aside_from}, ${visit.division_code})`
}

export type VisitListRow = VisitRow & {
  total: number
  route_position: number | null
  safety_remark: string | null
  on_phone: boolean
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
      v.route_position, v.safety_remark, exists (
        select from visit_copy k where k.visit_id = v.visit_id and k.ended_at is null) as on_phone,
      p.name as title, a.address, street.name as street_name, community.name as community_name, c.due_on,
      (select count(*)::int from household_member m where m.household_id = v.household_id and m.valid @> ${filter.today}::date) as member_count
    from visit v
    left join case_file c using (case_id)
    left join person p on p.person_id = c.person_id
    left join address a on a.household_id = v.household_id and a.valid @> ${filter.today}::date
    left join division street on street.division_code = left(v.division_code, 9) and length(v.division_code) >= 9
    left join division community on community.division_code = v.division_code and length(v.division_code) = 12
    where v.state = ${filter.state}
    order by v.planned_on, v.route_position nulls last, v.visit_id
    limit ${filter.limit} offset ${filter.offset}`
}
