// Mutation of the rules: every step is bent a little (`<` to `≤`, a cap left out, a rounding turned), and some
// household must notice. A survivor is a step that no test holds, or that the law doesn't need.
import { evaluator } from '../decide/evaluate.ts'
import type { HouseholdFacts, ParsedFacts } from '../decide/facts.ts'
import { parseFacts } from '../decide/facts.ts'
import type { Graph, Node, Op } from '../graph/graph.ts'
import type { Programme } from '../programme.ts'
import type { Trace } from '../trace.ts'
import { trace } from '../trace.ts'
import { boundaryHouseholds } from './boundaries.ts'
import { fillUnknown, randomHousehold } from './households.ts'
import { randomFrom } from './random.ts'

export interface Mutant {
  readonly node: number
  /** `less → less-equal`. */
  readonly change: string
  /** The nearest article around the step. */
  readonly label: string
}

export interface MutationOptions {
  readonly date: string
  readonly division: string
  /** Worked cases (an unknown fact is taken as the least one); they and generated households are moved to the
   * borders. */
  readonly cases?: readonly HouseholdFacts[]
  /** How many generated households besides, at most; default 30. */
  readonly random?: number
}

/** The mutants that neither the cases nor the households at the borders tell from the rules, and how many
 * mutants there were. */
export function findUnkilledMutants(
  programme: Programme,
  { date, division, cases = [], random = 30 }: MutationOptions,
): { readonly tried: number; readonly unkilled: readonly Mutant[] } {
  const traced = trace(programme, date, division)
  const bases = cases.map((facts) => parseFacts(programme, date, fillUnknown(programme, facts)))
  bases.push(...variedHouseholds(traced, date, random))
  const households = boundaryHouseholds(traced, bases)
  const expected = households.map((facts) => outcome(traced.graph, facts))
  const mutants = live(traced.graph).flatMap((node) => mutate(node, traced.graph))
  const unkilled = mutants.filter(
    ({ nodes }) =>
      !households.some((facts, i) => {
        try {
          return outcome({ ...traced.graph, nodes }, facts) !== expected[i]
        } catch {
          // A division by 0: noticed.
          return true
        }
      }),
  )
  return {
    tried: mutants.length,
    unkilled: unkilled.map(({ node, change }) => ({ node: node.id, change, label: labelOf(node, traced) })),
  }
}

/** Random households that differ in how the rules go for them: each takes some step a way that none before it
 * took, and the eligible ones among them come first. */
function variedHouseholds(traced: Trace, date: string, wanted: number): ParsedFacts[] {
  const random = randomFrom(20170901)
  const flags = traced.graph.nodes.filter(({ flag, op }) => flag && op !== 'constant')
  const seen = new Set<string>()
  const eligible: ParsedFacts[] = []
  const others: ParsedFacts[] = []
  for (let i = 0; i < SEARCHED; i++) {
    const options = { maxMembers: 3, plain: random() }
    const facts = parseFacts(traced.programme, date, randomHousehold(traced.programme, random, options))
    const evaluate = evaluator(traced.graph, facts)
    const entitled = evaluate(traced.outputs[0]!.node.id, 0) === 1n
    const ways = flags.flatMap(({ id, entity }) =>
      (entity === 'person' ? facts.members : [0]).map(
        (_, member) => `${entitled} ${id} ${evaluate(id, member)}`,
      ),
    )
    if (ways.every((way) => seen.has(way))) continue
    ways.forEach((way) => seen.add(way))
    ;(entitled ? eligible : others).push(facts)
  }
  return [...eligible, ...others].slice(0, wanted)
}

function outcome(graph: Graph, facts: ParsedFacts): string {
  const evaluate = evaluator(graph, facts)
  return graph.outputs
    .flatMap(({ node }) =>
      (graph.nodes[node]!.entity === 'person' ? facts.members : [0]).map((_, i) => evaluate(node, i)),
    )
    .join()
}

const SEARCHED = 600

interface Mutated {
  readonly node: Node
  readonly change: string
  readonly nodes: readonly Node[]
}

const OTHER: Partial<Record<Op, readonly Op[]>> = {
  less: ['less-equal'],
  'less-equal': ['less'],
  equal: ['less'],
  and: ['or'],
  or: ['and'],
  minimum: ['maximum'],
  maximum: ['minimum'],
  least: ['greatest'],
  greatest: ['least'],
  add: ['subtract'],
  subtract: ['add'],
  'half-up': ['floor', 'ceil'],
  floor: ['ceil'],
  ceil: ['floor'],
}
const FACTORED: ReadonlySet<Op> = new Set(['multiply', 'floor', 'ceil', 'half-up'])
/** Steps that may be left out, in favour of one of their arguments. */
const SKIPPED: ReadonlySet<Op> = new Set(['and', 'or', 'minimum', 'maximum', 'not', 'multiply', 'add'])

function mutate(node: Node, graph: Graph): Mutated[] {
  if (graph.guards.has(node.id)) return []
  const replaced = (change: string, by: Node): Mutated => {
    const nodes = graph.nodes.with(node.id, { ...by, id: node.id })
    return { node, change, nodes }
  }
  const mutants = (OTHER[node.op] ?? []).map((op) => replaced(`${node.op} → ${op}`, { ...node, op }))
  if (node.op === 'constant' && !node.flag) {
    // A threshold moves by one step; a factor by much, since rounding may swallow a step.
    const users = graph.nodes.filter(({ args }) => args.includes(node.id))
    const factor = users.every(({ op }) => FACTORED.has(op))
    for (const value of factor ? [node.value * 2 || 1] : [node.value + 1, node.value - 1]) {
      mutants.push(replaced(`${node.value} → ${value}`, { ...node, value }))
    }
  }
  if (node.op === 'choose') {
    for (const [i, arm] of [node.args[1]!, node.args[2]!].entries()) {
      const args = [node.args[0]!, arm, arm]
      mutants.push(replaced(`choose → ${i === 0 ? 'then' : 'otherwise'}`, { ...node, args }))
    }
  }
  if (SKIPPED.has(node.op)) {
    for (const [i, id] of node.args.entries()) {
      mutants.push(replaced(`${node.op} → argument ${i + 1}`, aliasOf(node, graph.nodes[id]!)))
    }
  }
  return mutants
}

/** A node that has another's value: a choice of it, whatever the condition. */
function aliasOf(node: Node, of: Node): Node {
  return { ...node, op: 'choose', args: [of.id, of.id, of.id] }
}

function live({ nodes, outputs }: Graph): Node[] {
  const reached = reach(
    outputs.map(({ node }) => node),
    nodes,
  )
  return nodes.filter(({ id }) => reached.has(id))
}

function reach(roots: readonly number[], nodes: readonly Node[]): Set<number> {
  const reached = new Set<number>()
  const visit = (id: number): void => {
    if (reached.has(id)) return
    reached.add(id)
    nodes[id]!.args.forEach(visit)
  }
  roots.forEach(visit)
  return reached
}

function labelOf(node: Node, { lowered, graph }: Trace): string {
  const around = [...lowered].flatMap(([{ form }, { n, d }]) => {
    const inside = form.kind === 'article' ? reach([n.id, d.id], graph.nodes) : undefined
    return form.kind === 'article' && inside?.has(node.id)
      ? [{ label: `${form.citation.article}「${form.label}」`, size: inside.size }]
      : []
  })
  return around.sort((a, b) => a.size - b.size)[0]?.label ?? '—'
}
