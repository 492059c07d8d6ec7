/** How a case leaves an act: on to the next step, closed, kept where it is, held or released. */
import type { Act } from '../../platform/act.ts'
import type { Act as StepAct } from '../../../law/index.ts'
import { problem } from '../problems.ts'
import { calendarOf, endOf, stepDeadline, wholeDeadline, type Deadline } from './clock.ts'
import { begunAs, hasBegun, isHeld } from './enter.ts'
import type { CaseInHand } from './hand.ts'
import { accountOf, logCase } from './log.ts'
import { ownerDivisionOf, ownerRoleOf, type CaseOutcome, type HoldKind } from './model.ts'
import { delegated, stepOf } from './procedure.ts'
import { endNoticesOfCase, type NoticeKind } from '../notices/queries.ts'
import { enterInspection } from '../inspections/service.ts'
import * as queries from './queries.ts'
import { dueOf, insertStepOf } from './steps.ts'
import { tellPerson } from './tell.ts'

export type Move = {
  /** What ends the step: the law's act, whose `next` says where it leads. */
  by: StepAct
  text: string
  log_act?: string
  detail?: Record<string, unknown>
  /** The day on which the step ended, when not today: a notice ends with its last day. */
  on?: string
  accepted_on?: string
  notice_end?: string
}

/**
 * Ends the step by an act and begins the one it leads to, with its owner and date. Returns the case as it is then;
 * an act that leads to the end leaves the case for `closeCase`.
 */
export async function moveTo(act: Act, hand: CaseInHand, move: Move): Promise<CaseInHand> {
  const { row, procedure, step } = hand
  const next_id = step.next[move.by]
  if (next_id === undefined)
    throw problem('act_not_in_step', { detail: `“${step.title}”环节不能${move.by}。` })
  if (next_id === 'end') return hand
  const on = move.on ?? act.today
  const next = delegated(stepOf(procedure, next_id), row.conditions)
  const calendar = await calendarOf(act)
  const acceptance = move.accepted_on ?? row.accepted_on
  const deadline = stepDeadline(calendar, procedure, next, {
    application: row.opened_on,
    // What is worked anew has its days anew.
    acceptance: move.by === 'return' ? on : acceptance,
    previous_step: on,
    notice_end: move.notice_end ?? null,
  })
  const change = {
    step_id: next.id,
    owner_role: ownerRoleOf(next.actor),
    owner_division: ownerDivisionOf(next.actor, row.division_code),
    owner_account_id: null,
    ...dueOf(deadline),
    ...unheld,
    ...(acceptance === row.accepted_on
      ? {}
      : { accepted_on: acceptance, whole_due_on: wholeDeadline(calendar, procedure, acceptance) }),
  }
  await queries.finishStep(act.tx, {
    case_id: row.case_id,
    step_id: step.id,
    finished_on: on,
    outcome: move.by,
    finished_by: accountOf(act),
  })
  await queries.updateCase(act.tx, row.case_id, change)
  await logCase(act, row, move.log_act ?? move.by, move.text, move.detail)
  const moved = { ...row, ...change }
  await insertStepOf(act, moved, next.id, deadline.due_on, { started_on: on })
  await enterInspection(act, moved, next, on)
  return { row: moved, procedure, step: next }
}

/** Ends the case with its outcome. */
export async function closeCase(
  act: Act,
  hand: CaseInHand,
  ending: { outcome: CaseOutcome; text: string; log_act: string; detail?: Record<string, unknown> },
): Promise<CaseInHand> {
  const { row, step } = hand
  const change = {
    state: 'closed' as const,
    outcome: ending.outcome,
    closed_on: act.today,
    ...unheld,
  }
  await queries.finishStep(act.tx, {
    case_id: row.case_id,
    step_id: step.id,
    finished_on: act.today,
    outcome: ending.outcome,
    finished_by: accountOf(act),
  })
  await queries.updateCase(act.tx, row.case_id, change)
  await logCase(act, row, ending.log_act, ending.text, ending.detail)
  return { ...hand, row: { ...row, ...change } }
}

/** Puts an act that leaves the case in its step on record. */
export async function keepStep(
  act: Act,
  { row, step }: CaseInHand,
  done: { act: StepAct | 'take' | 'hand_over'; text: string; detail?: Record<string, unknown> },
): Promise<void> {
  await queries.recordStepAct(act.tx, row.case_id, step.id, done.act)
  await logCase(act, row, done.act, done.text, done.detail)
}

/**
 * Notes that an act of the step has begun. Where the law only says when all of them have to begin, that clock is kept
 * once they have, and the whole procedure's goes on.
 */
