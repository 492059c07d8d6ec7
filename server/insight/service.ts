/** Puts the indicators of a programme together for one division and day. */
import type { Act } from '../platform/act.ts'
import { firstOfMonth } from '../platform/clock/index.ts'
import { notFound } from '../platform/problems/index.ts'
import { authoriseFigures } from './access.ts'
import { digitsBelow, findDashboard, findIndicator, listDashboards } from './indicators/model.ts'
import type { ByDivision, Dashboard, Indicator } from './indicators/model.ts'
import { listResidentsByDivision } from '../registries/residents/index.ts'
import { findDivisionName, listDivisionsBelow } from './queries.ts'

const figureNames = ['people', 'households', 'spend', 'open_cases', 'overdue_cases'] as const
type FigureName = (typeof figureNames)[number]

/** Every programme with its totals for one division and day. */
export async function listDashboardTotals(
  act: Act,
  input: { division_code: string | undefined; as_of: string | undefined },
) {
  const division_code = authoriseFigures(act, input.division_code)
  const as_of = input.as_of ?? act.today
  const scope = { division_code, as_of, digits: digitsBelow(division_code) }
  const [name, rows] = await Promise.all([
    findDivisionName(act.tx, division_code),
    Promise.all(listDashboards().map((dashboard) => totalsOf(act, dashboard, scope))),
  ])
  if (name === undefined) throw notFound()
  return { division_code, division_name: name, as_of, month: firstOfMonth(as_of), rows }
}

async function totalsOf(act: Act, dashboard: Dashboard, scope: Parameters<Indicator['listByDivision']>[1]) {
  const [people, households, spend, open_cases, overdue_cases] = await Promise.all(
    figureNames.map(async (figure) => sum(await dashboard[figure].listByDivision(act.tx, scope))),
  )
  return {
    programme_id: dashboard.programme_id,
    title: dashboard.title,
    counted: dashboard.counted,
    people: Number(people),
    households: Number(households),
    spend: spend ?? 0n,
    open_cases: Number(open_cases),
    overdue_cases: Number(overdue_cases),
  }
}

/** The page of a programme: totals, each division below, and two years of spending. */
export async function getDashboard(
  act: Act,
  input: { programme_id: string; division_code: string | undefined; as_of: string | undefined },
) {
  const division_code = authoriseFigures(act, input.division_code)
  const dashboard = findDashboard(input.programme_id)
  if (dashboard === undefined) throw notFound()
  const as_of = input.as_of ?? act.today
  const scope = { division_code, as_of, digits: digitsBelow(division_code) }
  const [name, divisions, residents, points, ...figures] = await Promise.all([
    findDivisionName(act.tx, division_code),
    listDivisionsBelow(act.tx, scope),
    listResidentsByDivision(act.tx, scope),
    dashboard.spend_series.list(act.tx, { division_code, ...twoYearsTo(as_of) }),
    ...figureNames.map((figure) => dashboard[figure].listByDivision(act.tx, scope)),
  ])
  if (name === undefined) throw notFound()
  const by = Object.fromEntries(figureNames.map((figure, at) => [figure, figures[at] ?? []])) as Record<
    FigureName,
    ByDivision[]
  >
  return {
    programme_id: dashboard.programme_id,
    title: dashboard.title,
    counted: dashboard.counted,
    division_code,
    division_name: name,
    as_of,
    month: firstOfMonth(as_of),
    residents: Number(sum(residents)),
    ...totals(dashboard, by),
    divisions: mergeDivisions(divisions, residents, by),
    trend: {
      title: dashboard.spend_series.title,
      unit: dashboard.spend_series.unit,
      source: dashboard.spend_series.source,
      points,
      marks: dashboard.spend_series.marks({ division_code, ...twoYearsTo(as_of) }),
    },
  }
}

/** The records that a figure counts, within the division and on the day. */
export async function listIndicatorRecords(
  act: Act,
  input: {
    indicator_id: string
    division_code: string | undefined
    as_of: string | undefined
    limit: number
    offset: number
  },
) {
  const division_code = authoriseFigures(act, input.division_code)
  const indicator = findIndicator(input.indicator_id)
  if (indicator === undefined) throw notFound()
  const as_of = input.as_of ?? act.today
  const [name, records] = await Promise.all([
    findDivisionName(act.tx, division_code),
    indicator.listRecords(act.tx, { division_code, as_of, limit: input.limit, offset: input.offset }),
  ])
  if (name === undefined) throw notFound()
  const { id, title, unit, population, source, columns } = indicator
  return {
    indicator_id: id,
    title,
    unit,
    population,
    source,
    columns,
    division_code,
    division_name: name,
    as_of,
    ...records,
  }
}

/** Twenty-four months that end with the month of the day. */
function twoYearsTo(as_of: string): { from: string; until: string } {
  const [year, month] = as_of.split('-').map(Number) as [number, number]
  const first = year * 12 + (month - 1) - 23
  const text = (months: number) =>
    `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return { from: text(first), until: text(first + 23) }
}

function totals(dashboard: Dashboard, by: Record<FigureName, ByDivision[]>) {
  const view = (indicator: Indicator, rows: ByDivision[]) => ({
    indicator_id: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    population: indicator.population,
    source: indicator.source,
    value: sum(rows),
  })
  return {
    people: view(dashboard.people, by.people),
    households: view(dashboard.households, by.households),
    spend: view(dashboard.spend, by.spend),
    open_cases: view(dashboard.open_cases, by.open_cases),
    overdue_cases: view(dashboard.overdue_cases, by.overdue_cases),
  }
}

function mergeDivisions(
  divisions: { division_code: string; name: string }[],
  residents: ByDivision[],
  by: Record<FigureName, ByDivision[]>,
) {
  const maps = Object.fromEntries(figureNames.map((figure) => [figure, indexed(by[figure])])) as Record<
    FigureName,
    Map<string, bigint>
  >
  const living = indexed(residents)
  return divisions.map(({ division_code, name }) => {
    const at = (figure: FigureName) => maps[figure].get(division_code) ?? 0n
    const people = Number(at('people'))
    const residing = Number(living.get(division_code) ?? 0n)
    return {
      division_code,
      name,
      residents: residing,
      people,
      households: Number(at('households')),
      spend: at('spend'),
      open_cases: Number(at('open_cases')),
      overdue_cases: Number(at('overdue_cases')),
      per_thousand: residing === 0 ? null : Math.round((people / residing) * 10_000) / 10,
    }
  })
}

function indexed(rows: ByDivision[]): Map<string, bigint> {
  return new Map(rows.map((row) => [row.division_code, row.value]))
}

function sum(rows: ByDivision[]): bigint {
  return rows.reduce((total, row) => total + row.value, 0n)
}
