/**
 * The gate of every act: version, state, right, holder and near relatives are checked here and nowhere else.
 */
import type { Act } from '../../platform/act.ts'
import { notFound, problem as platformProblem, type Problem } from '../../platform/problems/index.ts'
import { getLawDocument } from '../../../law/index.ts'
import type { Act as StepAct } from '../../../law/index.ts'
import { mayAct, type CaseAct } from '../access.ts'
import { checkSpotVisited } from '../inspections/service.ts'
import { problem } from '../problems.ts'
import { dayText } from './clock.ts'
import { inHand, procedureOfCase, type CaseInHand } from './hand.ts'
import type { CaseStep } from './procedure.ts'
import * as queries from './queries.ts'
import type { CaseRow } from './queries.ts'
import { isOfOwnFamily } from './recusal-queries.ts'
import { checkDifferentPerson } from './two-persons.ts'

export type EnterOptions = {
  /** The version that the caller saw; left out for acts that no page makes (clock, synced visits). */
  version?: number
  /** Held cases admit only what ends the hold. */
  whileHeld?: boolean
  /** Closed cases admit only what comes after the end. */
  whenClosed?: boolean
  /** Own family may do this one, too: it only takes the case out of their hands. */
  ownFamily?: boolean
  /** Whether the act must be among the step's own; acts that are not the law's are listed by nobody. */
  ofStep?: StepAct
}

/**
 * Takes a case for an act: the caller's version becomes the next one and the row is locked.
 * @throws not_found (404), version_conflict (409) with both versions, case_closed, case_held, act_not_in_step,
 * case_taken_by_other (409), case_not_yours, relative_case (403)
 */
export async function enterCase(
  act: Act,
  case_id: string,
  what: CaseAct,
  options: EnterOptions = {},
): Promise<CaseInHand> {
  const row =
    options.version === undefined
      ? await queries.findCaseTakenAnyVersion(act.tx, case_id)
      : await queries.findCaseTaken(act.tx, case_id, options.version)
  if (row === undefined) throw await missed(act, case_id, options.version)
  const hand = inHand(row)
  const refusal = refusalOf(act, hand, what, options) ?? (await findFamilyRefusal(act, row, options))
  if (refusal !== undefined) throw refusal
  return hand
}

/** The same gate for what leaves the case's version alone. @throws as `enterCase`, conflicts apart */
export async function checkEntry(
  act: Act,
  hand: CaseInHand,
  what: CaseAct,
  options: EnterOptions = {},
): Promise<void> {
  const refusal = refusalOf(act, hand, what, options) ?? (await findFamilyRefusal(act, hand.row, options))
  if (refusal !== undefined) throw refusal
}

async function missed(act: Act, case_id: string, version: number | undefined): Promise<Problem> {
  const current = await queries.findCase(act.tx, case_id)
  if (current === undefined) return notFound()
  return platformProblem('version_conflict', {
    current: {
      version: current.version,
      step_id: current.step_id,
      state: current.state,
      proposed_amount: current.proposed_amount?.toString() ?? null,
      due_on: current.due_on,
    },
    yours: { version },
  })
}

/**
 * Whether something keeps the case from going on. Papers hold it to the end of the day by which they were to come: who
 * never brings them keeps no office from deciding.
 */
export const isHeld = (row: Pick<CaseRow, 'held_on' | 'hold_kind' | 'due_on'>, today: string): boolean =>
  row.held_on !== null && !(row.hold_kind === 'supplement' && row.due_on !== null && row.due_on < today)

/** What ends the hold. */
function untilText({ hold_kind, due_on }: CaseRow): string {
  if (hold_kind === 'objection') return '答复后才能继续'
  if (hold_kind === 'appeal') return '复议决定后才能继续'
  return `补齐后才能继续；${due_on === null ? '' : dayText(due_on)}没有补齐的，从第二天起可以接着办`
}

