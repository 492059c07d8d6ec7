/**
 * 带走: what a phone is given, for how long, and whether it still is so. Every household whose facts leave the house
 * learns of it: a disclosure for each member.
 */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { shift } from '../../../platform/sessions/index.ts'
import { recordDisclosures } from '../../../registries/people/index.ts'
import { checkEntry } from '../../cases/enter.ts'
import { getCase } from '../../cases/hand.ts'
import { listVisitors } from '../planning.ts'
import { listPlannedOf, listVisitsById, type PlannedRow } from './brief-queries.ts'
import { briefOf, placeOf, purposeOf, titleOf, visitorsOf } from './briefs.ts'
import type { VisitBrief, VisitMoved } from './contract.ts'
import { getDevice, visitorOf } from './devices.ts'
import { findMoved } from './moved.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'

/** @throws when a value is not in force */
export async function fieldRulesOf(act: Act) {
  const rules = await queries.listRules(act.tx, act.today)
  const valueOf = (code: string): number => {
    const rule = rules.find((each) => each.code === code)
    if (rule === undefined) throw new Error(`field_rule ${code} is not in force`)
    return Number(rule.label)
  }
  return {
    copy_days: valueOf('copy_days'),
    wrong_pin_limit: valueOf('wrong_pin_limit'),
    idle_minutes: valueOf('idle_minutes'),
    to_verify: rules.some(({ source_mark }) => source_mark !== 'O' && source_mark !== 'T'),
  }
}

/** What the caller is to visit, in the order of the way. */
export async function listMyVisits(act: Act) {
  const { account_id } = visitorOf(act)
  const rows = await listPlannedOf(act.tx, account_id, act.today)
  const listed = []
  for (const row of rows) {
    listed.push({
      visit_id: row.visit_id,
      planned_on: row.planned_on,
      purpose: await purposeOf(act, row),
      title: titleOf(row),
      place: placeOf(row),
      due_on: row.due_on,
      visitors: visitorsOf(row),
      version: row.version,
      not_takeable: whyNotTakeable(row),
    })
  }
  return { rows: listed, rules: await fieldRulesOf(act) }
}

function whyNotTakeable(row: PlannedRow): string | null {
  if (row.state !== 'planned') return '已经去过或者取消了'
  if (row.case_state === 'closed') return '办件已办结'
  return row.visitor_id === null || row.second_visitor_id === null ? '先定同去的人，入户须两人' : null
}

/** Who may come along on one of the caller's visits. @throws not_found */
export async function listCompanions(act: Act, visit_id: string) {
  const { account_id } = visitorOf(act)
  const [row] = await listVisitsById(act.tx, [visit_id], act.today)
  if (row === undefined) throw notFound()
  const suitable = await listVisitors(act, row.division_code)
  return suitable.filter((each) => each.account_id !== account_id)
}

/**
 * Hands out what the visits need, to a phone of one of the two who go.
 * @throws visit_not_takeable (409), not_found, relative_case (403), and as `getDevice`
 */
export async function takeCopies(act: Act, input: { device_id: string; visit_ids: string[] }) {
  const { account_id } = visitorOf(act)
  const device = await getDevice(act, input.device_id)
  const wanted = [...new Set(input.visit_ids)]
  const rows = await listVisitsById(act.tx, wanted, act.today)
  if (rows.length !== wanted.length) throw notFound()
  const rules = await fieldRulesOf(act)
  const begun = shift(act.now, rules.copy_days * 24 * 60)
  const briefs: (VisitBrief & { expires_at: string })[] = []
  const companions = new Map<string, string>()
  for (const row of rows) {
    await checkTakeable(act, row, account_id)
    const brief = await briefOf(act, row)
    const expires_at = await queries.upsertCopy(act.tx, {
      visit_id: row.visit_id,
      device_id: device.device_id,
      brief_code: brief.brief_code,
      taken_on: act.today,
      taken_at: act.now,
      expires_at: begun,
    })
    await noteTaking(act, row, brief)
    for (const each of await listVisitors(act, row.division_code)) companions.set(each.account_id, each.name)
    briefs.push({ ...brief, expires_at })
  }
  companions.delete(account_id)
  return {
    rows: briefs,
    companions: [...companions].map(([id, name]) => ({ account_id: id, name })),
    taken_at: act.now,
    rules,
  }
}

async function checkTakeable(act: Act, row: PlannedRow, account_id: string): Promise<void> {
  const goes = row.visitor_id === account_id || row.second_visitor_id === account_id
  const why = goes ? whyNotTakeable(row) : '没有派给您'
  if (why !== null) throw problem('visit_not_takeable', { detail: `${titleOf(row)}：${why}。` })
  if (row.case_id === null) return
  await checkEntry(act, await getCase(act, row.case_id), 'record_visit', { whileHeld: true })
}

async function noteTaking(act: Act, row: PlannedRow, brief: VisitBrief): Promise<void> {
  await recordDisclosures(act, {
    person_ids: brief.members.map((member) => member.person_id),
    field: 'field_visit',
    reason: `${brief.purpose}入户走访`,
    division_code: row.division_code,
  })
  await audit(act, {
    act: 'visit.take_along',
    subject_kind: 'visit',
    subject_id: row.visit_id,
    division_code: row.division_code,
  })
}

/** How the visits on a phone stand: unchanged, moved on, over, or kept for too long. */
export async function checkCopies(
  act: Act,
  input: { device_id: string; held: { visit_id: string; brief_code: string }[] },
): Promise<{ visit_id: string; state: 'same' | 'moved' | 'over' | 'expired'; moved: VisitMoved | null }[]> {
  const { account_id } = visitorOf(act)
  const device = await getDevice(act, input.device_id)
  const rows = await listVisitsById(
    act.tx,
    input.held.map((each) => each.visit_id),
    act.today,
  )
  const answers = []
  for (const { visit_id, brief_code } of input.held) {
    const row = rows.find((each) => each.visit_id === visit_id)
    const copy = await queries.findCopy(act.tx, { visit_id, device_id: device.device_id })
    if (row === undefined || copy === undefined) {
      answers.push({ visit_id, state: 'over' as const, moved: null })
      continue
    }
    const moved = await findMoved(act, row, { account_id, brief_code })
    const state = moved !== undefined ? 'moved' : copy.expires_at <= act.now ? 'expired' : 'same'
    answers.push({ visit_id, state: state as 'same' | 'moved' | 'expired', moved: moved ?? null })
  }
  return answers
}

/** The phone has wiped these: handed in, given back or run out. */
export async function putBackCopies(
  act: Act,
  input: { device_id: string; visit_ids: string[] },
): Promise<number> {
  const { device_id } = await getDevice(act, input.device_id)
  return queries.endCopies(act.tx, { ...input, device_id, because: 'put_back', now: act.now })
}
