/**
 * Reads the first sheet of an Excel file row by row. A file that is no workbook, or that unpacks to far more than
 * it should, is refused before anything is made of it.
 */
import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import { problem } from './problems.ts'

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
  refuseBombs(content, limits.unpacked ?? 200 * 1024 * 1024)
  const rows = openFirstSheet(content)
  let count = 0
  for (;;) {
    const next = await rows.next().catch((error: unknown) => {
      throw unreadable(error)
    })
    if (next.done === true) return
    const row = next.value
    const cells = cellsOf(row, limits.columns)
    if (cells.every((text) => text === '')) continue
    count += 1
    if (count > limits.rows) {
      throw problem('workbook_too_long', { detail: `一份文件最多 ${limits.rows} 行，请分成几份。` })
    }
    yield { number: row.number, cells }
  }
}

async function* openFirstSheet(content: Buffer): AsyncGenerator<exceljs.Row> {
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([content]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  for await (const sheet of reader) {
    for await (const row of sheet) yield row
    return
  }
}

function cellsOf(row: exceljs.Row, columns: number): string[] {
  const cells: string[] = []
  for (let at = 1; at <= columns; at += 1) cells.push(textOf(row.getCell(at).value))
  return cells
}

function textOf(value: exceljs.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim()
  if ('text' in value) return textOf(value.text as exceljs.CellValue)
  if ('result' in value) return textOf(value.result as exceljs.CellValue)
  // Formulas without a result and errors: shown as they are, so that the check of the cell refuses them.
  return 'error' in value ? String(value.error) : 'formula' in value ? `=${String(value.formula)}` : ''
}

const unreadable = (error: unknown) => {
  if (error instanceof Error && error.name === 'Problem') return error
  return problem('workbook_unreadable')
}

/** Reads the sizes in the archive's own directory; a workbook packs about ten to one, a bomb a thousand to one. */
function refuseBombs(content: Buffer, most: number): void {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 20 > content.length || content.readUInt32LE(0) !== 0x04034b50) {
    throw problem('workbook_unreadable')
  }
  let at = content.readUInt32LE(end + 16)
  let unpacked = 0
  for (let left = content.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > content.length || content.readUInt32LE(at) !== 0x02014b50)
      throw problem('workbook_unreadable')
    unpacked += content.readUInt32LE(at + 24)
    if (unpacked > most) throw problem('workbook_unreadable')
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
}
