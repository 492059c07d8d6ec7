// A whole population at once: typed columns in, columns out, with the same results as `decide` for every
// household. Two passes where facts are unknown: the fast kernel over everybody, then a kernel that knows about
// unknown facts over the households that have any.
import { LawError } from '../error.ts'
import type { Graph, Node } from '../graph/graph.ts'
import { parseDay } from '../quantity/day.ts'
import type { Programme } from '../programme.ts'
import { trace } from '../trace.ts'
import type { Columns } from './columns.ts'
import { columnKey } from './columns.ts'
import { javascriptKernel } from './javascript.ts'
import type { Kernel, Loaded, OutputColumn } from './kernel.ts'
import { knownName, withUnknowns } from './kleene.ts'
import { plan } from './plan.ts'
import type { UnknownPart } from './population.ts'
import { columnKeysOf, inputsOf, loadPopulation, Population } from './population.ts'
import { runScalar } from './scalar.ts'
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

/** A programme over a population, loaded once and run any number of times. */
export interface Simulation {
  /** Computes all results anew. Their columns are the simulation's own: the next run overwrites them. */
  readonly run: () => Simulated
  readonly households: number
  readonly people: number
  /** How many households have an unknown fact that the results may depend on. */
  readonly unknownHouseholds: number
  /** Gives the columns of the results back to the population, for other simulations. */
  readonly release: () => void
}

/** What a pool needs of a simulation: its work, and how its results are put together when that is done. */
interface Parts {
  readonly loaded: readonly Loaded[]
  readonly collect: () => Simulated
}
const parts = new WeakMap<Simulation, Parts>()
export const partsOf = (simulation: Simulation): Parts => parts.get(simulation)!

/** Computes the programme for every household. An amount doesn't depend on `eligible` by itself: read it where
 * `eligible` is 1. Throws `columns_refused` and what `trace` throws. */
export const simulate = (programme: Programme, columns: Columns, options: SimulateOptions): Simulated =>
  loadSimulation(programme, columns, options).run()

/** Prepares a programme over columns, or over a population that holds the columns of several. Throws
 * `columns_refused` when a household has more members than the programme permits, and what `trace` throws. */
export const loadSimulation = (
  programme: Programme,
  columns: Columns | Population,
  options: SimulateOptions,
): Simulation =>
  loadGraph(
    [programme],
    trace(programme, options.date, options.division).graph,
    columns instanceof Population ? columns : loadPopulation([programme], columns),
    options,
  )

/** Prepares a graph that was made of the rules of these programmes. */
export function loadGraph(
  programmes: readonly Programme[],
  whole: Graph,
  population: Population,
  { date, backend = hasSimd() ? 'wasm' : 'javascript', outputs }: Omit<SimulateOptions, 'division'>,
): Simulation {
  const graph = withOutputs(whole, outputs)
  for (const programme of programmes) checkFits(programme, population)
  const keys = columnKeysOf(plan(graph).inputs)
  const unknown = population.findUnknownPart(keys)
  const { households, people } = population
  const counts = { households, people, unknownHouseholds: unknown?.list.length ?? 0 }
  const { loaded, collect } =
    backend === 'scalar'
      ? { loaded: [], collect: () => runScalar(graph, population, parseDay(date)) }
      : partsFor(graph, backend, population, unknown, parseDay(date))
  const simulation: Simulation = {
    ...counts,
    run: () => {
      for (const each of loaded) each.run()
      return collect()
    },
    release: () => loaded.forEach((each) => each.release()),
  }
  parts.set(simulation, { loaded, collect })
  return simulation
}

function checkFits(programme: Programme, population: Population): void {
  const { maxMembers, title } = programme
  if (population.largestHousehold > maxMembers) {
    throw new LawError(
      'columns_refused',
      `${title}的一户至多 ${maxMembers} 人，数据里有 ${population.largestHousehold} 人的户。`,
    )
  }
  // Throws where a name means something else in the population.
  const all = inputsOf([{ inputs: population.inputs }, programme])
  const missing = all.find((input) => !population.columns.has(columnKey(input)))
  if (missing) throw new LawError('columns_refused', `数据里没有「${missing.label}」一列。`)
}

