/** 受理, by a clerk or by silence: what nobody answered within the days of the law counts as accepted. */
import type { Act } from '../platform/act.ts'
import { enterCase } from './cases/enter.ts'
import type { CaseInHand } from './cases/hand.ts'
import { moveTo } from './cases/move.ts'
import { listUnanswered } from './cases/queries.ts'

/** Accepts an application; its clocks run from today. */
export async function acceptCase(act: Act, input: { case_id: string; version: number }): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'accept', {
    version: input.version,
    ofStep: 'accept',
    // A paper that never came does not keep the office from accepting.
    whileHeld: true,
  })
  return moveTo(act, hand, { by: 'accept', text: '受理', accepted_on: act.today })
}

/**
 * Applications of which the applicant was told nothing in time count as accepted from the day they were handed in
 * (Administrative Licensing Law art. 32 by analogy, 待核实). Returns how many.
 */
export async function acceptSilently(act: Act): Promise<number> {
  const waiting = await listUnanswered(act.tx, act.today)
  for (const { case_id } of waiting) {
    const hand = await enterCase(act, case_id, 'accept', { ofStep: 'accept' })
    await moveTo(act, hand, {
      by: 'accept',
      log_act: 'accept_silently',
      text: '逾期未告知，自收到申请之日起视为受理',
      accepted_on: hand.row.opened_on,
    })
  }
  return waiting.length
}
