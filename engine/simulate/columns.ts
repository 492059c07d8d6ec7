// Typed columns in: checked once when they are loaded, so that no kernel needs to guard against a cell out of
// its interval (32-bit integers would wrap silently).
import { LawError } from '../error.ts'
import type { Programme } from '../programme.ts'
import type { InputDeclaration } from '../quantity/form.ts'

export type Numbers = Uint8Array | Int32Array | Float64Array

/** A column of one fact: fen, numbers, YYYYMMDD, 0/1, or a code's place in its list. Any kind of array will do;
 * bytes where the declared interval fits in 0 to 255, else 32-bit integers where it fits them, are taken without
 * a copy and must not change while a simulation holds them. `known` (1 or 0 a cell) is
 * left out when every cell is known; an unknown cell's value doesn't matter. */
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

/** Checked columns: unknown cells hold the least permitted value. */
export interface CheckedColumns {
  readonly households: number
  readonly people: number
  readonly offsets: Int32Array
  /** By `columnKey`. */
  readonly columns: ReadonlyMap<string, Numbers>
  /** By `columnKey`; only of columns that have an unknown cell. */
  readonly known: ReadonlyMap<string, Uint8Array>
}

type Entity = 'household' | 'person'
export const columnKey = ({ entity, name }: { entity: Entity; name: string }): string => `${entity}.${name}`

/** The narrowest storage that holds an input's interval. */
export function storageOf({ lo, hi }: { lo: number; hi: number }): 'u8' | 'i32' | 'f64' {
  if (lo >= 0 && hi <= 255) return 'u8'
  return lo >= -(2 ** 31) && hi <= 2 ** 31 - 1 ? 'i32' : 'f64'
}

/** Throws `columns_refused` on a missing column, a wrong length, a cell out of its interval, a household
 * without members or with more than the programme permits. */
export function checkColumns(programme: Programme, { offsets, ...given }: Columns): CheckedColumns {
  const households = offsets.length - 1
  const people = offsets[households] ?? -1
  checkOffsets(offsets, programme.maxMembers)
  const columns = new Map<string, Numbers>()
  const known = new Map<string, Uint8Array>()
  for (const declaration of programme.inputs) {
    const column = given[declaration.entity][declaration.name]
    const rows = declaration.entity === 'person' ? people : households
    if (column?.values.length !== rows || (column.known !== undefined && column.known.length !== rows)) {
      throw new LawError('columns_refused', `缺少「${declaration.label}」一列，或其行数不是 ${rows}。`)
    }
    const unknown = column.known?.includes(0) ? column.known : undefined
    columns.set(columnKey(declaration), checkedValues(declaration, column.values, unknown))
    if (unknown) known.set(columnKey(declaration), unknown)
  }
  return { households, people, offsets, columns, known }
}

function checkOffsets(offsets: Int32Array, maxMembers: number): void {
  if (offsets.length < 1 || offsets[0] !== 0)
    throw new LawError('columns_refused', '家庭的起始行须从 0 开始。')
  for (let h = 1; h < offsets.length; h++) {
    const size = offsets[h]! - offsets[h - 1]!
    if (size < 1 || size > maxMembers) {
      throw new LawError('columns_refused', `第 ${h} 户有 ${size} 名成员，须为 1 至 ${maxMembers} 人。`)
    }
  }
}

function checkedValues(
  declaration: InputDeclaration,
  values: Numbers,
  known: Uint8Array | undefined,
): Numbers {
  const { lo, hi, label } = declaration
  const refused =
    values instanceof Float64Array
      ? findRefusedDouble(values, lo, hi, known)
      : values instanceof Int32Array
        ? findRefusedInteger(values, lo, hi, known)
        : findRefusedByte(values, lo, hi, known)
  if (refused >= 0) {
    throw new LawError('columns_refused', `「${label}」第 ${refused + 1} 行的值不在允许范围内。`)
  }
  const Storage = { u8: Uint8Array, i32: Int32Array, f64: Float64Array }[storageOf(declaration)]
  if (!known && values instanceof Storage) return values
  const checked = new Storage(values)
  if (known) for (let row = 0; row < known.length; row++) if (known[row] === 0) checked[row] = lo
  return checked
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

/** The households that have an unknown cell, their own or a member's, in rising order. */
export function listUnknown(programme: Programme, checked: CheckedColumns): Int32Array {
  const { households, offsets } = checked
  const marked = new Uint8Array(households)
  for (const declaration of programme.inputs) {
    const known = checked.known.get(columnKey(declaration))
    if (!known) continue
    for (let h = 0; h < households; h++) {
      const [from, to] = declaration.entity === 'person' ? [offsets[h]!, offsets[h + 1]!] : [h, h + 1]
      for (let row = from; row < to; row++) if (known[row] === 0) marked[h] = 1
    }
  }
  const list: number[] = []
  marked.forEach((mark, h) => mark === 1 && list.push(h))
  return Int32Array.from(list)
}

/** The rows of some households alone. Every column gets its `known` flags, which the Kleene kernel reads. */
export function pickHouseholds(
  programme: Programme,
  checked: CheckedColumns,
  households: Int32Array,
): CheckedColumns {
  const offsets = new Int32Array(households.length + 1)
  households.forEach((h, i) => {
    offsets[i + 1] = offsets[i]! + checked.offsets[h + 1]! - checked.offsets[h]!
  })
  const people = offsets[households.length]!
  const personRows = new Int32Array(people)
  households.forEach((h, i) => {
    for (let row = offsets[i]!, from = checked.offsets[h]!; row < offsets[i + 1]!; row++)
      personRows[row] = from++
  })
  const columns = new Map<string, Numbers>()
  const known = new Map<string, Uint8Array>()
  for (const declaration of programme.inputs) {
    const rows = declaration.entity === 'person' ? personRows : households
    const key = columnKey(declaration)
    const source = checked.columns.get(key)!
    const target = source.slice(0, rows.length) as Numbers
    rows.forEach((row, i) => {
      target[i] = source[row]!
    })
    columns.set(key, target)
    const flags = checked.known.get(key)
    if (flags)
      known.set(
        key,
        Uint8Array.from(rows, (row) => flags[row]!),
      )
  }
  return { households: households.length, people, offsets, columns, known }
}
