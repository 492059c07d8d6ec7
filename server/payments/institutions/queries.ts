/** SQL of sums that go to an institution for the lines of a roster that it has accepted. */
import type { TransactionSql } from 'postgres'

export type InstitutionPaymentState = 'prepared' | 'approved' | 'paid' | 'cancelled'

export type InstitutionPaymentRow = {
  institution_payment_id: string
  programme_id: string
  roster_id: string
  payee_name: string
  line_count: number
  amount: bigint
  state: InstitutionPaymentState
  prepared_by: string
  prepared_by_name: string | null
  prepared_on: string
  approved_by_name: string | null
  approved_on: string | null
  paid_on: string | null
  bank_reference: string | null
  version: number
  division_code: string
}

/** The latest first; of one roster, or the one named. */
export function listInstitutionPayments(
  tx: TransactionSql,
  of: { roster_id: string | null; institution_payment_id: string | null },
): Promise<InstitutionPaymentRow[]> {
  return tx<InstitutionPaymentRow[]>`
    select institution_payment_id, programme_id, roster_id, payee_name, line_count, amount, state, prepared_by,
      staff_name(prepared_by) as prepared_by_name, prepared_on, staff_name(approved_by) as approved_by_name, approved_on,
      paid_on, bank_reference, version, division_code
    from institution_payment
    where (${of.roster_id}::uuid is null or roster_id = ${of.roster_id})
      and (${of.institution_payment_id}::uuid is null or institution_payment_id = ${of.institution_payment_id})
    order by institution_payment_id desc`
}

/** Which of these lines no payment has yet. */
export async function listUnpaidLines(
  tx: TransactionSql,
  roster_line_ids: readonly string[],
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select l.id::text as id from unnest(${roster_line_ids as string[]}::uuid[]) as l (id)
    where not exists (select from institution_payment_line p where p.roster_line_id = l.id)`
  return rows.map((row) => row.id)
}

export async function insertInstitutionPayment(
  tx: TransactionSql,
  payment: {
    programme_id: string
    roster_id: string
    payee_name: string
    prepared_by: string
    prepared_on: string
    division_code: string
    lines: readonly { roster_line_id: string; amount: bigint }[]
  },
): Promise<string> {
  const ids = payment.lines.map((line) => line.roster_line_id)
  const amounts = payment.lines.map((line) => String(line.amount))
  const [row] = await tx<{ institution_payment_id: string }[]>`
    with line as (
      select l.id, l.amount from unnest(${ids}::uuid[], ${amounts}::bigint[]) as l (id, amount)
    ), made as (
      insert into institution_payment (programme_id, roster_id, payee_name, line_count, amount, prepared_by, prepared_on,
        division_code)
      select ${payment.programme_id}, ${payment.roster_id}::uuid, ${payment.payee_name}, count(*)::int, sum(amount)::bigint,
        ${payment.prepared_by}::uuid, ${payment.prepared_on}::date, ${payment.division_code}
      from line
      returning institution_payment_id, division_code
    ), lines as (
      insert into institution_payment_line (roster_line_id, institution_payment_id, amount, division_code)
      select line.id, made.institution_payment_id, line.amount, made.division_code from line cross join made
    )
    select institution_payment_id from made`
  return row!.institution_payment_id
}

/** Moves a payment on when it still has the version that the caller saw; undefined when it was changed meanwhile. */
export async function findPaymentMoved(
  tx: TransactionSql,
  step: {
    institution_payment_id: string
    version: number
    state: InstitutionPaymentState
    approved_by: string | null
    on: string
    bank_reference: string | null
  },
): Promise<{ version: number } | undefined> {
  const [row] = await tx<{ version: number }[]>`
    update institution_payment
    set state = ${step.state}, version = version + 1,
      approved_by = case ${step.state} when 'approved' then ${step.approved_by}::uuid else approved_by end,
      approved_on = case ${step.state} when 'approved' then ${step.on}::date else approved_on end,
      paid_on = case ${step.state} when 'paid' then ${step.on}::date else paid_on end,
      bank_reference = case ${step.state} when 'paid' then ${step.bank_reference} else bank_reference end
    where institution_payment_id = ${step.institution_payment_id} and version = ${step.version}
    returning version`
  return row
}

/** Lets go the lines of a payment that was cancelled: another one may carry them. */
export async function deletePaymentLines(tx: TransactionSql, institution_payment_id: string): Promise<void> {
  await tx`delete from institution_payment_line where institution_payment_id = ${institution_payment_id}`
}
