// Which unknown facts stand between a household and its decision: the ones to ask next. Not a proven minimum.
import type { Graph, Node } from '../graph/graph.ts'
import { isAggregate } from '../graph/graph.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Evaluate } from './evaluate.ts'

export interface MissingFact {
  readonly name: string
  readonly label: string
  readonly entity: 'household' | 'person'
  /** The member whose fact is missing. */
  readonly member?: string
}

/** The unknown inputs that keep these nodes unknown, in the order of the rules. An unknown condition is asked
 * for before the arms of its choice. */
export function listMissing(
  graph: Pick<Graph, 'nodes'>,
  roots: readonly number[],
  memberIds: readonly string[],
  evaluate: Evaluate,
): MissingFact[] {
  const found = new Map<string, MissingFact>()
  const seen = new Set<string>()
  const visit = (id: number, member: number): void => {
    const node = graph.nodes[id]!
    const key = node.entity === 'person' ? `${id}/${member}` : String(id)
    if (seen.has(key) || evaluate(id, member) !== undefined) return
    seen.add(key)
    if (node.op === 'input') {
      const fact = missingFact(node.input!, memberIds[member])
      found.set(`${fact.entity}/${fact.member ?? ''}/${fact.name}`, fact)
    } else if (isAggregate(node)) {
      memberIds.forEach((_, index) => visit(node.args[0]!, index))
    } else {
      for (const argument of awaited(node, member, evaluate)) visit(argument, member)
    }
  }
  roots.forEach((root) =>
    graph.nodes[root]!.entity === 'person'
      ? memberIds.forEach((_, index) => visit(root, index))
      : visit(root, 0),
  )
  return [...found.values()]
}

function awaited(node: Node, member: number, evaluate: Evaluate): readonly number[] {
  if (node.op !== 'choose') return node.args
  const [condition, then, otherwise] = node.args as [number, number, number]
  const known = evaluate(condition, member)
  return known === undefined ? [condition] : [known === 1n ? then : otherwise]
}

function missingFact({ name, label, entity }: InputDeclaration, member: string | undefined): MissingFact {
  return entity === 'person' && member !== undefined
    ? { name, label, entity, member }
    : { name, label, entity }
}
