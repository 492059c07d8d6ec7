/** Decisions of the demonstration city: the law engine's own, on the facts that were known, with its receipts. */
import { decide, receipt } from '../../engine/index.ts'
import type { DecisionInput, Facts } from '../../engine/index.ts'
import { getProgramme } from '../../law/index.ts'
import { wholeHouseholdFacts, wholePersonFacts } from '../load/facts.ts'
import type { FactValue } from '../load/facts.ts'
import type { CityHousehold } from '../people/types.ts'
import { membersOn } from './life.ts'
import type { Version } from './life.ts'
import { PROGRAMME } from './walk.ts'

export type Determined = {
  outcome: 'eligible' | 'ineligible'
  /** Fen per month for the household. */
  amount: number
  memberCount: number
  lawVersion: string
  receipt: string
  receiptHash: string
}

const { rules } = getProgramme(PROGRAMME)
const flags = new Set(rules.inputs.filter(({ unit }) => unit === 'flag').map(({ name }) => name))

function plain(values: readonly FactValue[]): Facts {
  return Object.fromEntries(
    values.map(({ name, number, code }) => [
      name,
      code ?? (flags.has(name) ? number === 1 : (number ?? null)),
    ]),
  )
}

/** What is known of the household on the day, as the engine takes it. */
export function factsOn(household: CityHousehold, version: Version, date: string): DecisionInput {
  return {
    date,
    division: household.district,
    household: {
      register_kind: household.rural ? 'rural' : 'urban',
      ...plain(wholeHouseholdFacts(household)),
    },
    members: membersOn(household, date).map((person) => ({
      id: person.id,
      facts: {
        relation: person.relation,
        birth_date: person.birthDate,
        ...plain(wholePersonFacts(person, version.incomes[household.members.indexOf(person)])),
      },
    })),
  }
}

/** The engine's decision with its receipt. @throws Error when a fact is missing */
export function determine(household: CityHousehold, version: Version, date: string): Determined {
  const facts = factsOn(household, version, date)
  const decision = decide(rules, facts)
  if (decision.status === 'incomplete') throw new Error(`a fact of household ${household.id} is missing`)
  const proof = receipt(rules, facts, decision)
  return {
    outcome: decision.status,
    amount: decision.status === 'eligible' ? Number(decision.amounts['benefit'] ?? 0n) : 0,
    memberCount: Number(decision.values['counted_members'] ?? 0n),
    lawVersion: decision.version,
    receipt: JSON.stringify(proof),
    receiptHash: proof.hash,
  }
}

/** What the household would get on the day, fen a month. */
export function proposedAmount(
  household: CityHousehold,
  version: Version,
  date: string,
): { amount: number; members: number } {
  const decision = decide(rules, factsOn(household, version, date))
  const amount = decision.status === 'eligible' ? Number(decision.amounts['benefit'] ?? 0n) : 0
  return { amount, members: Number(decision.values['counted_members'] ?? 0n) }
}
