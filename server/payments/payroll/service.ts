/**
 * The payroll of a month: drafted from the entitlements, or from what was granted once, locked by who made it, approved by somebody else, sent to the
 * bank, answered by it. Each step is one transaction; running one twice pays once.
 */
import { monthText } from '../../casework/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { authorisePayment } from '../access.ts'
import type { PaymentVerb } from '../access.ts'
import { getProgramme } from '../../../law/index.ts'
import { bookApproval } from '../ledger/model.ts'
import { lockProgramme } from '../entitlements/queries.ts'
import { book, districtOf } from '../ledger/service.ts'
import { countEndedReissues, countOutdatedOneOffLines, insertOneOffLines } from '../one-off/queries.ts'
import { problem } from '../problems.ts'
import * as lines from './line-queries.ts'
import { isForNamed, mayStart, payrollDueOn } from './model.ts'
import type { PayrollAct, PayrollState } from './model.ts'
import { countOutdatedNamedLines, insertNamedLines } from './named-line-queries.ts'
import * as queries from './queries.ts'

type Draft = { programme_id: string; division_code: string; month: string }

/**
 * Drafts the district's payroll of a month, or refreshes the draft that is there. Later entitlements of a month that
 * was already paid come on a further payroll of their own.
 * @throws payroll_empty (422), payroll_month_ahead (422), 403 and 404 by access
 */
export async function draftPayroll(act: Act, input: Draft): Promise<queries.PayrollRow> {
  const { account_id } = authorise(act, 'prepare_payroll', input.division_code)
  if (input.month > act.today) throw problem('payroll_month_ahead', { field: 'month' })
  // What the law pays once is paid as soon as it is granted; else by the day of the month.
  const kind = getProgramme(input.programme_id).payment.kind === 'once' ? 'one_off' : 'monthly'
  const existing = await queries.findDraft(act.tx, { ...input, kind })
  const payroll_id =
    existing?.payroll_id ??
    (await queries.insertPayroll(act.tx, {
      ...input,
      kind,
      prepared_by: account_id,
      prepared_on: act.today,
      due_on: kind === 'one_off' ? act.today : payrollDueOn(input.month),
    }))
  if (kind === 'one_off') {
    await lines.deleteLines(act.tx, payroll_id)
    await insertOneOffLines(act.tx, { ...input, payroll_id, today: act.today })
    return finishDraft(act, payroll_id, existing)
  }
  await lines.deleteSettlements(act.tx, payroll_id)
  await lines.deleteLines(act.tx, payroll_id)
  const insertLines = isForNamed(input.programme_id) ? insertNamedLines : lines.insertRegularLines
  await insertLines(act.tx, { ...input, payroll_id, today: act.today })
  await lines.insertDifferenceLines(act.tx, { ...input, payroll_id, today: act.today })
  const recovery_cap_percent = await queries.getRecoveryCapPercent(act.tx, act.today)
  await lines.insertDifferenceSettlements(act.tx, { payroll_id, recovery_cap_percent })
  await lines.updateLinesWithDifferences(act.tx, payroll_id)
  return finishDraft(act, payroll_id, existing)
}

/**
 * Drafts a payroll of lines that the bank returned. Without `line_ids` it takes those whose account has changed
 * since; with them, those lines, account changed or confirmed.
 */
export async function draftReissue(
  act: Act,
  input: Draft & { line_ids: string[] | null },
): Promise<queries.PayrollRow> {
  const { account_id } = authorise(act, 'prepare_payroll', input.division_code)
  const existing = await queries.findDraft(act.tx, { ...input, kind: 'reissue' })
  const payroll_id =
    existing?.payroll_id ??
    (await queries.insertPayroll(act.tx, {
      ...input,
      kind: 'reissue',
      prepared_by: account_id,
      prepared_on: act.today,
      due_on: payrollDueOn(input.month),
    }))
  await lines.insertReissueLines(act.tx, { ...input, payroll_id, today: act.today })
  return finishDraft(act, payroll_id, existing)
}

/** A draft that has become empty stays, and says so; none is begun empty. */
async function finishDraft(
  act: Act,
  payroll_id: string,
  existing: { payroll_id: string } | undefined,
): Promise<queries.PayrollRow> {
  const totals = await queries.updatePayrollTotals(act.tx, payroll_id)
  if (totals.line_count === 0 && existing === undefined) throw problem('payroll_empty')
  const payroll = await getPayroll(act, payroll_id)
  await record(act, 'payroll.draft', payroll)
  return payroll
}

/** @throws not_found */
export async function getPayroll(act: Act, payroll_id: string): Promise<queries.PayrollRow> {
  const payroll = await queries.findPayroll(act.tx, payroll_id)
  if (payroll === undefined) throw notFound()
  return payroll
}

/**
 * The maker closes the list; from now on nothing in it changes.
 * @throws payroll_outdated (409) when something changed since it was drafted, payroll_empty (422)
 */
