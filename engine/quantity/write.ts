// The words that rules are written with, besides the methods of a quantity: inputs, parameters, members,
// choices, articles, and a few constants.
import { LawError } from '../error.ts'
import { parseDecimal } from './decimal.ts'
import { parseDay } from './day.ts'
import type { Citation, InputDeclaration } from './form.ts'
import type { Q } from './quantity.ts'
import { Quantity, typed, untyped } from './quantity.ts'
import type { Code, Entity, Join, Money, Unit, UnitName, UnroundedMoney } from './units.ts'
import { joinEntity, sumUnit } from './units.ts'

/** Wraps a quantity with its article and Chinese label. The citation is an article of the version's own
 * document (`'第十条'`) or names its document (`{ document, article }`). */
export function article<U extends Unit, E extends Entity>(
  citation: string | Citation,
  label: string,
  quantity: Q<U, E>,
): Q<U, E> {
  const of = untyped(quantity)
  const where = typeof citation === 'string' ? { article: citation } : citation
  return typed(new Quantity(of.unit, of.entity, { kind: 'article', citation: where, label, of }))
}

type ParameterUnit = Money | 'count' | 'ratio' | 'day' | 'flag'

/** A value of the programme's parameter table, of the day and division that the rule is traced for. The
 * unit must be the table's. Not in force there and then: tracing throws `parameter_not_in_force`. */
export function parameter<U extends ParameterUnit>(name: string, unit: U): Q<U, 'constant'> {
  return typed(new Quantity(unit, 'constant', { kind: 'parameter', name }))
}

/** An amount in yuan (`860`, `'0.01'`); its period is that of what it is used with. */
export function yuan<U extends Money | UnroundedMoney = 'money'>(amount: number | string): Q<U, 'constant'> {
  return typed(literal('money', parseFen(amount)))
}

function parseFen(amount: number | string): bigint {
  const { numerator, denominator } = parseDecimal(amount)
  const fen = numerator * 100n
  if (fen % denominator !== 0n) throw new LawError('rule_invalid', `金额最多两位小数：${amount}`)
  return fen / denominator
}

/** An amount per month in yuan, where nothing before it says that a month is meant: the first arm of a choice. */
export const yuanPerMonth = (amount: number | string): Q<'money/month', 'constant'> =>
  typed(literal('money/month', parseFen(amount)))

/** A number of people, years, months, things. */
export const count = (value: number): Q<'count', 'constant'> => typed(literal('count', BigInt(value)))

/** A ratio, exact: `ratio('0.3')`, `ratio('30%')`. */
export function ratio(value: number | string): Q<'ratio', 'constant'> {
  const { numerator, denominator } = parseDecimal(value)
  return typed(literal('ratio', numerator, denominator))
}

/** A fixed day, `'2017-09-01'`. */
export const day = (value: string): Q<'day', 'constant'> => typed(literal('day', BigInt(parseDay(value))))

/** The day on which is decided. */
export const decisionDay: Q<'day', 'constant'> = typed(
  new Quantity('day', 'constant', { kind: 'decision-day' }),
)

/** Full years of age on the day of the decision 周岁; born on 29 February: a year older on 1 March. */
export const age = <E extends Entity>(birthDay: Q<'day', E>): Q<'count', E> =>
  typed(untyped(birthDay).yearsUntil(untyped(decisionDay)))

function literal(unit: UnitName, numerator: bigint, denominator = 1n): Quantity {
  return new Quantity(unit, 'constant', { kind: 'literal', numerator, denominator })
}

type OverMembers = 'sum' | 'any' | 'count-where' | 'least' | 'greatest'

function overMembers(kind: OverMembers, unit: UnitName, of: Quantity): Quantity {
  if (of.entity !== 'person') throw new LawError('rule_invalid', '对家庭成员汇总的量须是个人的量。')
  return new Quantity(unit, 'household', { kind, of })
}

type Summable = Money | UnroundedMoney | 'count'
type Ordered = Summable | 'ratio' | 'day'

/** The way from persons to their household. */
export const members = {
  /** The number of household members, 1 or more. */
  count: typed<'count', 'household'>(new Quantity('count', 'household', { kind: 'household-size' })),
  sum<U extends Summable>(quantity: Q<U, 'person'>): Q<U, 'household'> {
    const of = untyped(quantity)
    return typed(overMembers('sum', of.unit, of))
  },
  /** The smallest of the members' values; of days the earliest. */
  least<U extends Ordered>(quantity: Q<U, 'person'>): Q<U, 'household'> {
    const of = untyped(quantity)
    return typed(overMembers('least', of.unit, of))
  },
  /** The largest of the members' values; of days the latest. */
  greatest<U extends Ordered>(quantity: Q<U, 'person'>): Q<U, 'household'> {
    const of = untyped(quantity)
    return typed(overMembers('greatest', of.unit, of))
  },
  /** How many members the condition holds for. */
  countWhere: (condition: Q<'flag', 'person'>): Q<'count', 'household'> =>
    typed(overMembers('count-where', 'count', untyped(condition))),
  any: (condition: Q<'flag', 'person'>): Q<'flag', 'household'> =>
    typed(overMembers('any', 'flag', untyped(condition))),
  all: (condition: Q<'flag', 'person'>): Q<'flag', 'household'> =>
    typed(overMembers('any', 'flag', untyped(condition).not()).not()),
}

