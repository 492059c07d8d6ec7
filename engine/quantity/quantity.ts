// The quantity that rules are written with. `Q<unit, entity>` is what an author and tsc see; `Quantity` is
// the one class behind it. A quantity is a symbol: it has no value while the rule runs, so a plain `if`, `+`
// or `<` on it is an error (a phantom call signature for tsc, a throw at run time, and `checkRuleSource`).
import { LawError } from '../error.ts'
import type { Comparison, Form, RoundingMode, Span } from './form.ts'
import type {
  Addable,
  Code,
  Comparable,
  Divisor,
  Entity,
  Factor,
  Join,
  Money,
  Plain,
  Product,
  Quotient,
  Rounded,
  Sum,
  Unit,
  UnitName,
  UnroundedMoney,
} from './units.ts'
import { joinEntity, productUnit, quotientUnit, roundedUnit, sumUnit } from './units.ts'

type Roundable = Money | UnroundedMoney | 'ratio'

/** Any quantity, where its unit doesn't matter. */
export interface AnyQuantity {
  readonly unit: Unit
  readonly entity: Entity
}

/** A quantity of a unit that belongs to an entity, e.g. `Q<'money/month', 'household'>`. */
export interface Q<U extends Unit, E extends Entity> extends AnyQuantity {
  /** Never called: it makes tsc report a condition on a quantity. Use `when(…).then(…).otherwise(…)`. */
  (useWhenThenOtherwise: never): never
  readonly unit: U
  readonly entity: E

  plus<V extends Addable<U> = Addable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<Sum<U, V>, Join<E, F>>
  minus<V extends Addable<U> = Addable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<Sum<U, V>, Join<E, F>>
  times<V extends Factor<U> = Factor<U> & 'count', F extends Entity = 'constant'>(
    other: Q<V, F> | number,
  ): Q<Product<U, V>, Join<E, F>>
  /** Divides; the result is exact (a fraction) until a rounding step. A divisor of 0 counts as 1. */
  per<V extends Divisor<U>, F extends Entity>(other: Q<V, F>): Q<Quotient<U, V>, Join<E, F>>
  /** An amount per month, for so many months: a plain amount. */
  forMonths<F extends Entity = 'constant'>(
    this: Q<'money/month' | 'money/month, unrounded', E>,
    months: Q<'count', F> | number,
  ): Q<U extends 'money/month' ? 'money' : 'money, unrounded', Join<E, F>>
  /** A plain amount spread over so many months: an amount per month, unrounded. */
  overMonths<F extends Entity = 'constant'>(
    this: Q<'money' | 'money, unrounded', E>,
    months: Q<'count', F> | number,
  ): Q<'money/month, unrounded', Join<E, F>>

  /** The larger of the two: a floor such as `.atLeast(0)`. */
  atLeast<V extends Addable<U> = U & Addable<U>, F extends Entity = 'constant'>(
    bound: Q<V, F> | Plain<U>,
  ): Q<Sum<U, V>, Join<E, F>>
  /** The smaller of the two: a cap. */
  atMost<V extends Addable<U> = U & Addable<U>, F extends Entity = 'constant'>(
    bound: Q<V, F> | Plain<U>,
  ): Q<Sum<U, V>, Join<E, F>>

  /** To whole fen (or whole yuan), half upwards 四舍五入. Must stand directly inside `article(…)`. */
  roundHalfUp(this: Q<Roundable, E>, to?: 'fen' | 'yuan'): Q<Rounded<U>, E>
  roundDown(this: Q<Roundable, E>, to?: 'fen' | 'yuan'): Q<Rounded<U>, E>
  roundUp(this: Q<Roundable, E>, to?: 'fen' | 'yuan'): Q<Rounded<U>, E>

  /** 低于 */
  isBelow<V extends Comparable<U> = Comparable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<'flag', Join<E, F>>
  /** 不高于、以下（含本数） */
  isAtMost<V extends Comparable<U> = Comparable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<'flag', Join<E, F>>
  /** 高于、超过 */
  isAbove<V extends Comparable<U> = Comparable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<'flag', Join<E, F>>
  /** 不低于、以上（含本数） */
  isAtLeast<V extends Comparable<U> = Comparable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<'flag', Join<E, F>>
  equals<V extends Comparable<U> = Comparable<U>, F extends Entity = 'constant'>(
    other: Q<V, F> | Plain<U>,
  ): Q<'flag', Join<E, F>>

  and<F extends Entity>(this: Q<'flag', E>, other: Q<'flag', F>): Q<'flag', Join<E, F>>
  or<F extends Entity>(this: Q<'flag', E>, other: Q<'flag', F>): Q<'flag', Join<E, F>>
  not(this: Q<'flag', E>): Q<'flag', E>

  is(code: U extends Code<infer K> ? K : never): Q<'flag', E>
  isOneOf(...codes: U extends Code<infer K> ? K[] : never): Q<'flag', E>

  /** Whole years (months, days) from this day until the other; negative if the other is earlier. */
  yearsUntil<F extends Entity>(this: Q<'day', E>, day: Q<'day', F>): Q<'count', Join<E, F>>
  monthsUntil<F extends Entity>(this: Q<'day', E>, day: Q<'day', F>): Q<'count', Join<E, F>>
  daysUntil<F extends Entity>(this: Q<'day', E>, day: Q<'day', F>): Q<'count', Join<E, F>>
}

type Operand = Quantity | number

