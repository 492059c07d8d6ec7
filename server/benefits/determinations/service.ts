/**
 * 审批: approval and refusal through the engine, on the facts of now, by the law of the day of acceptance; sealed in a
 * receipt; by somebody who did not review the case. Then the applicant is told, with the way to object.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { announce } from '../../platform/jobs/index.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { yuanText } from '../../registries/people/index.ts'
import {
  amountText,
  checkBeforeLeaving,
  checkDifferentPerson,
  closeCase,
  dateText,
  enterCase,
  listBarred,
  kindTitles,
  listSteps,
  moveTo,
  tellPerson,
  waysToObject,
  type CaseInHand,
  type CaseOutcome,
} from '../../casework/index.ts'
import { findApplication } from '../applications/queries.ts'
import {
  amountOf,
  decideHousehold,
  exclusionOf,
  membersFor,
  programmeOf,
  type Decided,
} from '../decisions/decide.ts'
import { householdOn, loadHistory, requireWhole, type HouseholdHistory } from '../households/history.ts'
import { historyOfCase } from '../cases/case-history.ts'
import { lawDateOf } from '../cases/law-date.ts'
import { problem } from '../problems.ts'
import { freePayment } from '../changes/holds.ts'
import { findReportedChange } from '../changes/queries.ts'
import { checkLeaverRegistered } from '../changes/service.ts'
import { takeBackFacts } from '../changes/taken-back.ts'
import { withGradualExit } from './gradual-exit.ts'
import { checkOwnPower, checkWithinPower, decideOnce, paysOnce, refuseOnce } from './once.ts'
import * as queries from './queries.ts'
import { checkNotExcluded, findRefusal, isProposal, refusalArticles, type Refusal } from './refusals.ts'
import { appealTextTold, monthText, outcomeText, refusalText } from './words.ts'
import { getReviewClass, nextReviewOn, reviewClassOf } from './reviews.ts'
import {
  decideMonths,
  incomplete,
  makeDetermination,
  monthAfter,
  pay,
  segmentsOf,
  supersede,
  type Making,
} from './recompute.ts'

type Approval = {
  case_id: string
  version: number
  amount: string
  review_class?: string | undefined
  /** Months for which a household that has come over the standard is kept on; none when left out. */
  gradual_exit_months?: number | undefined
  opinion: string
}
type Determined = { hand: CaseInHand; determination_id: string | null }

/**
 * Approves what the facts of now come to; the page's amount must be the same. For a change or a review this confirms
 * the outcome, whichever it is.
 * @throws same_person_refused (403), decision_incomplete, decision_is_refusal, amount_changed, leaver_still_registered
 * (409), review_class_unknown, gradual_exit_not_possible, gradual_exit_too_long (422)
 */
export async function approveCase(act: Act, input: Approval): Promise<Determined> {
  const hand = await enterCase(act, input.case_id, 'approve', { version: input.version, ofStep: 'approve' })
  await checkBeforeLeaving(act, hand)
  await checkLeaverRegistered(act, hand.row)
  const making = await makingOf(act, hand, input)
  const made = paysOnce(making.programme)
    ? await approveOnce(act, hand, making, input)
    : hand.row.kind === 'application'
      ? await approveApplication(act, hand, making, input)
      : await approveChange(act, hand, making, input)
  await freePayment(act, hand.row)
  const moved = await moveTo(act, hand, {
    by: 'approve',
    text: `${made.text}${input.opinion === '' ? '' : `：${input.opinion}`}`,
    detail: { amount: input.amount, opinion: input.opinion, determination_id: made.determination_id },
  })
  return { hand: moved, determination_id: made.determination_id }
}

type Made = { determination_id: string | null; text: string }

