// Typed columns in: checked once when they are loaded, so that no kernel needs to guard against a cell out of
// its interval (32-bit integers would wrap silently).
import { LawError } from '../error.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Numbers, Storage } from './memory.ts'

/** A column of one fact: fen, numbers, YYYYMMDD, 0/1, or a code's place in its list. Any kind of array will do.
 * `known` (1 or 0 a cell) is left out when every cell is known; an unknown cell's value doesn't matter. */
export interface Column {
  readonly values: Numbers
  readonly known?: Uint8Array
}

/** Households in any order, their members one after another: household h has the rows `offsets[h]` to
 * `offsets[h + 1] - 1` of the person columns. */
export interface Columns {
  readonly offsets: Int32Array
  readonly household: Readonly<Record<string, Column>>
  readonly person: Readonly<Record<string, Column>>
}

type Entity = 'household' | 'person'
export const columnKey = ({ entity, name }: { entity: Entity; name: string }): string => `${entity}.${name}`

/** The narrowest storage that holds an input's interval. */
export function storageOf({ lo, hi }: { lo: number; hi: number }): Storage {
  if (lo >= 0 && hi <= 255) return 'u8'
  return lo >= -(2 ** 31) && hi <= 2 ** 31 - 1 ? 'i32' : 'f64'
}

/** The size of the largest household. Throws `columns_refused` on a household without members. */
export function checkOffsets(offsets: Int32Array): number {
  if (offsets.length < 1 || offsets[0] !== 0)
    throw new LawError('columns_refused', '家庭的起始行须从 0 开始。')
  let largest = 0
  for (let h = 1; h < offsets.length; h++) {
    const size = offsets[h]! - offsets[h - 1]!
    if (size < 1) throw new LawError('columns_refused', `第 ${h} 户没有成员。`)
    if (size > largest) largest = size
  }
  return largest
}

/** Throws `columns_refused` on a known cell out of the declared interval, or no whole number. */
export function checkValues(declaration: InputDeclaration, { values, known }: Column): void {
  const { lo, hi, label } = declaration
  const refused =
    values instanceof Float64Array
      ? findRefusedDouble(values, lo, hi, known)
      : values instanceof Int32Array
        ? findRefusedInteger(values, lo, hi, known)
        : findRefusedByte(values, lo, hi, known)
  if (refused >= 0)
    throw new LawError('columns_refused', `「${label}」第 ${refused + 1} 行的值不在允许范围内。`)
}

// One function for each kind of array: a loop that meets them all is several times slower. The row, or -1.

function findRefusedByte(values: Uint8Array, lo: number, hi: number, known: Uint8Array | undefined): number {
  if (lo <= 0 && hi >= 255) return -1
  for (let row = 0; row < values.length; row++) {
    if ((values[row]! < lo || values[row]! > hi) && (!known || known[row] !== 0)) return row
  }
  return -1
}

function findRefusedInteger(
  values: Int32Array,
  lo: number,
  hi: number,
  known: Uint8Array | undefined,
): number {
  for (let row = 0; row < values.length; row++) {
    if ((values[row]! < lo || values[row]! > hi) && (!known || known[row] !== 0)) return row
  }
  return -1
}

function findRefusedDouble(
  values: Float64Array,
  lo: number,
  hi: number,
  known: Uint8Array | undefined,
): number {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!(value >= lo && value <= hi && Math.floor(value) === value) && (!known || known[row] !== 0))
      return row
  }
  return -1
}
