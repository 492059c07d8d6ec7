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

/** Why a report says nothing any more: its household took it back, or it was refused. */
export type TakenBack = 'withdrawn' | 'refused'
const takenBackWords: Record<TakenBack, string> = { withdrawn: '撤回', refused: '不予变更' }

/** Reference of what is known again because the report of that case says nothing any more. */
export const takenBack = (case_number: string, why: TakenBack): string =>
  `${case_number} ${takenBackWords[why]}`

/** Whether the report of that case says nothing any more, by what is known. */
export const isTakenBack = (case_number: string, known: readonly FactRow[]): boolean =>
  known.some(
    ({ source_reference }) =>
      source_reference === takenBack(case_number, 'withdrawn') ||
      source_reference === takenBack(case_number, 'refused'),
  )

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
