/** The empty workbook that clerks fill in: one row of titles, one example household that the import passes over. */
import type { Workbook } from '../../platform/workbooks/index.ts'
import { COLUMNS, EXAMPLE } from './columns.ts'
import type { ColumnKey } from './columns.ts'

type Line = Partial<Record<ColumnKey, string>>

const EXAMPLES: Line[] = [
  Object.fromEntries([
    ...COLUMNS.map(({ key, hint }) => [key, hint] as const),
    ['household', EXAMPLE],
  ]) as Line,
]

export const template: Workbook<Line> = {
  title: '家庭导入模板',
  columns: COLUMNS.map(({ key, title }) => ({ key, title, width: Math.max(12, title.length * 2 + 2) })),
  rows: EXAMPLES,
}