interface Then<E extends Entity> {
  then<U extends Unit, F extends Entity>(value: Q<U, F>): Choice<U, Join<E, F>>
}
interface ThenAlso<U extends Unit, E extends Entity> {
  then<F extends Entity>(value: Q<U, F>): Choice<U, Join<E, F>>
}
interface Choice<U extends Unit, E extends Entity> {
  when<F extends Entity>(condition: Q<'flag', F>): ThenAlso<U, Join<E, F>>
  otherwise<F extends Entity>(value: Q<U, F>): Q<U, Join<E, F>>
}
type Arm = { readonly condition: Quantity; readonly value: Quantity }

function choice(arms: readonly Arm[]) {
  return {
    when: (condition: Quantity) => armOf(arms, condition),
    otherwise: (last: Quantity) =>
      arms.reduceRight(
        (otherwise, { condition, value: chosen }) =>
          new Quantity(
            sumUnit(chosen.unit, otherwise.unit),
            [condition, chosen, otherwise].map((q) => q.entity).reduce(joinEntity),
            { kind: 'choice', condition, chosen, otherwise },
          ),
        last,
      ),
  }
}
const armOf = (arms: readonly Arm[], condition: Quantity) => ({
  // oxlint-disable-next-line unicorn/no-thenable -- a rule reads "when … then … otherwise"; nobody awaits it
  then: (value: Quantity) => choice([...arms, { condition, value }]),
})

/** `when(condition).then(a).when(condition).then(b).otherwise(c)`: the first condition that holds decides. */
export function when<E extends Entity>(condition: Q<'flag', E>): Then<E> {
  return armOf([], untyped(condition)) as unknown as Then<E>
}

interface Described {
  readonly label: string
  readonly hint?: string
}
/** `max` and `min` in yuan. A fact beyond them is refused, never wrapped. */
interface MoneyOptions extends Described {
  readonly max: number
  readonly min?: number
}
interface CountOptions extends Described {
  readonly max: number
  readonly min?: number
}
interface CodeOptions<K extends string> extends Described {
  /** Code → Chinese label, in a fixed order: new codes are added at the end. */
  readonly codes: Readonly<Record<K, string>>
}

export const FIRST_DAY = 18500101
export const LAST_DAY = 21501231

function declare(input: InputDeclaration): Quantity {
  return new Quantity(input.unit, input.entity, { kind: 'input', input })
}
const described = ({ label, hint }: Described): Described =>
  hint === undefined ? { label } : { label, hint }

function inputsOf<E extends 'household' | 'person'>(entity: E) {
  const money = (unit: Money) => (name: string, options: MoneyOptions) =>
    declare({
      ...described(options),
      name,
      entity,
      unit,
      lo: Math.round((options.min ?? 0) * 100),
      hi: Math.round(options.max * 100),
    })
  return {
    money: (name: string, options: MoneyOptions): Q<'money', E> => typed(money('money')(name, options)),
    moneyPerMonth: (name: string, options: MoneyOptions): Q<'money/month', E> =>
      typed(money('money/month')(name, options)),
    count: (name: string, options: CountOptions): Q<'count', E> =>
      typed(
        declare({
          ...described(options),
          name,
          entity,
          unit: 'count',
          lo: options.min ?? 0,
          hi: options.max,
        }),
      ),
    flag: (name: string, options: Described): Q<'flag', E> =>
      typed(declare({ ...described(options), name, entity, unit: 'flag', lo: 0, hi: 1 })),
    day: (name: string, options: Described): Q<'day', E> =>
      typed(declare({ ...described(options), name, entity, unit: 'day', lo: FIRST_DAY, hi: LAST_DAY })),
    code: <K extends string>(name: string, options: CodeOptions<K>): Q<Code<K>, E> => {
      const codes = Object.entries<string>(options.codes).map(([code, label]) => ({ code, label }))
      return typed(
        declare({ ...described(options), name, entity, unit: 'code', lo: 0, hi: codes.length - 1, codes }),
      )
    },
  }
}

/** Declares a fact: `input.person.moneyPerMonth('income', { label: '月收入', max: 1_000_000 })`. Every fact
 * may be unknown, which is never taken for "no" or 0. */
export const input = { household: inputsOf('household'), person: inputsOf('person') }
