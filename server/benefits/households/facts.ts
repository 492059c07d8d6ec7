/** Writing facts of a household, all in one statement; nothing that was known before is touched. */
import type { Act } from '../../platform/act.ts'
import { insertFacts, type FactRow } from '../../registries/people/index.ts'
import type { HouseholdRow } from './queries.ts'

export type NewFact = {
  /** null: the household's. */
  person_id: string | null
  name: string
  number_value: bigint | null
  code_value: string | null
}

export type FactSource = {
  source_kind: FactRow['source_kind']
  source_name: string
  source_reference: string | null
  /** From when it holds. */
  valid_from: string
  /** The day after the last; without it until something newer is known. */
  valid_to?: string | null
}

/** Reference of what is known again because the report of that case was taken back. */
export const takenBack = (case_number: string): string => `${case_number} 撤回`

/** Records what became known today from one source. */
export function recordHouseholdFacts(
  act: Act,
  household: Pick<HouseholdRow, 'household_id' | 'division_code'>,
  facts: readonly NewFact[],
  from: FactSource,
): Promise<void> {
  return recordSourcedFacts(
    act,
    household,
    facts.map((fact) => ({ ...fact, ...from })),
  )
}

/** Records what became known today, each fact from a source of its own, in one statement. */
export async function recordSourcedFacts(
  act: Act,
  household: Pick<HouseholdRow, 'household_id' | 'division_code'>,
  facts: readonly (NewFact & FactSource)[],
): Promise<void> {
  if (facts.length === 0) return
  await insertFacts(
    act.tx,
    facts.map((fact) => ({
      subject_id: fact.person_id ?? household.household_id,
      subject_kind: fact.person_id === null ? ('household' as const) : ('person' as const),
      household_id: household.household_id,
      name: fact.name,
      valid_from: fact.valid_from,
      valid_to: fact.valid_to ?? null,
      known_on: act.today,
      number_value: fact.number_value?.toString() ?? null,
      code_value: fact.code_value,
      source_kind: fact.source_kind,
      source_name: fact.source_name,
      source_reference: fact.source_reference,
      division_code: household.division_code,
    })),
  )
}
