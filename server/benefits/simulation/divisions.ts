/** What a comparison does to each division below the area, as a workbook: the table of the page, to be passed on. */
import { dateText } from '../../casework/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import type { Workbook } from '../../platform/workbooks/index.ts'
import { problem } from '../problems.ts'
import { scopeOf } from './comparison/area.ts'
import { figuresOf } from './comparison/figures.ts'
import type { Counts } from './comparison/figures.ts'
import { listDivisionNames } from './queries.ts'
import { authoriseArea } from './service.ts'
import { findSimulator } from './simulator.ts'

type Wanted = {
  comparison_id: string
  division_code?: string | undefined
  population: 'receiving' | 'all'
}
type Row = Counts & { division_code: string; name: string }

/**
 * Amounts in fen a month.
 * @throws case_not_yours (403), not_found (404), comparison_forgotten (410)
 */
export async function exportDivisions(act: Act, wanted: Wanted): Promise<Workbook<Row>> {
  const area = authoriseArea(act, wanted.division_code)
  const comparison = findSimulator()?.comparisons.find(wanted.comparison_id)
  if (!comparison) throw problem('comparison_forgotten')
  const { comparison_id, snapshot, pair, schemes } = comparison
  const scope = scopeOf(snapshot, area, wanted.population)
  const { by_group } = figuresOf(pair, scope, undefined)
  const names = await listDivisionNames(act.tx, scope.codes)
  const nameOf = new Map(names.map(({ division_code, name }) => [division_code, name]))
  await audit(act, {
    act: 'simulation.export',
    subject_kind: 'simulation',
    subject_id: comparison_id,
    detail: { kind: 'divisions', division_code: area },
  })
  return {
    title: '政策模拟 各区影响',
    notes: [
      `${dateText(schemes.after.date)}起，按${dateText(snapshot.moment.known_on)}的登记试算，没有生效　凭据 ${comparison_id.slice(0, 8)}`,
    ],
    columns: [
      { key: 'name', title: '区划', width: 20 },
      { key: 'gaining', title: '增加（户）' },
      { key: 'new', title: '其中新符合（户）' },
      { key: 'losing', title: '减少（户）' },
      { key: 'leaving', title: '其中不再符合（户）' },
      { key: 'unchanged', title: '不变（户）' },
      { key: (row) => BigInt(row.before), title: '现在每月（元）', format: 'fen' },
      { key: (row) => BigInt(row.after), title: '调整后每月（元）', format: 'fen' },
      { key: (row) => BigInt(row.after - row.before), title: '每月多支出（元）', format: 'fen' },
    ],
    rows: scope.codes.map((division_code, place) => ({
      division_code,
      name: nameOf.get(division_code) ?? division_code,
      ...by_group[place]!,
    })),
  }
}
