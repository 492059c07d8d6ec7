// From a graph to passes over blocks of households: person and household passes alternate by stage. A person's
// values are not kept between passes but computed again; what goes from persons to households is a running sum
// over the block's people, of which a household takes the difference of two, or the members' values themselves, of
// which it takes the least or the greatest.
import type { Graph, Node } from '../graph/graph.ts'
import { isAggregate, isNarrow } from '../graph/graph.ts'

/** Where a pass gets a node from, or that it computes it.
 * `literal`: in the code; `scalar`: computed once a run (depends on the date); `column`: an input of the pass's
 * own entity; `gather-column`, `gather-buffer`: a household's input or computed value, read for a person;
 * `size`: the household's size; `difference`: of a running sum; `extreme`: of the members' values; `compute`: from its
 * arguments. */
export type Source =
  | 'literal'
  | 'scalar'
  | 'column'
  | 'gather-column'
  | 'gather-buffer'
  | 'size'
  | 'difference'
  | 'extreme'
  | 'compute'

/** What a pass leaves behind: a running sum of `node` or its members' values (for the aggregates over it), a household
 * value for later person passes, or an output column. */
export interface Sink {
  readonly kind: 'running-sum' | 'members' | 'buffer' | 'output'
  readonly node: Node
  /** Of an output. */
  readonly name?: string
}

export interface Pass {
  readonly entity: 'household' | 'person'
  readonly steps: readonly { readonly node: Node; readonly source: Source }[]
  readonly sinks: readonly Sink[]
}

export interface Plan {
  readonly graph: Graph
  readonly passes: readonly Pass[]
  /** Nodes that depend on nothing but the date. */
  readonly scalars: readonly Node[]
  /** Nodes whose running sums are kept; a sum is kept in doubles unless `isNarrowSum`. */
  readonly runningSums: readonly Node[]
  /** Person nodes whose values are kept for their households. */
  readonly members: readonly Node[]
  /** Household nodes kept for person passes. */
  readonly buffers: readonly Node[]
  readonly inputs: readonly Node[]
  /** At most so many people a block (a single household may not exceed it): keeps running sums exact. */
  readonly blockSize: number
}

const BLOCK = 4096

const isExtreme = ({ op }: Node): boolean => op === 'least' || op === 'greatest'

/** Sums of 32-bit values wrap harmlessly: the difference of two is right if it fits itself. */
export const isNarrowSum = (node: Node, graph: Graph): boolean =>
  isNarrow(node) && Math.max(Math.abs(node.lo), Math.abs(node.hi)) * graph.maxMembers <= 2 ** 31 - 1

export function plan(graph: Graph): Plan {
  const { nodes } = graph
  const outputs = graph.outputs.map(({ name, node }) => ({ name, node: nodes[node]! }))
  const live = closure(
    outputs.map(({ node }) => node),
    nodes,
    () => true,
  )
  const aggregates = live.filter(isAggregate)
  const stages = Math.max(0, ...live.map(({ stage }) => stage))

  const person: Pass[] = []
  for (let stage = 0; stage <= stages; stage++) {
    const over = (extreme: boolean): Node[] => [
      ...new Set(
        aggregates
          .filter((node) => node.stage === stage + 1 && isExtreme(node) === extreme)
          .map(({ args }) => nodes[args[0]!]!),
      ),
    ]
    const sinks: Sink[] = [
      ...over(false).map((node): Sink => ({ kind: 'running-sum', node })),
      ...over(true).map((node): Sink => ({ kind: 'members', node })),
      ...outputs
        .filter(({ node }) => node.entity === 'person' && node.stage === stage)
        .map(({ name, node }): Sink => ({ kind: 'output', node, name })),
    ]
    person.push(passOf('person', sinks, nodes))
  }
  const gathered = person.flatMap(({ steps }) => steps.filter(({ source }) => source === 'gather-buffer'))
  const buffers = [...new Set(gathered.map(({ node }) => node))]

  const passes: Pass[] = []
  for (let stage = 0; stage <= stages; stage++) {
    const sinks: Sink[] = [
      ...buffers.filter((node) => node.stage === stage).map((node): Sink => ({ kind: 'buffer', node })),
      ...outputs
        .filter(({ node }) => node.entity !== 'person' && node.stage === stage)
        .map(({ name, node }): Sink => ({ kind: 'output', node, name })),
    ]
    passes.push(passOf('household', sinks, nodes), person[stage]!)
  }
  const sunk = (wanted: Sink['kind']): Node[] =>
    person.flatMap(({ sinks }) => sinks.filter(({ kind }) => kind === wanted).map(({ node }) => node))
  const runningSums = sunk('running-sum')
  return {
    graph,
    passes: passes.filter(({ sinks }) => sinks.length > 0),
    scalars: live.filter(({ entity, op }) => entity === 'constant' && op !== 'constant'),
    runningSums,
    members: sunk('members'),
    buffers,
    inputs: live.filter(({ op }) => op === 'input' || op === 'known'),
    blockSize: blockSize(runningSums, graph),
  }
}

/** Whether a person pass reads what belongs to the household. */
export const gathersHouseholds = ({ passes }: Pick<Plan, 'passes'>): boolean => passes.some(readsHousehold)

export const readsHousehold = ({ steps }: Pass): boolean =>
  steps.some(({ source }) => source === 'gather-column' || source === 'gather-buffer')

/** Doubles are exact to 2^53, so a block's running sum must stay below. */
function blockSize(runningSums: readonly Node[], graph: Graph): number {
  const wide = runningSums.filter((node) => !isNarrowSum(node, graph))
  const largest = Math.max(1, ...wide.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi))))
  return Math.max(graph.maxMembers, Math.min(BLOCK, Math.floor(2 ** 53 / largest)))
}

function passOf(entity: 'household' | 'person', sinks: readonly Sink[], nodes: readonly Node[]): Pass {
  const used = closure(
    sinks.map(({ node }) => node),
    nodes,
    (node) => sourceOf(node, entity) === 'compute',
  )
  return { entity, sinks, steps: used.map((node) => ({ node, source: sourceOf(node, entity) })) }
}

function sourceOf(node: Node, entity: 'household' | 'person'): Source {
  if (node.op === 'constant') return 'literal'
  if (node.entity === 'constant') return 'scalar'
  const isInput = node.op === 'input' || node.op === 'known'
  if (node.entity !== entity) return isInput ? 'gather-column' : 'gather-buffer'
  if (isInput) return 'column'
  if (node.op === 'size') return 'size'
  if (isExtreme(node)) return 'extreme'
  return isAggregate(node) ? 'difference' : 'compute'
}

/** The roots and all they are made of, in the order of the graph. */
function closure(roots: readonly Node[], nodes: readonly Node[], enters: (node: Node) => boolean): Node[] {
  const reached = new Set<Node>()
  const visit = (node: Node): void => {
    if (reached.has(node)) return
    reached.add(node)
    if (enters(node)) node.args.forEach((id) => visit(nodes[id]!))
  }
  roots.forEach(visit)
  return [...reached].sort((a, b) => a.id - b.id)
}
