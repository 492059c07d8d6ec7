/**
 * What a household is due month by month: facts as they held when the month began, by the law of that month. Months
 * that come out alike form one segment, and each segment that differs from what was determined is a determination of
 * its own that supersedes. Nothing that was decided is edited.
 */
import { createHash } from 'node:crypto'
import { canonical, receipt, toJson, type Decision } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { addMonths, firstOfMonth } from '../../platform/clock/index.ts'
import { isStayed } from '../../casework/index.ts'
import {
  endEntitlement,
  grantEntitlement,
  listMonthsPaid,
  recordDifferences,
  type Due,
} from '../../payments/index.ts'
import {
  amountOf,
  decideHousehold,
  exclusionOf,
  memberCountOf,
  membersFor,
  sharesOf,
  type Decided,
} from '../decisions/decide.ts'
import { exitRuleOf } from './gradual-exit.ts'
import { householdIn, type HouseholdHistory, type HouseholdOn } from '../households/history.ts'
import { problem } from '../problems.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { payeeOf, sharesWithPayees } from './payees.ts'
import * as queries from './queries.ts'
import type { DeterminationRow } from './queries.ts'

export type Month = {
  month: string
  /** null: nobody belongs to the household any more. */
  decided: Decided | null
  amount: bigint
  outcome: 'eligible' | 'ineligible'
  /** First day after the last month, where the household is only kept on over the standard (渐退). */
  until: string | null
  /** What was determined for the month so far; undefined when nothing was. */
  before: DeterminationRow | undefined
}

/** The first day of the month after the day. */
export const monthAfter = (day: string): string => addMonths(firstOfMonth(day), 1)

/** The determination that counts for a month: the latest one that takes effect by then; after its end it gives nothing. */
export function inForce(
  determinations: readonly DeterminationRow[],
  month: string,
): DeterminationRow | undefined {
  // The latest decided comes first.
  const found = determinations.find((each) => each.effective_from <= month)
  const over = found?.effective_until != null && found.effective_until <= month
  return over ? { ...found, outcome: 'ineligible', amount: 0n, effective_until: null } : found
}

/**
 * Decides every month from `from` to the one after today. @throws decision_incomplete (409) naming what is missing,
 * law_not_in_force (422)
 */
export function decideMonths(
  act: Act,
  programme: PolicyProgramme,
  history: HouseholdHistory,
  determinations: readonly DeterminationRow[],
  from: string,
): Month[] {
  const months: Month[] = []
  for (let month = from; month <= monthAfter(act.today); month = addMonths(month, 1)) {
    const on = householdIn(history, month, act.today)
    const nobody = membersFor(programme, on, month).length === 0
    const decided = nobody ? null : decideHousehold(programme, on, month)
    if (decided?.decision.status === 'incomplete') throw incomplete(decided.decision, on)
    // Another programme that the household has may leave no room for this one, whatever its own rules say.
    const fits = decided?.decision.status === 'eligible' && exclusionOf(programme, on, month) === undefined
    const amount = fits && decided !== null ? (amountOf(decided.decision) ?? 0n) : 0n
    const outcome = fits ? 'eligible' : 'ineligible'
    const before = inForce(determinations, month)
    const decidedMonth = { month, decided, amount, outcome, until: null, before } as const
    months.push(keptOn(programme.id, decidedMonth, act.today) ?? decidedMonth)
  }
  return months
}

/** Who is being kept on over the standard stays so to the end that was set, while nothing else fails. */
function keptOn(programme_id: string, month: Month, today: string): Month | undefined {
  const { before, decided } = month
  if (before?.effective_until == null || before.outcome !== 'eligible' || decided === null) return undefined
  if (exitRuleOf(programme_id, decided.decision, today) === undefined) return undefined
  return { ...month, amount: before.amount, outcome: 'eligible', until: before.effective_until }
}

/** Names the facts that stand in the way of a decision. */
export function incomplete(decision: Decision, on: HouseholdOn): Error {
  const names = new Map(on.members.map((member) => [member.person_id, member.name]))
  const missing = decision.status === 'incomplete' ? decision.missing : []
  const errors = missing.map((each) => ({
    field: each.member === undefined ? each.name : `${each.member}.${each.name}`,
    message: `${each.member === undefined ? '' : (names.get(each.member) ?? '')}${each.label}不清楚`,
  }))
  return problem('decision_incomplete', { errors })
}

const differs = (month: Month): boolean =>
  month.before === undefined ||
  month.before.effective_until !== month.until ||
  month.before.amount !== month.amount ||
  month.before.outcome !== month.outcome

/** Months from the first that comes out otherwise than determined, in runs of the same amount. */
export function segmentsOf(months: readonly Month[], whole: boolean): Month[][] {
  const first = whole ? 0 : months.findIndex(differs)
  const segments: Month[][] = []
  for (const month of first < 0 ? [] : months.slice(first)) {
    const last = segments.at(-1)
    const alike =
      last?.[0]?.amount === month.amount && last[0].outcome === month.outcome && last[0].until === month.until
    if (last !== undefined && alike) last.push(month)
    else segments.push([month])
  }
  return segments
}

export type Making = {
  programme: PolicyProgramme
  history: HouseholdHistory
  case_id: string | null
  reason: string
  prepared_by: string | null
  decided_by: string | null
  /** Accounts that may not decide. */
  barred: readonly string[]
  review: { review_class: string | null; next_review_on: string | null }
}

/**
 * Makes the determinations of the segments, with entitlements from their first months and differences of months that
 * were paid. Returns the identifiers in order; empty when nothing comes out otherwise.
 */
