/** One fact of everybody while it is read: of several records the one that became known last counts. */
import type { Column, InputDeclaration } from '../../../../engine/index.ts'
import { Words } from './keys.ts'
import type { RowCursor } from './rows.ts'

/** What a cell is while the column is read; `REFUSED` and `UNKNOWN` become unknown in the end. */
const [UNKNOWN, KNOWN, REFUSED] = [0, 1, 2]
/** Days are kept in two bytes: from 1950-01-01 (days from 2000 are -18262) on. 0: nothing was read yet. */
const FIRST_KNOWN = -18_262
/** Beyond every day: what the register says by itself. */
const FIXED = 65_535

export class FactColumn {
  readonly input: InputDeclaration
  /** Rows with what the law cannot take. */
  readonly refused: number[] = []
  private readonly values: Uint8Array | Int32Array | Float64Array
  private readonly known: Uint8Array
  private knownOn: Uint16Array
  private readonly codes: Words
  private isWhole = true

  constructor(input: InputDeclaration, rows: number) {
    this.input = input
    const { lo, hi } = input
    this.values =
      lo >= 0 && hi <= 255
        ? new Uint8Array(rows)
        : lo >= -(2 ** 31) && hi <= 2 ** 31 - 1
          ? new Int32Array(rows)
          : new Float64Array(rows)
    this.known = new Uint8Array(rows)
    this.knownOn = new Uint16Array(rows)
    this.codes = new Words(input.codes?.map(({ code }) => code) ?? [])
  }

  get column(): Column {
    return this.isWhole ? { values: this.values } : { values: this.values, known: this.known }
  }

  codeOf(code: string): number {
    return this.input.codes?.findIndex((each) => each.code === code) ?? -1
  }

  /** What the register says by itself; no fact of the name counts beside it. Undefined is unknown. */
  fix(row: number, value: number | undefined): void {
    this.knownOn[row] = FIXED
    this.set(row, value)
  }

  /**
   * Takes a record (subject, name, known_on, number, code) when it became known later than the one before; false when
   * both became known on the same day. `isLatest`: it is the one that counts, whatever was read before.
   */
  take(record: RowCursor, row: number, isLatest: boolean): boolean {
    const before = this.knownOn[row]!
    if (before === FIXED) return true
    const on = Math.min(FIXED - 1, Math.max(1, record.int32(2) - FIRST_KNOWN))
    if (!isLatest && on < before) return true
    if (!isLatest && on === before) return false
    this.knownOn[row] = on
    this.set(row, this.valueOf(record))
    return true
  }

  /** Once all is read: unknown cells hold the least permitted value. */
  finish(): void {
    const { known, values, input } = this
    for (let row = 0; row < known.length; row++) {
      if (known[row] === KNOWN) continue
      if (known[row] === REFUSED) this.refused.push(row)
      known[row] = UNKNOWN
      values[row] = input.lo
      this.isWhole = false
    }
    this.knownOn = new Uint16Array(0)
  }

  private set(row: number, value: number | undefined): void {
    if (value === undefined) {
      this.known[row] = UNKNOWN
      return
    }
    const isFit = value >= this.input.lo && value <= this.input.hi
    this.known[row] = isFit ? KNOWN : REFUSED
    if (isFit) this.values[row] = value
  }

  /** In the engine's form; undefined is unknown, a value outside the interval is one that the law cannot take. */
  private valueOf(record: RowCursor): number | undefined {
    const { unit } = this.input
    if (unit === 'code') return record.isNull(4) ? undefined : this.codes.find(record, 4)
    if (unit === 'day') return record.isNull(4) ? undefined : dayOfText(record.text(4))
    if (record.isNull(3)) return undefined
    const value = record.int64(3)
    return unit === 'flag' ? Number(value === 1) : value
  }
}

/** `2017-09-01` → 20170901; what is no day is outside every interval. */
function dayOfText(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return -1
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12
  return exists ? year * 10_000 + month * 100 + day : -1
}
