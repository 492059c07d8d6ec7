/**
 * Rows on their way into the database by COPY: collected as text per table, packed as bytes, sent in the order in
 * which the tables refer to each other.
 */
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '../../server/platform/db/index.ts'

export type Value = string | number | bigint | boolean | null

export type Table = {
  name: string
  columns: readonly string[]
  /** Text rows not packed yet. */
  text: string
  waiting: number
}

/** Rows of one table as COPY takes them. */
export type Packet = {
  name: string
  columns: readonly string[]
  rows: number
  bytes: Uint8Array<ArrayBuffer>
}

export function createTable(name: string, columns: string): Table {
  return { name, columns: columns.split(/,\s*/), text: '', waiting: 0 }
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function encode(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string')
    return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (each) => escapes[each] as string) : value
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

/** Adds one row; the values stand in the order of the table's columns. @throws Error when there are not as many */
export function addRow(table: Table, ...values: Value[]): void {
  if (values.length !== table.columns.length)
    throw new Error(`a row of ${table.name} has ${values.length} values for ${table.columns.length} columns`)
  let line = encode(values[0] as Value)
  for (let index = 1; index < values.length; index += 1) line += `\t${encode(values[index] as Value)}`
  table.text += `${line}\n`
  table.waiting += 1
}

const encoder = new TextEncoder()

/** Takes what waits, table after table; the tables are empty afterwards. */
export function packRows(tables: readonly Table[]): Packet[] {
  const packets: Packet[] = []
  for (const table of tables) {
    if (table.waiting === 0) continue
    const { name, columns, waiting: rows, text } = table
    packets.push({ name, columns, rows, bytes: encoder.encode(text) })
    table.text = ''
    table.waiting = 0
  }
  return packets
}

const PIECE = 1 << 17

/** Sends packets in their order. @throws Error naming the table whose rows PostgreSQL refused */
export async function sendPackets(tx: Transaction, packets: readonly Packet[]): Promise<void> {
  for (const { name, columns, bytes } of packets) {
    const stream = await tx.unsafe(`copy ${name} (${columns.join(', ')}) from stdin`).writable()
    for (let start = 0; start < bytes.length; start += PIECE) {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(PIECE, bytes.length - start))
      await new Promise((resolve) => stream.write(piece, resolve))
    }
    stream.end()
    await setImmediate()
    // The driver forgets an error that comes after the last row; the next statement of the transaction meets it.
    await tx`select 1`.catch((error: unknown) => {
      throw new Error(`the rows of ${name} were refused`, { cause: error })
    })
  }
}

/** Bytes as the text form of bytea. */
export function bytes(value: Uint8Array): string {
  return `\\x${Buffer.from(value).toString('hex')}`
}
