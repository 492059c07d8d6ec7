// From forms to graph nodes. A quantity becomes a numerator and a denominator (1 for whole things), so that
// nothing is divided before a rounding step: per-capita < standard becomes total < standard × size.
import { LawError } from '../error.ts'
import type { ParameterInForce } from '../in-force.ts'
import { FIRST_DAY, LAST_DAY } from '../quantity/write.ts'
import { greatestCommonDivisor } from '../quantity/decimal.ts'
import type { InputDeclaration, RoundingMode, Span } from '../quantity/form.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { GraphBuilder } from './builder.ts'
import type { Node } from './graph.ts'

/** The nodes of a quantity: numerator over denominator; the denominator's interval begins at 1 or above. */
export interface Lowered {
  readonly n: Node
  readonly d: Node
}

export interface LowerContext {
  readonly builder: GraphBuilder
  readonly parameter: (name: string) => ParameterInForce
  readonly lowered: Map<Quantity, Lowered>
}

/** The code list of a coded quantity. Throws `rule_invalid` when there is none. */
export function codesOf(quantity: Quantity): NonNullable<InputDeclaration['codes']> {
  const { form } = quantity
  if (form.kind === 'input' && form.input.codes) return form.input.codes
  if (form.kind === 'article') return codesOf(form.of)
  if (form.kind === 'choice') {
    const [first, second] = [codesOf(form.chosen), codesOf(form.otherwise)]
    if (first.map(({ code }) => code).join() === second.map(({ code }) => code).join()) return first
    throw new LawError('rule_invalid', '一个选择的两支须用同一代码表。')
  }
  throw new LawError('rule_invalid', '这个量没有代码表。')
}

export function lower(quantity: Quantity, context: LowerContext): Lowered {
  const existing = context.lowered.get(quantity)
  if (existing) return existing
  const result = lowerForm(quantity, context)
  context.lowered.set(quantity, result)
  return result
}

function lowerForm(quantity: Quantity, context: LowerContext): Lowered {
  const { builder } = context
  const { form } = quantity
  const flag = quantity.unit === 'flag'
  const whole = (n: Node): Lowered => ({ n, d: builder.constant(1) })
  const node = (of: Quantity): Node => lower(of, context).n
  switch (form.kind) {
    case 'literal':
      return exact(builder, form.numerator, form.denominator, flag)
    case 'parameter': {
      const { numerator, denominator } = context.parameter(form.name)
      return exact(builder, numerator, denominator, flag)
    }
    case 'input':
      return whole(builder.input(form.input))
    case 'decision-day':
      return whole(builder.date(FIRST_DAY, LAST_DAY))
    case 'household-size':
      return whole(builder.size())
    case 'plus':
    case 'minus':
    case 'larger':
    case 'smaller': {
      const { left, right, d } = common(lower(form.left, context), lower(form.right, context), builder)
      return { n: builder.make(ARITHMETIC[form.kind], left, right), d }
    }
    case 'times':
      return multiply(lower(form.left, context), lower(form.right, context), builder)
    case 'per':
      return divide(lower(form.left, context), lower(form.right, context), builder)
    case 'compare': {
      const { left, right } = common(lower(form.left, context), lower(form.right, context), builder)
      return whole(builder.make(COMPARISON[form.test], left, right))
    }
    case 'and':
    case 'or':
      return whole(builder.make(form.kind, node(form.left), node(form.right)))
    case 'not':
      return whole(builder.make('not', node(form.of)))
    case 'one-of':
      return whole(lowerOneOf(form.of, form.codes, context))
    case 'round':
      return whole(lowerRound(lower(form.of, context), form.mode, form.step, builder))
    case 'choice': {
      const condition = node(form.condition)
      const [a, b] = [lower(form.chosen, context), lower(form.otherwise, context)]
      return {
        n: builder.make('choose', condition, a.n, b.n),
        d: builder.make('choose', condition, a.d, b.d),
      }
    }
    case 'sum':
    case 'least':
    case 'greatest': {
      const { n, d } = lower(form.of, context)
      if (d.entity === 'person') throw new LawError('rule_invalid', '各成员的分母不同，先取整再汇总。')
      return { n: builder.make(form.kind, n), d }
    }
    case 'any':
      return whole(builder.make('any', node(form.of)))
    case 'count-where':
      return whole(builder.make('sum', builder.make('number', node(form.of))))
    case 'span':
      return whole(lowerSpan(form.span, node(form.from), node(form.to), builder))
    case 'article':
      return located(form.label, () => lower(form.of, context))
  }
}

const ARITHMETIC = { plus: 'add', minus: 'subtract', larger: 'maximum', smaller: 'minimum' } as const
const COMPARISON = { below: 'less', 'at-most': 'less-equal', equal: 'equal' } as const
const ROUNDING = { 'half-up': 'half-up', down: 'floor', up: 'ceil' } as const

/** Says in which article an interval is exceeded. */
function located<T>(label: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof LawError) || error.code !== 'interval_exceeded' || error.message.includes('「'))
      throw error
    throw new LawError('interval_exceeded', `「${label}」：${error.message}`)
  }
}

