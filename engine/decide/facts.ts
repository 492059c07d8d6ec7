// Facts at the engine's door: from the JSON of a case to integers, each within its declared interval.
import { LawError } from '../error.ts'
import type { Programme } from '../programme.ts'
import { formatDay, parseDay } from '../quantity/day.ts'
import type { InputDeclaration } from '../quantity/form.ts'

/** Amounts in fen (bigint, whole number, or digits as text), days `YYYY-MM-DD`, flags true/false, codes by
 * name. Null, or left out: unknown. */
export type FactValue = bigint | number | string | boolean | null
export type Facts = Readonly<Record<string, FactValue | undefined>>

export interface HouseholdFacts {
  readonly household: Facts
  /** In the household's own order; `id` names the member in reasons and missing facts. */
  readonly members: readonly { readonly id: string; readonly facts: Facts }[]
}

/** Integers by input; undefined is unknown. */
export interface ParsedFacts {
  readonly date: bigint
  readonly household: ReadonlyMap<string, bigint | undefined>
  readonly members: readonly ReadonlyMap<string, bigint | undefined>[]
}

/** Throws `fact_refused` on a fact outside its interval or list, a fact that the programme doesn't declare,
 * a household without members or with more than the programme permits. */
export function parseFacts(programme: Programme, date: string, facts: HouseholdFacts): ParsedFacts {
  const { length } = facts.members
  if (length < 1 || length > programme.maxMembers) {
    throw new LawError('fact_refused', `家庭成员须为 1 至 ${programme.maxMembers} 人，现为 ${length} 人。`)
  }
  const parse = (entity: 'household' | 'person', values: Facts): ReadonlyMap<string, bigint | undefined> => {
    const declared = declarationsOf(programme)[entity]
    for (const name in values) {
      if (!declared.has(name)) throw new LawError('fact_refused', `${programme.title}不问「${name}」。`)
    }
    const parsed = new Map<string, bigint | undefined>()
    for (const [name, declaration] of declared) parsed.set(name, parseFact(declaration, values[name]))
    return parsed
  }
  return {
    date: BigInt(parseDay(date)),
    household: parse('household', facts.household),
    members: facts.members.map((member) => parse('person', member.facts)),
  }
}

type Declarations = Readonly<Record<'household' | 'person', ReadonlyMap<string, InputDeclaration>>>
const declarations = new WeakMap<Programme, Declarations>()

function declarationsOf(programme: Programme): Declarations {
  const known = declarations.get(programme)
  if (known) return known
  const of = (entity: 'household' | 'person'): ReadonlyMap<string, InputDeclaration> =>
    new Map(programme.inputs.filter((one) => one.entity === entity).map((one) => [one.name, one]))
  const created = { household: of('household'), person: of('person') }
  declarations.set(programme, created)
  return created
}

/** A fact as an integer, or undefined for unknown. */
export function parseFact(declaration: InputDeclaration, value: FactValue | undefined): bigint | undefined {
  if (value === null || value === undefined) return undefined
  const integer = toInteger(declaration, value)
  if (integer === undefined || integer < BigInt(declaration.lo) || integer > BigInt(declaration.hi)) {
    throw new LawError('fact_refused', `「${declaration.label}」的值不在允许范围内。`)
  }
  return integer
}

function toInteger(
  { unit, codes = [] }: InputDeclaration,
  value: bigint | number | string | boolean,
): bigint | undefined {
  switch (unit) {
    case 'flag':
      return typeof value === 'boolean' ? (value ? 1n : 0n) : undefined
    case 'code': {
      const index = codes.findIndex(({ code }) => code === value)
      return index < 0 ? undefined : BigInt(index)
    }
    case 'day':
      return typeof value === 'string' ? BigInt(parseDay(value)) : undefined
    default:
      if (typeof value === 'bigint') return value
      if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined
      return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
  }
}

/** The inverse of `parseFact`, in its JSON shape. */
export function formatFact(
  { unit, codes = [] }: Pick<InputDeclaration, 'unit' | 'codes'>,
  value: bigint | undefined,
): string | boolean | null {
  if (value === undefined) return null
  if (unit === 'flag') return value === 1n
  if (unit === 'code') return codes[Number(value)]?.code ?? null
  return unit === 'day' ? formatDay(Number(value)) : String(value)
}
