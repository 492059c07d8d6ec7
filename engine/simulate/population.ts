// A population: the columns of all facts that some programmes ask for, checked once and then shared by every
// simulation over them, whatever the programme, the day or the thread.
import { LawError } from '../error.ts'
import type { Node } from '../graph/graph.ts'
import type { Programme } from '../programme.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Column, Columns } from './columns.ts'
import { checkOffsets, checkValues, columnKey, storageOf } from './columns.ts'
import type { Placed } from './memory.ts'
import { ColumnMemory, PADDING } from './memory.ts'

/** A block: households [h0, h1) with the people [p0, p1), four numbers each, one block after the other. */
export type Blocks = Int32Array

/** Rows of some households, with the columns that lie in the memory. */
export interface Rows {
  readonly households: number
  readonly people: number
  readonly offsets: Placed<'i32'>
  /** By `columnKey`; unknown cells hold the least permitted value. */
  readonly columns: ReadonlyMap<string, Placed>
  /** By `columnKey`; of columns that may have unknown cells. */
  readonly known: ReadonlyMap<string, Placed<'u8'>>
}

interface PopulationShape {
  readonly inputs: readonly InputDeclaration[]
  readonly households: number
  readonly people: number
  /** The facts that have unknown cells, by `entity.name`. */
  readonly unknown: ReadonlySet<string>
}

/** The households that have an unknown cell in some columns: `list` in rising order, and their rows by themselves. */
export interface UnknownPart {
  readonly list: Int32Array
  readonly rows: Rows
}

/** Rows with the memory that they lie in. */
interface PopulationParts extends Rows {
  readonly memory: ColumnMemory
  readonly inputs: readonly InputDeclaration[]
}

export class Population implements Rows {
  readonly memory: ColumnMemory
  readonly inputs: readonly InputDeclaration[]
  readonly households: number
  readonly people: number
  readonly offsets: Placed<'i32'>
  readonly columns: ReadonlyMap<string, Placed>
  readonly known: ReadonlyMap<string, Placed<'u8'>>
  /** Members of the largest household; known after `check`. */
  largestHousehold = 0
  private readonly parts = new Map<string, UnknownPart>()
  private readonly indexes = new Map<Rows, Placed<'i32'>>()
  private readonly cuts = new WeakMap<Rows, Map<number, Blocks>>()
  /** Addresses of columns that no other population has. */
  private readonly own: readonly number[]

  constructor(parts: PopulationParts, own: readonly number[]) {
    this.memory = parts.memory
    this.inputs = parts.inputs
    this.households = parts.households
    this.people = parts.people
    this.offsets = parts.offsets
    this.columns = parts.columns
    this.known = parts.known
    this.own = own
  }

  /** The same people with one fact changed (known cells only); all other columns are shared. Throws
   * `columns_refused` on a cell out of its interval. */
  withColumn(key: string, change: (values: Placed['values'], population: Population) => void): Population {
    const input = this.inputs.find((each) => columnKey(each) === key)
    const old = this.columns.get(key)
    if (!input || !old) throw new LawError('columns_refused', `数据里没有 ${key} 一列。`)
    const placed = this.memory.allocate(storageOf(input), old.values.length)
    placed.values.set(old.values)
    try {
      change(placed.values, this)
      checkValues(input, { values: placed.values })
    } catch (error) {
      this.memory.release(placed.address)
      throw error
    }
    const columns = new Map(this.columns).set(key, placed)
    const changed = new Population({ ...this.shared(), columns }, [placed.address])
    changed.largestHousehold = this.largestHousehold
    return changed
  }

  /** Some of the households alone, in this order, with all their facts. */
  pick(households: Int32Array): Population {
    const rows = pick(this, households, [...this.columns.keys()])
    const own = [rows.offsets, ...rows.columns.values(), ...rows.known.values()].map(({ address }) => address)
    const picked = new Population({ ...rows, memory: this.memory, inputs: this.inputs }, own)
    picked.largestHousehold = this.largestHousehold
    return picked
  }

  /** Gives back what this population alone holds; its simulations must not be run any more. */
  release(): void {
    for (const address of this.own) this.memory.release(address)
    for (const { address } of this.indexes.values()) this.memory.release(address)
    for (const { rows } of this.parts.values()) if (rows !== this) releaseRows(this.memory, rows)
    this.indexes.clear()
    this.parts.clear()
  }

  private shared(): PopulationParts {
    const { memory, inputs, households, people, offsets, columns, known } = this
    return { memory, inputs, households, people, offsets, columns, known }
  }

