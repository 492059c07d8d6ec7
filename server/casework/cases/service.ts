/** Verbs that every case has: 领办, 转办, 提交, 退回重办, 撤回. */
import type { Act, Role } from '../../platform/act.ts'
import { announce } from '../../platform/jobs/index.ts'
import { rolesFor } from '../access.ts'
import { problem } from '../problems.ts'
import { checkBeforeLeaving, enterCase } from './enter.ts'
import { getCase, type CaseInHand } from './hand.ts'
import { logCase } from './log.ts'
import { endNoticesOfCase, findLatestNotice } from '../notices/queries.ts'
import { dayText } from './clock.ts'
import { keepStep, moveTo, noticeKindOf, tellNoticeEnded, unheld } from './move.ts'
import { kindTitles } from './model.ts'
import * as queries from './queries.ts'
import { tellPerson } from './tell.ts'
import { checkDifferentPerson } from './two-persons.ts'

type Versioned = { case_id: string; version: number }

/** 领办: the case waits for this person from now on. */
export async function takeCase(act: Act, input: Versioned): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'take', { version: input.version, whileHeld: true })
  if (act.caller.kind !== 'staff') throw problem('case_not_yours')
  return assign(act, hand, act.caller.account_id, 'take', '领办')
}

/** 转办 to somebody of the step's roles whose area covers the case; null puts it back for anybody of the role. */
export async function handOverCase(
  act: Act,
  input: Versioned & { account_id: string | null; reason: string },
): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'hand_over', {
    version: input.version,
    whileHeld: true,
    // Who has to stay away puts the case back, and does not choose who has it next.
    ownFamily: input.account_id === null,
  })
  const reason = input.reason === '' ? '' : `：${input.reason}`
  if (input.account_id === null) return assign(act, hand, null, 'hand_over', `放回待领${reason}`)
  const colleagues = await listColleaguesOf(act, hand)
  const colleague = colleagues.find((each) => each.account_id === input.account_id)
  if (colleague === undefined) throw problem('colleague_not_suitable', { field: 'account_id' })
  return assign(act, hand, colleague.account_id, 'hand_over', `转办给${colleague.name}${reason}`)
}

async function assign(
  act: Act,
  hand: CaseInHand,
  account_id: string | null,
  what: 'take' | 'hand_over',
  text: string,
): Promise<CaseInHand> {
  await queries.updateCase(act.tx, hand.row.case_id, { owner_account_id: account_id })
  await keepStep(act, hand, { act: what, text })
  return { ...hand, row: { ...hand.row, owner_account_id: account_id } }
}

/** Who may take this step, or come along on a visit. */
export async function listColleagues(
  act: Act,
  case_id: string,
): Promise<{ account_id: string; name: string; unit_name: string; role: string }[]> {
  const hand = await getCase(act, case_id)
  return listColleaguesOf(act, hand, ['community_worker', 'street_clerk'])
}

function listColleaguesOf(act: Act, { row, step }: CaseInHand, also: Role[] = []) {
  const roles = [...new Set([...rolesFor('submit', step), ...also])]
  return queries.listStaffReaching(act.tx, row.division_code, roles, act.today)
}

/** Hands the case to the next step, when all that the step requires is on record. */
export async function submitCase(act: Act, input: Versioned & { opinion: string }): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'submit', { version: input.version, ofStep: 'submit' })
  await checkBeforeLeaving(act, hand)
  const notice_end = hand.step.noticeDays === undefined ? undefined : await takeDownNotice(act, hand)
  const moved = await moveTo(act, hand, {
    by: 'submit',
    ...(notice_end === undefined ? {} : { notice_end }),
    text: `${hand.step.title}完成，提交下一环节${input.opinion === '' ? '' : `：${input.opinion}`}`,
    detail: { opinion: input.opinion },
  })
  if (notice_end !== undefined) await tellNoticeEnded(act, hand, moved)
  return moved
}

/** The last day of the notice that hung in this step; undefined when none had to. @throws notice_running (409) */
async function takeDownNotice(act: Act, { row, step }: CaseInHand): Promise<string | undefined> {
  const notice = await findLatestNotice(act.tx, row.case_id, noticeKindOf(step.actor))
  if (notice === undefined || notice.state === 'withdrawn') return undefined
  if (notice.state === 'held' || (notice.state === 'running' && notice.ends_on >= act.today)) {
    throw problem('notice_running', { detail: `公示到${dayText(notice.ends_on)}，期满后才能提交。` })
  }
  await endNoticesOfCase(act.tx, row.case_id, 'ended')
  return notice.ends_on
}

/** 退回重办, with the reason. @throws same_person_refused (403) */
export async function returnCase(act: Act, input: Versioned & { reason: string }): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'return', { version: input.version, ofStep: 'return' })
  await checkDifferentPerson(act, hand)
  return moveTo(act, hand, {
    by: 'return',
    text: `退回重办：${input.reason}`,
    detail: { reason: input.reason },
  })
}

/** 撤回, by the applicant or for the applicant; nothing was decided, so a new application is free. */
export async function withdrawCase(act: Act, input: Versioned & { reason: string }): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'withdraw', { version: input.version, whileHeld: true })
  // What is decided is no longer withdrawn but appealed against; a review is not the applicant's to stop.
  if (hand.step.acts.includes('notify') || hand.row.kind === 'review') throw problem('act_not_in_step')
  if (!(await queries.withdrawCase(act.tx, input.case_id, act.today))) throw problem('act_not_in_step')
  await logCase(act, hand.row, 'withdraw', `申请人撤回${input.reason === '' ? '' : `：${input.reason}`}`)
  if (hand.row.kind === 'appeal') {
    const { household_id, programme_id } = hand.row
    await announce(act, {
      kind: 'appeal.withdrawn',
      subject_id: input.case_id,
      payload: { household_id, programme_id },
    })
  }
  if (hand.row.kind === 'change') await announce(act, { kind: 'change.withdrawn', subject_id: input.case_id })
  await tellPerson(act, hand.row, {
    title: `${kindTitles[hand.row.kind]}已撤回`,
    body: `办件 ${hand.row.case_number} 已按您的意思撤回，没有作出决定，以后可以重新${hand.row.kind === 'change' ? '报告' : '申请'}。不是您本人要撤回的，请马上联系街道。`,
  })
  const closed = { state: 'closed', outcome: 'withdrawn', closed_on: act.today } as const
  return { ...hand, row: { ...hand.row, ...closed, ...unheld } }
}
