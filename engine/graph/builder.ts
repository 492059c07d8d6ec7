// Builds a graph: equal nodes are one, constants are folded, comparisons that the intervals settle vanish,
// and a node that could leave the exact range is refused.
import { LawError } from '../error.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Entity } from '../quantity/units.ts'
import { joinEntity } from '../quantity/units.ts'
import type { Node, Op } from './graph.ts'
import { isAggregate, LIMIT } from './graph.ts'
import { divide, intervalOf } from './interval.ts'

const FLAG_OPS: ReadonlySet<Op> = new Set(['less', 'less-equal', 'equal', 'and', 'or', 'not', 'any', 'known'])
const COMMUTES: ReadonlySet<Op> = new Set(['add', 'multiply', 'minimum', 'maximum', 'equal', 'and', 'or'])

export class GraphBuilder {
  readonly nodes: Node[] = []
  readonly maxMembers: number
  readonly guards = new Set<number>()
  private readonly known = new Map<string, Node>()

  constructor(maxMembers: number) {
    this.maxMembers = maxMembers
  }

  constant(value: number, flag = false): Node {
    const whole = value + 0 // never -0
    return this.intern({
      op: 'constant',
      args: [],
      value: whole,
      entity: 'constant',
      lo: whole,
      hi: whole,
      flag,
    })
  }
  flag(value: boolean): Node {
    return this.constant(value ? 1 : 0, true)
  }
  input(input: InputDeclaration): Node {
    const { entity, lo, hi } = input
    return this.intern({
      op: 'input',
      args: [],
      value: 0,
      input,
      entity,
      lo,
      hi,
      flag: input.unit === 'flag',
    })
  }
  /** A flag: whether the input's cell is known. */
  knownInput(input: InputDeclaration): Node {
    return this.intern({
      op: 'known',
      args: [],
      value: 0,
      input,
      entity: input.entity,
      lo: 0,
      hi: 1,
      flag: true,
    })
  }
  date(lo: number, hi: number): Node {
    return this.intern({ op: 'date', args: [], value: 0, entity: 'constant', lo, hi, flag: false })
  }
  size(): Node {
    return this.intern({
      op: 'size',
      args: [],
      value: 0,
      entity: 'household',
      lo: 1,
      hi: this.maxMembers,
      flag: false,
    })
  }

  /** An operation over nodes. Throws `interval_exceeded` if it could leave ±2^51. */
  make(op: Op, ...args: Node[]): Node {
    const simple = this.simplify(op, args)
    if (simple) return simple
    const ordered = COMMUTES.has(op) ? [...args].sort((a, b) => a.id - b.id) : args
    const { lo, hi } = intervalOf(op, ordered, this.maxMembers)
    if (lo < -LIMIT || hi > LIMIT) {
      throw new LawError(
        'interval_exceeded',
        '这一步可能超出可精确计算的范围（±2^51），请收紧事项的上限或提前取整。',
      )
    }
    const entity: Entity = isAggregate({ op })
      ? 'household'
      : ordered.map((node) => node.entity).reduce(joinEntity)
    const flag = FLAG_OPS.has(op) || (op === 'choose' && args[1]!.flag)
    // An operation that can only give one value stays, since a fact in it may be unknown; a comparison that is
    // settled for every permitted fact doesn't.
    const settled = op === 'less' || op === 'less-equal' ? settle(op, ordered) : undefined
    if (settled !== undefined) return this.flag(settled)
    return this.intern({ op, args: ordered.map((node) => node.id), value: 0, entity, lo, hi, flag })
  }

  /** A node of another graph, over arguments that are of this one. */
  rebuild(node: Node, args: readonly Node[]): Node {
    switch (node.op) {
      case 'constant':
        return this.constant(node.value, node.flag)
      case 'input':
        return this.input(node.input!)
      case 'known':
        return this.knownInput(node.input!)
      case 'date':
        return this.date(node.lo, node.hi)
      case 'size':
        return this.size()
      default:
        return this.make(node.op, ...args)
    }
  }

  /** As `make`, for a bound that only keeps an interval narrow or a divisor from being 0. */
  guard(op: 'minimum' | 'maximum', node: Node, bound: number): Node {
    const guarded = this.make(op, node, this.constant(bound))
    if (guarded !== node) this.guards.add(guarded.id)
    return guarded
  }

