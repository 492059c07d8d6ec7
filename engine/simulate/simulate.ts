// A whole population at once: typed columns in, columns out, with the same results as `decide` for every
// household. Two passes where facts are unknown: the fast kernel over everybody, then a kernel that knows about
// unknown facts over the households that have any.
import { LawError } from '../error.ts'
import { evaluator } from '../decide/evaluate.ts'
import type { Graph, Node } from '../graph/graph.ts'
import { parseDay } from '../quantity/day.ts'
import type { Programme } from '../programme.ts'
import { trace } from '../trace.ts'
import type { CheckedColumns, Columns } from './columns.ts'
import { checkColumns, columnKey, listUnknown, pickHouseholds } from './columns.ts'
import { javascriptKernel } from './javascript.ts'
import type { Kernel, Loaded, OutputColumn } from './kernel.ts'
import { outputArray } from './kernel.ts'
import { knownName, withUnknowns } from './kleene.ts'
import { plan } from './plan.ts'
import { hasSimd, wasmKernel } from './wasm.ts'

/** `scalar` is `decide`'s own evaluator: slow, for comparison. */
export type Backend = 'wasm' | 'javascript' | 'scalar'

export interface SimulateOptions {
  readonly date: string
  readonly division: string
  /** Default: WebAssembly where its SIMD is there, else JavaScript. */
  readonly backend?: Backend
  /** The results wanted, by place (`eligible`, `amounts.benefit`); all, if left out. */
  readonly outputs?: readonly string[]
}

/** A result: fen, numbers, YYYYMMDD, 0/1 or a code's place; a row a household, of a person's result a row a
 * person. `known` (1 or 0 a row) is there when facts were unknown; where it is 0 the value says nothing. */
export interface SimulatedColumn {
  readonly values: OutputColumn
  readonly known?: Uint8Array
}
/** By place: `eligible`, `amounts.benefit`, `values.…`, `margins.…`. */
export type Simulated = Readonly<Record<string, SimulatedColumn>>

/** Columns that are loaded once and may be run many times. */
export interface Simulation {
  readonly run: () => Simulated
  readonly households: number
  readonly people: number
  /** How many households have an unknown fact. */
  readonly unknownHouseholds: number
}

/** Computes the programme for every household. An amount doesn't depend on `eligible` by itself: read it where
 * `eligible` is 1. Throws `columns_refused` and what `trace` throws. */
export const simulate = (programme: Programme, columns: Columns, options: SimulateOptions): Simulated =>
  loadSimulation(programme, columns, options).run()

/** Checks and loads columns. */
export function loadSimulation(
  programme: Programme,
  columns: Columns,
  { date, division, backend = hasSimd() ? 'wasm' : 'javascript', outputs }: SimulateOptions,
): Simulation {
  const graph = withOutputs(trace(programme, date, division).graph, outputs)
  const checked = checkColumns(programme, columns)
  const day = parseDay(date)
  const unknown = listUnknown(programme, checked)
  const { households, people } = checked
  const counts = { households, people, unknownHouseholds: unknown.length }
  if (backend === 'scalar') return { ...counts, run: () => runScalar(graph, checked, day) }
  const fast = kernelOf(graph, backend).load(checked, day)
  if (unknown.length === 0) return { ...counts, run: () => runFast(graph, fast) }
  const mayBeUnknown = ({ input }: Node): boolean => checked.known.has(columnKey(input!))
  const picked = pickHouseholds(programme, checked, unknown)
  const careful = kernelOf(withUnknowns(graph, mayBeUnknown), backend).load(picked, day)
  return { ...counts, run: () => runBoth(graph, checked, fast, unknown, picked, careful) }
}

const narrowed = new WeakMap<Graph, Map<string, Graph>>()

/** The graph with some of its outputs: what only the others need isn't computed. */
function withOutputs(graph: Graph, names: readonly string[] | undefined): Graph {
  if (!names) return graph
  const known = narrowed.get(graph) ?? new Map<string, Graph>()
  narrowed.set(graph, known)
  const key = names.join()
  const outputs = graph.outputs.filter(({ name }) => names.includes(name))
  const absent = names.find((name) => outputs.every((output) => output.name !== name))
  if (absent !== undefined) throw new LawError('columns_refused', `规则没有结果 ${absent}。`)
  const some = known.get(key) ?? { ...graph, outputs }
  known.set(key, some)
  return some
}