  /** The columns to fill: whoever fills them puts the least permitted value into unknown cells. */
  get filling(): Columns {
    const of = (entity: 'household' | 'person'): Record<string, Column> =>
      Object.fromEntries(
        this.inputs
          .filter((input) => input.entity === entity)
          .map((input) => {
            const known = this.known.get(columnKey(input))?.values
            const { values } = this.columns.get(columnKey(input))!
            return [input.name, known === undefined ? { values } : { values, known }]
          }),
      )
    return { offsets: this.offsets.values, household: of('household'), person: of('person') }
  }

  /** To be called once the columns are filled. Throws `columns_refused`. */
  check(): this {
    this.largestHousehold = checkOffsets(this.offsets.values)
    if (this.offsets.values[this.households] !== this.people)
      throw new LawError('columns_refused', '家庭的起始行与人数不符。')
    for (const input of this.inputs)
      checkValues(input, { values: this.columns.get(columnKey(input))!.values })
    padOffsets(this)
    return this
  }

  /** For each person the number of the household. */
  indexOf(rows: Rows): Placed<'i32'> {
    const existing = this.indexes.get(rows)
    if (existing) return existing
    const { households, people } = rows
    const offsets = rows.offsets.values
    const index = this.memory.allocate('i32', people)
    for (let h = 0; h < households; h++) index.values.fill(h, offsets[h]!, offsets[h + 1]!)
    padded(index).fill(Math.max(0, households - 1), people)
    this.indexes.set(rows, index)
    return index
  }

  /** The rows cut at household ends, at most `blockSize` people a block. */
  blocksOf(rows: Rows, blockSize: number): Blocks {
    const cuts = this.cuts.get(rows) ?? new Map<number, Blocks>()
    this.cuts.set(rows, cuts)
    const blocks = cuts.get(blockSize) ?? cut(rows, blockSize)
    cuts.set(blockSize, blocks)
    return blocks
  }

  /** The households with an unknown cell in one of these columns; undefined when there are none. */
  findUnknownPart(keys: readonly string[]): UnknownPart | undefined {
    const unknown = keys.filter((key) => this.known.has(key))
    if (unknown.length === 0) return undefined
    const key = [...keys].sort().join()
    const existing = this.parts.get(key)
    if (existing) return existing
    const list = listUnknown(this, unknown)
    if (list.length === 0) return undefined
    // Where most households have something unknown, they are not worth picking out.
    const part =
      list.length * 2 > this.households ? { list, rows: this } : { list, rows: pick(this, list, keys) }
    this.parts.set(key, part)
    return part
  }
}

/** The facts of several programmes, each once. Throws `rule_invalid` when two programmes mean different things by a
 * name. */
export function inputsOf(programmes: readonly Pick<Programme, 'inputs'>[]): readonly InputDeclaration[] {
  const inputs = new Map<string, InputDeclaration>()
  for (const input of programmes.flatMap((programme) => programme.inputs)) {
    const known = inputs.get(columnKey(input)) ?? input
    if (!isSame(known, input))
      throw new LawError('rule_invalid', `两个项目里的「${input.label}」（${input.name}）不是一回事。`)
    inputs.set(columnKey(input), known)
  }
  return [...inputs.values()]
}

const codesText = ({ codes = [] }: InputDeclaration): string => codes.map(({ code }) => code).join()
const isSame = (a: InputDeclaration, b: InputDeclaration): boolean =>
  a === b || (a.unit === b.unit && a.lo === b.lo && a.hi === b.hi && codesText(a) === codesText(b))

/** Room for a population of these programmes, to be filled and then checked. */
export const reservePopulation = (
  programmes: readonly Pick<Programme, 'inputs'>[],
  shape: Omit<PopulationShape, 'inputs'>,
): Population => reserve({ ...shape, inputs: inputsOf(programmes) })

function reserve({ inputs, households, people, unknown }: PopulationShape): Population {
  const memory = new ColumnMemory()
  const rowsOf = ({ entity }: InputDeclaration): number => (entity === 'person' ? people : households)
  const offsets = memory.allocate('i32', households + 1)
  const columns = new Map(
    inputs.map((input) => [columnKey(input), memory.allocate(storageOf(input), rowsOf(input))]),
  )
  const known = new Map(
    inputs
      .filter((input) => unknown.has(columnKey(input)))
      .map((input) => [columnKey(input), memory.allocate('u8', rowsOf(input))]),
  )
  const parts = { memory, inputs, households, people, offsets, columns, known }
  const own = [offsets, ...columns.values(), ...known.values()].map(({ address }) => address)
  return new Population(parts, own)
}

/** Checks columns and takes them over, once for all of the programmes. Throws `columns_refused` on a missing column,
 * a wrong length, a cell out of its interval, a household without members. */
