/** Taking in a file of households, and telling how far it is and what was wrong. The work itself is a job. */
import { createHash } from 'node:crypto'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { findMediaType, getFile, storeFile } from '../../platform/files/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { staffOf } from '../access.ts'
import { authorise } from './access.ts'
import { COLUMNS, readLayout } from './columns.ts'
import type { Layout } from './columns.ts'
import { LIMITS } from './job.ts'
import { householdKey } from './plan.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { ImportRow } from './queries.ts'

/**
 * Starts the import of a file, or answers the one that this file had before in the same area.
 * @throws import_file_missing, import_file_wrong (422)
 */
export async function startImport(
  act: Act,
  file: { name: string; content: Buffer } | undefined,
): Promise<{ row: ImportRow; repeated: boolean }> {
  authorise(act, 'import_households')
  const { account_id, display_name, area } = staffOf(act)
  if (file === undefined || file.content.length === 0) throw problem('import_file_missing', { field: 'file' })
  if (findMediaType(file.content)?.extension !== 'xlsx') throw problem('import_file_wrong', { field: 'file' })
  const file_sha256 = createHash('sha256').update(file.content).digest()
  const before = await queries.findImportOfFile(act.tx, file_sha256, area)
  if (before !== undefined) return { row: await getImport(act, before), repeated: true }
  const stored = await storeFile(act, file, { division_code: area, household_id: null })
  const import_id = await queries.insertImport(act.tx, {
    file_id: stored.file_id,
    file_sha256,
    file_name: stored.name,
    division_code: area,
    uploaded_by: account_id,
    uploaded_by_name: display_name,
    uploaded_on: act.today,
  })
  await audit(act, {
    act: 'household_import.start',
    subject_kind: 'household_import',
    subject_id: import_id,
    division_code: area,
  })
  await enqueue(act, 'registries.import_households', { import_id, area }, { key: `import ${import_id}` })
  return { row: await getImport(act, import_id), repeated: false }
}

/** @throws not_found */
export async function getImport(act: Act, import_id: string): Promise<ImportRow> {
  authorise(act, 'read_imports')
  const row = await queries.findImport(act.tx, import_id)
  if (row === undefined) throw notFound()
  return row
}

export async function listImports(
  act: Act,
  limit: number,
  offset: number,
): Promise<{ rows: ImportRow[]; total: number }> {
  authorise(act, 'read_imports')
  const rows = await queries.listImports(act.tx, limit, offset)
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function listProblems(act: Act, import_id: string, limit: number, offset: number) {
  await getImport(act, import_id)
  const rows = await queries.listProblems(act.tx, import_id, limit, offset)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ row_number: row, column_letter: column, label, message }) => ({
      row,
      column,
      label,
      message,
      text: `第 ${row} 行 ${column} 列 ${label}：${message}`,
    })),
  }
}

export type ErrorFile = { titles: string[]; rows: AsyncIterable<{ cells: string[]; problems: string }> }

/**
 * The rows of all households that were left out, as they were, with what is wrong; mended, it can be sent back.
 * @throws not_found; import_running (409)
 */
export async function getErrorFile(act: Act, import_id: string): Promise<ErrorFile> {
  const { state, file_id } = await getImport(act, import_id)
  if (state !== 'done') throw problem('import_running')
  const problems = await queries.listProblems(act.tx, import_id, 1_000_000, 0)
  const { content } = await getFile(act, file_id)
  const leftOut = new Set(problems.map((row) => row.household_key))
  const byRow = Map.groupBy(problems, (row) => row.row_number)
  const sheet = readSheet(content, LIMITS)
  const head = await sheet.next()
  const cells = head.done === true ? [] : head.value.cells
  const read = readLayout(cells)
  const layout: Layout = 'layout' in read ? read.layout : {}
  async function* rows() {
    for await (const row of sheet) {
      const household = (row.cells[layout.household ?? 0] ?? '').trim()
      if (!leftOut.has(householdKey(row.number, household))) continue
      const told = (byRow.get(row.number) ?? []).map(
        ({ column_letter, label, message }) => `${column_letter} 列 ${label}：${message}`,
      )
      yield { cells: row.cells, problems: told.join('；') || '同户其他行有错，全户未登记' }
    }
  }
  return { titles: COLUMNS.map((_column, at) => cells[at] ?? '').filter(Boolean), rows: rows() }
}
