// What a quantity means, told a second time and as simply as possible: rationals of BigInt, straight from the
// form, without graph, interval or sharing. The engine is held to it by tests; nothing else uses it.
import { codesOf } from '../graph/lower.ts'
import type { HouseholdFacts } from '../decide/facts.ts'
import { parseFact } from '../decide/facts.ts'
import { parseDay } from '../quantity/day.ts'
import type { Quantity } from '../quantity/quantity.ts'

export interface Rational {
  readonly n: bigint
  /** At least 1. */
  readonly d: bigint
}

export interface OracleContext {
  readonly facts: HouseholdFacts
  readonly date: string
  readonly parameter: (name: string) => { numerator: bigint; denominator: bigint }
}

const whole = (n: bigint | number): Rational => ({ n: BigInt(n), d: 1n })
const flag = (condition: boolean): Rational => whole(condition ? 1n : 0n)
const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The value of a quantity for a household without unknown facts. */
export function oracle(quantity: Quantity, context: OracleContext, member = 0): Rational {
  const { form } = quantity
  const { facts } = context
  const value = (of: Quantity): Rational => oracle(of, context, member)
  const holds = (of: Quantity): boolean => value(of).n === 1n
  const each = (of: Quantity): Rational[] => facts.members.map((_, index) => oracle(of, context, index))
  const total = (values: Rational[]): Rational => values.reduce(plus, whole(0))
  switch (form.kind) {
    case 'literal':
      return { n: form.numerator, d: form.denominator }
    case 'parameter': {
      const { numerator, denominator } = context.parameter(form.name)
      return { n: numerator, d: denominator }
    }
    case 'input': {
      const cells = form.input.entity === 'person' ? facts.members[member]!.facts : facts.household
      return whole(parseFact(form.input, cells[form.input.name])!)
    }
    case 'decision-day':
      return whole(parseDay(context.date))
    case 'household-size':
      return whole(facts.members.length)
    case 'plus':
      return plus(value(form.left), value(form.right))
    case 'minus': {
      const right = value(form.right)
      return plus(value(form.left), { n: -right.n, d: right.d })
    }
    case 'times': {
      const [a, b] = [value(form.left), value(form.right)]
      return { n: a.n * b.n, d: a.d * b.d }
    }
    case 'per': {
      const [a, b] = [value(form.left), value(form.right)]
      return b.n === 0n ? { n: a.n * b.d, d: a.d } : { n: a.n * b.d, d: a.d * b.n }
    }
    case 'larger':
    case 'smaller': {
      const [a, b] = [value(form.left), value(form.right)]
      return compare(a, b) > 0 === (form.kind === 'larger') ? a : b
    }
    case 'compare': {
      const order = compare(value(form.left), value(form.right))
      return flag(form.test === 'below' ? order < 0 : form.test === 'at-most' ? order <= 0 : order === 0)
    }
    case 'and':
      return flag(holds(form.left) && holds(form.right))
    case 'or':
      return flag(holds(form.left) || holds(form.right))
    case 'not':
      return flag(!holds(form.of))
    case 'one-of':
      return flag(form.codes.includes(codesOf(form.of)[Number(value(form.of).n)]!.code))
    case 'round': {
      const { n, d } = value(form.of)
      const step = BigInt(form.step)
      return whole(round(n, d * step, form.mode) * step)
    }
    case 'choice':
      return holds(form.condition) ? value(form.chosen) : value(form.otherwise)
    case 'sum':
    case 'count-where':
      return total(each(form.of))
    case 'least':
      return each(form.of).reduce((a, b) => (compare(b, a) < 0 ? b : a))
    case 'greatest':
      return each(form.of).reduce((a, b) => (compare(b, a) > 0 ? b : a))
    case 'any':
      return flag(each(form.of).some(({ n }) => n === 1n))
    case 'span':
      return whole(span(form.span, Number(value(form.from).n), Number(value(form.to).n)))
    case 'article':
      return value(form.of)
  }
}

const plus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })

function round(n: bigint, d: bigint, mode: 'half-up' | 'down' | 'up'): bigint {
  const below = (n - (((n % d) + d) % d)) / d
  const rest = n - below * d
  if (mode === 'down' || rest === 0n) return below
  return mode === 'up' || rest * 2n >= d ? below + 1n : below
}

/** By the machine's own calendar. */
function span(kind: 'years' | 'months' | 'days', from: number, to: number): number {
  const parts = (day: number) => [Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100] as const
  const [[y1, m1, d1], [y2, m2, d2]] = [parts(from), parts(to)]
  if (kind === 'days') return (Date.UTC(y2, m2 - 1, d2) - Date.UTC(y1, m1 - 1, d1)) / 86_400_000
  const months = (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0)
  return kind === 'months' ? months : Math.floor(months / 12)
}
