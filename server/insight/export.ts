/** The same figures and records as workbooks: what is on the page is what is in the file. */
import { dateText, monthText } from '../casework/index.ts'
import type { Act } from '../platform/act.ts'
import { notFound } from '../platform/problems/index.ts'
import type { Workbook } from '../platform/workbooks/index.ts'
import { authoriseExport } from './access.ts'
import { findIndicator } from './indicators/model.ts'
import type { IndicatorRecord, RecordColumn } from './indicators/model.ts'
import { findDivisionName } from './queries.ts'
import { getDashboard } from './service.ts'

type Asked = { division_code: string | undefined; as_of: string | undefined }
type Figures = Awaited<ReturnType<typeof getDashboard>>['divisions'][number]

/** A programme's figures, a row per division below and the total last. */
export async function exportDashboard(
  act: Act,
  input: Asked & { programme_id: string },
): Promise<Workbook<Figures>> {
  const division_code = authoriseExport(act, input.division_code)
  const page = await getDashboard(act, { ...input, division_code })
  const total: Figures = {
    division_code,
    name: '合计',
    residents: page.residents,
    people: Number(page.people.value),
    households: Number(page.households.value),
    spend: page.spend.value,
    open_cases: Number(page.open_cases.value),
    overdue_cases: Number(page.overdue_cases.value),
    per_thousand:
      page.residents === 0 ? null : Math.round((Number(page.people.value) / page.residents) * 10_000) / 10,
  }
  return {
    title: `${page.title} ${page.division_name} ${page.as_of}`,
    notes: [
      `${page.title}　${page.division_name}　截至 ${dateText(page.as_of)}，发放为 ${monthText(page.month)}`,
    ],
    columns: [
      { key: 'division_code', title: '区划代码' },
      { key: 'name', title: '名称', width: 24 },
      { key: 'residents', title: '常住人口（人）' },
      { key: 'people', title: `${page.people.title}（人）` },
      { key: 'per_thousand', title: `每千人${page.counted}` },
      { key: 'households', title: `${page.households.title}（户）` },
      { key: 'spend', title: `${Number(page.month.slice(5, 7))}月发放（元）`, format: 'fen' },
      { key: 'open_cases', title: '在办（件）' },
      { key: 'overdue_cases', title: '超期（件）' },
    ],
    rows: [...page.divisions, total],
  }
}

/** Every record behind a figure, in the columns of its page. @throws not_found */
export async function exportIndicatorRecords(
  act: Act,
  input: Asked & { indicator_id: string },
): Promise<Workbook<IndicatorRecord>> {
  const division_code = authoriseExport(act, input.division_code)
  const indicator = findIndicator(input.indicator_id)
  const name = await findDivisionName(act.tx, division_code)
  if (indicator === undefined || name === undefined) throw notFound()
  const scope = { division_code, as_of: input.as_of ?? act.today }
  return {
    title: `${indicator.title} ${name} ${scope.as_of}`,
    notes: [`${indicator.title}　${name}　截至 ${dateText(scope.as_of)}　${indicator.population}`],
    columns: indicator.columns.map(workbookColumn),
    rows: indicator.streamRecords(act.tx, scope),
  }
}

function workbookColumn(column: RecordColumn) {
  const { id, title, unit, numeric } = column
  const key = (row: IndicatorRecord) => {
    const cell = row.cells[id]
    if (cell === null || cell === undefined || unit === 'fen' || numeric !== true) return cell
    return Number(cell)
  }
  return {
    key,
    title,
    width: numeric === true ? 16 : 24,
    ...(unit === 'fen' ? { format: 'fen' as const } : {}),
  }
}