async function approveApplication(
  act: Act,
  hand: CaseInHand,
  making: Making,
  input: Approval,
): Promise<Made> {
  const { decided, history } = decideNow(act, hand, making.history)
  const amount = amountOf(decided.decision) ?? 0n
  if (decided.decision.status === 'ineligible') throw problem('decision_is_refusal')
  const month = monthAfter(act.today)
  const now = { holding_on: act.today, known_on: act.today }
  checkNotExcluded(exclusionOf(making.programme, householdOn(history, now), month))
  checkSameAmount(amount, input.amount)
  const determinations = await listOf(act, hand)
  const supersedes = determinations.find((each) => each.superseded_by === null)?.determination_id ?? null
  const first = { month, decided, amount, outcome: 'eligible' as const, until: null, before: undefined }
  const determination_id = await makeDetermination(act, making, first, supersedes)
  await pay(act, making, determination_id, first)
  await auditDetermination(act, hand, { determination_id, amount, bears_from: month })
  // The law may have changed between acceptance and the first month: that month is then decided by its own law.
  const known = await listOf(act, hand)
  const segments = segmentsOf(decideMonths(act, making.programme, history, known, month), false)
  await supersede(act, { ...making, reason: '起发月份按当月标准核定' }, known, segments)
  return { determination_id, text: `批准，${yuanText(amount)} 元/月，${monthText(month)}起` }
}

async function approveOnce(act: Act, hand: CaseInHand, making: Making, input: Approval): Promise<Made> {
  const { decided } = decideNow(act, hand, making.history)
  if (decided.decision.status === 'ineligible' && hand.row.kind === 'application')
    throw problem('decision_is_refusal')
  checkSameAmount(amountOf(decided.decision) ?? 0n, input.amount)
  checkOwnPower(hand, decided)
  const { determination_id, amount, text } = await decideOnce(act, making, decided)
  await auditDetermination(act, hand, { determination_id, amount, bears_from: null })
  return { determination_id, text }
}

/**
 * 先行救助: what cannot wait is given on the facts of now, by the street within its own power; the papers and the
 * decision of somebody else follow. @throws act_required_first, decision_incomplete, decision_is_refusal,
 * amount_changed, first_aid_beyond_power (409)
 */
export async function grantFirst(
  act: Act,
  input: { case_id: string; version: number; amount: string },
): Promise<Determined> {
  const hand = await enterCase(act, input.case_id, 'grant_first', {
    version: input.version,
    ofStep: 'grant_first',
  })
  await checkBeforeLeaving(act, hand)
  const reason = '情况紧急，先行救助'
  const making = await makingOf(act, hand, { opinion: reason })
  const { decided } = decideNow(act, hand, making.history)
  if (decided.decision.status === 'ineligible') throw problem('decision_is_refusal')
  checkSameAmount(amountOf(decided.decision) ?? 0n, input.amount)
  checkWithinPower(hand, decided)
  const { determination_id, amount } = await decideOnce(act, making, decided)
  await auditDetermination(act, hand, { determination_id, amount, bears_from: null })
  const given = amountText(hand.row.programme_id, amount)
  const moved = await moveTo(act, hand, {
    by: 'grant_first',
    text: `先行救助，${given}`,
    detail: { amount: input.amount, determination_id },
    accepted_on: act.today,
  })
  const by = moved.row.due_on === null ? '' : `请在${dateText(moved.row.due_on)}前补齐手续。`
  await tellPerson(act, moved.row, {
    title: `${making.programme.title}：已先行救助`,
    body: `办件 ${moved.row.case_number}，先给您家${given}，马上安排发放。接下来两位工作人员会上门，${by}核定以后多退少补。`,
  })
  return { hand: moved, determination_id }
}

async function approveChange(act: Act, hand: CaseInHand, making: Making, input: Approval): Promise<Made> {
  const { row } = hand
  const change = row.kind === 'change' ? await findReportedChange(act.tx, row.case_id) : undefined
  const from = change === undefined ? monthAfter(act.today) : monthAfter(change.changed_on)
  const determinations = await listOf(act, hand)
  const found = decideMonths(act, making.programme, making.history, determinations, from)
  const count = input.gradual_exit_months
  const months = count === undefined ? found : withGradualExit(row.programme_id, found, act.today, count)
  const amount = months.at(-1)?.amount ?? 0n
  checkSameAmount(amount, input.amount)
  // A review says when the next one is, so it is always a determination; a change without effect is none.
  const segments = segmentsOf(months, row.kind === 'review')
  const reason = count === undefined ? making.reason : `人均收入超过标准，渐退 ${count} 个月`
  const made = await supersede(act, { ...making, reason }, determinations, segments)
  const bears_from = segments[0]?.[0]?.month ?? null
  for (const determination_id of made)
    await auditDetermination(act, hand, { determination_id, amount, bears_from })
  const until = months.find((month) => month.until !== null)?.until ?? null
  const what =
    until !== null
      ? `渐退，${yuanText(amount)} 元/月发到${monthText(addMonths(until, -1))}`
      : amount === 0n
        ? '停发'
        : `${yuanText(amount)} 元/月`
  const since = segments[0]?.[0]?.month
  return {
    determination_id: made[0] ?? null,
    text: made.length === 0 ? '核定金额不变' : `核定${what}，自${monthText(since ?? from)}起`,
  }
}

