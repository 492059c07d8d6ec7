/** A case as the page shows it, in one answer: head, clock, owner, steps, acts with their why-not, log and all that hangs on it. */
import type { Act } from '../../platform/act.ts'
import { notFound, type Problem } from '../../platform/problems/index.ts'
import { getLawDocument, getProgramme, type ArticleReference } from '../../../law/index.ts'
import { actLabels, type CaseAct } from '../access.ts'
import { listAppealsOfCase } from '../appeals/queries.ts'
import { listDeliberations } from '../deliberations/queries.ts'
import { listNoticesOfCase, listObjectionsOfCase } from '../notices/queries.ts'
import { findMissingSpotVisit, findSpotVisit, reasonText } from '../inspections/service.ts'
import { findRating } from '../ratings/queries.ts'
import { findSupplement, listMaterials } from '../supplements/queries.ts'
import { listVisitsOfCase } from '../visits/queries.ts'
import { viewVisit } from '../visits/model.ts'
import {
  findFamilyRefusal,
  hasBegun,
  isHeld,
  missingActs,
  refusalOf,
  requiredLabels,
  type EnterOptions,
} from './enter.ts'
import { inHand, type CaseInHand } from './hand.ts'
import { calendarOf, dayText, lightOf, limitUnits, nearUntil, workingDaysLeft } from './clock.ts'
import { kindTitles, outcomeTitles, roleTitles, todoOf } from './model.ts'
import { procedureOf, type CaseStep } from './procedure.ts'
import { listLog, type LogRow } from './log-queries.ts'
import * as queries from './queries.ts'
import { findSameStep } from './two-persons.ts'

type ArticleView = ArticleReference & { document_title: string }

export function viewArticle(article: ArticleReference): ArticleView {
  return {
    document: article.document,
    article: article.article,
    document_title: getLawDocument(article.document).title,
  }
}

/** Everything about a case that does not need the law's decision. @throws not_found (404) */
export async function viewCase(act: Act, case_id: string) {
  const { tx } = act
  // Sent together: one connection keeps them in order, and the answer costs about one round trip.
  const [
    head,
    steps,
    log,
    materials,
    supplement,
    visits,
    deliberations,
    notices,
    objections,
    appeals,
    rating,
  ] = await Promise.all([
    queries.findHead(tx, case_id, act.today),
    queries.listSteps(tx, case_id),
    listLog(tx, case_id),
    listMaterials(tx, case_id),
    findSupplement(tx, case_id),
    listVisitsOfCase(tx, case_id),
    listDeliberations(tx, case_id),
    listNoticesOfCase(tx, case_id),
    act.caller.kind === 'staff' ? listObjectionsOfCase(tx, case_id) : [],
    listAppealsOfCase(tx, case_id),
    findRating(tx, case_id),
  ])
  if (head === undefined) throw notFound()
  const hand = inHand(head)
  // Which cases are drawn is the office's to know.
  const spot_visit = act.caller.kind === 'resident' ? null : await findSpotVisit(act, hand)
  return {
    hand,
    steps_done: steps,
    view: {
      head: viewHead(head, hand),
      clock: head.state === 'open' ? await viewClock(act, hand, steps, supplement !== undefined) : null,
      owner: viewOwner(head),
      steps: viewSteps(hand, steps),
      acts: await viewActs(act, hand, steps, {
        supplement_told: supplement !== undefined,
        rated: rating !== undefined,
        appeals,
      }),
      log,
      materials: materials.map((each) => ({ ...each, byte_length: Number(each.byte_length) })),
      supplement: supplement ?? null,
      visits: visits.map(viewVisit),
      deliberations,
      notices,
      objections,
      appeals,
      rating: rating ?? null,
      spot_visit,
      returned: viewReturned(hand, steps, log),
    },
  }
}

function viewHead(row: queries.HeadRow, { step }: CaseInHand) {
  const programme = getProgramme(row.programme_id)
  return {
    ...row,
    programme_title: programme.title,
    payment_kind: programme.payment.kind,
    kind_title: kindTitles[row.kind],
    title: `${row.person_name ?? row.head_name ?? ''}户`,
    step_title: step.title,
    outcome_title: row.outcome === null ? null : outcomeTitles[row.outcome],
  }
}

