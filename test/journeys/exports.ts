/** Whoever decides on rules and money takes tables along: what is in the file is what a person would read and reckon with. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import exceljs from 'exceljs'
import type { CellValue } from 'exceljs'
import type { Page } from 'playwright-core'
import { openBrowser, problemsOf, startHaihe } from './harness.ts'
import { signInAs, type Actor } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const city = '/workbench/insight/minimum-living-guarantee'

/** Pages with something to take along. */
const people: [title: string, actor: Actor, paths: string[]][] = [
  ['the policy officer', 'policyOfficer', ['/workbench/proposals', city, `${city}/records/people`]],
  [
    'finance',
    'finance',
    [
      '/workbench/payrolls',
      '/workbench/rosters',
      '/workbench/notices',
      '/workbench/ledger',
      `${city}/records/spend`,
    ],
  ],
  [
    'the leader',
    'leader',
    [
      '/workbench/insight',
      '/workbench/stuck',
      '/workbench/inspections',
      '/workbench/households',
      city,
      `${city}/records/open_cases`,
    ],
  ],
]

for (const [title, actor, paths] of people)
  test(`${title} takes every table along: heads in Chinese, days as dates, sums as numbers, names instead of codes`, async () => {
    const page = await signInAs(browser, actor)
    for (const path of paths) {
      await page.goto(path)
      await takeAlong(page, path)
    }
    assert.deepEqual(problemsOf(page), [])
    await page.context().close()
  })

/** Clicks every 导出 of the page, of which there is at least one, and reads what came. */
async function takeAlong(page: Page, path: string): Promise<void> {
  const main = page.getByRole('main')
  // How many rows there are is said once they are known.
  const name = /^导出(全部| [1-9]|$)/
  const offered = main.getByRole('button', { name }).or(main.getByRole('link', { name }))
  await offered.first().waitFor()
  for (const each of await offered.all()) {
    const [file] = await Promise.all([page.waitForEvent('download'), each.click()])
    assert.match(file.suggestedFilename(), /\p{Script=Han}.*\.xlsx$/u)
    const { heads, rows } = await sheetOf(await readFile(await file.path()))
    assert.ok(rows.length > 0, `${path}: ${file.suggestedFilename()} is empty`)
    assert.deepEqual(wordsAmiss(heads, rows), [], `${path}: ${file.suggestedFilename()}`)
  }
}

/** The first sheet: its heads, which are bold, and the rows below them. */
async function sheetOf(content: Buffer): Promise<{ heads: string[]; rows: CellValue[][] }> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(content as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  const cellsOf = (at: number) =>
    Array.from({ length: sheet.columnCount }, (_none, column) => sheet.getRow(at).getCell(column + 1).value)
  let head = 1
  while (head < sheet.rowCount && sheet.getRow(head).getCell(1).font?.bold !== true) head += 1
  const rows = Array.from({ length: sheet.rowCount - head }, (_none, at) => cellsOf(head + 1 + at))
  return { heads: cellsOf(head).map(String), rows }
}

const words = /^[a-z]+([_.-][a-z]+)*$/
const identifiers = /^[\da-f]{8}-[\da-f]{4}-/
const days = /^\d{4}-\d{2}(-\d{2})?$/
const places = /^12\d{4}(\d{3}){0,2}$/

/** What a person would not read: words of the programme, codes of places, days and sums that cannot be reckoned with. */
function wordsAmiss(heads: readonly string[], rows: readonly CellValue[][]): string[] {
  const amiss = heads.filter((head) => !/\p{Script=Han}/u.test(head)).map((head) => `head ${head}`)
  for (const [at, head] of heads.entries()) {
    const cells = rows.map((row) => row[at]).filter((cell) => cell !== null && cell !== '')
    const texts = cells.filter((cell) => typeof cell === 'string')
    const patterns = head.includes('代码') ? [words, identifiers, days] : [words, identifiers, days, places]
    const wrong = texts.find((text) => patterns.some((pattern) => pattern.test(text)))
    if (wrong !== undefined) amiss.push(`${head}: ${wrong}`)
    if (head.includes('元') && texts.length > 0) amiss.push(`${head}: ${texts[0]} is text`)
  }
  return amiss
}
