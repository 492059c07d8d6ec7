/** Payment that waits for a change: held the same day, and freed by whatever ends the case that holds it. */
import type { Act } from '../../platform/act.ts'
import { getCase, isOnLog, logCase, type CaseRow } from '../../casework/index.ts'
import { placeHold, releaseHold } from '../../payments/index.ts'
import type { HouseholdHistory } from '../households/history.ts'
import { isHeldByAnotherCase } from './queries.ts'

/** Payment waits from today until what happened is decided. Once per case, however often it is asked for. */
export async function holdPayment(
  act: Act,
  history: HouseholdHistory,
  of: { programme_id: string; case_id: string },
): Promise<void> {
  const { household_id, division_code } = history.household
  const { row } = await getCase(act, of.case_id)
  if (row.state === 'closed' || (await isOnLog(act, of.case_id, 'hold_payment'))) return
  await placeHold(act, { household_id, programme_id: of.programme_id, reason: 'change', division_code })
  await logCase(act, row, 'hold_payment', '当日起暂停发放，核定后恢复或停发')
}

/** The case held payment and is decided, refused or withdrawn: payment goes on, unless another case still waits. */
export async function freePayment(
  act: Act,
  row: Pick<CaseRow, 'case_id' | 'household_id' | 'programme_id'>,
): Promise<void> {
  const { case_id, household_id, programme_id } = row
  if (household_id === null || !(await isOnLog(act, case_id, 'hold_payment'))) return
  if (await isHeldByAnotherCase(act.tx, { case_id, household_id, programme_id })) return
  await releaseHold(act, { household_id, programme_id, reason: 'change' })
}
