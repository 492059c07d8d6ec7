/**
 * 公示: what the public reads is masked when it is stored; it hangs for the days of the law; an objection, also an
 * anonymous one, holds the case until it is decided, and then a new notice hangs. A restricted case never gets one.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { addDays } from '../../platform/clock/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { maskName } from '../../registries/identifiers/index.ts'
import { getProcedure, getProgramme } from '../../../law/index.ts'
import { amountText, payText } from '../cases/amounts.ts'
import { afterWorkingDays, calendarOf, dayText, endOf } from '../cases/clock.ts'
import { enterCase } from '../cases/enter.ts'
import type { CaseInHand } from '../cases/hand.ts'
import { accountOf, logCase } from '../cases/log.ts'
import { closeNoticeStep, keepStep, moveTo, noticeKindOf, releaseCase } from '../cases/move.ts'
import * as steps from '../cases/queries.ts'
import { tellPerson } from '../cases/tell.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'

/**
 * Publishes the case for the step's days. Answers no notice for a restricted case, which goes on without one.
 * @throws notice_without_amount, notice_running (409), and what `enterCase` throws
 */
export async function publishNotice(
  act: Act,
  input: { case_id: string; version: number },
): Promise<{ notice_id: string | null; ends_on: string | null; hand: CaseInHand }> {
  const hand = await enterCase(act, input.case_id, 'publish_notice', {
    version: input.version,
    ofStep: 'publish_notice',
  })
  const { row, step } = hand
  if (row.restricted) {
    await keepStep(act, hand, { act: 'publish_notice', text: '涉及未成年人或保密对象，依法不公示' })
    return { notice_id: null, ends_on: null, hand }
  }
  const kind = noticeKindOf(step.actor)
  const hanging = await queries.findLatestNotice(act.tx, row.case_id, kind)
  if (hanging?.state === 'running' || hanging?.state === 'held') throw problem('notice_running')
  if (row.proposed_amount === null || row.proposed_amount <= 0n) throw problem('notice_without_amount')
  const ends_on = addDays(act.today, step.noticeDays ?? 7)
  const notice_id = await queries.insertNotice(act.tx, {
    ...(await maskedWords(act, hand, row.proposed_amount)),
    case_id: row.case_id,
    kind,
    division_code: row.division_code,
    published_on: act.today,
    ends_on,
    programme_id: row.programme_id,
    amount: row.proposed_amount,
    member_count: row.proposed_member_count,
    household_id: row.household_id,
    published_by: accountOf(act),
  })
  const { due_on, provisional } = afterWorkingDays(await calendarOf(act), ends_on, 1)
  await steps.updateCase(act.tx, row.case_id, { due_on, due_provisional: provisional })
  await steps.changeStepDue(act.tx, row.case_id, step.id, due_on)
  await keepStep(act, hand, { act: 'publish_notice', text: `${step.title}至${dayText(ends_on)}` })
  await tellPerson(act, row, {
    title: `您家的申请开始${step.title}`,
    body: `办件 ${row.case_number} 从${dayText(act.today)}起公示，到${dayText(ends_on)}，写的是隐去一部分的姓名、人数和拟给的 ${amountText(row.programme_id, row.proposed_amount)}。期满没有人提出异议，就接着办。`,
  })
  return { notice_id, ends_on, hand: { ...hand, row: { ...row, due_on, due_provisional: provisional } } }
}

async function maskedWords(
  act: Act,
  { row }: CaseInHand,
  amount: bigint,
): Promise<{ masked_name: string; masked_text: string }> {
  const subject = await queries.findSubject(act.tx, row)
  const masked_name = maskName(subject?.name ?? '')
  const place = `${subject?.street_name ?? ''}${subject?.community_name ?? ''}`
  const title = getProgramme(row.programme_id).title
  const count = row.proposed_member_count === null ? '' : `${row.proposed_member_count} 人，`
  return {
    masked_name,
    masked_text: `${place}${masked_name}户，${count}拟给予${title}，${payText(row.programme_id, amount)}`,
  }
}

export type PublicNotice = queries.PublicNoticeRow & { programme_title: string }

/** What hangs now, for anybody: names masked, no case, no household. */
export async function listNotices(
  act: Act,
  filter: { division_code?: string | undefined; limit: number; offset: number },
): Promise<{ rows: PublicNotice[]; total: number }> {
  const rows = await queries.listPublicNotices(act.tx, {
    division_code: filter.division_code ?? '',
    today: act.today,
    limit: filter.limit,
    offset: filter.offset,
    notice_id: null,
  })
  return { rows: rows.map(toPublic), total: rows[0]?.total ?? 0 }
}

