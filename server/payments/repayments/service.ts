/**
 * What a household pays back by itself of what it was given too much, over the counter or by transfer: one person takes
 * it in, another books it, and only then is it settled. Deductions from later months are the payroll's matter.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { authorisePayment } from '../access.ts'
import { shareProgramme } from '../entitlements/queries.ts'
import { bookRepaid } from '../ledger/model.ts'
import { book } from '../ledger/service.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { RepaymentRow } from './queries.ts'

/**
 * Takes in what the household brought; it waits for a second person.
 * @throws repayment_too_much, repayment_ahead (422), difference_not_open, repayment_twice (409), 403, 404
 */
export async function recordRepayment(
  act: Act,
  input: {
    difference_item_id: string
    amount: bigint
    means: 'cash' | 'transfer'
    reference: string
    received_on: string
  },
): Promise<string> {
  const { account_id } = authorisePayment(act, 'record_repayment')
  if (input.received_on > act.today) throw problem('repayment_ahead', { field: 'received_on' })
  const recovery = await queries.findRecovery(act.tx, input.difference_item_id)
  if (recovery === undefined) throw notFound()
  if (recovery.state !== 'open' && recovery.state !== 'stayed') throw problem('difference_not_open')
  if (input.amount > recovery.remaining) throw problem('repayment_too_much', { field: 'amount' })
  const { household_id, programme_id, division_code } = recovery
  const repayment_id = await queries.insertRepayment(act.tx, {
    ...input,
    household_id,
    programme_id,
    division_code,
    recorded_by: account_id,
    recorded_on: act.today,
  })
  await record(act, 'repayment.record', { repayment_id, division_code, amount: input.amount })
  return repayment_id
}

/**
 * A second person has counted it, too: booked, and no longer to be recovered. Waits while a payroll of the programme is
 * being approved. @throws repayment_self_booking (403), repayment_not_open, difference_not_open (409)
 */
export async function bookRepayment(act: Act, input: { repayment_id: string }): Promise<void> {
  const { account_id } = authorisePayment(act, 'book_repayment')
  const repayment = await getRepayment(act, input.repayment_id)
  if (repayment.recorded_by === account_id) throw problem('repayment_self_booking')
  await shareProgramme(act.tx, repayment.programme_id)
  const booked = await queries.findRepaymentBooked(act.tx, {
    repayment_id: repayment.repayment_id,
    booked_by: account_id,
    booked_on: act.today,
  })
  if (booked === undefined) throw problem('repayment_not_open')
  if ((await queries.findRecoverySettled(act.tx, booked)) === undefined) throw problem('difference_not_open')
  await book(act, {
    kind: 'repayment',
    text: '多发的已退还',
    reference: `repayment:${repayment.repayment_id}`,
    division_code: repayment.division_code,
    entries: bookRepaid(booked.amount),
  })
  await record(act, 'repayment.book', repayment)
}

/** What was taken in wrongly, or given back, before anybody booked it. @throws repayment_not_open (409) */
export async function cancelRepayment(
  act: Act,
  input: { repayment_id: string; reason: string },
): Promise<void> {
  authorisePayment(act, 'record_repayment')
  const repayment = await getRepayment(act, input.repayment_id)
  if ((await queries.findRepaymentCancelled(act.tx, input)) === undefined) throw problem('repayment_not_open')
  await record(act, 'repayment.cancel', repayment)
}

/** @throws not_found (404) */
async function getRepayment(act: Act, repayment_id: string): Promise<RepaymentRow> {
  const [found] = await queries.listRepayments(act.tx, {
    repayment_id,
    household_id: null,
    state: null,
    limit: 1,
    offset: 0,
  })
  if (found === undefined) throw notFound()
  return found
}

const record = (
  act: Act,
  verb: string,
  { repayment_id, division_code, amount }: Pick<RepaymentRow, 'repayment_id' | 'division_code' | 'amount'>,
): Promise<void> =>
  audit(act, {
    act: verb,
    subject_kind: 'repayment',
    subject_id: repayment_id,
    division_code,
    detail: { amount: String(amount) },
  })
