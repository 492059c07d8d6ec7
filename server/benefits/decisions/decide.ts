/** From a household's facts to the engine's decision. Nothing here knows a programme: inputs say what they need. */
import { decide, LawError, type Decision, type DecisionInput, type FactValue } from '../../../engine/index.ts'
import { getProgramme, isInForce, listProgrammes, type PolicyProgramme } from '../../../law/index.ts'
import type { FactRow } from '../../registries/people/index.ts'
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
  return decideInput(programme, inputOf(programme, household, date))
}

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
    members: on.members.map((member) => ({
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

/** How many members count, where the rules say so. */
export function memberCountOf(decision: Decision): number | null {
  const { counted_members } = decision.values
  return typeof counted_members === 'bigint' ? Number(counted_members) : null
}
