// Interval arithmetic: from the declared intervals of the facts to that of every node.
import type { Node, Op } from './graph.ts'

export interface Interval {
  readonly lo: number
  readonly hi: number
}

const span = (...values: number[]): Interval => ({ lo: Math.min(...values), hi: Math.max(...values) })
const FLAG: Interval = { lo: 0, hi: 1 }

/** The interval of an operation over nodes, before the graph's limit is checked. */
export function intervalOf(op: Op, args: readonly Node[], maxMembers: number): Interval {
  const [a, b, c] = args as [Node, Node, Node]
  switch (op) {
    case 'add':
      return { lo: a.lo + b.lo, hi: a.hi + b.hi }
    case 'subtract':
      return { lo: a.lo - b.hi, hi: a.hi - b.lo }
    case 'multiply':
      return span(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    case 'minimum':
      return { lo: Math.min(a.lo, b.lo), hi: Math.min(a.hi, b.hi) }
    case 'maximum':
      return { lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }
    case 'floor':
    case 'ceil':
    case 'half-up':
      return span(
        divide(op, a.lo, b.lo),
        divide(op, a.lo, b.hi),
        divide(op, a.hi, b.lo),
        divide(op, a.hi, b.hi),
      )
    case 'choose':
      return { lo: Math.min(b.lo, c.lo), hi: Math.max(b.hi, c.hi) }
    case 'sum':
      // A household has one member at least, so a sum over members is never less than its least term.
      return {
        lo: a.lo < 0 ? a.lo * maxMembers : a.lo,
        hi: a.hi > 0 ? a.hi * maxMembers : a.hi,
      }
    case 'least':
    case 'greatest':
      return { lo: a.lo, hi: a.hi }
    default:
      return FLAG
  }
}

/** Exact for |a| ≤ 2^51 and 1 ≤ b ≤ 2^51: `a + b / 2` is a double, and a quotient below a whole number stays
 * below it. */
export function divide(op: 'floor' | 'ceil' | 'half-up', a: number, b: number): number {
  const quotient =
    op === 'floor' ? Math.floor(a / b) : op === 'ceil' ? Math.ceil(a / b) : Math.floor((a + b / 2) / b)
  return quotient + 0
}
