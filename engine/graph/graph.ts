// The graph that computes: hash-consed integer nodes in the order in which they can be computed. Labels and
// articles are not here (they belong to forms): two equal expressions of different articles are one node.
import type { InputDeclaration } from '../quantity/form.ts'
import type { Entity } from '../quantity/units.ts'

/** Integer operations. Flags are 0/1. `floor`, `ceil` and `half-up` divide args[0] by args[1], whose interval
 * begins at 1 or above. `number` turns a flag into 0/1 for reckoning. */
export type Op =
  | 'constant'
  | 'input'
  | 'known'
  | 'date'
  | 'size'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'minimum'
  | 'maximum'
  | 'floor'
  | 'ceil'
  | 'half-up'
  | 'less'
  | 'less-equal'
  | 'equal'
  | 'and'
  | 'or'
  | 'not'
  | 'number'
  | 'choose'
  | 'sum'
  | 'any'
  | 'least'
  | 'greatest'

/** Operations that lead from a household's persons to the household. */
const AGGREGATES: ReadonlySet<Op> = new Set(['sum', 'any', 'least', 'greatest'])
export const isAggregate = ({ op }: Pick<Node, 'op'>): boolean => AGGREGATES.has(op)

export interface Node {
  readonly id: number
  readonly op: Op
  readonly args: readonly number[]
  /** Of a constant. */
  readonly value: number
  /** Of an input, and of `known`: whether that input's cell is known. */
  readonly input?: InputDeclaration
  readonly entity: Entity
  /** How many times values have gone from persons to their household on the way here. */
  readonly stage: number
  readonly lo: number
  readonly hi: number
  readonly flag: boolean
}

/** Beyond ±2^51, half-up division in doubles is no longer exact; such a node is refused. */
export const LIMIT = 2 ** 51

/** Whether a node is computed in 32-bit integers; else in doubles. */
export const isNarrow = (node: Node): boolean => node.lo >= -(2 ** 31) && node.hi <= 2 ** 31 - 1

export interface Output {
  readonly name: string
  readonly node: number
}

/** What the backends compile: nodes, and the outputs wanted of them. */
export interface Graph {
  readonly nodes: readonly Node[]
  readonly outputs: readonly Output[]
  readonly maxMembers: number
  /** Nodes that the engine puts in for safety and that no permitted fact makes a difference to. */
  readonly guards: ReadonlySet<number>
}