export function loadPopulation(
  programmes: readonly Pick<Programme, 'inputs'>[],
  columns: Columns,
): Population {
  const inputs = inputsOf(programmes)
  const households = columns.offsets.length - 1
  const people = columns.offsets[households] ?? -1
  checkOffsets(columns.offsets)
  const given = inputs.map((input) => {
    const column = columns[input.entity][input.name]
    const rows = input.entity === 'person' ? people : households
    if (column?.values.length !== rows || (column.known !== undefined && column.known.length !== rows))
      throw new LawError('columns_refused', `缺少「${input.label}」一列，或其行数不是 ${rows}。`)
    checkValues(input, column)
    return { input, column, unknown: column.known?.includes(0) ?? false }
  })
  const unknown = new Set(given.filter((each) => each.unknown).map(({ input }) => columnKey(input)))
  const population = reserve({ inputs, households, people, unknown })
  population.offsets.values.set(columns.offsets)
  for (const { input, column } of given) {
    const { values } = population.columns.get(columnKey(input))!
    values.set(column.values)
    const flags = population.known.get(columnKey(input))?.values
    if (!flags || !column.known) continue
    flags.set(column.known)
    for (let row = 0; row < flags.length; row++) if (flags[row] === 0) values[row] = input.lo
  }
  return population.check()
}

/** The rows with the padding behind them, where there is any. */
function padded({ values }: Placed<'i32'>): Int32Array {
  const isBare = values.buffer.byteLength === values.byteLength
  return isBare ? values : new Int32Array(values.buffer, values.byteOffset, values.length + PADDING)
}

/** Households behind the last one have no members. */
function padOffsets({ offsets, households, people }: Rows): void {
  padded(offsets).fill(people, households + 1)
}

function cut({ offsets: { values: offsets }, households }: Rows, blockSize: number): Blocks {
  const blocks: number[] = []
  for (let from = 0; from < households;) {
    let to = from + 1
    while (to < households && offsets[to + 1]! - offsets[from]! <= blockSize) to++
    blocks.push(offsets[from]!, offsets[to]!, from, to)
    from = to
  }
  const shared =
    typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(blocks.length * 4) : undefined
  const cells = shared ? new Int32Array(shared) : new Int32Array(blocks.length)
  cells.set(blocks)
  return cells
}

function listUnknown(population: Population, keys: readonly string[]): Int32Array {
  const { households } = population
  const offsets = population.offsets.values
  const marked = new Uint8Array(households)
  for (const key of keys) {
    const known = population.known.get(key)!.values
    if (key.startsWith('person.')) {
      // Of most households a first column has told it: the others are not read for them.
      for (let h = 0; h < households; h++)
        for (let row = offsets[h]!, to = offsets[h + 1]!; marked[h] === 0 && row < to; row++)
          if (known[row] === 0) marked[h] = 1
    } else for (let h = 0; h < households; h++) if (known[h] === 0) marked[h] = 1
  }
  let count = 0
  for (let h = 0; h < households; h++) count += marked[h]!
  const list = new Int32Array(count)
  for (let h = 0, i = 0; h < households; h++) if (marked[h] === 1) list[i++] = h
  return list
}

/** The rows of some households alone, of some columns. */
function pick(population: Population, list: Int32Array, keys: readonly string[]): Rows {
  const { memory } = population
  const from = population.offsets.values
  const offsets = memory.allocate('i32', list.length + 1)
  offsets.values[0] = 0
  list.forEach((h, i) => {
    offsets.values[i + 1] = offsets.values[i]! + from[h + 1]! - from[h]!
  })
  const people = offsets.values[list.length]!
  const personRows = new Int32Array(people)
  list.forEach((h, i) => {
    for (let row = offsets.values[i]!, source = from[h]!; row < offsets.values[i + 1]!; row++)
      personRows[row] = source++
  })
  const picked = <S extends Placed>(key: string, { values }: S, storage: 'u8' | 'i32' | 'f64'): S => {
    const rows = key.startsWith('person.') ? personRows : list
    const placed = memory.allocate(storage, rows.length)
    for (let i = 0; i < rows.length; i++) placed.values[i] = values[rows[i]!]!
    return placed as S
  }
  const inputs = population.inputs.filter((input) => keys.includes(columnKey(input)))
  const columns = new Map(
    inputs.map((input) => {
      const key = columnKey(input)
      return [key, picked(key, population.columns.get(key)!, storageOf(input))] as const
    }),
  )
  const known = new Map(
    [...population.known]
      .filter(([key]) => keys.includes(key))
      .map(([key, placed]) => [key, picked(key, placed, 'u8')] as const),
  )
  const rows = { households: list.length, people, offsets, columns, known }
  padOffsets(rows)
  return rows
}

/** The column keys that a graph's nodes read. */
export const columnKeysOf = (inputs: readonly Node[]): string[] => [
  ...new Set(inputs.map(({ input }) => columnKey(input!))),
]

function releaseRows(memory: ColumnMemory, { offsets, columns, known }: Rows): void {
  for (const { address } of [offsets, ...columns.values(), ...known.values()]) memory.release(address)
}
