/** SQL of inspections: the draw of a district's month, its list, and what is always visited. */
import type { Transaction } from '../../platform/db/index.ts'

/** Enters a case into its draw, once; answers whether it is drawn. */
export async function enterDraw(
  tx: Transaction,
  entry: {
    programme_id: string
    district: string
    month: string
    percent: number
    case_id: string
    division_code: string
    entered_on: string
  },
): Promise<boolean> {
  const [row] = await tx<{ drawn: boolean }[]>`
    select enter_inspection_draw('spot_visit', ${entry.programme_id}, ${entry.district}, ${entry.month}::date, ${entry.percent}::integer,
      ${entry.case_id}::uuid, ${entry.division_code}, ${entry.entered_on}::date) as drawn`
  return row?.drawn ?? false
}

/** Near relatives of staff by their declarations, and objections of whatever state: always visited. */
const alwaysColumns = (tx: Transaction, today: string) => tx`
  exists (select from objection o where o.case_id = c.case_id) as reported,
  case_of_relative_of_staff(c.case_id, ${today}::date) as relative_of_staff`

export type SpotVisitRow = {
  month: string | null
  position: number | null
  drawn: boolean
  reported: boolean
  relative_of_staff: boolean
  visited_on: string | null
}

export async function findSpotVisit(
  tx: Transaction,
  case_id: string,
  today: string,
): Promise<SpotVisitRow | undefined> {
  const [row] = await tx<SpotVisitRow[]>`
    select d.month, i.position, coalesce(i.drawn, false) as drawn, ${alwaysColumns(tx, today)}, v.visited_on
    from case_file c
    left join inspection i using (case_id)
    left join inspection_draw d using (inspection_draw_id)
    left join visit v on v.visit_id = i.visit_id
    where c.case_id = ${case_id}`
  return row
}

/** The district has been there. */
export async function recordSpotVisit(tx: Transaction, case_id: string, visit_id: string): Promise<void> {
  await tx`update inspection set visit_id = ${visit_id} where case_id = ${case_id} and visit_id is null`
}

/** Open applications that stand in one of the steps and are in no draw yet. */
export function listUndrawn(tx: Transaction, steps: readonly string[]): Promise<{ case_id: string }[]> {
  return tx<{ case_id: string }[]>`
    select c.case_id from case_file c
    where c.state = 'open' and c.kind = 'application' and c.step_id = any(${[...steps]})
      and not exists (select from inspection i where i.case_id = c.case_id)
    order by c.opened_on, c.case_id`
}

export type InspectionState = 'to_visit' | 'visited' | 'all'
export type InspectionRow = {
  inspection_id: string
  case_id: string
  case_number: string
  programme_id: string
  person_name: string | null
  street_name: string | null
  community_name: string | null
  month: string
  position: number
  drawn: boolean
  reported: boolean
  relative_of_staff: boolean
  entered_on: string
  visited_on: string | null
  visitor_name: string | null
  due_on: string | null
  case_state: 'open' | 'closed'
  total: number
}

/** Cases of the draws in the caller's area, the latest month first, in the order of their draw. */
export function listInspections(
  tx: Transaction,
  filter: {
    month: string | null
    state: InspectionState
    today: string
    limit: number
    offset: number
  },
): Promise<InspectionRow[]> {
  const visits = tx`(i.drawn or c.reported or c.relative_of_staff)`
  const chosen =
    filter.state === 'to_visit'
      ? tx`and i.visit_id is null and c.state = 'open' and ${visits}`
      : filter.state === 'visited'
        ? tx`and i.visit_id is not null`
        : tx``
  return tx<InspectionRow[]>`
    select i.inspection_id, c.case_id, c.case_number, c.programme_id, p.name as person_name, street.name as street_name,
      community.name as community_name, d.month, i.position, i.drawn, c.reported, c.relative_of_staff, i.entered_on, v.visited_on,
      staff_name(v.visitor_id) as visitor_name, c.due_on, c.state as case_state, (count(*) over ())::int as total
    from inspection i
    join inspection_draw d using (inspection_draw_id)
    join (select c.*, ${alwaysColumns(tx, filter.today)} from case_file c) c using (case_id)
    left join visit v on v.visit_id = i.visit_id
    left join person p on p.person_id = c.person_id
    left join division street on street.division_code = left(c.division_code, 9)
    left join division community on community.division_code = c.division_code and length(c.division_code) = 12
    where (${filter.month}::date is null or d.month = ${filter.month}::date) ${chosen}
    order by d.month desc, d.division_code, d.percent, i.position
    limit ${filter.limit} offset ${filter.offset}`
}

export type DrawRow = {
  inspection_draw_id: string
  programme_id: string
  division_code: string
  division_name: string
  month: string
  percent: number
  case_count: number
  drawn_count: number
  visited_count: number
  /** null while the month runs. */
  seed: string | null
}

export function listDraws(
  tx: Transaction,
  filter: { month: string | null; today: string },
): Promise<DrawRow[]> {
  return tx<DrawRow[]>`
    select d.inspection_draw_id, d.programme_id, d.division_code, division.name as division_name, d.month, d.percent, d.case_count,
      d.drawn_count,
      (select count(*) from inspection i where i.inspection_draw_id = d.inspection_draw_id and i.visit_id is not null)::int as visited_count,
      inspection_seed(d.inspection_draw_id, ${filter.today}::date) as seed
    from inspection_draw d join division using (division_code)
    where ${filter.month}::date is null or d.month = ${filter.month}::date
    order by d.month desc, d.division_code, d.percent limit 200`
}

export function listDrawnCases(
  tx: Transaction,
  draw_ids: readonly string[],
): Promise<{ inspection_draw_id: string; case_id: string; drawn: boolean }[]> {
  return tx<{ inspection_draw_id: string; case_id: string; drawn: boolean }[]>`
    select inspection_draw_id, case_id, drawn from inspection
    where inspection_draw_id = any(${[...draw_ids]}::uuid[]) order by inspection_draw_id, position`
}
