/**
 * A report that was taken back, or refused, says nothing any more: what was known before it is known again from that
 * day. Nothing is deleted; asked as of a day before, the report still counts. A refusal that an appeal overturns
 * leaves the report standing again.
 */
import type { Act } from '../../platform/act.ts'
import { getCase, type CaseRow } from '../../casework/index.ts'
import type { FactRow } from '../../registries/people/index.ts'
import {
  isTakenBack,
  recordSourcedFacts,
  takenBack,
  type FactSource,
  type NewFact,
  type TakenBack,
} from '../households/facts.ts'
import { factKey, loadHistory } from '../households/history.ts'

type Restored = NewFact & FactSource

/** Records again, for each day on which the report was the latest word, what was known besides it. */
export async function takeBackFacts(act: Act, case_id: string, why: TakenBack): Promise<void> {
  const { row } = await getCase(act, case_id)
  if (row.household_id === null || row.case_number === null) return
  const { household, facts } = await loadHistory(act, row.household_id)
  await recordSourcedFacts(act, household, restoredFacts(facts, row.case_number, why))
}

const isOf =
  (case_number: string) =>
  ({ source_kind, source_reference }: FactRow): boolean =>
    source_kind === 'declared' && source_reference === case_number

/** What the refused report of `refused` declared is declared anew, in the case that goes into it again. */
export async function declareAgain(
  act: Act,
  { refused, again }: { refused: Pick<CaseRow, 'household_id' | 'case_number'>; again: CaseRow },
): Promise<void> {
  const { household_id, case_number } = refused
  if (household_id === null || case_number === null) return
  const { household, facts } = await loadHistory(act, household_id)
  if (!isTakenBack(case_number, facts)) return
  const declared = facts.filter(isOf(case_number)).map((fact) => ({
    person_id: fact.subject_kind === 'person' ? fact.subject_id : null,
    name: fact.name,
    number_value: fact.number_value === null ? null : BigInt(fact.number_value),
    code_value: fact.code_value,
    source_kind: fact.source_kind,
    source_name: fact.source_name,
    source_reference: again.case_number,
    valid_from: fact.valid_from ?? act.today,
    valid_to: fact.valid_to,
  }))
  await recordSourcedFacts(act, household, declared)
}

/** Pure. `facts`: everything ever known, the latest first; `case_number`: of the report. */
export function restoredFacts(facts: readonly FactRow[], case_number: string, why: TakenBack): Restored[] {
  const isReported = isOf(case_number)
  const bySubject = Map.groupBy(facts, (fact) => factKey(fact.subject_id, fact.name))
  const reported = new Set(facts.filter(isReported).map((fact) => factKey(fact.subject_id, fact.name)))
  return [...reported].flatMap((key) => {
    const known = bySubject.get(key) ?? []
    return daysThatMatter(known, isReported).flatMap((from, at, days) => {
      const latest = known.find((fact) => holdsOn(fact, from))
      if (latest === undefined || !isReported(latest)) return []
      const before = known.find((fact) => !isReported(fact) && holdsOn(fact, from))
      return [
        {
          ...restored(latest, before, takenBack(case_number, why)),
          valid_from: from,
          valid_to: days[at + 1] ?? latest.valid_to,
        },
      ]
    })
  })
}

const holdsOn = ({ valid_from, valid_to }: FactRow, day: string): boolean =>
  (valid_from === null || valid_from <= day) && (valid_to === null || day < valid_to)

/** Every day from the report's first on from which another fact may be the latest. */
function daysThatMatter(known: readonly FactRow[], isReported: (fact: FactRow) => boolean): string[] {
  const starts = known.filter(isReported).map(({ valid_from }) => valid_from ?? '')
  const first = starts.toSorted()[0] ?? ''
  const days = known.flatMap(({ valid_from, valid_to }) => [valid_from, valid_to])
  return [...new Set([first, ...days.filter((day) => day !== null && day > first)])].toSorted() as string[]
}

/** What was known before, by its own source; where nothing was, it is unknown again. */
function restored(
  reported: FactRow,
  before: FactRow | undefined,
  source_reference: string,
): Omit<Restored, 'valid_from'> {
  const value = before?.number_value ?? null
  return {
    person_id: reported.subject_kind === 'person' ? reported.subject_id : null,
    name: reported.name,
    number_value: value === null ? null : BigInt(value),
    code_value: before?.code_value ?? null,
    source_kind: before?.source_kind ?? 'declared',
    source_name: before?.source_name ?? '申报不再算数',
    source_reference,
  }
}
