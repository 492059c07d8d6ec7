/**
 * 行政复议: filed within the days of the law from when the decision was told, examined, decided by somebody who had
 * no hand in it. What a decision does to the benefit is done above, in benefits, with `decideAppeal` in one act.
 */
import type { Act } from '../../platform/act.ts'
import { notFound } from '../../platform/problems/index.ts'
import { getLawDocument, getProcedure } from '../../../law/index.ts'
import { calendarOf, dayText, endOf } from '../cases/clock.ts'
import { enterCase } from '../cases/enter.ts'
import { getCase, type CaseInHand } from '../cases/hand.ts'
import { accountOf, logCase } from '../cases/log.ts'
import { closeCase, moveTo } from '../cases/move.ts'
import { openCase } from '../cases/open.ts'
import type { CaseRow } from '../cases/queries.ts'
import { tellPerson } from '../cases/tell.ts'
import { checkHadNoHand } from '../cases/two-persons.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { AppealDecision, AppealRow } from './queries.ts'

/** The last day on which an appeal against a decision told on `told_on` is in time. */
async function lastDayToAppeal(act: Act, programme_id: string, told_on: string): Promise<string> {
  const { fileWithin } = getProcedure(programme_id, told_on).appeal.reconsideration
  return endOf(await calendarOf(act), fileWithin, told_on).due_on
}

/** Before whom one may object to a decision told on `told_on`, and until when. */
export async function waysToObject(act: Act, programme_id: string, told_on: string) {
  const { reconsideration, court } = getProcedure(programme_id, told_on).appeal
  const court_by = endOf(await calendarOf(act), court.fileWithin, told_on).due_on
  const file_by = await lastDayToAppeal(act, programme_id, told_on)
  const to_verify = reconsideration.fileWithin.toVerify ?? null
  return { body: reconsideration.body, file_by, court: court.body, court_by, to_verify }
}

/**
 * Files an appeal against what a closed case decided. A late one is taken in all the same and not admitted with its
 * reason, so that nobody is sent away unheard. @throws appeal_not_possible, appeal_already_filed (409)
 */
export async function fileAppeal(
  act: Act,
  input: { case_id: string; grounds: string; person_id?: string | undefined; ask_for_stay: boolean },
): Promise<{ appeal_id: string; appeal: CaseInHand; in_time: boolean }> {
  const against = await enterCase(act, input.case_id, 'appeal', { whenClosed: true, whileHeld: true })
  const { row } = against
  const decided = row.state === 'closed' && row.outcome !== 'withdrawn' && row.kind !== 'appeal'
  if (!decided || row.closed_on === null) throw problem('appeal_not_possible')
  const earlier = await queries.listAppealsOfCase(act.tx, input.case_id)
  if (
    earlier.some((each) => each.state === 'filed' || each.state === 'admitted' || each.state === 'decided')
  ) {
    throw problem('appeal_already_filed')
  }
  const person_id = act.caller.kind === 'resident' ? act.caller.person_id : (input.person_id ?? row.person_id)
  if (person_id === null || !(await queries.isConcerned(act.tx, row, person_id))) {
    throw problem('appeal_not_possible', { field: 'person_id' })
  }
  const last = await lastDayToAppeal(act, row.programme_id, row.closed_on)
  const in_time = act.today <= last
  const appeal = await openCase(act, {
    programme_id: row.programme_id,
    kind: 'appeal',
    household_id: row.household_id,
    person_id,
    division_code: row.division_code,
    restricted: row.restricted,
    parent_case_id: row.case_id,
    text: in_time ? '收到复议申请' : `收到复议申请，已超过期限（${dayText(last)}）`,
  })
  const appeal_id = await queries.insertAppeal(act.tx, {
    case_id: row.case_id,
    appeal_case_id: appeal.row.case_id,
    person_id,
    grounds: input.grounds,
    filed_on: act.today,
    decision_told_on: row.closed_on,
    in_time,
    division_code: row.division_code,
    household_id: row.household_id,
  })
  await logCase(
    act,
    row,
    'appeal',
    `申请人申请行政复议，${appeal.row.case_number}${input.ask_for_stay ? '，请求停止执行' : ''}`,
  )
  await tellPerson(act, appeal.row, {
    title: '复议申请已收到',
    body: `办件 ${appeal.row.case_number}。${dayText(appeal.row.due_on ?? act.today)}前审查是否受理，结果会告诉您。${in_time ? '' : '这次申请超过了期限。'}`,
  })
  return { appeal_id, appeal, in_time }
}