export async function beginAct(act: Act, hand: CaseInHand, what: StepAct): Promise<void> {
  const { row, procedure, step } = hand
  await queries.recordStepAct(act.tx, row.case_id, step.id, begunAs[what] ?? what)
  if (step.due?.until !== 'begun' || isHeld(row, act.today)) return
  if (!hasBegun(step, await queries.listSteps(act.tx, row.case_id))) return
  const deadline = endOf(await calendarOf(act), procedure.whole, row.accepted_on ?? row.opened_on)
  await queries.updateCase(act.tx, row.case_id, dueOf(deadline))
  await queries.changeStepDue(act.tx, row.case_id, step.id, deadline.due_on)
}

/** Holds a case: its clock waits, and `due_on` is when what holds it has to be done. */
export async function holdCase(
  act: Act,
  hand: CaseInHand,
  hold: { kind: HoldKind; reason: string; deadline: Deadline },
): Promise<CaseInHand> {
  const change = {
    held_on: act.today,
    hold_kind: hold.kind,
    hold_reason: hold.reason,
    ...dueOf(hold.deadline),
  }
  await queries.updateCase(act.tx, hand.row.case_id, change)
  return { ...hand, row: { ...hand.row, ...change } }
}

/** Ends a hold; the step's own clock begins anew today, where it has not been kept already. */
export async function releaseCase(act: Act, hand: CaseInHand): Promise<CaseInHand> {
  const { row, step } = hand
  const deadline = await deadlineAfterHold(act, hand)
  const change = { ...unheld, ...dueOf(deadline) }
  await queries.updateCase(act.tx, row.case_id, change)
  await queries.changeStepDue(act.tx, row.case_id, step.id, deadline.due_on)
  return { ...hand, row: { ...row, ...change } }
}

export const unheld = { held_on: null, hold_kind: null, hold_reason: null } as const

/** By when the step has to be done once nothing holds the case any more. */
export async function deadlineAfterHold(act: Act, { row, procedure, step }: CaseInHand): Promise<Deadline> {
  const calendar = await calendarOf(act)
  const begun = step.due?.until === 'begun' && hasBegun(step, await queries.listSteps(act.tx, row.case_id))
  return begun
    ? endOf(calendar, procedure.whole, row.accepted_on ?? row.opened_on)
    : stepDeadline(calendar, procedure, step, {
        application: act.today,
        acceptance: act.today,
        previous_step: act.today,
        notice_end: act.today,
      })
}

/** Keeps what the case would come to on today's facts: shown in lists, and published. Fen, as the programme pays. */
export async function changeProposal(
  act: Act,
  case_id: string,
  proposal: { amount: bigint | null; member_count: number | null },
): Promise<void> {
  await queries.updateCase(act.tx, case_id, {
    proposed_amount: proposal.amount,
    proposed_member_count: proposal.member_count,
  })
}

/**
 * Keeps which of the rules' conditions hold that the procedure's delegations ask for. A case that stands in such a
 * step goes to whoever decides now. Returns the case as it is then.
 */
export async function changeConditions(
  act: Act,
  hand: CaseInHand,
  holding: readonly string[],
): Promise<CaseInHand> {
  const { row, procedure } = hand
  const asked = procedure.steps.flatMap(({ delegate }) => delegate?.onlyIf ?? [])
  const conditions = [...new Set(asked)].filter((each) => holding.includes(each))
  if (conditions.join() === row.conditions.join()) return hand
  const step = delegated(stepOf(procedure, row.step_id), conditions)
  const owner =
    step.actor === hand.step.actor
      ? {}
      : {
          owner_role: ownerRoleOf(step.actor),
          owner_division: ownerDivisionOf(step.actor, row.division_code),
          owner_account_id: null,
        }
  await queries.updateCase(act.tx, row.case_id, { conditions, ...owner })
  return { row: { ...row, conditions, ...owner }, procedure, step }
}

/** The notice's days are over: it comes down and the case goes on, counted from the notice's last day. */
export async function closeNoticeStep(
  act: Act,
  hand: CaseInHand,
  notice: { ends_on: string; kind: NoticeKind },
): Promise<CaseInHand> {
  await endNoticesOfCase(act.tx, hand.row.case_id, 'ended')
  const held = hand.row.held_on !== null || hand.step.noticeDays === undefined
  if (held || noticeKindOf(hand.step.actor) !== notice.kind) return hand
  const moved = await moveTo(act, hand, {
    by: 'submit',
    log_act: 'notice_end',
    text: `${hand.step.title}期满，异议 0 件`,
    on: notice.ends_on,
    notice_end: notice.ends_on,
  })
  await tellNoticeEnded(act, hand, moved)
  return moved
}

/** The notice has come down and the case has gone on. */
export const tellNoticeEnded = (act: Act, { row, step }: CaseInHand, moved: CaseInHand): Promise<void> =>
  tellPerson(act, row, {
    title: `${step.title}期满`,
    body: `办件 ${row.case_number} 公示期满，没有未答复的异议，已转到“${moved.step.title}”。`,
  })

/** Whose notice it is that a step hangs. */
export const noticeKindOf = (actor: string): NoticeKind => (actor === 'district' ? 'district' : 'street')
