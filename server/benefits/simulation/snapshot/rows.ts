/**
 * Reads a binary COPY as it comes: one cursor that stands on a row, never an object for a row. A city has tens of
 * millions of facts; whoever makes an object of each is ten times slower and runs out of memory.
 */
import type { Readable } from 'node:stream'

/** Days from 2000-01-01, as PostgreSQL counts them, to YYYYMMDD as the engine writes days. */
export function dayOf(days: number): number {
  // By the civil calendar of 400 years, counted from 1 March, so that leap days come last.
  const shifted = days + 730_425
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * inYear + 2) / 153)
  const day = inYear - Math.floor((153 * month + 2) / 5) + 1
  const calendarMonth = month < 10 ? month + 3 : month - 9
  return (year + era * 400 + (calendarMonth <= 2 ? 1 : 0)) * 10_000 + calendarMonth * 100 + day
}

const SIGNATURE_LENGTH = 11
const HEADER_LENGTH = SIGNATURE_LENGTH + 8

/** Stands on one row of a binary COPY; fields are asked for by their place. */
export class RowCursor {
  bytes: Buffer = Buffer.alloc(0)
  private readonly starts: Int32Array
  private readonly lengths: Int32Array

  constructor(fields: number) {
    this.starts = new Int32Array(fields)
    this.lengths = new Int32Array(fields)
  }

  get fields(): number {
    return this.starts.length
  }
  isNull(field: number): boolean {
    return this.lengths[field] === -1
  }
  start(field: number): number {
    return this.starts[field]!
  }
  length(field: number): number {
    return this.lengths[field]!
  }
  /** A date as days from 2000-01-01, or any other number of four bytes. */
  int32(field: number): number {
    return this.bytes.readInt32BE(this.starts[field]!)
  }
  /** A truth value. */
  flag(field: number): boolean {
    return this.bytes[this.starts[field]!] === 1
  }
  /** A number of eight bytes; beyond 2^53 it is not exact. */
  int64(field: number): number {
    const start = this.starts[field]!
    return this.bytes.readInt32BE(start) * 2 ** 32 + this.bytes.readUInt32BE(start + 4)
  }
  /** A text of decimal digits, such as a division's code. */
  digits(field: number): number {
    const { bytes } = this
    let value = 0
    for (let at = this.starts[field]!, end = at + this.lengths[field]!; at < end; at++)
      value = value * 10 + bytes[at]! - 48
    return value
  }
  text(field: number): string {
    const start = this.starts[field]!
    return this.bytes.toString('latin1', start, start + this.lengths[field]!)
  }

  /** Moves to the row that begins there; the place behind it, or -1 when the row is not whole yet. */
  moveTo(at: number): number {
    const { bytes } = this
    let place = at + 2
    for (let field = 0; field < this.starts.length; field++) {
      if (place + 4 > bytes.length) return -1
      const length = bytes.readInt32BE(place)
      place += 4
      this.starts[field] = place
      this.lengths[field] = length
      if (length > 0) place += length
    }
    return place > bytes.length ? -1 : place
  }
}

/** Reads all rows of a binary COPY of so many fields; answers how many there were. */
export function readRows(stream: Readable, fields: number, onRow: (row: RowCursor) => void): Promise<number> {
  const cursor = new RowCursor(fields)
  let rows = 0
  let rest: Buffer | undefined
  let begun = false
  const take = (chunk: Buffer): void => {
    cursor.bytes = rest ? Buffer.concat([rest, chunk]) : chunk
    rest = undefined
    const { bytes } = cursor
    let at = 0
    if (!begun) {
      if (bytes.length < HEADER_LENGTH) return void (rest = bytes)
      at = HEADER_LENGTH + bytes.readInt32BE(SIGNATURE_LENGTH + 4)
      begun = true
    }
    while (at + 2 <= bytes.length && bytes.readInt16BE(at) >= 0) {
      const next = cursor.moveTo(at)
      if (next < 0) break
      onRow(cursor)
      rows += 1
      at = next
    }
    const isOver = at + 2 <= bytes.length && bytes.readInt16BE(at) < 0
    if (at < bytes.length && !isOver) rest = bytes.subarray(at)
  }
  return new Promise((resolve, reject) => {
    let failure: unknown
    stream.on('data', (chunk: Buffer) => {
      if (failure !== undefined) return
      try {
        take(chunk)
      } catch (error) {
        // The rest is read all the same: a connection that is left in the middle of a COPY waits for ever.
        failure = error
      }
    })
    stream.once('end', () => (failure === undefined ? resolve(rows) : reject(failure as Error)))
    stream.once('error', reject)
  })
}