  private simplify(op: Op, args: readonly Node[]): Node | undefined {
    const [a, b, c] = args as [Node, Node, Node]
    if (!isAggregate({ op }) && args.every((node) => node.op === 'constant')) {
      const value = fold(
        op,
        args.map((node) => node.value),
      )
      if (Math.abs(value) <= LIMIT)
        return this.constant(value, FLAG_OPS.has(op) || (op === 'choose' && b.flag))
    }
    switch (op) {
      case 'add':
        return isConstant(a, 0) ? b : isConstant(b, 0) ? a : undefined
      case 'subtract':
        return isConstant(b, 0) ? a : undefined
      case 'multiply':
        return isConstant(a, 1)
          ? b
          : isConstant(b, 1)
            ? a
            : isConstant(a, 0)
              ? a
              : isConstant(b, 0)
                ? b
                : undefined
      case 'minimum':
      case 'maximum':
        return a === b ? a : undefined
      case 'floor':
      case 'ceil':
      case 'half-up':
        return isConstant(b, 1) ? a : undefined
      case 'and':
        return a === b || isConstant(b, 1) || isConstant(a, 0)
          ? a
          : isConstant(a, 1) || isConstant(b, 0)
            ? b
            : undefined
      case 'or':
        return a === b || isConstant(b, 0) || isConstant(a, 1)
          ? a
          : isConstant(a, 0) || isConstant(b, 1)
            ? b
            : undefined
      case 'less':
      case 'less-equal':
        return this.withoutDivision(op, a, b)
      case 'not':
        return a.op === 'not' ? this.nodes[a.args[0]!] : undefined
      case 'sum':
        return a.entity === 'person' ? undefined : this.make('multiply', this.size(), a)
      case 'any':
      case 'least':
      case 'greatest':
        return a.entity === 'person' ? undefined : a
      case 'choose':
        return isConstant(a, 1) || b === c ? b : isConstant(a, 0) ? c : undefined
      default:
        return undefined
    }
  }

  /** A whole quotient against a constant: `floor(x / 10000) < 60` is `x < 600000`, and an age costs no division. */
  private withoutDivision(op: 'less' | 'less-equal', a: Node, b: Node): Node | undefined {
    const bound = (quotient: Node, whole: number): Node =>
      this.constant(whole * this.nodes[quotient.args[1]!]!.value)
    if (this.isPlainFloor(a) && b.op === 'constant') {
      return this.make('less', this.nodes[a.args[0]!]!, bound(a, op === 'less' ? b.value : b.value + 1))
    }
    if (this.isPlainFloor(b) && a.op === 'constant') {
      return this.make('less-equal', bound(b, op === 'less' ? a.value + 1 : a.value), this.nodes[b.args[0]!]!)
    }
    return undefined
  }

  private isPlainFloor(node: Node): boolean {
    return node.op === 'floor' && this.nodes[node.args[1]!]!.op === 'constant'
  }

  private intern(node: Omit<Node, 'id' | 'stage'>): Node {
    const { op, args, value, flag } = node
    const key = `${op}|${args.join()}|${value}|${flag}|${node.input?.entity ?? ''}.${node.input?.name ?? ''}`
    const existing = this.known.get(key)
    if (existing) return existing
    const before = Math.max(0, ...args.map((id) => this.nodes[id]!.stage))
    const stage = isAggregate({ op }) ? before + 1 : before
    const created: Node = { ...node, id: this.nodes.length, stage }
    this.nodes.push(created)
    this.known.set(key, created)
    return created
  }
}

const isConstant = (node: Node, value: number): boolean => node.op === 'constant' && node.value === value

function settle(op: 'less' | 'less-equal', [a, b]: readonly Node[]): boolean | undefined {
  if (op === 'less') return a!.hi < b!.lo ? true : a!.lo >= b!.hi ? false : undefined
  return a!.hi <= b!.lo ? true : a!.lo > b!.hi ? false : undefined
}

/** Constant arguments: the same arithmetic as every backend's. */
export function fold(op: Op, [a = 0, b = 0, c = 0]: readonly number[]): number {
  switch (op) {
    case 'add':
      return a + b
    case 'subtract':
      return a - b
    case 'multiply':
      return a * b
    case 'minimum':
      return Math.min(a, b)
    case 'maximum':
      return Math.max(a, b)
    case 'floor':
    case 'ceil':
    case 'half-up':
      return divide(op, a, b)
    case 'less':
      return Number(a < b)
    case 'less-equal':
      return Number(a <= b)
    case 'equal':
      return Number(a === b)
    case 'and':
      return a & b
    case 'or':
      return a | b
    case 'not':
      return 1 - a
    case 'number':
      return a
    case 'choose':
      return a ? b : c
    default:
      throw new LawError('rule_invalid', `${op} 不能由常数求得。`)
  }
}
