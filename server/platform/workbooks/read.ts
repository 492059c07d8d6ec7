/**
 * Reads the first sheet of an Excel file row by row. A file that is no workbook, or that unpacks to far more than
 * it should, is refused. (The reader of exceljs cuts Chinese characters in two where its pieces end.)
 */
import { problem } from './problems.ts'
import { Problem } from '../problems/index.ts'
import { attribute, cellsOf, dateStyles, elements, textOf } from './sheet-xml.ts'
import { openArchive } from './zip.ts'
import type { Archive } from './zip.ts'

export type SheetRow = {
  /** Number of the row in Excel, from 1. */
  number: number
  /** Text of the cells from column A; dates as `YYYY-MM-DD`, empty cells as ''. */
  cells: string[]
}

export type ReadLimits = {
  rows: number
  columns: number
  /** Unpacked bytes; 200 MB otherwise. */
  unpacked?: number
}

/**
 * The rows of the first sheet that hold anything.
 * @throws workbook_unreadable, workbook_too_long (422)
 */
export async function* readSheet(content: Buffer, limits: ReadLimits): AsyncGenerator<SheetRow> {
  const archive = openArchive(content, limits.unpacked ?? 200 * 1024 * 1024)
  const rows = readRows(archive, limits.columns)
  let count = 0
  for (;;) {
    const next = await rows.next().catch((error: unknown) => {
      throw error instanceof Problem ? error : problem('workbook_unreadable')
    })
    if (next.done === true) return
    if (next.value.cells.every((text) => text === '')) continue
    count += 1
    if (count > limits.rows) {
      throw problem('workbook_too_long', { detail: `一份文件最多 ${limits.rows} 行，请分成几份。` })
    }
    yield next.value
  }
}

async function* readRows(archive: Archive, columns: number): AsyncGenerator<SheetRow> {
  const book = await whole(archive, 'xl/workbook.xml')
  const strings: string[] = []
  for await (const item of elements(archive.text('xl/sharedStrings.xml'), 'si')) strings.push(textOf(item))
  const dates = dateStyles(await whole(archive, 'xl/styles.xml'))
  const from1904 = /<(?:\w+:)?workbookPr\s[^>]*date1904="(?:1|true)"/.test(book)
  let number = 0
  for await (const row of elements(archive.text(await findFirstSheet(archive, book)), 'row')) {
    number = Number(attribute(row, 'r') ?? number + 1)
    const cells: string[] = Array.from({ length: columns }, () => '')
    for (const { column, type, style, value } of cellsOf(row)) {
      if (column >= columns) continue
      if (type === 's') cells[column] = (strings[Number(value)] ?? '').trim()
      else if (type === 'n' && value !== '')
        cells[column] = numberText(Number(value), dates.has(style), from1904)
      else cells[column] = value.trim()
    }
    yield { number, cells }
  }
}

async function whole(archive: Archive, name: string): Promise<string> {
  let text = ''
  for await (const piece of archive.text(name)) text += piece
  return text
}

/** The part that holds the first sheet of the workbook's own order. */
async function findFirstSheet(archive: Archive, book: string): Promise<string> {
  const id = /<(?:\w+:)?sheet\s[^>]*?\w+:id="([^"]+)"/.exec(book)?.[1]
  for await (const relation of elements(archive.text('xl/_rels/workbook.xml.rels'), 'Relationship')) {
    if (attribute(relation, 'Id') !== id) continue
    const target = attribute(relation, 'Target') ?? ''
    const name = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    if (archive.has(name)) return name
  }
  throw problem('workbook_unreadable')
}

/**
 * The shortest text of a number. From a quadrillion on in powers of ten: a longer number has lost its last digits
 * in Excel, and nobody shall take it for what was typed.
 */
function numberText(value: number, isDate: boolean, from1904: boolean): string {
  if (isDate && value >= 1 && value < 2_958_466) {
    // Day 25569 is 1970-01-01; Excel counts from 1900, or from 1904 on old Macintoshes.
    const day = Math.floor(value) - 25_569 + (from1904 ? 1462 : 0)
    return new Date(day * 86_400_000).toISOString().slice(0, 10)
  }
  return Math.abs(value) >= 1e15 ? value.toExponential() : String(value)
}
