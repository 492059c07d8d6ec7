/** What a register reported about somebody may be a reason to look at the household again. */
import { largeMedicalExpense } from '../../../law/index.ts'
import type { Act } from '../../platform/act.ts'
import type { FactRow } from '../../registries/people/index.ts'
import { factKey, loadHistory } from '../households/history.ts'
import {
  expenseOfYear,
  medicalExpense,
  outreachReasons,
  reasonOfFact,
  type Cause,
  type OutreachReason,
} from './model.ts'
import { screenHousehold } from './screen.ts'

/** Screens the household once, for the weightiest of the facts that were registered. Answers the programmes found. */
export async function screenAfterFacts(
  act: Act,
  { household_id, fact_ids }: { household_id: string; fact_ids: readonly string[] },
): Promise<string[]> {
  const { facts, household } = await loadHistory(act, household_id)
  const reasonOfBill = (bill: FactRow): OutreachReason | undefined => {
    const large = largeMedicalExpense(bill.valid_from ?? act.today, household.division_code)
    return large !== undefined && expenseOfYear(facts, bill) >= large ? 'hospital_bill' : undefined
  }
  const cause = causeOf(facts, new Set(fact_ids), reasonOfBill)
  return cause === undefined ? [] : screenHousehold(act, household_id, cause)
}

function causeOf(
  facts: readonly FactRow[],
  registered: ReadonlySet<string>,
  reasonOfBill: (bill: FactRow) => OutreachReason | undefined,
): Cause | undefined {
  const causes = facts.flatMap((fact, at): Cause[] => {
    if (!registered.has(fact.fact_id)) return []
    const key = factKey(fact.subject_id, fact.name)
    // The latest known comes first, so what was known before stands further down.
    const before = facts.slice(at + 1).find((each) => factKey(each.subject_id, each.name) === key)
    const reason = fact.name === medicalExpense ? reasonOfBill(fact) : reasonOfFact(fact.name, before, fact)
    if (reason === undefined) return []
    const person_id = fact.subject_kind === 'person' ? fact.subject_id : null
    return [{ reason, person_id, happened_on: fact.valid_from ?? fact.known_on }]
  })
  return causes.toSorted((a, b) => outreachReasons.indexOf(a.reason) - outreachReasons.indexOf(b.reason))[0]
}