/** @throws appeal_late (422) when a late appeal is to be admitted; same_person_refused (403); appeal_decided (409) */
export async function examineAppeal(
  act: Act,
  input: { appeal_id: string; version: number; admit: boolean; stays: boolean; reason: string },
): Promise<{ appeal: AppealRow; hand: CaseInHand; against: CaseRow }> {
  const { appeal, hand, against } = await enterAppeal(act, input, 'admit_appeal')
  if (input.admit && !appeal.in_time) throw problem('appeal_late', { article: fileArticle(against) })
  const stays = input.admit && input.stays
  const state = input.admit ? 'admitted' : 'not_admitted'
  if (!(await queries.examineAppeal(act.tx, { ...input, state, stays, reasons: input.reason }))) {
    throw problem('appeal_decided')
  }
  const next = input.admit
    ? await moveTo(act, hand, {
        by: 'accept',
        log_act: 'admit_appeal',
        text: `受理复议${stays ? '，复议期间停止执行' : ''}：${input.reason}`,
        accepted_on: act.today,
      })
    : await closeCase(act, hand, {
        outcome: 'rejected',
        log_act: 'admit_appeal',
        text: `不予受理：${input.reason}`,
      })
  await logCase(act, against, 'admit_appeal', input.admit ? '复议已受理' : `复议不予受理：${input.reason}`)
  return { appeal: { ...appeal, state, stays }, hand: next, against }
}

function fileArticle(row: CaseRow): { document: string; article: string } {
  const { article } = getProcedure(row.programme_id, row.procedure_from).appeal.reconsideration.fileWithin
  return { document: getLawDocument(article.document).title, article: article.article }
}

/**
 * Decides an admitted appeal and closes its case. @throws appeal_decided (409), same_person_refused (403)
 */
export async function decideAppeal(
  act: Act,
  input: { appeal_id: string; version: number; decision: AppealDecision; reasons: string },
): Promise<{ appeal: AppealRow; hand: CaseInHand; against: CaseRow }> {
  const { appeal, hand, against } = await enterAppeal(act, input, 'decide_appeal')
  const decided = await queries.decideAppeal(act.tx, {
    appeal_id: input.appeal_id,
    decision: input.decision,
    reasons: input.reasons,
    decided_on: act.today,
    decided_by: accountOf(act),
  })
  if (!decided) throw problem('appeal_decided')
  const text = `复议决定：${decisionTitles[input.decision]}。${input.reasons}`
  const closed = await closeCase(act, hand, {
    outcome: input.decision === 'upheld' ? 'upheld' : 'approved',
    log_act: 'decide_appeal',
    text,
  })
  await logCase(act, against, 'decide_appeal', text)
  return { appeal: { ...appeal, state: 'decided', decision: input.decision }, hand: closed, against }
}

export const decisionTitles: Record<AppealDecision, string> = {
  upheld: '维持',
  changed: '变更',
  revoked: '撤销',
  remade: '责令重新作出',
}

async function enterAppeal(
  act: Act,
  input: { appeal_id: string; version: number },
  what: 'admit_appeal' | 'decide_appeal',
): Promise<{ appeal: AppealRow; hand: CaseInHand; against: CaseRow }> {
  const appeal = await queries.findAppeal(act.tx, input.appeal_id)
  if (appeal === undefined) throw notFound()
  const hand = await enterCase(act, appeal.appeal_case_id, what, {
    version: input.version,
    ofStep: what === 'admit_appeal' ? 'accept' : 'approve',
  })
  const { row: against } = await getCase(act, appeal.case_id)
  await checkHadNoHand(act, against)
  return { appeal, hand, against }
}