function partsFor(
  graph: Graph,
  backend: Generated,
  population: Population,
  unknown: UnknownPart | undefined,
  day: number,
): Parts {
  const fast = (): Loaded => kernelOf(graph, backend).load(population, population, day)
  if (!unknown) {
    const loaded = fast()
    return { loaded: [loaded], collect: () => valuesOf(graph, loaded) }
  }
  const mayBeUnknown = ({ input }: Node): boolean => population.known.has(columnKey(input!))
  const careful = kernelOf(carefulGraph(graph, mayBeUnknown), backend).load(population, unknown.rows, day)
  if (unknown.rows === population) {
    return { loaded: [careful], collect: () => allCareful(graph, population, careful) }
  }
  const loaded = fast()
  return { loaded: [loaded, careful], collect: () => patched(graph, population, loaded, unknown, careful) }
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

const careful = new WeakMap<Graph, Map<string, Graph>>()

/** The graph with known flags, by which inputs may be unknown. */
function carefulGraph(graph: Graph, mayBeUnknown: (node: Node) => boolean): Graph {
  const known = careful.get(graph) ?? new Map<string, Graph>()
  careful.set(graph, known)
  const key = graph.nodes
    .filter((node) => node.op === 'input' && mayBeUnknown(node))
    .map(({ id }) => id)
    .join()
  const made = known.get(key) ?? withUnknowns(graph, mayBeUnknown)
  known.set(key, made)
  return made
}

/** A kernel for a graph; `loadSimulation` keeps them, this doesn't. */
function createKernel(graph: Graph, backend: Generated): Kernel {
  if (backend === 'wasm' && !hasSimd()) throw new LawError('columns_refused', '这里没有 WebAssembly SIMD。')
  return backend === 'wasm' ? wasmKernel(plan(graph)) : javascriptKernel(plan(graph))
}

const valuesOf = (graph: Graph, { outputs }: Loaded): Simulated =>
  Object.fromEntries(graph.outputs.map(({ name }) => [name, { values: outputs.get(name)! }]))

/** Every household went through the careful kernel. */
function allCareful(graph: Graph, population: Population, { outputs }: Loaded): Simulated {
  return Object.fromEntries(
    graph.outputs.map(({ name, node }) => {
      const [values, flags] = [outputs.get(name)!, outputs.get(knownName(name))!]
      const personal = graph.nodes[node]!.entity === 'person'
      return [name, { values, known: flagsOfRows(population, personal, values.length, flags) }]
    }),
  )
}

/** The flag of a person's result may be the household's, when only facts of the household are missing. */
function flagsOfRows(
  { offsets: { values: offsets }, households, people }: Population,
  personal: boolean,
  rows: number,
  flags: OutputColumn,
): Uint8Array {
  const known = new Uint8Array(rows)
  if (!personal || flags.length === people) known.set(flags)
  else for (let h = 0; h < households; h++) known.fill(flags[h]!, offsets[h]!, offsets[h + 1]!)
  return known
}

/** The results of the fast kernel, with those of households with unknown facts put in their places. */
function patched(
  graph: Graph,
  population: Population,
  fast: Loaded,
  { list, rows: picked }: UnknownPart,
  careful: Loaded,
): Simulated {
  const offsets = population.offsets.values
  const ownOffsets = picked.offsets.values
  const columns = graph.outputs.map(({ name, node }) => {
    const values = fast.outputs.get(name)!
    const known = new Uint8Array(values.length).fill(1)
    const [someValues, someKnown] = [careful.outputs.get(name)!, careful.outputs.get(knownName(name))!]
    const personal = graph.nodes[node]!.entity === 'person'
    const flagOfPerson = personal && someKnown.length === picked.people
    for (let i = 0; i < list.length; i++) {
      const household = list[i]!
      const [from, to] = personal ? [ownOffsets[i]!, ownOffsets[i + 1]!] : [i, i + 1]
      let target = personal ? offsets[household]! : household
      for (let row = from; row < to; row++, target++) {
        known[target] = someKnown[flagOfPerson ? row : i]!
        values[target] = someValues[row]!
      }
    }
    return [name, { values, known }] as const
  })
  return Object.fromEntries(columns)
}
