/** The divisions of the city as rows, today's and those that became others. */
import type { Transaction } from '../../server/platform/db/index.ts'
import { FORMER_DIVISIONS, listDivisions, parentCode, startOf } from '../divisions/index.ts'
import { addRow, createTable, packRows, sendPackets } from './copy.ts'

/** Loads all divisions; does nothing when they are there. */
export async function loadDivisions(tx: Transaction): Promise<void> {
  const [there] = await tx`select 1 from division where division_code = '120104'`
  if (there) return
  const table = createTable(
    'division',
    'division_code, name, kind, parent_code, rural, valid, successor_code',
  )
  for (const { code, name, kind, register } of listDivisions()) {
    const rural = register === null ? null : register === 'rural'
    addRow(table, code, name, kind, parentCode(code) ?? null, rural, `[${startOf(code) ?? ''},)`, null)
  }
  for (const { code, name, ended, successor } of FORMER_DIVISIONS) {
    const kind = name.endsWith('县') ? 'county' : 'district'
    // Counties lay under 1202, which is no division of its own: the province is their parent.
    addRow(table, code, name, kind, code.startsWith('1202') ? '12' : '1201', null, `[,${ended})`, successor)
  }
  await sendPackets(tx, packRows([table]))
}
