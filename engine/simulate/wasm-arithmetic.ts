// How a kernel computes a node from its arguments, four rows at once. A value of 32 bits is one vector of four
// lanes, a double two vectors of two; a flag is a mask of all ones or none.
import type { Graph, Node } from '../graph/graph.ts'
import { isNarrow } from '../graph/graph.ts'
import type { SimdOp } from './encoder.ts'
import { FunctionWriter } from './encoder.ts'

/** Of every pass: p0, p1, h0, h1 and the address of the table of addresses. */
export const PARAMETERS = 5

/** Locals that hold a node: a vector of integers, and/or two of doubles. */
export interface Held {
  narrow?: number
  wide?: readonly [low: number, high: number]
}

export class ArithmeticWriter {
  protected readonly out = new FunctionWriter(PARAMETERS)
  protected readonly held = new Map<Node, Held>()
  private readonly graph: Graph

  constructor(graph: Graph) {
    this.graph = graph
  }

  /** A new local with the vector on the stack. */
  protected setVector(): number {
    const local = this.out.local('v128')
    this.out.set(local)
    return local
  }

  protected zero(): number {
    const local = this.out.local('v128')
    this.out.constI32(0).set(local)
    return local
  }

  /** The node's four integers on the stack. */
  protected narrow(node: Node): FunctionWriter {
    const held = this.held.get(node)!
    if (held.narrow === undefined) {
      const [low, high] = held.wide!
      this.out.get(low).simd('i32x4.trunc_sat_f64x2_s_zero')
      this.out.get(high).simd('i32x4.trunc_sat_f64x2_s_zero').shuffle(0, 1, 4, 5)
      held.narrow = this.setVector()
    }
    return this.out.get(held.narrow)
  }

  /** The node's doubles, as locals. */
  protected wide(node: Node): readonly [number, number] {
    const held = this.held.get(node)!
    if (!held.wide) {
      const { out } = this
      const low = (out.get(held.narrow!).simd('f64x2.convert_low_i32x4_s'), this.setVector())
      out.get(held.narrow!).get(held.narrow!).shuffle(2, 3, 2, 3).simd('f64x2.convert_low_i32x4_s')
      held.wide = [low, this.setVector()]
    }
    return held.wide
  }

  protected compute(node: Node): void {
    const { out } = this
    const args = node.args.map((id) => this.graph.nodes[id]!)
    const [a, b, c] = args as [Node, Node, Node]
    const asIntegers = args.every(isNarrow) && isNarrow(node)
    switch (node.op) {
      case 'and':
      case 'or':
        this.narrow(a)
        this.narrow(b).simd(`v128.${node.op}`)
        return this.holdNarrow(node)
      case 'not':
        this.narrow(a).simd('v128.not')
        return this.holdNarrow(node)
      case 'number':
        this.narrow(a).simd('i32x4.neg')
        return this.holdNarrow(node)
      case 'less':
      case 'less-equal':
      case 'equal':
        return this.compare(node, COMPARE[node.op], a, b)
      case 'choose':
        return this.choose(node, a, b, c)
      case 'floor':
      case 'ceil':
      case 'half-up':
        return this.divide(node, node.op, a, b)
      default: {
        const suffix = ARITHMETIC[node.op as keyof typeof ARITHMETIC]
        if (asIntegers) {
          this.narrow(a)
          const op =
            suffix === 'min' || suffix === 'max'
              ? (`i32x4.${suffix}_s` as const)
              : (`i32x4.${suffix}` as const)
          this.narrow(b).simd(op)
          return this.holdNarrow(node)
        }
        const [left, right] = [this.wide(a), this.wide(b)]
        this.holdWide(node, (half) => out.get(left[half]).get(right[half]).simd(`f64x2.${suffix}`))
      }
    }
  }

  private holdNarrow(node: Node): void {
    this.held.set(node, { narrow: this.setVector() })
  }

  private holdWide(node: Node, half: (half: 0 | 1) => void): void {
    const low = (half(0), this.setVector())
    const high = (half(1), this.setVector())
    this.held.set(node, { wide: [low, high] })
  }

  private compare(node: Node, suffix: 'lt' | 'le' | 'eq', a: Node, b: Node): void {
    const { out } = this
    if (isNarrow(a) && isNarrow(b)) {
      this.narrow(a)
      this.narrow(b).simd(suffix === 'eq' ? 'i32x4.eq' : `i32x4.${suffix}_s`)
    } else {
      const [left, right] = [this.wide(a), this.wide(b)]
      out.get(left[0]).get(right[0]).simd(`f64x2.${suffix}`)
      out.get(left[1]).get(right[1]).simd(`f64x2.${suffix}`).shuffle(0, 2, 4, 6)
    }
    this.holdNarrow(node)
  }

  private choose(node: Node, condition: Node, a: Node, b: Node): void {
    const { out } = this
    if (isNarrow(a) && isNarrow(b)) {
      this.narrow(a)
      this.narrow(b)
      this.narrow(condition).simd('v128.bitselect')
      return this.holdNarrow(node)
    }
    const [left, right] = [this.wide(a), this.wide(b)]
    const extend: readonly SimdOp[] = ['i64x2.extend_low_i32x4_s', 'i64x2.extend_high_i32x4_s']
    this.holdWide(node, (half) => {
      out.get(left[half]).get(right[half])
      this.narrow(condition).simd(extend[half]!).simd('v128.bitselect')
    })
  }

  private divide(node: Node, op: 'floor' | 'ceil' | 'half-up', a: Node, b: Node): void {
    const { out } = this
    const [dividend, divisor] = [this.wide(a), this.wide(b)]
    this.holdWide(node, (half) => {
      out.get(dividend[half])
      if (op === 'half-up') out.get(divisor[half]).constF64(0.5).simd('f64x2.mul').simd('f64x2.add')
      out.get(divisor[half]).simd('f64x2.div')
      out.simd(op === 'ceil' ? 'f64x2.ceil' : 'f64x2.floor')
    })
  }
}

const COMPARE = { less: 'lt', 'less-equal': 'le', equal: 'eq' } as const
const ARITHMETIC = { add: 'add', subtract: 'sub', multiply: 'mul', minimum: 'min', maximum: 'max' } as const