function refuseAsValue(): never {
  throw new LawError(
    'symbol_used_as_value',
    '规则中的量是符号，没有当下的值，不能用 if、?:、&&、||、!、+、-、<、== 等直接运算。' +
      '请写 when(条件).then(甲).otherwise(乙)、.and()、.or()、.not()、.plus()、.isBelow() 等。',
  )
}

export class Quantity {
  readonly unit: UnitName
  readonly entity: Entity
  readonly form: Form
  constructor(unit: UnitName, entity: Entity, form: Form) {
    this.unit = unit
    this.entity = entity
    this.form = form
  }

  [Symbol.toPrimitive](): never {
    return refuseAsValue()
  }

  private binary(
    kind: 'plus' | 'minus' | 'times' | 'per' | 'larger' | 'smaller' | 'and' | 'or',
    unit: UnitName,
    right: Quantity,
  ): Quantity {
    return new Quantity(unit, joinEntity(this.entity, right.entity), { kind, left: this, right })
  }
  private compare(test: Comparison, left: Quantity, right: Quantity): Quantity {
    return new Quantity('flag', joinEntity(left.entity, right.entity), { kind: 'compare', test, left, right })
  }
  private span(span: Span, to: Quantity): Quantity {
    return new Quantity('count', joinEntity(this.entity, to.entity), { kind: 'span', span, from: this, to })
  }
  private round(mode: RoundingMode, to: 'fen' | 'yuan' = 'fen'): Quantity {
    if (to === 'yuan' && !this.unit.startsWith('money')) {
      throw new LawError('rule_invalid', '只有金额才能取整到元。')
    }
    const step = to === 'yuan' ? 100 : 1
    return new Quantity(roundedUnit(this.unit), this.entity, { kind: 'round', of: this, mode, step })
  }

  plus(other: Operand): Quantity {
    const right = asQuantity(other, this.unit)
    return this.binary('plus', sumUnit(this.unit, right.unit), right)
  }
  minus(other: Operand): Quantity {
    const right = asQuantity(other, this.unit)
    return this.binary('minus', sumUnit(this.unit, right.unit), right)
  }
  times(other: Operand): Quantity {
    const right = asQuantity(other, 'count')
    return this.binary('times', productUnit(this.unit, right.unit), right)
  }
  per(other: Operand): Quantity {
    const right = asQuantity(other, 'count')
    return this.binary('per', quotientUnit(this.unit, right.unit), right)
  }
  forMonths(months: Operand): Quantity {
    const unit = this.unit.endsWith('unrounded') ? 'money, unrounded' : 'money'
    return this.binary('times', unit, asQuantity(months, 'count'))
  }
  overMonths(months: Operand): Quantity {
    return this.binary('per', 'money/month, unrounded', asQuantity(months, 'count'))
  }
  atLeast(bound: Operand): Quantity {
    const right = asQuantity(bound, this.unit)
    return this.binary('larger', sumUnit(this.unit, right.unit), right)
  }
  atMost(bound: Operand): Quantity {
    const right = asQuantity(bound, this.unit)
    return this.binary('smaller', sumUnit(this.unit, right.unit), right)
  }
  roundHalfUp(to?: 'fen' | 'yuan'): Quantity {
    return this.round('half-up', to)
  }
  roundDown(to?: 'fen' | 'yuan'): Quantity {
    return this.round('down', to)
  }
  roundUp(to?: 'fen' | 'yuan'): Quantity {
    return this.round('up', to)
  }
  isBelow(other: Operand): Quantity {
    return this.compare('below', this, asQuantity(other, this.unit))
  }
  isAtMost(other: Operand): Quantity {
    return this.compare('at-most', this, asQuantity(other, this.unit))
  }
  isAbove(other: Operand): Quantity {
    return this.compare('below', asQuantity(other, this.unit), this)
  }
  isAtLeast(other: Operand): Quantity {
    return this.compare('at-most', asQuantity(other, this.unit), this)
  }
  equals(other: Operand): Quantity {
    return this.compare('equal', this, asQuantity(other, this.unit))
  }
  and(other: Quantity): Quantity {
    return this.binary('and', 'flag', other)
  }
  or(other: Quantity): Quantity {
    return this.binary('or', 'flag', other)
  }
  not(): Quantity {
    return new Quantity('flag', this.entity, { kind: 'not', of: this })
  }
  is(code: string): Quantity {
    return this.isOneOf(code)
  }
  isOneOf(...codes: string[]): Quantity {
    return new Quantity('flag', this.entity, { kind: 'one-of', of: this, codes })
  }
  yearsUntil(day: Quantity): Quantity {
    return this.span('years', day)
  }
  monthsUntil(day: Quantity): Quantity {
    return this.span('months', day)
  }
  daysUntil(day: Quantity): Quantity {
    return this.span('days', day)
  }
}

function asQuantity(operand: Operand, unit: UnitName): Quantity {
  if (operand instanceof Quantity) return operand
  if (!Number.isSafeInteger(operand)) throw new LawError('rule_invalid', `规则中的数须是整数：${operand}`)
  return new Quantity(roundedLiteral(unit), 'constant', {
    kind: 'literal',
    numerator: BigInt(operand),
    denominator: 1n,
  })
}
const roundedLiteral = (unit: UnitName): UnitName => unit.replace(', unrounded', '') as UnitName

/** The class behind a typed quantity, and back. The two views are one object. */
export const untyped = (quantity: AnyQuantity): Quantity => quantity as unknown as Quantity
export const typed = <U extends Unit, E extends Entity>(quantity: Quantity): Q<U, E> =>
  quantity as unknown as Q<U, E>
