// One household through the graph, in BigInt, three-valued. This is the meaning of the graph: every generated
// kernel is held to it. Unknown is undefined; a known 0 factor, a known false in `and`, a known true in `or`
// or `any`, and equal arms of an unknown choice are known all the same.
import { LawError } from '../error.ts'
import type { Graph, Node } from '../graph/graph.ts'
import type { ParsedFacts } from './facts.ts'

export type Value = bigint | undefined
/** A node's value for a member (of no importance for household and constant nodes). */
export type Evaluate = (node: number, member: number) => Value

/** An evaluator over one household: each node is computed at most once, and only if asked for. */
export function evaluator({ nodes }: Pick<Graph, 'nodes'>, facts: ParsedFacts): Evaluate {
  const shared = nodes.map((): Value | null => null)
  const own = facts.members.map(() => nodes.map((): Value | null => null))
  const evaluate: Evaluate = (id, member) => {
    const node = nodes[id]!
    const memo = node.entity === 'person' ? own[member]! : shared
    const existing = memo[id] as Value | null
    if (existing !== null) return existing
    const value = compute(node, member, facts, evaluate)
    memo[id] = value
    return value
  }
  return evaluate
}

const asFlag = (condition: boolean): bigint => (condition ? 1n : 0n)

function compute(node: Node, member: number, facts: ParsedFacts, evaluate: Evaluate): Value {
  const [first = -1, second = -1, third = -1] = node.args
  const cells = node.entity === 'person' ? facts.members[member] : facts.household
  switch (node.op) {
    case 'constant':
      return BigInt(node.value)
    case 'input':
      return cells!.get(node.input!.name)
    case 'known':
      return asFlag(cells!.get(node.input!.name) !== undefined)
    case 'date':
      return facts.date
    case 'size':
      return BigInt(facts.members.length)
    case 'choose':
      return choose(evaluate(first, member), second, third, member, evaluate)
    case 'and':
      return shortcut(0n, first, second, member, evaluate)
    case 'or':
      return shortcut(1n, first, second, member, evaluate)
    case 'sum':
    case 'any':
    case 'least':
    case 'greatest':
      return overMembers(
        node.op,
        facts.members.map((_, index) => evaluate(first, index)),
      )
    case 'not':
    case 'number': {
      const a = evaluate(first, member)
      return a === undefined || node.op === 'number' ? a : 1n - a
    }
    case 'multiply': {
      const a = evaluate(first, member)
      if (a === 0n) return a
      const b = evaluate(second, member)
      return b === 0n ? b : a === undefined || b === undefined ? undefined : a * b
    }
    default: {
      const [a, b] = [evaluate(first, member), evaluate(second, member)]
      return a === undefined || b === undefined ? undefined : strict(node, a, b)
    }
  }
}

function choose(
  condition: Value,
  then: number,
  otherwise: number,
  member: number,
  evaluate: Evaluate,
): Value {
  if (condition !== undefined) return evaluate(condition === 1n ? then : otherwise, member)
  const [a, b] = [evaluate(then, member), evaluate(otherwise, member)]
  return a === b ? a : undefined
}

/** `and` with decisive 0, `or` with decisive 1. */
function shortcut(decisive: bigint, left: number, right: number, member: number, evaluate: Evaluate): Value {
  const a = evaluate(left, member)
  if (a === decisive) return a
  const b = evaluate(right, member)
  return b === decisive || a !== undefined ? b : undefined
}

function overMembers(op: 'sum' | 'any' | 'least' | 'greatest', values: readonly Value[]): Value {
  if (op === 'any' && values.includes(1n)) return 1n
  const known = values.filter((value) => value !== undefined)
  if (known.length < values.length) return undefined
  if (op === 'least') return known.reduce((a, b) => (b < a ? b : a))
  if (op === 'greatest') return known.reduce((a, b) => (b > a ? b : a))
  return known.reduce((total, value) => total + value, 0n)
}

function strict({ op }: Node, a: bigint, b: bigint): bigint {
  switch (op) {
    case 'add':
      return a + b
    case 'subtract':
      return a - b
    case 'minimum':
      return a < b ? a : b
    case 'maximum':
      return a > b ? a : b
    case 'less':
      return asFlag(a < b)
    case 'less-equal':
      return asFlag(a <= b)
    case 'equal':
      return asFlag(a === b)
    case 'floor':
      return floorDivide(a, b)
    case 'ceil':
      return -floorDivide(-a, b)
    case 'half-up':
      return floorDivide(2n * a + b, 2n * b)
    default:
      throw new LawError('rule_invalid', `不认识的运算 ${op}。`)
  }
}

/** Rounds towards minus infinity; b ≥ 1. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
