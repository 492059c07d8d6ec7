// Unknown facts as a graph of their own: beside each value a flag that says whether it is known, by the rules
// that `decide` follows. Where no input can be unknown, the flags fold away.
import { GraphBuilder } from '../graph/builder.ts'
import type { Graph, Node, Output } from '../graph/graph.ts'

/** A value, and whether it is known. Where it isn't, the value is arbitrary within its interval. */
interface Pair {
  readonly value: Node
  readonly known: Node
}

export const knownName = (output: string): string => `${output} known`

/** The graph over columns with unknown cells: for each output `x` also `knownName(x)`. */
export function withUnknowns(graph: Graph, mayBeUnknown: (node: Node) => boolean): Graph {
  const builder = new GraphBuilder(graph.maxMembers)
  const pairs: Pair[] = []
  for (const node of graph.nodes)
    pairs.push(
      pairOf(
        node,
        node.args.map((id) => pairs[id]!),
        builder,
        mayBeUnknown,
      ),
    )
  const outputs = graph.outputs.flatMap(({ name, node }): Output[] => [
    { name, node: pairs[node]!.value.id },
    { name: knownName(name), node: pairs[node]!.known.id },
  ])
  return { nodes: builder.nodes, outputs, maxMembers: graph.maxMembers, guards: builder.guards }
}

function pairOf(
  node: Node,
  args: readonly Pair[],
  builder: GraphBuilder,
  mayBeUnknown: (node: Node) => boolean,
): Pair {
  const make = builder.make.bind(builder)
  const always = builder.flag(true)
  const [a, b, c] = args as [Pair, Pair, Pair]
  const rebuilt = (): Node =>
    builder.rebuild(
      node,
      args.map(({ value }) => value),
    )
  switch (node.op) {
    case 'constant':
    case 'known':
    case 'date':
    case 'size':
      return { value: rebuilt(), known: always }
    case 'input':
      return { value: rebuilt(), known: mayBeUnknown(node) ? builder.knownInput(node.input!) : always }
    case 'multiply': {
      const zero = ({ value, known }: Pair): Node =>
        make('and', known, make('equal', value, builder.constant(0)))
      const known = bothKnown(a, b, builder)
      if (known === always) return { value: rebuilt(), known }
      return { value: rebuilt(), known: make('or', known, make('or', zero(a), zero(b))) }
    }
    case 'and':
    case 'or': {
      const decisive = ({ value, known }: Pair): Node =>
        make('and', known, node.op === 'or' ? value : make('not', value))
      const known = bothKnown(a, b, builder)
      if (known === always) return { value: rebuilt(), known }
      return { value: rebuilt(), known: make('or', known, make('or', decisive(a), decisive(b))) }
    }
    case 'choose': {
      const armKnown = make('choose', a.value, b.known, c.known)
      if (a.known === always) return { value: rebuilt(), known: armKnown }
      const equal = make('and', bothKnown(b, c, builder), make('equal', b.value, c.value))
      return { value: rebuilt(), known: make('or', make('and', a.known, armKnown), equal) }
    }
    case 'sum':
    case 'least':
    case 'greatest':
      return { value: rebuilt(), known: noneUnknown(a, builder) }
    case 'any': {
      const value = make('any', make('and', a.value, a.known))
      return { value, known: make('or', value, noneUnknown(a, builder)) }
    }
    default:
      return { value: rebuilt(), known: args.map(({ known }) => known).reduce((x, y) => make('and', x, y)) }
  }
}

const bothKnown = (a: Pair, b: Pair, builder: GraphBuilder): Node => builder.make('and', a.known, b.known)
const noneUnknown = ({ known }: Pair, builder: GraphBuilder): Node =>
  builder.make('not', builder.make('any', builder.make('not', known)))