/** Why the caller may not do it, near relatives apart; undefined when nothing stands in the way. */
export function refusalOf(
  { caller, today }: Pick<Act, 'caller' | 'today'>,
  { row, step }: CaseInHand,
  what: CaseAct,
  options: EnterOptions = {},
): Problem | undefined {
  if (!mayAct(caller, what, step)) return problem('case_not_yours')
  if (row.state === 'closed' && options.whenClosed !== true) return problem('case_closed')
  if (options.ofStep !== undefined && !step.acts.includes(options.ofStep)) {
    return problem('act_not_in_step', { detail: `现在是“${step.title}”环节。` })
  }
  if (isHeld(row, today) && options.whileHeld !== true) {
    return problem('case_held', { detail: `${row.hold_reason ?? ''}，${untilText(row)}。` })
  }
  const taken =
    caller.kind === 'staff' && row.owner_account_id !== null && row.owner_account_id !== caller.account_id
  return taken && needsHolder(what) ? problem('case_taken_by_other') : undefined
}

/** Refuses the caller's own household and declared near relatives: others handle their cases. */
export async function findFamilyRefusal(
  act: Act,
  row: CaseRow,
  options: EnterOptions = {},
): Promise<Problem | undefined> {
  if (act.caller.kind !== 'staff' || options.ownFamily === true) return undefined
  const own = await isOfOwnFamily(act.tx, {
    account_id: act.caller.account_id,
    own_person_id: act.caller.person_id,
    household_id: row.household_id,
    person_id: row.person_id,
    today: act.today,
  })
  // 民发〔2012〕220号 art. 26 and 民发〔2021〕57号 art. 20: relatives of staff are registered apart.
  return own ? problem('relative_case', { article: relativesArticle(row) }) : undefined
}

function relativesArticle(row: CaseRow): { document: string; article: string } {
  const { document } = procedureOfCase(row)
  const article = document === 'civil-affairs-2012-220' ? '第二十六条' : '第二十条'
  return { document: getLawDocument(document).title, article }
}

const anybodysActs: ReadonlySet<CaseAct> = new Set([
  'record_visit',
  'answer_supplement',
  'withdraw',
  'appeal',
])
const needsHolder = (what: CaseAct): boolean => !anybodysActs.has(what)

/** @throws act_required_first (409), same_person_refused (403) with the article */
export async function checkBeforeLeaving(act: Act, hand: CaseInHand): Promise<void> {
  const steps = await queries.listSteps(act.tx, hand.row.case_id)
  const missing = missingActs(hand.step, steps)
  if (missing.length > 0) {
    throw problem('act_required_first', {
      detail: `请先完成：${missing.map((each) => requiredLabels[each] ?? each).join('、')}。`,
    })
  }
  await checkDifferentPerson(act, hand, steps)
  await checkSpotVisited(act, hand)
}

export const requiredLabels: Partial<Record<StepAct, string>> = {
  record_visit: '记录入户',
  record_assessment: '登记核定',
  record_means_check: '封存经济状况核对报告',
  record_deliberation: '记录评议',
  publish_notice: '公示',
}

const runningRound = (step: CaseStep, steps: queries.StepRow[]): queries.StepRow | undefined =>
  steps.findLast((each) => each.step_id === step.id && each.finished_on === null)

/** What stands on a step's record once an act that is not done in one go has begun. */
export const begunAs: Partial<Record<StepAct, string>> = { record_means_check: 'start_means_check' }

/** Whether everything that the step requires has begun: limits that only set a beginning are then kept. */
export function hasBegun(step: CaseStep, steps: queries.StepRow[]): boolean {
  const acts = runningRound(step, steps)?.acts ?? []
  return (step.requires ?? []).every((each) => acts.includes(each) || acts.includes(begunAs[each] ?? each))
}

/** Acts that the running step still lacks. */
export function missingActs(step: CaseStep, steps: queries.StepRow[]): StepAct[] {
  const running = runningRound(step, steps)
  return (step.requires ?? []).filter((each) => running?.acts.includes(each) !== true)
}
