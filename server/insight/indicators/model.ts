/**
 * An indicator is one definition of one figure: what it counts, of whom, from which records. Every number on a page,
 * a map, a list or an export comes from the same definition, so that they cannot disagree. Domains register theirs.
 */
import type { TransactionSql } from 'postgres'

/** The slice of the city and of time that a figure is asked for. */
export type Scope = {
  /** Everything below this division. */
  division_code: string
  /** Day on which it holds, `YYYY-MM-DD`; a monthly sum takes the month of that day. */
  as_of: string
}

export type ByDivision = { division_code: string; value: bigint }

/** One record behind a figure, as a row of a list; `path` is the page that shows it. */
export type IndicatorRecord = {
  record_id: string
  path: string | null
  cells: Record<string, string | null>
  /** What the record adds to the figure. */
  value: bigint
}

export type RecordColumn = { id: string; title: string; numeric?: boolean; unit?: 'fen' | 'people' | 'date' }

export type Indicator = {
  /** `minimum-living-guarantee.people` */
  id: string
  title: string
  unit: 'people' | 'households' | 'fen' | 'cases'
  /** Who or what is counted, in one sentence for the reader. */
  population: string
  /** Where the records come from: the line under a chart. */
  source: string
  /** The figure for each division of `digits` digits within the scope; divisions without records may be absent. */
  listByDivision: (tx: TransactionSql, scope: Scope & { digits: number }) => Promise<ByDivision[]>
  columns: RecordColumn[]
  /** The records that the figure counts, in a stable order. */
  listRecords: (
    tx: TransactionSql,
    scope: Scope & { limit: number; offset: number },
  ) => Promise<{ rows: IndicatorRecord[]; total: number }>
  /** All of them in the same order, for an export. */
  streamRecords: (tx: TransactionSql, scope: Scope) => AsyncIterable<IndicatorRecord>
}

/** A monthly series with what happened in it. */
export type Series = {
  id: string
  title: string
  unit: 'fen' | 'people'
  source: string
  list: (
    tx: TransactionSql,
    scope: { division_code: string; from: string; until: string },
  ) => Promise<{ month: string; value: bigint }[]>
  /** Named points: 标准 860 元. */
  marks: (scope: { division_code: string; from: string; until: string }) => { month: string; label: string }[]
}

/** What the city page of one programme shows. */
export type Dashboard = {
  programme_id: string
  title: string
  /** What people and households are counted for, as it stands before 人数 and 户数: 在保, 本年救助. */
  counted: string
  people: Indicator
  households: Indicator
  spend: Indicator
  open_cases: Indicator
  overdue_cases: Indicator
  spend_series: Series
}

const dashboards = new Map<string, Dashboard>()

/** A domain adds the page of one of its programmes; its indicators can be asked for from then on. */
export function registerDashboard(dashboard: Dashboard): void {
  dashboards.set(dashboard.programme_id, dashboard)
}

export function findDashboard(programme_id: string): Dashboard | undefined {
  return dashboards.get(programme_id)
}

export function listDashboards(): Dashboard[] {
  return [...dashboards.values()]
}

export function findIndicator(id: string): Indicator | undefined {
  return listDashboards()
    .flatMap((d) => [d.people, d.households, d.spend, d.open_cases, d.overdue_cases])
    .find((indicator) => indicator.id === id)
}

/** One level below: 12 → districts, a district → its streets, a street → its communities. */
export function digitsBelow(division_code: string): 6 | 9 | 12 {
  if (division_code.length < 6) return 6
  return division_code.length < 9 ? 9 : 12
}