async function viewClock(
  act: Act,
  { row, procedure, step }: CaseInHand,
  steps: queries.StepRow[],
  supplement_told: boolean,
) {
  const held = isHeld(row, act.today)
  const calendar = await calendarOf(act)
  const due_on = row.due_on ?? act.today
  const toBegin = step.due?.until === 'begun' && row.held_on === null
  const begun = toBegin && hasBegun(step, steps)
  const limit = begun ? procedure.whole : step.due
  const whole = row.whole_due_on
  const unit = limitUnits[procedure.whole.unit]
  return {
    due_on,
    light: lightOf(act.today, nearUntil(calendar, act.today), due_on),
    working_days_left: workingDaysLeft(calendar, act.today, due_on),
    calendar_published: !row.due_provisional,
    until: toBegin && !begun ? ('begun' as const) : ('done' as const),
    text: `${dayText(due_on)}前${toBegin && !begun ? '开始' : ''}${todoOf(step, held ? row.hold_kind : null, { supplement_told })}`,
    held,
    article: viewArticle(limit?.article ?? step.article),
    to_verify: limit?.toVerify ?? null,
    whole_due_on: whole,
    whole_text: whole === null ? null : `${procedure.whole.amount} ${unit}，到 ${dayText(whole)}`,
  }
}

/** What sent the case back into its running step; null once that step is done. */
function viewReturned({ row, procedure }: CaseInHand, steps: queries.StepRow[], log: LogRow[]) {
  const before = steps.findLast((each) => each.finished_on !== null)
  if (row.state === 'closed' || before?.outcome !== 'return') return null
  // The log is the latest first.
  const entry = log.find(
    (each) => each.step_id === before.step_id && (each.act === 'return' || each.act === 'decide_objection'),
  )
  if (entry === undefined) return null
  return {
    reason: entry.act === 'return' ? entry.text.replace(/^退回重办：/, '') : entry.text,
    step_title: procedure.steps.find((each) => each.id === before.step_id)?.title ?? before.step_id,
    by: entry.actor_name,
    on: entry.business_date,
  }
}

function viewOwner(row: queries.HeadRow) {
  if (row.state === 'closed' || row.owner_role === null || row.owner_division === null) return null
  return {
    role: row.owner_role,
    role_title: roleTitles[row.owner_role as keyof typeof roleTitles] ?? row.owner_role,
    division_code: row.owner_division,
    division_name: row.owner_division_name,
    account_id: row.owner_account_id,
    name: row.owner_name,
  }
}

/** Done steps as they happened, the present one, and those to come as the procedure goes when nothing goes wrong. */
function viewSteps({ row, procedure, step }: CaseInHand, steps: queries.StepRow[]) {
  // Steps that the short procedure leaves out may have been taken before it did: the law's own names them.
  const known = [
    ...procedure.steps,
    ...procedureOf('application', row.programme_id, row.procedure_from, row.variant).steps,
  ]
  const titleOf = (step_id: string) => known.find((each) => each.id === step_id)?.title ?? step_id
  const happened = steps.map((each) => ({
    step_id: each.step_id,
    title: titleOf(each.step_id),
    state: each.finished_on === null && row.state === 'open' ? ('current' as const) : ('done' as const),
    started_on: each.started_on,
    finished_on: each.finished_on,
    due_on: each.due_on,
    round: each.round,
  }))
  if (row.state === 'closed') return happened
  return [...happened, ...stepsToCome(procedure.steps, step).map(toCome)]
}

function stepsToCome(steps: CaseStep[], from: CaseStep): CaseStep[] {
  const next_id = from.next.submit ?? from.next.accept ?? from.next.approve ?? from.next.notify
  const next = steps.find((each) => each.id === next_id)
  return next === undefined ? [] : [next, ...stepsToCome(steps, next)]
}

const toCome = (step: CaseStep) => ({
  step_id: step.id,
  title: step.noticeDays === undefined ? step.title : `${step.title} ${step.noticeDays} 天`,
  state: 'to_come' as const,
  started_on: null,
  finished_on: null,
  due_on: null,
  round: 1,
})

const ofCase: Record<string, CaseAct | undefined> = { record_objection: undefined }