export async function lockPayroll(act: Act, input: { payroll_id: string; version: number }) {
  const locked = await advance(act, input, { act: 'lock', verb: 'prepare_payroll', to: 'locked' })
  if (locked.line_count === 0) throw problem('payroll_empty')
  await checkUpToDate(act, locked)
  return locked
}

/** What was drafted must still be due, to the fen: else the list goes back and is drafted anew. */
async function checkUpToDate(act: Act, payroll: queries.PayrollRow): Promise<void> {
  const outdated = await countOutdated(act, payroll)
  if (outdated > 0) throw problem('payroll_outdated', { detail: `名单编制后有 ${outdated} 笔发生变化。` })
}

function countOutdated(act: Act, { payroll_id, kind, ...of }: queries.PayrollRow): Promise<number> {
  const { programme_id, division_code, month } = of
  switch (kind) {
    case 'reissue':
      return countEndedReissues(act.tx, payroll_id)
    case 'one_off':
      return countOutdatedOneOffLines(act.tx, { payroll_id, today: act.today })
    default:
      return countOutdatedMonthly(act, { payroll_id, programme_id, division_code, month })
  }
}

async function countOutdatedMonthly(act: Act, of: Draft & { payroll_id: string }): Promise<number> {
  const count = isForNamed(of.programme_id) ? countOutdatedNamedLines : lines.countOutdatedLines
  const outdated = await count(act.tx, { ...of, today: act.today })
  return outdated + (await lines.countOutdatedSettlements(act.tx, of.payroll_id))
}

/** Back to the maker's desk, by the maker or by the one who was to approve. */
export function unlockPayroll(act: Act, input: { payroll_id: string; version: number }) {
  return advance(act, input, { act: 'unlock', verb: 'approve_payroll', to: 'draft' })
}

/**
 * A second person approves; the amounts are booked as owed and the differences count as settled. From now on, and
 * not before, the months count as paid: determinations of the programme wait meanwhile.
 * @throws payroll_self_approval (403), payroll_outdated (409)
 */
export async function approvePayroll(
  act: Act,
  input: { payroll_id: string; version: number },
): Promise<queries.PayrollRow> {
  const { account_id } = authorisePayment(act, 'approve_payroll')
  const payroll = await getPayroll(act, input.payroll_id)
  if (payroll.prepared_by === account_id) throw problem('payroll_self_approval')
  await lockProgramme(act.tx, payroll.programme_id)
  const approved = await advance(act, input, { act: 'approve', verb: 'approve_payroll', to: 'approved' })
  if (payroll.kind === 'reissue') {
    await checkUpToDate(act, approved)
    await lines.updateReissuedLines(act.tx, payroll.payroll_id)
    return approved
  }
  await checkUpToDate(act, approved)
  await lines.updateSettledDifferences(act.tx, payroll.payroll_id)
  await book(act, {
    kind: 'payroll',
    text: `${monthText(payroll.month)}发放批次复核`,
    reference: `payroll:${payroll.payroll_id}`,
    division_code: payroll.division_code,
    entries: bookApproval(await queries.getApprovalTotals(act.tx, payroll.payroll_id)),
  })
  return approved
}

/** Moves a payroll one state on: right, state and version checked, audited. */
export async function advance(
  act: Act,
  input: { payroll_id: string; version: number },
  step: { act: PayrollAct; verb: PaymentVerb; to: PayrollState },
): Promise<queries.PayrollRow> {
  const { account_id } = authorisePayment(act, step.verb)
  const payroll = await getPayroll(act, input.payroll_id)
  if (payroll.version !== input.version) throw problem('payroll_version', { current: payroll })
  if (!mayStart(step.act, payroll.state)) throw problem('payroll_state', { current: payroll })
  const moved = await queries.findPayrollMoved(act.tx, {
    payroll_id: payroll.payroll_id,
    version: input.version,
    state: step.to,
    day: act.today,
    account_id,
  })
  if (moved === undefined)
    throw problem('payroll_version', { current: await getPayroll(act, input.payroll_id) })
  await record(act, `payroll.${step.act}`, payroll)
  return getPayroll(act, payroll.payroll_id)
}

/** The verb must be allowed, and the division must be a district within the caller's area: else it is not there. */
function authorise(act: Act, verb: PaymentVerb, division_code: string): { account_id: string } {
  const { account_id, area } = authorisePayment(act, verb)
  if (!division_code.startsWith(area) || districtOf(division_code) !== division_code) throw notFound()
  return { account_id }
}

function record(act: Act, verb: string, payroll: queries.PayrollRow): Promise<void> {
  return audit(act, {
    act: verb,
    subject_kind: 'payroll',
    subject_id: payroll.payroll_id,
    division_code: payroll.division_code,
    detail: { line_count: payroll.line_count, total: String(payroll.total) },
  })
}
