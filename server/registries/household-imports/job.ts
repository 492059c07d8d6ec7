/**
 * The job that imports a file: it reads row by row and says how far it is, then writes all good households in one
 * transaction together with the result. Killed half-way it begins again; finished it does nothing.
 */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { getFile } from '../../platform/files/index.ts'
import { readPayload, registerLongJob } from '../../platform/jobs/index.ts'
import type { JobHouse } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problems/index.ts'
import { listTakenNumbers } from '../people/index.ts'
import { columnLetter, COLUMNS, EXAMPLE, readLayout, titleOf } from './columns.ts'
import type { Layout } from './columns.ts'
import { planImport } from './plan.ts'
import type { Plan } from './plan.ts'
import * as queries from './queries.ts'
import { readRow } from './read-row.ts'
import type { CellProblem, ReadMember } from './read-row.ts'
import { writeHouseholds } from './write.ts'

export const LIMITS = { rows: 20_002, columns: COLUMNS.length + 5 }
const PROGRESS_EVERY = 1000

registerLongJob('registries.import_households', async (house, payload) => {
  const { import_id, area } = readPayload(z.object({ import_id: z.uuid(), area: z.string() }), payload)
  try {
    await runImport(house, import_id, area)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const failure = error.details.detail ?? error.title
    await house.act((act) => queries.failImport(act.tx, import_id, failure), area)
  }
})

type Read = { layout: Layout; rows: { member: ReadMember; problems: CellProblem[] }[]; today: string }

async function runImport(house: JobHouse, import_id: string, area: string): Promise<void> {
  const opened = await house.act((act) => open(act, import_id), area)
  if (opened === undefined) return
  const read = await readAll(house, import_id, area, opened)
  if ('failure' in read) {
    await house.act((act) => queries.failImport(act.tx, import_id, read.failure), area)
    return
  }
  await house.act(async (act) => {
    if ((await queries.lockUnfinished(act.tx, import_id)) === undefined) return
    const plan = planImport(read.rows, await askRegisters(act, read, area))
    await writeHouseholds(act, plan.households)
    await writeResult(act, import_id, area, read, plan)
  }, area)
}

async function open(act: Act, import_id: string): Promise<{ content: Buffer; today: string } | undefined> {
  const row = await queries.findImport(act.tx, import_id)
  if (row === undefined || row.state === 'done' || row.state === 'failed') return undefined
  await queries.updateProgress(act.tx, import_id, 0)
  return { content: (await getFile(act, row.file_id)).content, today: act.today }
}

async function readAll(
  house: JobHouse,
  import_id: string,
  area: string,
  opened: { content: Buffer; today: string },
): Promise<Read | { failure: string }> {
  const sheet = readSheet(opened.content, LIMITS)
  const head = await sheet.next()
  const read =
    head.done === true
      ? { missing: COLUMNS.filter((c) => c.required).map((c) => c.title) }
      : readLayout(head.value.cells)
  if ('missing' in read) return { failure: `第一行缺少列：${read.missing.join('、')}。请使用模板。` }
  const rows: Read['rows'] = []
  for await (const { number, cells } of sheet) {
    const row = readRow(number, cells, read.layout, opened.today)
    if (row.member.household !== EXAMPLE) rows.push(row)
    if (rows.length % PROGRESS_EVERY === 0) {
      await house.act((act) => queries.updateProgress(act.tx, import_id, rows.length), area)
    }
  }
  return rows.length === 0
    ? { failure: '文件里没有数据行。' }
    : { layout: read.layout, rows, today: opened.today }
}

async function askRegisters(act: Act, read: Read, area: string) {
  const numbers = read.rows.flatMap(({ member }) => member.identity_number ?? [])
  return {
    taken: new Set(await listTakenNumbers(act.tx, numbers)),
    communities: new Set(await queries.listCommunities(act.tx, area, act.today)),
    today: read.today,
  }
}

async function writeResult(act: Act, import_id: string, area: string, read: Read, plan: Plan): Promise<void> {
  const problems = plan.problems
    .sort((a, b) => a.row - b.row)
    .map((found, position) => ({
      row_number: found.row,
      column_letter: columnLetter(read.layout[found.column] ?? 0),
      label: titleOf(found.column),
      message: found.message,
      household_key: found.household,
      position,
    }))
  if (problems.length > 0) await queries.insertProblems(act.tx, import_id, area, problems)
  const result = {
    row_count: read.rows.length,
    household_count: plan.households.length,
    person_count: plan.households.reduce((sum, { members }) => sum + members.length, 0),
    bad_row_count: new Set(problems.map((found) => found.row_number)).size,
    left_out_household_count: plan.left_out_households,
    left_out_row_count: plan.left_out_rows,
  }
  await queries.finishImport(act.tx, import_id, result)
  await audit(act, {
    act: 'household_import.finish',
    subject_kind: 'household_import',
    subject_id: import_id,
    division_code: area,
    detail: result,
  })
}