/** Decides the case on the facts of now. @throws decision_incomplete (409) */
function decideNow(
  act: Act,
  hand: CaseInHand,
  history: HouseholdHistory,
): { decided: Decided; history: HouseholdHistory } {
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  const decided = decideHousehold(programmeOf(hand.row.programme_id), on, lawDateOf(hand))
  if (decided.decision.status === 'incomplete') throw incomplete(decided.decision, on)
  return { decided, history }
}

function checkSameAmount(amount: bigint, seen: string): void {
  if (amount.toString() === seen) return
  throw problem('amount_changed', {
    field: 'amount',
    current: { amount: amount.toString() },
    yours: { amount: seen },
  })
}

async function makingOf(
  act: Act,
  hand: CaseInHand,
  input: Pick<Approval, 'opinion'> & { review_class?: string | undefined },
): Promise<Making> {
  const { row, procedure } = hand
  const programme = programmeOf(row.programme_id)
  const known = await loadHistory(act, row.household_id ?? '')
  requireWhole(known)
  const history = await historyOfCase(act, row, known, lawDateOf(hand))
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  const review =
    input.review_class === undefined
      ? membersFor(programme, on, lawDateOf(hand)).length === 0
        ? undefined
        : reviewClassOf(procedure, decideHousehold(programme, on, lawDateOf(hand)).input)
      : getReviewClass(procedure, input.review_class)
  return {
    programme,
    history,
    case_id: row.case_id,
    reason: /^(同意。?)?$/.test(input.opinion) ? reasonOf(hand) : input.opinion,
    prepared_by: await preparedBy(act, hand),
    barred: await listBarred(act, row, hand.step.id),
    decided_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    review: {
      review_class: review?.id ?? null,
      next_review_on: review === undefined ? null : nextReviewOn(act.today, review),
    },
  }
}

/** Why it was decided, where the opinion is bare consent. */
const reasonOf = ({ row }: CaseInHand): string =>
  ({
    application: '申请符合条件',
    change: '家庭情况变化',
    review: '定期复核',
    appeal: '复议',
    recomputation: '重新核定',
  })[row.kind]

/** Who prepared the decision: the last to finish one of the steps whose people may not decide, else the step before. */
async function preparedBy(act: Act, { row, step }: CaseInHand): Promise<string | null> {
  const steps = (await listSteps(act.tx, row.case_id)).filter((each) => each.finished_by !== null)
  const named = steps.findLast((each) => step.differentPersonFrom?.includes(each.step_id) === true)
  const prepared = named?.finished_by ?? null
  return prepared === (act.caller.kind === 'staff' ? act.caller.account_id : null) ? null : prepared
}

const listOf = (act: Act, { row }: CaseInHand) =>
  queries.listDeterminations(act.tx, row.household_id ?? '', row.programme_id)

async function auditDetermination(
  act: Act,
  { row }: CaseInHand,
  made: {
    determination_id: string
    amount: bigint
    /** The month from which other programmes may come out otherwise; null where nothing was granted or ended. */
    bears_from: string | null
  },
): Promise<void> {
  const { determination_id, amount, bears_from } = made
  await audit(act, {
    act: 'determination.make',
    subject_kind: 'determination',
    subject_id: determination_id,
    division_code: row.division_code,
    detail: { case_id: row.case_id, amount },
  })
  await announce(act, {
    kind: 'determination.made',
    subject_id: determination_id,
    payload: { household_id: row.household_id, programme_id: row.programme_id, bears_from },
  })
}

