// What the generated kernels have in common.
import { fold } from '../graph/builder.ts'
import { isNarrow } from '../graph/graph.ts'
import type { Node } from '../graph/graph.ts'
import type { CheckedColumns } from './columns.ts'
import { columnKey, storageOf } from './columns.ts'
import type { Plan } from './plan.ts'

export type OutputColumn = Int32Array | Float64Array

/** Columns in a kernel's hands. `run` computes all outputs anew. */
export interface Loaded {
  readonly run: () => void
  /** By output name: a row a household, of a person's output a row a person. */
  readonly outputs: ReadonlyMap<string, OutputColumn>
}

export interface Kernel {
  /** `date` as YYYYMMDD. */
  readonly load: (columns: CheckedColumns, date: number) => Loaded
}

/** A block: households [h0, h1) with the people [p0, p1). */
export type Block = readonly [p0: number, p1: number, h0: number, h1: number]

/** Cut at household ends, at most `blockSize` people each. */
export function blocksOf({ offsets, households }: CheckedColumns, blockSize: number): Block[] {
  const blocks: Block[] = []
  for (let from = 0; from < households;) {
    let to = from + 1
    while (to < households && offsets[to + 1]! - offsets[from]! <= blockSize) to++
    blocks.push([offsets[from]!, offsets[to]!, from, to])
    from = to
  }
  return blocks
}

/** The nodes that depend on nothing but the date, computed. */
export function scalarValues({ scalars, graph }: Plan, date: number): Map<Node, number> {
  const values = new Map<Node, number>()
  const valueOf = (node: Node): number => {
    if (node.op === 'constant') return node.value
    if (node.op === 'date') return date
    return values.get(node)!
  }
  for (const node of scalars) {
    const args = node.args.map((id) => valueOf(graph.nodes[id]!))
    values.set(node, node.op === 'date' ? date : fold(node.op, args))
  }
  return values
}

/** How the cells of an input (or of its known flags) are stored. */
export const cellStorage = (node: Node): 'u8' | 'i32' | 'f64' =>
  node.op === 'known' ? 'u8' : storageOf(node.input!)

/** The cells of an input node; the flags of a column without unknown cells are all 1. */
export function cellsOf(node: Node, columns: CheckedColumns): Uint8Array | Int32Array | Float64Array {
  const key = columnKey(node.input!)
  if (node.op === 'input') return columns.columns.get(key)!
  const rows = node.entity === 'person' ? columns.people : columns.households
  return columns.known.get(key) ?? new Uint8Array(rows).fill(1)
}

/** For each person the number of the household. */
export function householdIndex({ offsets, households, people }: CheckedColumns, padding = 0): Int32Array {
  const index = new Int32Array(people + padding).fill(Math.max(0, households - 1))
  for (let h = 0; h < households; h++) index.fill(h, offsets[h]!, offsets[h + 1]!)
  return index
}

export const outputArray = (node: Node, rows: number): OutputColumn =>
  isNarrow(node) ? new Int32Array(rows) : new Float64Array(rows)