export async function supersede(
  act: Act,
  making: Making,
  determinations: readonly DeterminationRow[],
  segments: readonly Month[][],
): Promise<string[]> {
  const made: string[] = []
  const { household_id } = making.history.household
  // What an appeal keeps from being recovered is not recovered either when it becomes known meanwhile.
  const stayed = await isStayed(act.tx, { household_id, programme_id: making.programme.id })
  let supersedes = determinations.find((each) => each.superseded_by === null)?.determination_id ?? null
  for (const segment of segments) {
    const [first] = segment as [Month, ...Month[]]
    const determination_id = await makeDetermination(act, making, first, supersedes)
    await pay(act, making, determination_id, first)
    await recordDifferences(act, {
      household_id,
      programme_id: making.programme.id,
      determination_id,
      stayed,
      previous_determination_id: first.before?.determination_id ?? null,
      reason: making.reason,
      division_code: making.history.household.division_code,
      months: segment.map((each) => ({ month: each.month, due: dueOf(each) })),
    })
    made.push(determination_id)
    supersedes = determination_id
  }
  return made
}

/** People whom the law counts in the household; nobody where nothing was decided. */
export function membersCounted(decided: Month['decided']): number {
  if (decided === null) return 0
  return memberCountOf(decided.programme, decided.decision) ?? decided.input.members.length
}

/** What of a month's amount goes to the household's own account: all but what the law gives to an institution. */
function payableOf({ decided, amount }: Pick<Month, 'decided' | 'amount'>): bigint {
  if (amount === 0n || decided === null) return amount
  return sharesOf(decided)
    .filter(({ payee }) => payee === 'institution')
    .reduce((rest, share) => rest - share.amount, amount)
}

/** For whom what of a month's amount is due: those whom the programme names, else the household. */
function dueOf({ decided, amount }: Pick<Month, 'decided' | 'amount'>): Due[] {
  if (amount === 0n) return []
  if (decided?.programme.payment.beneficiary !== 'member')
    return [{ beneficiary_id: null, amount: payableOf({ decided, amount }) }]
  return sharesOf(decided)
    .filter(({ payee }) => payee !== 'institution')
    .map((share) => ({ beneficiary_id: share.person_id, amount: share.amount }))
}

/** One determination with its receipt, from the first day of the month. */
export async function makeDetermination(
  act: Act,
  making: Making,
  {
    month,
    decided,
    amount,
    outcome,
    until,
  }: Pick<Month, 'month' | 'decided' | 'amount' | 'outcome' | 'until'>,
  supersedes: string | null,
): Promise<string> {
  const { household } = making.history
  const sealed = receiptOf(making.programme, decided, month)
  const determination_id = await queries.insertDetermination(act.tx, {
    case_id: making.case_id,
    household_id: household.household_id,
    programme_id: making.programme.id,
    division_code: household.division_code,
    decided_on: act.today,
    effective_from: month,
    effective_until: until,
    outcome,
    amount,
    member_count: membersCounted(decided),
    // Who is kept on for some months is not reviewed but ends.
    ...(outcome === 'eligible' && until === null
      ? making.review
      : { review_class: null, next_review_on: null }),
    law_version: decided?.decision.version ?? '',
    receipt: sealed.receipt,
    receipt_hash: sealed.hash,
    reason: making.reason,
    supersedes,
    prepared_by: making.prepared_by,
    decided_by: making.decided_by,
    barred: making.barred,
  })
  if (outcome === 'eligible' && decided !== null)
    await queries.insertBeneficiaries(act.tx, { determination_id, ...household }, sharesOf(decided))
  return determination_id
}

/** The engine's receipt; where nobody is left there is nothing to decide, and the receipt says so. */
function receiptOf(
  programme: PolicyProgramme,
  decided: Decided | null,
  month: string,
): { receipt: unknown; hash: string } {
  if (decided === null) {
    const body = {
      programme: programme.id,
      date: month,
      facts: { members: [] },
      result: { status: 'ineligible' },
    }
    return {
      receipt: body,
      hash: createHash('sha256')
        .update(canonical(toJson(body)))
        .digest('hex'),
    }
  }
  const sealed = receipt(programme.rules, decided.input, decided.decision)
  return { receipt: sealed, hash: sealed.hash }
}

/** Grants or ends from the month on; what was granted for later gives way. */
export async function pay(
  act: Act,
  { programme, history }: Pick<Making, 'programme' | 'history'>,
  determination_id: string,
  { month, amount, until, decided }: Pick<Month, 'month' | 'amount' | 'until' | 'decided'>,
): Promise<void> {
  const of = { household_id: history.household.household_id, programme_id: programme.id }
  const payable = payableOf({ decided, amount })
  if (payable === 0n) return endEntitlement(act, { ...of, from_month: month })
  await grantEntitlement(act, {
    ...of,
    determination_id,
    payee_id: payeeOf(act, history, programme.id),
    amount: payable,
    member_count: membersCounted(decided),
    from_month: month,
    until_month: until,
    division_code: history.household.division_code,
    shares: decided === null ? [] : await sharesWithPayees(act, history, decided),
  })
}

/** For previews: each month's amount, what it was, what was paid, and the difference. */
export async function viewMonths(
  act: Act,
  of: { household_id: string; programme_id: string },
  months: readonly Month[],
) {
  const paid = Map.groupBy(await listMonthsPaid(act, of), (row) => row.month)
  return months.map((each) => {
    const { month, amount, before } = each
    const rows = paid.get(month)
    const had = (rows ?? []).reduce((sum, row) => sum + row.regular_amount + row.difference_amount, 0n)
    return {
      month,
      previous_amount: (before?.amount ?? 0n).toString(),
      amount: amount.toString(),
      paid: had.toString(),
      difference: (rows === undefined ? 0n : payableOf(each) - had).toString(),
    }
  })
}
