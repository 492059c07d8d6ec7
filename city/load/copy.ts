/**
 * Rows on their way into the database by COPY: collected as text per table, sent in the order in which the tables
 * refer to each other. The text grows to some megabytes at most, then it is sent and forgotten.
 */
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '../../server/platform/db/index.ts'

export type Value = string | number | bigint | boolean | null

export type Table = {
  name: string
  columns: readonly string[]
  /** Text rows not sent yet, and how many were sent in all. */
  text: string
  waiting: number
  sent: number
}

export function createTable(name: string, columns: string): Table {
  return { name, columns: columns.split(/,\s*/), text: '', waiting: 0, sent: 0 }
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function encode(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string')
    return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (each) => escapes[each] as string) : value
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

/** Adds one row; the values stand in the order of the table's columns. */
export function addRow(table: Table, ...values: Value[]): void {
  let line = encode(values[0] as Value)
  for (let index = 1; index < values.length; index += 1) line += `\t${encode(values[index] as Value)}`
  table.text += `${line}\n`
  table.waiting += 1
}

/** Sends what waits, table after table; the text is empty afterwards. */
export async function sendRows(tx: Transaction, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    if (table.waiting === 0) continue
    const { text } = table
    table.sent += table.waiting
    table.text = ''
    table.waiting = 0
    const stream = await tx.unsafe(`copy ${table.name} (${table.columns.join(', ')}) from stdin`).writable()
    for (let start = 0; start < text.length; start += PIECE)
      await new Promise((resolve) => stream.write(piece(text, start), resolve))
    stream.end()
    await setImmediate()
    // The driver forgets an error that comes after the last row; the next statement of the transaction meets it.
    await tx`select 1`.catch((error: unknown) => {
      throw new Error(`the rows of ${table.name} were refused`, { cause: error })
    })
  }
}

const PIECE = 1 << 18

/** A part of the text that doesn't cut a character of two code units. */
function piece(text: string, start: number): string {
  const cut = (at: number) => (at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at + 1 : at)
  return text.slice(cut(start), cut(start + PIECE))
}

/** Bytes as the text form of bytea. */
export function bytes(value: Uint8Array): string {
  return `\\x${Buffer.from(value).toString('hex')}`
}

export function rowsSent(tables: readonly Table[]): number {
  return tables.reduce((sum, table) => sum + table.sent, 0)
}
