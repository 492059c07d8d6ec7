/**
 * An Excel file written row by row: only a few hundred rows are in memory, however long the list. Text stays text:
 * a cell that begins with = + - @ is never taken for a formula.
 */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type WorkbookColumn<Row> = {
  /** Field of the row, or a function of it. */
  key: (keyof Row & string) | ((row: Row) => CellValue)
  title: string
  /** Characters; 16 otherwise. */
  width?: number
  /**
   * `fen` is shown in yuan with two decimals, an instant as China's time, a month by its first day (`2017-09-01`); days,
   * numbers and text need nothing.
   */
  format?: 'fen' | 'moment' | 'month'
}
export type CellValue = string | number | bigint | boolean | null | undefined

export type Workbook<Row> = {
  /** Name of the sheet and, with today's date, of the file. */
  title: string
  /** File name without ending; the title otherwise. */
  file_name?: string
  columns: readonly WorkbookColumn<Row>[]
  rows: Iterable<Row> | AsyncIterable<Row>
  /** Rows above the heads, e.g. a note on how to fill in. */
  notes?: readonly string[]
}

/** Rows between two looks at whether the reader keeps up. */
const BATCH = 500
/** Excel ends here; a longer list is cut with a last row that says so. */
const MOST_ROWS = 1_048_000

/** Sets the headers of a download and returns the file's bytes, to be answered by a handler of `implementStream`. */
export function streamWorkbook<Row extends object>(
  reply: FastifyReply,
  workbook: Workbook<Row>,
): AsyncIterable<Uint8Array> {
  const name = `${workbook.file_name ?? workbook.title}.xlsx`
  reply.type(workbookType)
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  return writeWorkbook(workbook)
}

/** The bytes of an .xlsx file. Fails where the rows fail, so a cut file never looks complete. */
export function writeWorkbook<Row extends object>(workbook: Workbook<Row>): AsyncIterable<Uint8Array> {
  const out = new PassThrough({ highWaterMark: 256 * 1024 })
  write(out, workbook).catch((error: Error) => out.destroy(error))
  return out
}

async function write<Row extends object>(out: PassThrough, workbook: Workbook<Row>): Promise<void> {
  // Nothing leaves before the first row is there: what is refused is then an ordinary refusal, not a torn file.
  const rows = await begun(workbook.rows)
  // Loaded with the first workbook: it takes longer than half the house.
  const { default: exceljs } = await import('exceljs')
  const file = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = file.addWorksheet(sheetName(workbook.title), {
    views: [{ state: 'frozen', ySplit: (workbook.notes?.length ?? 0) + 1 }],
  })
  sheet.columns = workbook.columns.map(({ width, format }) => ({
    width: width ?? 16,
    style: { numFmt: format === 'fen' ? '#,##0.00' : '@' },
  }))
  for (const note of workbook.notes ?? []) sheet.addRow([note]).commit()
  const head = sheet.addRow(workbook.columns.map(({ title }) => title))
  head.font = { bold: true }
  head.commit()
  let count = 0
  for await (const row of rows) {
    if (count === MOST_ROWS) {
      sheet.addRow([`后面还有，Excel 一张表最多 ${MOST_ROWS} 行，请缩小范围后再导出`]).commit()
      break
    }
    const cells = workbook.columns.map((column) => cellOf(row, column))
    const written = sheet.addRow(cells)
    for (const [at, cell] of cells.entries()) {
      const format = formatOf(cell, workbook.columns[at]!.format)
      if (format !== undefined) written.getCell(at + 1).numFmt = format
    }
    written.commit()
    count += 1
    if (count % BATCH === 0) await keepPace(out)
  }
  sheet.commit()
  await file.commit()
}

/** The same rows, of which the first has been read. */
async function begun<Row>(rows: Iterable<Row> | AsyncIterable<Row>): Promise<AsyncIterable<Row>> {
  const rest = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const first = await rest.next()
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await rest.next()) yield next.value
    } finally {
      await rest.return?.()
    }
  })()
}

/** Waits for the reader; without it the rows would pile up in memory. */
async function keepPace(out: PassThrough): Promise<void> {
  await turn()
  if (out.destroyed) throw new Error('the reader has gone')
  if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')])
}

type Cell = string | number | Date | null

/** Text is the columns' own format, so that nothing typed below it is taken for a formula or a number. */
function formatOf(cell: Cell, column: 'fen' | 'moment' | 'month' | undefined): string | undefined {
  if (cell instanceof Date) return column === 'month' ? 'yyyy"年"m"月"' : 'yyyy"年"m"月"d"日"'
  return typeof cell === 'number' && column !== 'fen' ? 'General' : undefined
}

function cellOf<Row extends object>(row: Row, column: WorkbookColumn<Row>): Cell {
  const value = typeof column.key === 'function' ? column.key(row) : (row[column.key] as CellValue)
  if (value === null || value === undefined) return null
  if (column.format === 'fen') return Number(value) / 100
  if (column.format === 'moment') return momentText(String(value))
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  return typeof value === 'number' ? value : (dayOf(value) ?? cleanText(value))
}

/** A day can be sorted and reckoned with; Excel knows none before March 1900. */
function dayOf(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-03-01') return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return day.toISOString().startsWith(text) ? day : undefined
}

/** 2017-09-01 08:30, eight hours ahead of UTC all year. */
function momentText(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** Characters that XML does not know would make the file unreadable. */
function cleanText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, (character) => ('\t\n\r'.includes(character) ? character : ''))
    .slice(0, 32_000)
}

function sheetName(title: string): string {
  return title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}
