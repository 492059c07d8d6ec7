// Several programmes as one graph: what they have in common (who counts, what income is) is computed once.
import { GraphBuilder } from '../graph/builder.ts'
import type { Graph, Node, Output } from '../graph/graph.ts'
import type { Programme } from '../programme.ts'
import { trace } from '../trace.ts'
import type { Population } from './population.ts'
import type { SimulateOptions, Simulated, Simulation } from './simulate.ts'
import { loadGraph } from './simulate.ts'

/** Results by programme's id, then by place. */
export type SimulatedTogether = Readonly<Record<string, Simulated>>

/** As `Simulation`, of several programmes. */
export interface SimulationTogether {
  /** For a pool; its results are by place with the programme's id before it, see `split`. */
  readonly simulation: Simulation
  readonly run: () => SimulatedTogether
  readonly split: (simulated: Simulated) => SimulatedTogether
  readonly release: () => void
}

/** The results wanted of each programme, by its id; of one that isn't named, all. */
export type TogetherOptions = Omit<SimulateOptions, 'outputs'> & {
  readonly outputs?: Readonly<Record<string, readonly string[]>>
}

/** Prepares programmes of one day and division over a population, to be computed in one go. Throws as
 * `loadSimulation`. */
export function loadTogether(
  programmes: readonly Programme[],
  population: Population,
  { outputs = {}, ...options }: TogetherOptions,
): SimulationTogether {
  const parts = programmes.map((programme) => ({
    id: programme.id,
    graph: trace(programme, options.date, options.division).graph,
  }))
  const names = parts.flatMap(({ id, graph }) =>
    (outputs[id] ?? graph.outputs.map(({ name }) => name)).map((name) => `${id} ${name}`),
  )
  const simulation = loadGraph(programmes, mergedGraph(parts), population, { ...options, outputs: names })
  const split = (simulated: Simulated): SimulatedTogether =>
    Object.fromEntries(
      parts.map(({ id }) => [
        id,
        Object.fromEntries(
          Object.entries(simulated).flatMap(([name, column]) =>
            name.startsWith(`${id} `) ? [[name.slice(id.length + 1), column] as const] : [],
          ),
        ),
      ]),
    )
  return { simulation, split, run: () => split(simulation.run()), release: () => simulation.release() }
}

interface Part {
  readonly id: string
  readonly graph: Graph
}

let merged: { readonly parts: readonly Part[]; readonly graph: Graph }[] = []
/** Merged graphs are kept, so that their kernels are; a few, since a tried value makes a new one. */
const KEPT = 16

function mergedGraph(parts: readonly Part[]): Graph {
  const isSame = (other: readonly Part[]): boolean =>
    other.length === parts.length &&
    other.every(({ id, graph }, i) => id === parts[i]!.id && graph === parts[i]!.graph)
  const found = merged.find((each) => isSame(each.parts))
  const graph = found?.graph ?? merge(parts)
  merged = [{ parts, graph }, ...merged.filter((each) => each !== found)].slice(0, KEPT)
  return graph
}

function merge(parts: readonly Part[]): Graph {
  const builder = new GraphBuilder(Math.min(...parts.map(({ graph }) => graph.maxMembers)))
  const outputs = parts.flatMap(({ id, graph }) => {
    const nodes: Node[] = []
    for (const node of graph.nodes)
      nodes.push(
        builder.rebuild(
          node,
          node.args.map((arg) => nodes[arg]!),
        ),
      )
    return graph.outputs.map(({ name, node }): Output => ({ name: `${id} ${name}`, node: nodes[node]!.id }))
  })
  return { nodes: builder.nodes, outputs, maxMembers: builder.maxMembers, guards: builder.guards }
}