/**
 * Refuses, with the reason. Where the step only reviews, the refusal is proposed and the approver decides; where it
 * decides, the refusal is a determination with its receipt. Facts that speak for approval are corrected first.
 * @throws decision_is_approval (409), same_person_refused (403)
 */
export async function refuseCase(
  act: Act,
  input: { case_id: string; version: number; reason: string },
): Promise<Determined> {
  const hand = await enterCase(act, input.case_id, 'refuse', { version: input.version, ofStep: 'refuse' })
  const { row, step, procedure } = hand
  await checkDifferentPerson(act, hand)
  const detail = { reason: input.reason }
  if (isProposal(procedure, step)) {
    return {
      hand: await moveTo(act, hand, { by: 'refuse', text: `拟不予批准：${input.reason}`, detail }),
      determination_id: null,
    }
  }
  if (step.acts.includes('approve')) await checkBeforeLeaving(act, hand)
  if (row.kind !== 'application') {
    await freePayment(act, row)
    const kept = await moveTo(act, hand, { by: 'refuse', text: `不予变更：${input.reason}`, detail })
    // No determination rests on what the report declared; what the means check found stays known.
    if (row.kind === 'change') await takeBackFacts(act, row.case_id, 'refused')
    return { hand: kept, determination_id: null }
  }
  const making = await makingOf(act, hand, { review_class: undefined, opinion: input.reason })
  const on = householdOn(making.history, { holding_on: act.today, known_on: act.today })
  const decided = decideHousehold(making.programme, on, lawDateOf(hand))
  const excluded = exclusionOf(making.programme, on, monthAfter(act.today))
  if (decided.decision.status === 'eligible' && excluded === undefined && !step.acts.includes('accept'))
    throw problem('decision_is_approval')
  const determination_id = await makeRefusal(act, hand, making, decided)
  await auditDetermination(act, hand, { determination_id, amount: 0n, bears_from: null })
  const word = step.acts.includes('accept') ? '不予受理' : '不予批准'
  return {
    hand: await moveTo(act, hand, { by: 'refuse', text: `${word}：${input.reason}`, detail }),
    determination_id,
  }
}

/** The refusal as a determination. Aid that was given in advance is then given back. */
async function makeRefusal(act: Act, hand: CaseInHand, making: Making, decided: Decided): Promise<string> {
  if (paysOnce(making.programme)) return (await refuseOnce(act, making, decided)).determination_id
  const determinations = await listOf(act, hand)
  return makeDetermination(
    act,
    making,
    { month: monthAfter(act.today), decided, amount: 0n, outcome: 'ineligible', until: null },
    determinations.find((each) => each.superseded_by === null)?.determination_id ?? null,
  )
}

/** 告知: a message with the outcome, the reason and the way to object; the case is closed. */
export async function notifyCase(act: Act, input: { case_id: string; version: number }): Promise<Determined> {
  const hand = await enterCase(act, input.case_id, 'notify', { version: input.version, ofStep: 'notify' })
  const { row } = hand
  const made = await queries.findDeterminationOfCase(act.tx, row.case_id)
  const application = await findApplication(act.tx, row.case_id)
  const refusal = await findRefusal(act, hand)
  const programme = programmeOf(row.programme_id)
  const what =
    refusal === undefined
      ? outcomeText(made)
      : refusalText(refusal, await refusalArticles(act, refusal, made))
  const ways = appealTextTold(await waysToObject(act, row.programme_id, act.today))
  await tellPerson(
    act,
    row,
    {
      title: `${programme.title}${kindTitles[row.kind]}：${refusal?.title ?? '办理结果'}`,
      body: `${what}${ways}`,
    },
    application?.applicant_id ?? row.person_id,
  )
  const closed = await closeCase(act, hand, {
    outcome: outcomeOf(hand, made, refusal),
    log_act: 'notify',
    text: '书面告知申请人，办结',
  })
  return { hand: closed, determination_id: made?.determination_id ?? null }
}

function outcomeOf(
  { row }: CaseInHand,
  made: queries.DeterminationRow | undefined,
  refusal: Refusal | undefined,
): CaseOutcome {
  if (refusal?.title === '不予受理') return 'rejected'
  if (made === undefined) return 'unchanged'
  if (made.outcome === 'eligible') return 'approved'
  return row.kind === 'application' ? 'refused' : 'ended'
}
