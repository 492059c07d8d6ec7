/** For whom an application is: the household, or members who are named; and that nobody is applied for twice. */
import type { Act } from '../../platform/act.ts'
import { caseworkProblem, findOpenCase } from '../../casework/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { monthAfter } from '../determinations/recompute.ts'
import { isAdult, type HouseholdOn } from '../households/history.ts'
import { problem } from '../problems.ts'

/** For whom it is: nobody in particular where it is for the household. @throws beneficiary_missing (422) */
export function beneficiariesOf(
  programme: PolicyProgramme,
  on: HouseholdOn,
  given: readonly string[],
): readonly string[] {
  if (programme.payment.beneficiary === 'household') return []
  const known = given.every((id) => on.members.some((member) => member.person_id === id))
  if (given.length === 0 || !known) throw problem('beneficiary_missing', { field: 'beneficiary_ids' })
  return given
}

/** A single grown-up for whom it is gets it himself, where nobody else is named. */
export function usualPayee(
  act: Act,
  on: HouseholdOn,
  beneficiary_ids: readonly string[],
): string | undefined {
  const [only, ...others] = on.members.filter((member) => beneficiary_ids.includes(member.person_id))
  return only !== undefined && others.length === 0 && isAdult(only, act.today) ? only.person_id : undefined
}

/** Where it is for single people, somebody else of the household may still apply. */
export async function checkNotTwice(
  act: Act,
  on: HouseholdOn,
  programme_id: string,
  beneficiary_ids: readonly string[],
): Promise<void> {
  const { household_id } = on.household
  const open = await findOpenCase(act.tx, household_id, programme_id, 'application')
  if (open !== undefined) throw caseworkProblem('case_already_open', { current: open })
  const entitlements = await listEntitlementsOfHousehold(act.tx, household_id)
  // Who is being kept on to an end may apply again for the months after it.
  const next = monthAfter(act.today)
  const running = entitlements.find(
    (each) => each.programme_id === programme_id && (each.until_month === null || each.until_month > next),
  )
  const have = on.has.get(programme_id) ?? []
  const isNew = beneficiary_ids.some((id) => !have.includes(id))
  if (running !== undefined && !isNew) throw problem('already_entitled')
}
