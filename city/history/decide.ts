/** Decisions of the demonstration city: the law engine's own, on the facts that were known, with its receipts. */
import { decide, receipt } from '../../engine/index.ts'
import type { Decision, DecisionInput, Facts } from '../../engine/index.ts'
import type { PolicyProgramme } from '../../law/index.ts'
import { strickenFacts, wholeHouseholdFacts, wholePersonFacts } from '../load/facts.ts'
import type { FactValue } from '../load/facts.ts'
import type { CityHousehold } from '../people/types.ts'
import { membersOn } from './life.ts'
import type { Turn, Version } from './life.ts'
import { programmeOf } from './programmes.ts'

type Share = { personId: string; name: string; amount: number }

export type Determined = {
  outcome: 'eligible' | 'ineligible'
  /** Fen per month for the household. */
  amount: number
  memberCount: number
  /** What each member gets of each amount, where the programme is for single people. */
  shares: readonly Share[]
  lawVersion: string
  receipt: string
  receiptHash: string
}

/** The inputs of the programme among what is known, as the engine takes them. */
export function inputsKnown(
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

/** What is known of the household on the day, as the engine takes it; of who is born after `knownOn` nobody knows. */
export function factsOn(
  household: CityHousehold,
  version: Version,
  date: string,
  knownOn = date,
): DecisionInput {
  const programme = programmeOf(household)
  const registered = (name: string, code: string): FactValue => ({ name, code, source: 'household_register' })
  return {
    date,
    division: household.district,
    household: inputsKnown(programme, 'household', [
      registered('register_kind', household.rural ? 'rural' : 'urban'),
      ...wholeHouseholdFacts(household),
      ...(household.class === 'stricken' ? strickenFacts(household) : []),
    ]),
    members: membersOn(household, knownOn < date ? knownOn : date).map((person) => ({
      id: person.id,
      facts: inputsKnown(programme, 'person', [
        registered('relation', person.relation),
        registered('birth_date', person.birthDate),
        ...wholePersonFacts(household, person, version.incomes[household.members.indexOf(person)]),
      ]),
    })),
  }
}

/** The engine's decision of a turn with its receipt. @throws Error when a fact is missing */
export function determine(
  household: CityHousehold,
  { version, effective, decidedOn }: Pick<Turn, 'version' | 'effective' | 'decidedOn'>,
): Determined {
  const programme = programmeOf(household)
  const { rules } = programme
  const facts = factsOn(household, version, effective, decidedOn)
  const decision = decide(rules, facts)
  if (decision.status === 'incomplete') throw new Error(`a fact of household ${household.id} is missing`)
  const proof = receipt(rules, facts, decision)
  return {
    outcome: decision.status,
    ...amountsOf(programme, decision),
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
  const programme = programmeOf(household)
  const decision = decide(programme.rules, factsOn(household, version, date))
  const { amount, memberCount } = amountsOf(programme, decision)
  return { amount, members: memberCount }
}

/** The household's amount, fen a month, for how many members, and who gets what where it is theirs. */
function amountsOf(
  { payment }: PolicyProgramme,
  decision: Decision,
): Pick<Determined, 'amount' | 'memberCount' | 'shares'> {
  if (decision.status !== 'eligible')
    return { amount: 0, memberCount: Number(decision.values['counted_members'] ?? 0n), shares: [] }
  const amount = Object.values(decision.amounts).reduce((sum, each) => sum + Number(each), 0)
  if (payment.beneficiary === 'household')
    return { amount, memberCount: Number(decision.values['counted_members'] ?? 0n), shares: [] }
  const shares = Object.entries(decision.memberAmounts).flatMap(([name, byMember]) =>
    Object.entries(byMember).flatMap(([personId, each]) =>
      each > 0n ? [{ personId, name, amount: Number(each) }] : [],
    ),
  )
  return { amount, memberCount: new Set(shares.map(({ personId }) => personId)).size, shares }
}
