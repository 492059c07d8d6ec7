/** The households behind a figure of a comparison: pages of them, and all of them as a workbook, row by row. */
import { dateText } from '../../casework/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import type { Workbook } from '../../platform/workbooks/index.ts'
import { problem } from '../problems.ts'
import { scopeOf } from './comparison/area.ts'
import type { Comparison } from './comparison/comparisons.ts'
import { rowsOf } from './comparison/figures.ts'
import type { Kind } from './comparison/figures.ts'
import { viewHousehold } from './comparison/view.ts'
import { listVisible } from './queries.ts'
import type { AffectedRow } from './queries.ts'
import { authoriseArea } from './service.ts'
import { findSimulator } from './simulator.ts'
import { idText } from './snapshot/keys.ts'

type Wanted = {
  comparison_id: string
  kind: Kind
  division_code?: string | undefined
  population: 'receiving' | 'all'
}
type Affected = AffectedRow & ReturnType<typeof viewHousehold>

const TITLES: Record<Kind, string> = {
  gaining: '增加的户',
  losing: '减少的户',
  new: '新符合的户',
  leaving: '不再符合的户',
  unknown: '结果不清楚的户',
}

/** @throws case_not_yours (403), not_found (404), comparison_forgotten (410) */
export async function listAffected(act: Act, wanted: Wanted & { limit: number; offset: number }) {
  const { comparison, rows } = findRows(act, wanted)
  const page: number[] = []
  let total = 0
  for (const row of rows) {
    if (total >= wanted.offset && page.length < wanted.limit) page.push(row)
    total += 1
  }
  return { rows: await namedRows(act, comparison, page), total }
}

/** Rows named in one statement. */
const ROUND = 1000

/** @throws as `listAffected` */
export async function exportAffected(act: Act, wanted: Wanted): Promise<Workbook<Affected>> {
  const { comparison, rows, area } = findRows(act, wanted)
  await audit(act, {
    act: 'simulation.export',
    subject_kind: 'simulation',
    subject_id: comparison.comparison_id,
    detail: { kind: wanted.kind, division_code: area },
  })
  const { moment } = comparison.snapshot
  const programmes = new Map(
    comparison.after.programmes.map(({ programme_id, title }) => [programme_id, title]),
  )
  const titles = (ids: readonly string[]): string => ids.map((id) => programmes.get(id) ?? id).join('、')
  return {
    title: `政策模拟 ${TITLES[wanted.kind]}`,
    notes: [
      `${TITLES[wanted.kind]}　按${dateText(moment.known_on)}的登记试算，没有生效　凭据 ${comparison.comparison_id.slice(0, 8)}`,
    ],
    columns: [
      { key: 'division_path', title: '所在地', width: 40 },
      { key: 'head_name', title: '户主' },
      { key: 'members', title: '人数' },
      { key: (row) => BigInt(row.before), title: '原来每月（元）', format: 'fen' },
      { key: (row) => BigInt(row.after), title: '试算每月（元）', format: 'fen' },
      { key: (row) => BigInt(row.difference), title: '每月变化（元）', format: 'fen' },
      { key: (row) => titles(row.programmes_before), title: '原来的项目', width: 24 },
      { key: (row) => titles(row.programmes_after), title: '试算的项目', width: 24 },
    ],
    rows: allRows(act, comparison, rows),
  }
}

function findRows(
  act: Act,
  wanted: Wanted,
): { comparison: Comparison; rows: Iterable<number>; area: string } {
  const area = authoriseArea(act, wanted.division_code)
  const comparison = findSimulator()?.comparisons.find(wanted.comparison_id)
  if (!comparison) throw problem('comparison_forgotten')
  const { snapshot, pair } = comparison
  const scope = scopeOf(snapshot, area, wanted.population)
  return { comparison, area, rows: open(rowsOf(pair, scope, wanted.kind), snapshot.restricted) }
}

/** Households in which somebody is protected are counted in figures, and listed nowhere. */
function* open(rows: Iterable<number>, restricted: Uint8Array): Generator<number> {
  for (const row of rows) if (restricted[row] === 0) yield row
}

async function namedRows(act: Act, comparison: Comparison, rows: readonly number[]): Promise<Affected[]> {
  const ids = rows.map((row) => idText(comparison.snapshot.household_ids, row * 16))
  const rowOf = new Map(ids.map((id, i) => [id, rows[i]!]))
  const visible = await listVisible(act.tx, ids, act.today)
  return visible.map((each) => ({ ...each, ...viewHousehold(comparison, rowOf.get(each.household_id)!) }))
}

async function* allRows(act: Act, comparison: Comparison, rows: Iterable<number>): AsyncGenerator<Affected> {
  let some: number[] = []
  for (const row of rows) {
    some.push(row)
    if (some.length < ROUND) continue
    yield* await namedRows(act, comparison, some)
    some = []
  }
  yield* await namedRows(act, comparison, some)
}
