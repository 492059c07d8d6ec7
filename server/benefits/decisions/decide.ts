/** From a household's facts to the engine's decision. Nothing here knows a programme: inputs say what they need. */
import { decide, LawError, type Decision, type DecisionInput, type FactValue } from '../../../engine/index.ts'
import {
  findExclusion,
  getProgramme,
  isInForce,
  listCountedApart,
  listProgrammes,
  membersWith,
  payeeOf,
  type Payee,
  type PolicyProgramme,
  type StackingRule,
} from '../../../law/index.ts'
import type { FactRow } from '../../registries/people/index.ts'
import type { MembershipRow } from '../households/queries.ts'
import { factKey, type HouseholdOn } from '../households/history.ts'
import { asEnacted } from '../proposals/current-law.ts'
import { problem } from '../problems.ts'

export type Decided = { programme: PolicyProgramme; input: DecisionInput; decision: Decision }

/** @throws programme_unknown (404) */
export function programmeOf(programme_id: string): PolicyProgramme {
  if (!listProgrammes().some((each) => each.id === programme_id)) throw problem('programme_unknown')
  return asEnacted(getProgramme(programme_id))
}

/** The programmes that have law on the day in the division, with all that is enacted. @throws law_not_in_force (422) when none has */
export function programmesInForce(date: string, division: string): PolicyProgramme[] {
  const inForce = listProgrammes()
    .map(asEnacted)
    .filter((programme) => isInForce(programme, date, division))
  if (inForce.length === 0) throw problem('law_not_in_force')
  return inForce
}

/**
 * Decides a household by the law of `date`. Not knowing enough is a result; only facts outside what the law can
 * take, and a day without law, are refused. @throws facts_refused, law_not_in_force, household_without_members (422)
 */
export function decideHousehold(programme: PolicyProgramme, household: HouseholdOn, date: string): Decided {
  if (household.members.length === 0) throw problem('household_without_members')
  if (membersFor(programme, household, date).length === 0) throw problem('everybody_counted_apart')
  return decideInput(programme, inputOf(programme, household, date))
}

/**
 * Whom a programme looks at: those for whom it was applied for, where it is for single people and anybody was named;
 * never those whom another programme of the household counts apart.
 */
export function membersFor({ id, payment }: PolicyProgramme, on: HouseholdOn, date: string): MembershipRow[] {
  const named = payment.beneficiary === 'member' ? on.named.get(id) : undefined
  const apart = new Set(listCountedApart(id, date).flatMap((first) => on.has.get(first) ?? []))
  return on.members.filter(
    ({ person_id }) => !apart.has(person_id) && (named === undefined || named.has(person_id)),
  )
}

/** The other programme that the household has and that leaves no room for this one, with the rule that says so. */
export const exclusionOf = (
  { id }: PolicyProgramme,
  on: HouseholdOn,
  date: string,
): { because: string; rule: StackingRule } | undefined => findExclusion(id, on.has.keys(), date)

/** As `decideHousehold`, on facts that are already in the engine's shape. */
export function decideInput(programme: PolicyProgramme, input: DecisionInput): Decided {
  return byLaw(() => ({ programme, input, decision: decide(programme.rules, input) }))
}

/** What asks the law: a day or a place without law, and facts that it cannot take, are refusals and no faults. */
export function byLaw<Result>(ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    if (error.code === 'fact_refused') throw problem('facts_refused', { detail: error.message })
    if (error.code === 'version_not_in_force' || error.code === 'parameter_not_in_force') {
      throw problem('law_not_in_force', { detail: error.message })
    }
    throw error
  }
}

/** The facts that the programme asks for, in the engine's shape; what is not known stays unknown. */
export function inputOf(programme: PolicyProgramme, on: HouseholdOn, date: string): DecisionInput {
  const { inputs } = programme.rules
  const valuesOf = (entity: 'household' | 'person', own: Record<string, FactValue>, subject_id: string) =>
    Object.fromEntries(
      inputs
        .filter((each) => each.entity === entity)
        .map((each) => [
          each.name,
          each.name in own
            ? own[each.name]
            : valueOf(on.facts.get(factKey(subject_id, each.name)), each.unit),
        ]),
    )
  const { household } = on
  const registered: Record<string, FactValue> =
    household.register_kind === null ? {} : { register_kind: household.register_kind }
  return {
    date,
    division: household.division_code,
    household: valuesOf('household', registered, household.household_id),
    members: membersFor(programme, on, date).map((member) => ({
      id: member.person_id,
      facts: valuesOf(
        'person',
        { relation: member.relation, birth_date: member.birth_date },
        member.person_id,
      ),
    })),
  }
}

function valueOf(fact: FactRow | undefined, unit: string): FactValue {
  if (fact === undefined) return null
  if (unit === 'code' || unit === 'day') return fact.code_value
  if (fact.number_value === null) return null
  return unit === 'flag' ? fact.number_value === 1n : fact.number_value
}

/** Fen per month for the household: all amounts of the decision together; null while unknown, 0 when refused. */
export function amountOf(decision: Decision): bigint | null {
  if (decision.status === 'incomplete') return null
  if (decision.status === 'ineligible') return 0n
  return Object.values(decision.amounts).reduce((sum, amount) => sum + amount, 0n)
}

/** How many members count: those who get something of a programme for single people, else where the rules say so. */
export function memberCountOf({ payment }: PolicyProgramme, decision: Decision): number | null {
  if (payment.beneficiary === 'member')
    return decision.status === 'incomplete' ? null : membersWith(decision).length
  const { counted_members } = decision.values
  return typeof counted_members === 'bigint' ? Number(counted_members) : null
}

/** What one person gets of one amount, and who receives it; fen a month. */
export type Share = { person_id: string; amount_name: string; amount: bigint; payee: Payee }

/** Whom the decision names, where the programme is for single people. */
export function sharesOf({ programme: { payment }, input, decision }: Decided): Share[] {
  if (payment.beneficiary === 'household' || decision.status !== 'eligible') return []
  const factsOf = (id: string) => input.members.find((member) => member.id === id)?.facts ?? {}
  return Object.entries(decision.memberAmounts).flatMap(([amount_name, byMember]) =>
    Object.entries(byMember)
      .filter(([, amount]) => amount > 0n)
      .map(([person_id, amount]) => ({
        person_id,
        amount_name,
        amount,
        payee: payeeOf(payment, amount_name, factsOf(person_id)),
      })),
  )
}
