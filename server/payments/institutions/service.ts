/**
 * One sum to an institution for the lines of a roster that it has acknowledged: prepared from them, approved and booked
 * by a second person, paid when the bank says so. A line is paid once, whatever is prepared again.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { getRoster, getRosterKind, listAcceptedAmounts } from '../../casework/index.ts'
import { authorisePayment, type PaymentVerb } from '../access.ts'
import { bookApproval, bookReturn, bookSending } from '../ledger/model.ts'
import { book } from '../ledger/service.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { InstitutionPaymentRow, InstitutionPaymentState } from './queries.ts'

type Versioned = { institution_payment_id: string; version: number }

/** Prepares the sum of what is acknowledged and not paid yet. @throws institution_nothing_due (409), 403, 404 */
export async function preparePayment(act: Act, input: { roster_id: string }): Promise<InstitutionPaymentRow> {
  const { account_id } = authorisePayment(act, 'prepare_payroll')
  const roster = await getRoster(act, input.roster_id)
  const accepted = await listAcceptedAmounts(act.tx, roster.roster_id)
  const unpaid = new Set(
    await queries.listUnpaidLines(
      act.tx,
      accepted.map((line) => line.roster_line_id),
    ),
  )
  const lines = accepted.filter((line) => unpaid.has(line.roster_line_id))
  if (lines.length === 0) throw problem('institution_nothing_due')
  const id = await queries.insertInstitutionPayment(act.tx, {
    programme_id: roster.kind,
    roster_id: roster.roster_id,
    payee_name: getRosterKind(roster.kind).office,
    prepared_by: account_id,
    prepared_on: act.today,
    division_code: roster.division_code,
    lines,
  })
  const made = await getPayment(act, id)
  await record(act, 'institution_payment.prepare', made)
  return made
}

/** A second person approves: the sum is owed and on its way. @throws payroll_self_approval (403), payroll_state (409) */
export async function approvePayment(act: Act, input: Versioned): Promise<InstitutionPaymentRow> {
  const { account_id } = authorisePayment(act, 'approve_payroll')
  const payment = await getPayment(act, input.institution_payment_id)
  if (payment.prepared_by === account_id) throw problem('payroll_self_approval')
  const approved = await move(act, input, 'approve_payroll', 'prepared', 'approved')
  const text = `${payment.payee_name} 资助 ${payment.line_count} 人`
  await book(act, {
    kind: 'institution_payment',
    text,
    reference: `institution-payment:${payment.institution_payment_id}`,
    division_code: payment.division_code,
    entries: [...bookApproval({ regular: payment.amount, recovered: 0n }), ...bookSending(payment.amount)],
  })
  return approved
}

/** The bank has paid it, by its reference. @throws payroll_state (409) */
export async function confirmPayment(
  act: Act,
  input: Versioned & { bank_reference: string },
): Promise<InstitutionPaymentRow> {
  const paid = await move(act, input, 'exchange_with_bank', 'approved', 'paid', input.bank_reference)
  await book(act, {
    kind: 'institution_payment',
    text: `${paid.payee_name} 到账`,
    reference: `institution-payment-paid:${paid.institution_payment_id}`,
    division_code: paid.division_code,
    entries: bookReturn({ paid: paid.amount, returned: 0n }),
  })
  return paid
}

/** Takes back what nobody has approved; its lines may be prepared anew. */
export async function cancelPayment(act: Act, input: Versioned): Promise<InstitutionPaymentRow> {
  const cancelled = await move(act, input, 'prepare_payroll', 'prepared', 'cancelled')
  await queries.deletePaymentLines(act.tx, input.institution_payment_id)
  return cancelled
}

/** @throws not_found (404) */
async function getPayment(act: Act, institution_payment_id: string): Promise<InstitutionPaymentRow> {
  const [found] = await queries.listInstitutionPayments(act.tx, { roster_id: null, institution_payment_id })
  if (found === undefined) throw notFound()
  return found
}

async function move(
  act: Act,
  input: Versioned,
  verb: PaymentVerb,
  from: InstitutionPaymentState,
  to: InstitutionPaymentState,
  bank_reference: string | null = null,
): Promise<InstitutionPaymentRow> {
  const { account_id } = authorisePayment(act, verb)
  const payment = await getPayment(act, input.institution_payment_id)
  if (payment.version !== input.version) throw problem('payroll_version', { current: payment })
  if (payment.state !== from) throw problem('payroll_state', { current: payment })
  const moved = await queries.findPaymentMoved(act.tx, {
    ...input,
    state: to,
    approved_by: account_id,
    on: act.today,
    bank_reference,
  })
  if (moved === undefined) throw problem('payroll_version', { current: payment })
  await record(act, `institution_payment.${to}`, payment)
  return getPayment(act, input.institution_payment_id)
}

const record = (act: Act, verb: string, payment: InstitutionPaymentRow): Promise<void> =>
  audit(act, {
    act: verb,
    subject_kind: 'institution_payment',
    subject_id: payment.institution_payment_id,
    division_code: payment.division_code,
    detail: { line_count: payment.line_count, amount: String(payment.amount) },
  })