/** The acts that a page offers in this step, in the order of the law, each with why it is not open. */
async function viewActs(
  act: Act,
  hand: CaseInHand,
  steps: queries.StepRow[],
  known: { supplement_told: boolean; rated: boolean; appeals: { state: string }[] },
) {
  const { row, step } = hand
  const family = await findFamilyRefusal(act, row)
  const offer = (what: CaseAct, options: EnterOptions, more?: string) => {
    const refusal = refusalOf(act, hand, what, options) ?? (options.ownFamily === true ? undefined : family)
    const why = refusal === undefined ? (more ?? null) : whyNot(refusal)
    return {
      act: what,
      label: actLabels[what],
      allowed: why === null,
      why_not: why,
      article: viewArticle(step.actArticles?.[what as keyof typeof step.actArticles] ?? step.article),
    }
  }
  if (row.state === 'closed') {
    const appealable = row.kind !== 'appeal' && row.outcome !== 'withdrawn'
    const appealed = known.appeals.some((each) => each.state !== 'not_admitted' && each.state !== 'withdrawn')
    return [
      ...(appealable ? [offer('appeal', { whenClosed: true }, appealed ? '已经申请过复议' : undefined)] : []),
      ...(act.caller.kind === 'resident'
        ? [offer('rate', { whenClosed: true }, known.rated ? '已经评价过' : undefined)]
        : []),
    ]
  }
  if (act.caller.kind === 'resident') {
    return [
      ...(row.hold_kind === 'supplement' ? [offer('answer_supplement', { whileHeld: true })] : []),
      ...(canWithdraw(hand) ? [offer('withdraw', { whileHeld: true })] : []),
    ]
  }
  const missing = missingActs(step, steps).map((each) => requiredLabels[each] ?? each)
  const same = await findSameStep(act, hand, steps)
  const spot = await findMissingSpotVisit(act, hand)
  const before = (what: CaseAct): string | undefined => {
    if (what === 'ask_for_supplement' && known.supplement_told) return '已经告知过一次，不能再次要求补正'
    const passes =
      what === 'submit' || what === 'approve' || (what === 'refuse' && step.acts.includes('approve'))
    if (passes && spot !== undefined) return `先由区里入户（${reasonText(spot.reasons)}）`
    if (what === 'submit' && missing.length > 0) return `先${missing.join('、')}`
    const leaves = what === 'submit' || what === 'approve' || what === 'refuse' || what === 'return'
    return leaves && same !== undefined ? `须与“${same}”的经办人分开` : undefined
  }
  const lawful = step.acts
    .filter((each) => each in actLabels && !(each in ofCase))
    .map((each) => (row.kind === 'appeal' ? appealActs[each] : (each as CaseAct)))
    .filter((each) => each !== undefined)
    // A paper that never came does not keep the office from accepting.
    .map((each) => offer(each, { whileHeld: each === 'accept' }, before(each)))
  return [
    ...lawful,
    ...(spot !== undefined && !step.acts.includes('record_visit')
      ? [offer('record_visit', { whileHeld: true })]
      : []),
    ...(row.hold_kind === 'objection' ? [offer('decide_objection', { whileHeld: true })] : []),
    ...(row.hold_kind === 'supplement' ? [offer('answer_supplement', { whileHeld: true })] : []),
    ...(row.owner_account_id === null ? [offer('take', { whileHeld: true })] : []),
    offer('hand_over', { whileHeld: true, ownFamily: row.owner_account_id !== null }),
    ...(canWithdraw(hand) ? [offer('withdraw', { whileHeld: true })] : []),
  ]
}

const appealActs: Record<string, CaseAct | undefined> = { accept: 'admit_appeal', approve: 'decide_appeal' }

const canWithdraw = ({ row, step }: CaseInHand): boolean =>
  !step.acts.includes('notify') && row.kind !== 'review'

function whyNot(refusal: Problem): string {
  return refusal.code === 'case_held' ? (refusal.details.detail ?? refusal.title) : refusal.title
}

/** The cases of the signed-in resident's household, the open ones first. */
export async function listMyCases(act: Act) {
  if (act.caller.kind !== 'resident' || act.caller.household_id === null) return []
  const rows = await queries.listCasesOfHousehold(act.tx, act.caller.household_id)
  return rows.map((row) => {
    const { step } = inHand(row)
    return {
      case_id: row.case_id,
      case_number: row.case_number,
      programme_id: row.programme_id,
      programme_title: getProgramme(row.programme_id).title,
      kind: row.kind,
      kind_title: kindTitles[row.kind],
      state: row.state,
      step_title: step.title,
      outcome_title: row.outcome === null ? null : outcomeTitles[row.outcome],
      opened_on: row.opened_on,
      closed_on: row.closed_on,
      due_on: row.state === 'open' ? row.due_on : null,
      whole_due_on: row.whole_due_on,
      needs_me: row.state === 'open' && row.hold_kind === 'supplement',
    }
  })
}
