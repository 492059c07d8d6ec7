/** Decisions of the demonstration city: the law engine's own, on the facts that were known, with its receipts. */
import { decide, receipt } from '../../engine/index.ts'
import type { DecisionInput, Facts } from '../../engine/index.ts'
import type { PolicyProgramme } from '../../law/index.ts'
import { wholeHouseholdFacts, wholePersonFacts } from '../load/facts.ts'
import type { FactValue } from '../load/facts.ts'
import type { CityHousehold } from '../people/types.ts'
import { membersOn } from './life.ts'
import type { Version } from './life.ts'
import { programmeOf } from './programmes.ts'

export type Determined = {
  outcome: 'eligible' | 'ineligible'
  /** Fen per month for the household. */
  amount: number
  memberCount: number
  lawVersion: string
  receipt: string
  receiptHash: string
}

/** The inputs of the programme among what is known, as the engine takes them. */
function plain(
  { rules }: PolicyProgramme,
  entity: 'household' | 'person',
  values: readonly FactValue[],
): Facts {
  const inputs = new Map(
    rules.inputs.filter((each) => each.entity === entity).map((each) => [each.name, each]),
  )
  return Object.fromEntries(
    values.flatMap(({ name, number, code }) => {
      const input = inputs.get(name)
      if (input === undefined) return []
      return [[name, code ?? (input.unit === 'flag' ? number === 1 : (number ?? null))]]
    }),
  )
}

/** What is known of the household on the day, as the engine takes it. */
export function factsOn(household: CityHousehold, version: Version, date: string): DecisionInput {
  const programme = programmeOf(household)
  return {
    date,
    division: household.district,
    household: {
      register_kind: household.rural ? 'rural' : 'urban',
      ...plain(programme, 'household', wholeHouseholdFacts(household)),
    },
    members: membersOn(household, date).map((person) => ({
      id: person.id,
      facts: {
        relation: person.relation,
        birth_date: person.birthDate,
        ...plain(
          programme,
          'person',
          wholePersonFacts(household, person, version.incomes[household.members.indexOf(person)]),
        ),
      },
    })),
  }
}

/** The engine's decision with its receipt. @throws Error when a fact is missing */
export function determine(household: CityHousehold, version: Version, date: string): Determined {
  const { rules } = programmeOf(household)
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
  const decision = decide(programmeOf(household).rules, factsOn(household, version, date))
  const amount = decision.status === 'eligible' ? Number(decision.amounts['benefit'] ?? 0n) : 0
  return { amount, members: Number(decision.values['counted_members'] ?? 0n) }
}
