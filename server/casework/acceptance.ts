/** 受理, by a clerk or by silence: what nobody answered within the days of the law counts as accepted. */
import type { Act } from '../platform/act.ts'
import { dateText, dayText } from './cases/clock.ts'
import { enterCase } from './cases/enter.ts'
import type { CaseInHand } from './cases/hand.ts'
import { moveTo } from './cases/move.ts'
import { listUnanswered } from './cases/queries.ts'
import { tellPerson, type Telling } from './cases/tell.ts'

/** Accepts an application; its clocks run from today. */
export async function acceptCase(act: Act, input: { case_id: string; version: number }): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'accept', {
    version: input.version,
    ofStep: 'accept',
    // A paper that never came does not keep the office from accepting.
    whileHeld: true,
  })
  const accepted = await moveTo(act, hand, { by: 'accept', text: '受理', accepted_on: act.today })
  await tellPerson(act, accepted.row, acceptedText(accepted, `已于${dayText(act.today)}受理`))
  return accepted
}

/** From when it counts, by when it is decided, and what comes next. */
function acceptedText({ row, step }: CaseInHand, how: string): Telling {
  const by = row.whole_due_on === null ? '' : `，最晚${dateText(row.whole_due_on)}给您答复`
  const next = step.acts.includes('record_visit')
    ? '接下来两位工作人员会上门看看，日子定了就告诉您。'
    : `接下来是“${step.title}”。`
  return { title: '您的申请已受理', body: `办件 ${row.case_number} ${how}${by}。${next}` }
}

/**
 * Applications of which the applicant was told nothing in time count as accepted from the day they were handed in
 * (Administrative Licensing Law art. 32 by analogy, 待核实). Returns how many.
 */
export async function acceptSilently(act: Act): Promise<number> {
  const waiting = await listUnanswered(act.tx, act.today)
  for (const { case_id } of waiting) {
    const hand = await enterCase(act, case_id, 'accept', { ofStep: 'accept' })
    const accepted = await moveTo(act, hand, {
      by: 'accept',
      log_act: 'accept_silently',
      text: '逾期未告知，自收到申请之日起视为受理',
      accepted_on: hand.row.opened_on,
    })
    const how = `没有按时答复您，依规定从收到申请的${dayText(hand.row.opened_on)}起就算受理`
    await tellPerson(act, accepted.row, acceptedText(accepted, how))
  }
  return waiting.length
}
