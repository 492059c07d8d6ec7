// Units and entities of quantities, and the tables that say which units fit which operation.
// A unit that doesn't fit makes the parameter type `Q<never, …>`, so that tsc's message stays one line.

/** Who a quantity belongs to. A constant or household value may be used in a person's context;
 * a person's value reaches the household only through `members`. */
export type Entity = 'constant' | 'household' | 'person'

/** Whole fen: a plain amount, or an amount per month. */
export type Money = 'money' | 'money/month'
/** A fraction of a fen: may be compared and reckoned with, may not be paid until a named rounding step. */
export type UnroundedMoney = 'money, unrounded' | 'money/month, unrounded'
/** A value out of a closed list. */
export interface Code<K extends string> {
  readonly code: K
}
export type Unit = Money | UnroundedMoney | 'count' | 'ratio' | 'day' | 'flag' | Code<string>

/** The entity of what two quantities make together. */
export type Join<A extends Entity, B extends Entity> = 'person' extends A | B
  ? 'person'
  : 'household' extends A | B
    ? 'household'
    : 'constant'

export type Unrounded<U> = U extends 'money' | 'money, unrounded'
  ? 'money, unrounded'
  : U extends 'money/month' | 'money/month, unrounded'
    ? 'money/month, unrounded'
    : never

/** What may be added to, taken from, or set as a bound of U. */
export type Addable<U> = U extends 'money' | 'money, unrounded'
  ? 'money' | 'money, unrounded'
  : U extends 'money/month' | 'money/month, unrounded'
    ? 'money/month' | 'money/month, unrounded'
    : U extends 'count'
      ? 'count'
      : U extends 'ratio'
        ? 'ratio'
        : never
/** U plus V: unrounded as soon as one of them is. */
export type Sum<U, V> = [U] extends [Money] ? Extract<V, Unit> : Extract<U, Unit>

/** What U may be compared with. */
export type Comparable<U> = U extends 'day' ? 'day' : Addable<U>

export type Factor<U> = U extends Money | UnroundedMoney
  ? 'count' | 'ratio'
  : U extends 'count' | 'ratio'
    ? 'count' | 'ratio' | Money | UnroundedMoney
    : never
export type Product<U, V> = U extends 'count'
  ? Extract<V, Unit>
  : V extends 'count'
    ? Extract<U, Unit>
    : U extends 'ratio'
      ? V extends 'ratio'
        ? 'ratio'
        : Unrounded<V>
      : Unrounded<U>

/** What U may be divided by. */
export type Divisor<U> = U extends Money | UnroundedMoney
  ? 'count' | Extract<Addable<U>, Money>
  : U extends 'count'
    ? 'count'
    : never
export type Quotient<U, V> = U extends 'count' ? 'ratio' : V extends 'count' ? Unrounded<U> : 'ratio'

export type Rounded<U> = U extends 'money, unrounded' | 'money'
  ? 'money'
  : U extends 'money/month, unrounded' | 'money/month'
    ? 'money/month'
    : U extends 'ratio'
      ? 'count'
      : never

/** A plain number is taken where its unit can't be mistaken: any number for a count, 0 for an amount. */
export type Plain<U> = U extends 'count' ? number : U extends 'day' | 'flag' | Code<string> ? never : 0

/** Units as the engine keeps them while it works. */
export type UnitName = Money | UnroundedMoney | 'count' | 'ratio' | 'day' | 'flag' | 'code'

const isMoney = (unit: UnitName): boolean => unit.startsWith('money')
const unrounded = (unit: UnitName): UnitName =>
  unit === 'money' || unit === 'money/month' ? (`${unit}, unrounded` as UnroundedMoney) : unit

export const roundedUnit = (unit: UnitName): UnitName =>
  unit === 'ratio' ? 'count' : (unit.replace(', unrounded', '') as UnitName)

/** Runtime twin of `Sum`. A literal amount takes the period of what it is used with. */
export function sumUnit(a: UnitName, b: UnitName): UnitName {
  if (!isMoney(a) || !isMoney(b)) return a
  const perMonth = a.startsWith('money/month') || b.startsWith('money/month')
  const base = perMonth ? 'money/month' : 'money'
  return a.endsWith('unrounded') || b.endsWith('unrounded') ? unrounded(base) : base
}

/** Runtime twin of `Product`. */
export function productUnit(a: UnitName, b: UnitName): UnitName {
  if (a === 'count') return b
  if (b === 'count') return a
  if (a === 'ratio' && b === 'ratio') return 'ratio'
  return unrounded(a === 'ratio' ? b : a)
}

/** Runtime twin of `Quotient`. */
export const quotientUnit = (a: UnitName, b: UnitName): UnitName =>
  isMoney(a) && b === 'count' ? unrounded(a) : 'ratio'

export function joinEntity(a: Entity, b: Entity): Entity {
  if (a === 'person' || b === 'person') return 'person'
  return a === 'household' || b === 'household' ? 'household' : 'constant'
}