type Generated = Exclude<Backend, 'scalar'>
const kernels = new WeakMap<Graph, Map<Generated, Kernel>>()

function kernelOf(graph: Graph, backend: Generated): Kernel {
  const known = kernels.get(graph) ?? new Map<Generated, Kernel>()
  kernels.set(graph, known)
  const kernel = known.get(backend) ?? createKernel(graph, backend)
  known.set(backend, kernel)
  return kernel
}

/** A kernel for a graph; `loadSimulation` keeps them, this doesn't. */
export function createKernel(graph: Graph, backend: Generated): Kernel {
  if (backend === 'wasm' && !hasSimd()) throw new LawError('columns_refused', '这里没有 WebAssembly SIMD。')
  return backend === 'wasm' ? wasmKernel(plan(graph)) : javascriptKernel(plan(graph))
}

function runFast(graph: Graph, loaded: Loaded): Simulated {
  loaded.run()
  return Object.fromEntries(
    graph.outputs.map(({ name }) => [name, { values: loaded.outputs.get(name)!.slice() }]),
  )
}

function runBoth(
  graph: Graph,
  checked: CheckedColumns,
  fast: Loaded,
  unknown: Int32Array,
  picked: CheckedColumns,
  careful: Loaded,
): Simulated {
  const result = runFast(graph, fast)
  careful.run()
  const columns = graph.outputs.map(({ name, node }) => {
    const { values } = result[name]!
    const known = new Uint8Array(values.length).fill(1)
    const [someValues, someKnown] = [careful.outputs.get(name)!, careful.outputs.get(knownName(name))!]
    const personal = graph.nodes[node]!.entity === 'person'
    // The flag of a person's result may be the household's, when only facts of the household are missing.
    const flagOfPerson = personal && someKnown.length === picked.people
    unknown.forEach((household, i) => {
      const [from, to] = personal ? [picked.offsets[i]!, picked.offsets[i + 1]!] : [i, i + 1]
      let target = personal ? checked.offsets[household]! : household
      for (let row = from; row < to; row++, target++) {
        known[target] = someKnown[flagOfPerson ? row : i]!
        values[target] = someValues[row]!
      }
    })
    return [name, { values, known }] as const
  })
  return Object.fromEntries(columns)
}

/** `decide`'s own evaluator over every household. */
function runScalar(graph: Graph, columns: CheckedColumns, date: number): Simulated {
  const results = graph.outputs.map(({ name, node }) => {
    const personal = graph.nodes[node]!.entity === 'person'
    const values = outputArray(graph.nodes[node]!, personal ? columns.people : columns.households)
    return { name, node, personal, values, known: new Uint8Array(values.length).fill(1) }
  })
  for (let h = 0; h < columns.households; h++) {
    const [from, to] = [columns.offsets[h]!, columns.offsets[h + 1]!]
    const members = Array.from({ length: to - from }, (_, i) => cellsOfRow(columns, 'person', from + i))
    const household = cellsOfRow(columns, 'household', h)
    const evaluate = evaluator(graph, { date: BigInt(date), household, members })
    for (const { node, personal, values, known } of results) {
      for (let member = 0; member < (personal ? members.length : 1); member++) {
        const value = evaluate(node, member)
        values[personal ? from + member : h] = Number(value ?? 0n)
        known[personal ? from + member : h] = value === undefined ? 0 : 1
      }
    }
  }
  const withKnown = columns.known.size > 0
  return Object.fromEntries(
    results.map(({ name, values, known }) => [name, withKnown ? { values, known } : { values }]),
  )
}

function cellsOfRow(
  columns: CheckedColumns,
  entity: 'household' | 'person',
  row: number,
): ReadonlyMap<string, bigint | undefined> {
  const cells = new Map<string, bigint | undefined>()
  for (const [key, values] of columns.columns) {
    if (!key.startsWith(`${entity}.`)) continue
    const known = columns.known.get(key)?.[row] !== 0
    cells.set(key.slice(entity.length + 1), known ? BigInt(values[row]!) : undefined)
  }
  return cells
}