function exact(builder: GraphBuilder, numerator: bigint, denominator: bigint, flag: boolean): Lowered {
  return { n: builder.constant(Number(numerator), flag), d: builder.constant(Number(denominator)) }
}

/** Both over one denominator. */
function common(a: Lowered, b: Lowered, builder: GraphBuilder): { left: Node; right: Node; d: Node } {
  if (a.d === b.d) return { left: a.n, right: b.n, d: a.d }
  if (a.d.op === 'constant' && b.d.op === 'constant') {
    const divisor = gcd(a.d.value, b.d.value)
    const [forA, forB] = [builder.constant(b.d.value / divisor), builder.constant(a.d.value / divisor)]
    return {
      left: builder.make('multiply', a.n, forA),
      right: builder.make('multiply', b.n, forB),
      d: builder.make('multiply', a.d, forA),
    }
  }
  return {
    left: builder.make('multiply', a.n, b.d),
    right: builder.make('multiply', b.n, a.d),
    d: builder.make('multiply', a.d, b.d),
  }
}

function multiply(a: Lowered, b: Lowered, builder: GraphBuilder): Lowered {
  // Cancel crosswise first: smaller numbers stay longer within 32 bits.
  const [an, bd] = cancel(a.n, b.d, builder)
  const [bn, ad] = cancel(b.n, a.d, builder)
  return { n: builder.make('multiply', an, bn), d: builder.make('multiply', ad, bd) }
}

function divide(a: Lowered, b: Lowered, builder: GraphBuilder): Lowered {
  if (b.n.lo < 0) throw new LawError('rule_invalid', '除数不能为负。')
  const divisor = b.n.lo >= 1 ? b.n : builder.guard('maximum', b.n, 1)
  return multiply(a, { n: b.d, d: divisor }, builder)
}

function cancel(n: Node, d: Node, builder: GraphBuilder): [Node, Node] {
  if (n.op !== 'constant' || d.op !== 'constant') return [n, d]
  const divisor = gcd(n.value, d.value)
  return [builder.constant(n.value / divisor), builder.constant(d.value / divisor)]
}

const gcd = (a: number, b: number): number => Number(greatestCommonDivisor(BigInt(Math.abs(a)), BigInt(b)))

function lowerRound({ n, d }: Lowered, mode: RoundingMode, step: 1 | 100, builder: GraphBuilder): Node {
  if (step === 1) return builder.make(ROUNDING[mode], n, d)
  const hundred = builder.constant(step)
  return builder.make(
    'multiply',
    builder.make(ROUNDING[mode], n, builder.make('multiply', d, hundred)),
    hundred,
  )
}

function lowerOneOf(of: Quantity, wanted: readonly string[], context: LowerContext): Node {
  const { builder } = context
  const codes = codesOf(of).map(({ code }) => code)
  const { n } = lower(of, context)
  return wanted
    .map((code) => {
      const index = codes.indexOf(code)
      if (index < 0) throw new LawError('rule_invalid', `代码表里没有 ${code}。`)
      return builder.make('equal', n, builder.constant(index))
    })
    .reduce((a, b) => builder.make('or', a, b), builder.flag(false))
}

/** Whole years, months or days between two YYYYMMDD integers. */
function lowerSpan(span: Span, from: Node, to: Node, builder: GraphBuilder): Node {
  const constant = (value: number): Node => builder.constant(value)
  const { make } = { make: builder.make.bind(builder) }
  const floor = (a: Node, divisor: number): Node => make('floor', a, constant(divisor))
  const times = (a: Node, factor: number): Node => make('multiply', a, constant(factor))
  if (span === 'years') return floor(make('subtract', to, from), 10_000)
  const dayOf = (x: Node): Node => within(make('subtract', x, times(floor(x, 100), 100)), 1, 31)
  const within = (x: Node, lo: number, hi: number): Node =>
    builder.guard('maximum', builder.guard('minimum', x, hi), lo)
  if (span === 'months') {
    const monthOf = (x: Node): Node => make('subtract', floor(x, 100), times(floor(x, 10_000), 88))
    const begun = make('number', make('less', dayOf(to), dayOf(from)))
    return make('subtract', make('subtract', monthOf(to), monthOf(from)), begun)
  }
  // Days since a fixed day, with the year counted from March so that leap days end it.
  const serial = (x: Node): Node => {
    const calendarYear = floor(x, 10_000)
    const month = within(make('subtract', floor(x, 100), times(calendarYear, 100)), 1, 12)
    const early = make('number', make('less-equal', month, constant(2)))
    const year = make('subtract', calendarYear, early)
    const fromMarch = make('add', make('subtract', month, constant(3)), times(early, 12))
    const inYear = make('add', floor(make('add', times(fromMarch, 153), constant(2)), 5), dayOf(x))
    const leaps = make('add', make('subtract', floor(year, 4), floor(year, 100)), floor(year, 400))
    return make('add', make('add', times(year, 365), leaps), inYear)
  }
  return make('subtract', serial(to), serial(from))
}
