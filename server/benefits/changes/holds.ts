/** Payment that waits for a change: held the same day, and freed by whatever ends the case that holds it. */
import type { Act } from '../../platform/act.ts'
import { dateText, getCase, isOnLog, logCase, tellPerson, type CaseRow } from '../../casework/index.ts'
import { placeHold, releaseHold } from '../../payments/index.ts'
import { programmeOf } from '../decisions/decide.ts'
import { householdOn, receiverOf } from '../households/history.ts'
import { isHeldByAnotherCase } from './queries.ts'
import { loadReported } from './supposed.ts'

/**
 * Payment waits from today until what happened is decided, and the household is told why. Once per case, however often
 * it is asked for; `why` is for a case that no report opened.
 */
export async function holdPayment(act: Act, case_id: string, why = ''): Promise<void> {
  const { row } = await getCase(act, case_id)
  if (row.household_id === null || row.state === 'closed') return
  if (await isOnLog(act, case_id, 'hold_payment')) return
  const { household_id, programme_id, division_code } = row
  await placeHold(act, { household_id, programme_id, reason: 'change', division_code })
  await logCase(act, row, 'hold_payment', '当日起暂停发放，核定后恢复或停发')
  const { supposed, change } = await loadReported(act, row)
  const title = programmeOf(programme_id).shortTitle
  const reason =
    change?.kind === 'death' ? '收到家里有人去世的报告' : change?.kind === 'move' ? '收到搬家的报告' : why
  const body = `${reason}，从${dateText(act.today)}起先不发${title}。核实以后恢复、改变金额或者停发，都会告诉您；该发的会补上。`
  const on = householdOn(supposed, { holding_on: act.today, known_on: act.today })
  await tellPerson(act, row, { title: `${title}暂停发放`, body }, receiverOf(on, row.person_id))
}

type Holding = Pick<CaseRow, 'case_id' | 'household_id' | 'programme_id'>

/**
 * The case held payment and is decided, refused or withdrawn: payment goes on, unless another case still waits.
 * Answers whether there was anything to free.
 */
export async function freePayment(act: Act, row: Holding): Promise<boolean> {
  const { case_id, household_id, programme_id } = row
  if (household_id === null || !(await isOnLog(act, case_id, 'hold_payment'))) return false
  if (await isHeldByAnotherCase(act.tx, { case_id, household_id, programme_id })) return false
  await releaseHold(act, { household_id, programme_id, reason: 'change' })
  return true
}

/** A report was taken back: what it held is paid again, and the household is told. */
export async function freeAfterWithdrawal(act: Act, case_id: string): Promise<void> {
  const { row } = await getCase(act, case_id)
  if (!(await freePayment(act, row))) return
  await tellPerson(act, row, {
    title: `${programmeOf(row.programme_id).shortTitle}恢复发放`,
    body: '变化的报告已撤回，恢复发放；没有发的月份随下一次发放补上。',
  })
}
