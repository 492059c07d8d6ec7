// What the generated kernels have in common.
import { fold } from '../graph/builder.ts'
import { isNarrow } from '../graph/graph.ts'
import type { Node } from '../graph/graph.ts'
import { columnKey, storageOf } from './columns.ts'
import type { Numbers, Storage } from './memory.ts'
import type { Plan } from './plan.ts'
import type { Population, Rows } from './population.ts'

export type OutputColumn = Int32Array | Float64Array

/** Work on blocks that any thread may take a share of; see `worker.ts`. */
export interface SharedWork {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly blocks: Int32Array
  readonly passes: number
  /** Addresses of the columns, a table for each thread, whose scratch rows are its own. */
  readonly tables: readonly number[]
}

/** A kernel over some rows of a population. */
export interface Loaded {
  /** Computes all outputs anew, on this thread. */
  readonly run: () => void
  /** The same for so many threads; undefined where only this thread can do it. */
  readonly share: (threads: number) => SharedWork | undefined
  /** By output name: a row a household, of a person's output a row a person. */
  readonly outputs: ReadonlyMap<string, OutputColumn>
  /** Gives its rows back; the outputs must not be read any more. */
  readonly release: () => void
}

export interface Kernel {
  readonly plan: Plan
  /** `date` as YYYYMMDD. */
  readonly load: (population: Population, rows: Rows, date: number) => Loaded
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
export const cellStorage = (node: Node): Storage => (node.op === 'known' ? 'u8' : storageOf(node.input!))

/** The cells of an input node. */
export function cellsOf(node: Node, rows: Rows): { readonly address: number; readonly values: Numbers } {
  const key = columnKey(node.input!)
  return node.op === 'input' ? rows.columns.get(key)! : rows.known.get(key)!
}

export const outputStorage = (node: Node): 'i32' | 'f64' => (isNarrow(node) ? 'i32' : 'f64')
