/**
 * What an appeal does to the benefit: while it runs with a stay, recoveries wait; what it decides upholds the
 * determination, changes it on the facts of now, takes it back, or has it made anew.
 */
import type { Act } from '../../platform/act.ts'
import { notify } from '../../platform/messages/index.ts'
import {
  decideAppeal,
  examineAppeal,
  isStayed,
  listBarred,
  type AppealDecision,
  type CaseRow,
} from '../../casework/index.ts'
import { stayRecoveries } from '../../payments/index.ts'
import { openChangeCase, refreshChangeProposal } from '../changes/service.ts'
import { declareAgain } from '../changes/taken-back.ts'
import { historyOfCase } from '../cases/case-history.ts'
import { lawDateOf } from '../cases/law-date.ts'
import { decideHousehold, programmeOf } from '../decisions/decide.ts'
import { decideOnce, paysOnce } from '../determinations/once.ts'
import { findDeterminationOfCase, listDeterminations } from '../determinations/queries.ts'
import { decideMonths, incomplete, segmentsOf, supersede } from '../determinations/recompute.ts'
import { householdOn, loadHistory, requireWhole, type HouseholdHistory } from '../households/history.ts'

/** 受理 or 不予受理; with a stay, what was to be recovered waits. */
export async function examine(
  act: Act,
  input: { appeal_id: string; version: number; admit: boolean; stays: boolean; reason: string },
) {
  const { appeal, hand, against } = await examineAppeal(act, input)
  if (appeal.stays && against.household_id !== null) {
    const { household_id, programme_id } = against
    await stayRecoveries(act, { household_id, programme_id, stayed: true })
  }
  await notify(act, {
    person_id: appeal.person_id,
    title: '行政复议',
    body: input.admit ? '您的复议申请已受理。' : `您的复议申请不予受理。理由：${input.reason}`,
    case_id: hand.row.case_id,
    division_code: hand.row.division_code,
  })
  return hand
}

/** An appeal is over, decided or withdrawn: recoveries go on, unless another appeal still stays them. */
export async function endStay(
  act: Act,
  { household_id, programme_id }: Pick<CaseRow, 'household_id' | 'programme_id'>,
): Promise<void> {
  if (household_id === null || (await isStayed(act.tx, { household_id, programme_id }))) return
  await stayRecoveries(act, { household_id, programme_id, stayed: false })
}

export type AppealEffect = {
  appeal_case_id: string
  determination_id: string | null
  reopened_case_id: string | null
}

/** Decides an appeal and carries its effect out in the same act. */
export async function decide(
  act: Act,
  input: { appeal_id: string; version: number; decision: AppealDecision; reasons: string },
): Promise<AppealEffect> {
  const { appeal, hand, against } = await decideAppeal(act, input)
  if (appeal.stays) await endStay(act, against)
  const effect = await carryOut(act, against, hand.row, input)
  await notify(act, {
    person_id: appeal.person_id,
    title: '行政复议决定',
    body: `${texts[input.decision]}理由：${input.reasons}`,
    case_id: hand.row.case_id,
    division_code: hand.row.division_code,
  })
  return { appeal_case_id: hand.row.case_id, ...effect }
}

const texts: Record<AppealDecision, string> = {
  upheld: '原决定维持。',
  changed: '原决定变更，以新的决定为准。',
  revoked: '原决定撤销，重新办理。',
  remade: '责令重新作出决定。',
}

type Effect = Omit<AppealEffect, 'appeal_case_id'>

async function carryOut(
  act: Act,
  against: CaseRow,
  appeal: CaseRow,
  { decision, reasons }: { decision: AppealDecision; reasons: string },
): Promise<Effect> {
  const nothing = { determination_id: null, reopened_case_id: null }
  if (decision === 'upheld' || against.household_id === null) return nothing
  const programme = programmeOf(against.programme_id)
  const history = await loadHistory(act, against.household_id)
  requireWhole(history)
  const appealed = await findDeterminationOfCase(act.tx, against.case_id)
  // Where there is no determination to change, a report was refused: it is gone into again, whatever the word for it.
  if (decision !== 'changed' || appealed === undefined) {
    const again = await openChangeCase(
      act,
      programme,
      history,
      'recomputation',
      `复议后重新办理：${reasons}`,
      appeal.case_id,
    )
    if (against.kind === 'change') await declareAgain(act, { refused: against, again: again.row })
    await refreshChangeProposal(act, again.row)
    return { determination_id: null, reopened_case_id: again.row.case_id }
  }
  if (paysOnce(programme)) return changeOnce(act, against, appeal, history, reasons)
  const determinations = await listDeterminations(act.tx, against.household_id, programme.id)
  const months = decideMonths(act, programme, history, determinations, appealed.effective_from)
  const made = await supersede(
    act,
    {
      programme,
      history,
      case_id: appeal.case_id,
      reason: `复议变更：${reasons}`,
      prepared_by: null,
      barred: await listBarred(act, appeal, appeal.step_id),
      decided_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
      review: { review_class: appealed.review_class, next_review_on: appealed.next_review_on },
    },
    determinations,
    segmentsOf(months, false),
  )
  return { determination_id: made[0] ?? null, reopened_case_id: null }
}

/** What is paid once is decided again on the facts of the matter as they are known now: the rest is paid or recovered. */
async function changeOnce(
  act: Act,
  against: CaseRow,
  appeal: CaseRow,
  known: HouseholdHistory,
  reasons: string,
): Promise<Effect> {
  const programme = programmeOf(against.programme_id)
  const law_date = lawDateOf({ row: against })
  const history = await historyOfCase(act, appeal, known, law_date)
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  const decided = decideHousehold(programme, on, law_date)
  if (decided.decision.status === 'incomplete') throw incomplete(decided.decision, on)
  const making = {
    programme,
    history,
    case_id: appeal.case_id,
    reason: `复议变更：${reasons}`,
    prepared_by: null,
    barred: await listBarred(act, appeal, appeal.step_id),
    decided_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    review: { review_class: null, next_review_on: null },
  }
  const { determination_id } = await decideOnce(act, making, decided)
  return { determination_id, reopened_case_id: null }
}