/** @throws not_found (404) when it does not hang any more */
export async function getNotice(act: Act, notice_id: string): Promise<PublicNotice> {
  const [row] = await queries.listPublicNotices(act.tx, {
    division_code: '',
    today: act.today,
    limit: 1,
    offset: 0,
    notice_id,
  })
  if (row === undefined) throw notFound()
  return toPublic(row)
}

function toPublic(row: queries.PublicNoticeRow): PublicNotice {
  return { ...row, programme_title: getProgramme(row.programme_id).title }
}

/** Takes an objection in, from anybody; the case is held until it is decided. @throws notice_over (409), not_found */
export async function fileObjection(
  act: Act,
  input: { notice_id: string; text: string; contact: string | null },
): Promise<{ objection_id: string; filed_on: string; due_on: string }> {
  const notice = await queries.findNoticeForObjection(act.tx, input.notice_id)
  if (notice === undefined) throw notFound()
  const { objection } = getProcedure(notice.programme_id, notice.published_on)
  const { due_on, provisional } = endOf(await calendarOf(act), objection.decideWithin, act.today)
  const objection_id = await queries.fileObjection(act.tx, {
    ...input,
    filed_on: act.today,
    due_on,
    due_provisional: provisional,
    at: act.now,
  })
  if (objection_id === null) throw problem('notice_over')
  await audit(act, { act: 'objection.file', subject_kind: 'notice', subject_id: input.notice_id })
  return { objection_id, filed_on: act.today, due_on }
}

/**
 * Decides an objection. The notice falls; when the objection holds good the case goes back to be worked anew, or to a
 * deliberation where the rule says so (民发〔2021〕57号 art. 19), when not a new notice hangs (民发〔2012〕220号 art. 29). @throws objection_decided (409), and what `enterCase` throws
 */
export async function decideObjection(
  act: Act,
  input: { objection_id: string; version: number; decision: 'upheld' | 'rejected'; finding: string },
): Promise<CaseInHand> {
  const objection = await queries.findObjection(act.tx, input.objection_id)
  if (objection === undefined) throw notFound()
  if (objection.state !== 'open') throw problem('objection_decided')
  const hand = await enterCase(act, objection.case_id, 'decide_objection', {
    version: input.version,
    whileHeld: true,
  })
  const decided = await queries.decideObjection(act.tx, {
    objection_id: input.objection_id,
    state: input.decision,
    finding: input.finding,
    decided_on: act.today,
    decided_by: accountOf(act),
  })
  if (!decided) throw problem('objection_decided')
  const verdict = input.decision === 'upheld' ? '异议成立' : '异议不成立'
  const text = `${verdict}：${input.finding.replace(/[。；，]+$/, '')}`
  const others = await queries.listObjectionsOfCase(act.tx, objection.case_id)
  if (input.decision === 'rejected' && others.some((each) => each.state === 'open')) {
    await logCase(act, hand.row, 'decide_objection', text)
    return hand
  }
  return afterObjections(act, hand, input.decision, text)
}

async function afterObjections(
  act: Act,
  hand: CaseInHand,
  decision: 'upheld' | 'rejected',
  text: string,
): Promise<CaseInHand> {
  const { row, step, procedure } = hand
  if (decision === 'upheld') {
    await queries.endNoticesOfCase(act.tx, row.case_id, 'withdrawn')
    await queries.lapseObjectionsOfCase(act.tx, {
      case_id: row.case_id,
      finding: '另一件异议成立，公示已撤下，一并重新核查',
      decided_on: act.today,
    })
    const by = step.next.uphold_objection === undefined ? 'return' : 'uphold_objection'
    const target = procedure.steps.find((each) => each.id === step.next[by])
    return moveTo(act, hand, {
      by,
      log_act: 'decide_objection',
      text: `${text}，${by === 'return' ? '退回重办' : `转“${target?.title ?? ''}”`}`,
    })
  }
  if (procedure.objection.newNotice) {
    await queries.endNoticesOfCase(act.tx, row.case_id, 'ended')
    await steps.forgetStepAct(act.tx, row.case_id, step.id, 'publish_notice')
  }
  await logCase(act, row, 'decide_objection', `${text}，重新公示`)
  return releaseCase(act, hand)
}

/** Ends the notices whose last day is over, and sends their cases on. Returns how many. */
export async function endNotices(act: Act): Promise<number> {
  const over = await queries.listNoticesOver(act.tx, act.today)
  for (const notice of over) {
    const hand = await enterCase(act, notice.case_id, 'submit', { whileHeld: true })
    await closeNoticeStep(act, hand, notice)
  }
  return over.length
}
