/**
 * 安排入户: who goes, on which day, in which order, and what to mind there. Two people go; the second may be named
 * later, but before anybody takes the visit along.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound, problem as platformProblem } from '../../platform/problems/index.ts'
import { getProgramme } from '../../../law/index.ts'
import { mayVisit, visitors } from '../access.ts'
import { dateText, dayText } from '../cases/clock.ts'
import { checkEntry, enterCase } from '../cases/enter.ts'
import { getCase } from '../cases/hand.ts'
import { logCase } from '../cases/log.ts'
import { listStaffReaching, type CaseRow } from '../cases/queries.ts'
import { tellPerson, type Telling } from '../cases/tell.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { VisitRow } from './queries.ts'

type Plan = { planned_on: string; second_visitor_id: string | null; safety_remark: string | null }
export type Visitor = { account_id: string; name: string; unit_name: string }

/**
 * Plans a visit of the case's household, for the caller unless somebody else is named.
 * @throws visit_by_two_people (422), colleague_not_suitable (422), and what `enterCase` throws
 */
export async function planVisit(
  act: Act,
  input: Plan & { case_id: string; visitor_id: string | null },
): Promise<string> {
  const { row, step } = await enterCase(act, input.case_id, 'record_visit', { whileHeld: true })
  if (act.caller.kind !== 'staff') throw problem('case_not_yours')
  const visitor_id = input.visitor_id ?? act.caller.account_id
  await checkPair(act, row.division_code, { ...input, visitor_id }, step.article)
  const visit_id = await queries.insertPlannedVisit(act.tx, {
    case_id: input.case_id,
    household_id: row.household_id,
    planned_on: input.planned_on,
    visitor_id,
    second_visitor_id: input.second_visitor_id,
    safety_remark: input.safety_remark,
    division_code: row.division_code,
  })
  await logCase(act, row, 'plan_visit', `安排${dayText(input.planned_on)}入户`)
  await tellPerson(act, row, await appointment(act, row, { ...input, visitor_id }))
  return visit_id
}

/** Another day, other people. @throws version_conflict (409), visit_not_planned (409), and as `planVisit` */
export async function changePlan(
  act: Act,
  input: Plan & { visit_id: string; visitor_id: string; version: number },
): Promise<number> {
  const visit = await getPlanned(act, input.visit_id)
  await checkPair(act, visit.division_code, input)
  const version = await queries.updatePlan(act.tx, input)
  if (version === undefined) throw await conflict(act, input)
  const row = await note(act, visit, 'change_plan', `入户改为${dayText(input.planned_on)}`)
  const same =
    visit.planned_on === input.planned_on &&
    visit.visitor_id === input.visitor_id &&
    visit.second_visitor_id === input.second_visitor_id
  if (row !== undefined && !same)
    await tellPerson(act, row, await appointment(act, row, input, visit.planned_on))
  return version
}

/** Nobody goes. @throws version_conflict (409), visit_not_planned (409) */
export async function cancelVisit(
  act: Act,
  input: { visit_id: string; version: number; reason: string },
): Promise<number> {
  const visit = await getPlanned(act, input.visit_id)
  const version = await queries.cancelVisit(act.tx, input)
  if (version === undefined) throw await conflict(act, input)
  const text = `取消${dayText(visit.planned_on)}的入户：${input.reason}`
  const row = await note(act, visit, 'cancel_visit', text)
  if (row !== undefined) {
    const body = `原定${dateText(visit.planned_on)}上门的工作人员不去了。需要另定日子的，会再告诉您。`
    await tellPerson(act, row, { title: `${dayText(visit.planned_on)}不上门了`, body })
  }
  return version
}

/** The order in which the caller's visits are made; those of others, or made already, are left where they are. */
export async function orderVisits(act: Act, visit_ids: readonly string[]): Promise<number> {
  if (act.caller.kind !== 'staff' || !mayVisit(act.caller)) throw problem('case_not_yours')
  return queries.updateRoute(act.tx, visit_ids, act.caller.account_id)
}

/** A visit that is still to be made and that the caller may deal with. */
async function getPlanned(act: Act, visit_id: string): Promise<VisitRow & { division_code: string }> {
  const visit = await queries.findVisit(act.tx, visit_id)
  if (visit === undefined) throw notFound()
  if (visit.case_id !== null) {
    await checkEntry(act, await getCase(act, visit.case_id), 'record_visit', { whileHeld: true })
  } else if (!mayVisit(act.caller)) throw problem('case_not_yours')
  if (visit.state !== 'planned') throw problem('visit_not_planned')
  return visit
}

/** Both may visit there, and they are two. */
async function checkPair(
  act: Act,
  division_code: string,
  pair: { visitor_id: string; second_visitor_id: string | null },
  article?: { document: string; article: string },
): Promise<void> {
  if (pair.visitor_id === pair.second_visitor_id) {
    throw problem('visit_by_two_people', { field: 'second_visitor_id', ...(article && { article }) })
  }
  const suitable = await listVisitors(act, division_code)
  for (const field of ['visitor_id', 'second_visitor_id'] as const) {
    const wanted = pair[field]
    if (wanted !== null && !suitable.some((each) => each.account_id === wanted)) {
      throw problem('colleague_not_suitable', { field })
    }
  }
}

/** Everybody whose post allows visits in a division. */
export function listVisitors(act: Act, division_code: string): Promise<Visitor[]> {
  return listStaffReaching(act.tx, division_code, visitors, act.today)
}

async function conflict(act: Act, input: { visit_id: string; version: number }) {
  const now = await queries.findVisit(act.tx, input.visit_id)
  return platformProblem('version_conflict', {
    current: { version: now?.version, state: now?.state, planned_on: now?.planned_on },
    yours: { version: input.version },
  })
}

/** Writes it into the case's log, or the audit where the visit hangs on no case; answers the case. */
async function note(
  act: Act,
  visit: VisitRow & { division_code: string },
  what: string,
  text: string,
): Promise<CaseRow | undefined> {
  if (visit.case_id !== null) {
    const { row } = await getCase(act, visit.case_id)
    await logCase(act, row, what, text)
    return row
  }
  await audit(act, {
    act: `visit.${what}`,
    subject_kind: 'visit',
    subject_id: visit.visit_id,
    division_code: visit.division_code,
  })
  return undefined
}

/** The day, who comes, and which papers to have ready; `instead` is the day that was told before. */
async function appointment(
  act: Act,
  row: Pick<CaseRow, 'case_number' | 'programme_id'>,
  plan: { planned_on: string; visitor_id: string; second_visitor_id: string | null },
  instead?: string,
): Promise<Telling> {
  const going = [plan.visitor_id, ...(plan.second_visitor_id === null ? [] : [plan.second_visitor_id])]
  const names = await queries.listNames(act.tx, going)
  const who = `${names.join('、')}${going.length === 1 ? '和一位同事' : ''}`
  const papers = getProgramme(row.programme_id)
    .evidence.filter((each) => each.required && each.holder !== 'adult')
    .map((each) => each.title)
  const moved = instead !== undefined && instead !== plan.planned_on ? `，原定${dayText(instead)}` : ''
  return {
    title: `${dayText(plan.planned_on)}有人上门走访`,
    body: `${who}${dateText(plan.planned_on)}到您家走访${moved}（办件 ${row.case_number}）。请家里留人，把家里有的${papers.join('、')}找出来。日子不方便，请早些告诉街道或社区。`,
  }
}
