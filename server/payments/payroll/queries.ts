/** SQL of payrolls: their head, their lists, and the figures that are booked. */
import type { TransactionSql } from 'postgres'
import type { Listing } from '../../platform/db/index.ts'
import type { PayrollKind, PayrollState } from './model.ts'

export type PayrollRow = {
  payroll_id: string
  programme_id: string
  division_code: string
  division_name: string
  month: string
  kind: PayrollKind
  sequence: number
  state: PayrollState
  line_count: number
  total: bigint
  prepared_by: string | null
  prepared_by_name: string | null
  prepared_on: string
  locked_on: string | null
  approved_by: string | null
  approved_by_name: string | null
  approved_on: string | null
  sent_on: string | null
  returned_on: string | null
  reconciled_on: string | null
  due_on: string
  version: number
}

/** A page of a list; all of it where `limit` is null. */
export type Cut = { limit: number | null; offset: number }
export const whole: Cut = { limit: null, offset: 0 }

export async function findPayroll(tx: TransactionSql, payroll_id: string): Promise<PayrollRow | undefined> {
  const [row] = await tx<PayrollRow[]>`
    select p.payroll_id, p.programme_id, p.division_code, d.name as division_name, p.month, p.kind, p.sequence, p.state,
      p.line_count, p.total, p.prepared_by, pa.display_name as prepared_by_name, p.prepared_on, p.locked_on,
      p.approved_by, aa.display_name as approved_by_name, p.approved_on, p.sent_on, p.returned_on, p.reconciled_on,
      p.due_on, p.version
    from payroll p
    join division d using (division_code)
    left join account pa on pa.account_id = p.prepared_by
    left join account aa on aa.account_id = p.approved_by
    where p.payroll_id = ${payroll_id}`
  return row
}

export function listPayrolls(
  tx: TransactionSql,
  filter: {
    programme_id: string | null
    division_code: string | null
    month: string | null
    state: PayrollState | null
  } & Cut,
): Listing<PayrollRow & { total_count: number }> {
  return tx<(PayrollRow & { total_count: number })[]>`
    select p.payroll_id, p.programme_id, p.division_code, d.name as division_name, p.month, p.kind, p.sequence, p.state,
      p.line_count, p.total, p.prepared_by, pa.display_name as prepared_by_name, p.prepared_on, p.locked_on,
      p.approved_by, aa.display_name as approved_by_name, p.approved_on, p.sent_on, p.returned_on, p.reconciled_on,
      p.due_on, p.version, count(*) over ()::int as total_count
    from payroll p
    join division d using (division_code)
    left join account pa on pa.account_id = p.prepared_by
    left join account aa on aa.account_id = p.approved_by
    where (${filter.programme_id}::text is null or p.programme_id = ${filter.programme_id})
      and (${filter.division_code}::text is null or starts_with(p.division_code, ${filter.division_code}))
      and (${filter.month}::date is null or p.month = ${filter.month}::date)
      and (${filter.state}::text is null or p.state = ${filter.state})
    order by p.month desc, p.division_code, p.kind, p.sequence
    limit ${filter.limit} offset ${filter.offset}`
}

/** The draft that a district already has for the month, if any. */
export async function findDraft(
  tx: TransactionSql,
  key: { programme_id: string; division_code: string; month: string; kind: PayrollKind },
): Promise<{ payroll_id: string } | undefined> {
  const [row] = await tx<{ payroll_id: string }[]>`
    select payroll_id from payroll
    where programme_id = ${key.programme_id} and division_code = ${key.division_code} and month = ${key.month}::date
      and kind = ${key.kind} and state = 'draft'
    for update`
  return row
}

export async function insertPayroll(
  tx: TransactionSql,
  payroll: {
    programme_id: string
    division_code: string
    month: string
    kind: PayrollKind
    prepared_by: string
    prepared_on: string
    due_on: string
  },
): Promise<string> {
  const [row] = await tx<{ payroll_id: string }[]>`
    insert into payroll (programme_id, division_code, month, kind, sequence, state, prepared_by, prepared_on, due_on)
    select ${payroll.programme_id}, ${payroll.division_code}, ${payroll.month}::date, ${payroll.kind},
      coalesce(max(sequence), 0) + 1, 'draft', ${payroll.prepared_by}::uuid, ${payroll.prepared_on}::date,
      ${payroll.due_on}::date
    from payroll
    where programme_id = ${payroll.programme_id} and division_code = ${payroll.division_code}
      and month = ${payroll.month}::date and kind = ${payroll.kind}
    returning payroll_id`
  return row!.payroll_id
}

/** Counts the lines into the head. */
export async function updatePayrollTotals(
  tx: TransactionSql,
  payroll_id: string,
): Promise<{ line_count: number; total: bigint }> {
  const [row] = await tx<{ line_count: number; total: bigint }[]>`
    update payroll p
    set line_count = l.line_count, total = l.total, version = p.version + 1
    from (
      select count(*)::int as line_count, coalesce(sum(amount), 0)::bigint as total
      from payroll_line where payroll_id = ${payroll_id}
    ) l
    where p.payroll_id = ${payroll_id}
    returning p.line_count, p.total`
  return row!
}

/**
 * Moves a payroll on when it still has the version that the caller saw. Undefined when it was changed meanwhile.
 * `day` is written into the column that belongs to the new state.
 */
export async function findPayrollMoved(
  tx: TransactionSql,
  step: {
    payroll_id: string
    version: number
    state: PayrollState
    day: string
    account_id: string
  },
): Promise<{ version: number } | undefined> {
  const [row] = await tx<{ version: number }[]>`
    update payroll
    set state = ${step.state}, version = version + 1,
      prepared_by = case when ${step.state} = 'locked' then ${step.account_id}::uuid else prepared_by end,
      locked_on = case ${step.state} when 'locked' then ${step.day}::date when 'draft' then null else locked_on end,
      approved_by = case when ${step.state} = 'approved' then ${step.account_id}::uuid else approved_by end,
      approved_on = case when ${step.state} = 'approved' then ${step.day}::date else approved_on end,
      sent_on = case when ${step.state} = 'sent' then ${step.day}::date else sent_on end,
      returned_on = case when ${step.state} in ('returned', 'reconciled') then ${step.day}::date else returned_on end,
      reconciled_on = case when ${step.state} = 'reconciled' then ${step.day}::date else reconciled_on end
    where payroll_id = ${step.payroll_id} and version = ${step.version}
    returning version`
  return row
}

/** What an approval books. Fen. */
export async function getApprovalTotals(
  tx: TransactionSql,
  payroll_id: string,
): Promise<{ regular: bigint; recovered: bigint }> {
  const [row] = await tx<{ regular: bigint; recovered: bigint }[]>`
    select
      (select coalesce(sum(regular_amount), 0)::bigint from payroll_line where payroll_id = ${payroll_id}) as regular,
      (select coalesce(-sum(s.amount), 0)::bigint
        from difference_settlement s join payroll_line l using (payroll_line_id)
        where l.payroll_id = ${payroll_id} and s.amount < 0) as recovered`
  return row!
}

export type PayrollLineRow = {
  payroll_line_id: string
  payroll_id: string
  household_id: string
  programme_id: string
  month: string
  payee_id: string
  payee_name: string
  /** For whom, where the programme is for single people; null also for somebody whom the caller may not see. */
  beneficiary_name: string | null
  bank_name: string | null
  bank_account_tail: string | null
  regular_amount: bigint
  difference_amount: bigint
  amount: bigint
  kind: 'regular' | 'one_off' | 'reissue'
  state: 'pending' | 'sent' | 'paid' | 'returned' | 'reissued'
  return_reason: string | null
  division_code: string
  division_name: string
  determination_id: string
}

/** The name on a line; of people under protection only who is entitled to them reads it. */
const payeeName = (tx: TransactionSql) => tx`
  coalesce((select l.payee_name from person where person.person_id = l.payee_id), '受保护对象') as payee_name,
  (select person.name from person where person.person_id = l.beneficiary_id) as beneficiary_name`

export function listPayrollLines(
  tx: TransactionSql,
  filter: {
    payroll_id: string
    state: string | null
    division_code: string | null
  } & Cut,
): Listing<PayrollLineRow & { total_count: number; total_amount: bigint }> {
  return tx<(PayrollLineRow & { total_count: number; total_amount: bigint })[]>`
    select l.payroll_line_id, l.payroll_id, l.household_id, l.programme_id, l.month, l.payee_id, ${payeeName(tx)},
      l.bank_name, right(l.bank_account_number, 4) as bank_account_tail, l.regular_amount, l.difference_amount, l.amount,
      l.kind, coalesce(l.answer, case when p.state in ('draft', 'locked', 'approved') then 'pending' else 'sent' end) as state,
      l.return_reason, l.division_code, d.name as division_name, l.determination_id,
      count(*) over ()::int as total_count, sum(l.amount) over ()::bigint as total_amount
    from payroll_line l
    join payroll p using (payroll_id)
    left join division d on d.division_code = l.division_code
    where l.payroll_id = ${filter.payroll_id}
      and (${filter.state}::text is null or ${filter.state} =
        coalesce(l.answer, case when p.state in ('draft', 'locked', 'approved') then 'pending' else 'sent' end))
      and (${filter.division_code}::text is null or starts_with(l.division_code, ${filter.division_code}))
    order by l.division_code, l.payee_name, l.payroll_line_id
    limit ${filter.limit} offset ${filter.offset}`
}

/** Returned lines that wait for a good account; work of the district's finance. */
export function listReturnedLines(
  tx: TransactionSql,
  filter: { division_code: string; today: string } & Cut,
): Listing<PayrollLineRow & { returned_on: string | null; account_changed: boolean; total_count: number }> {
  return tx<
    (PayrollLineRow & { returned_on: string | null; account_changed: boolean; total_count: number })[]
  >`
    with listed as (
      select l.*, p.returned_on, count(*) over ()::int as total_count
      from payroll_line l
      join payroll p using (payroll_id)
      where l.answer = 'returned' and starts_with(l.division_code, ${filter.division_code})
      order by p.returned_on, l.payroll_line_id
      limit ${filter.limit} offset ${filter.offset}
    )
    select l.payroll_line_id, l.payroll_id, l.household_id, l.programme_id, l.month, l.payee_id, ${payeeName(tx)},
      l.bank_name, right(l.bank_account_number, 4) as bank_account_tail, l.regular_amount, l.difference_amount, l.amount,
      l.kind, l.answer as state, l.return_reason, l.division_code, d.name as division_name, l.determination_id, l.returned_on,
      coalesce(b.number <> l.bank_account_number, false) as account_changed, l.total_count
    from listed l
    left join division d on d.division_code = l.division_code
    left join lateral account_of_returned_line(l.payroll_line_id, ${filter.today}::date) b on true
    order by l.returned_on, l.payroll_line_id`
}

/** A month of a programme in a district, as it stands today. */
export type OfMonth = { programme_id: string; division_code: string; month: string; today: string }

export type PayrollExceptionRow = {
  household_id: string
  payee_id: string
  payee_name: string
  amount: bigint
  /** `restricted`: under protection, and the caller is not entitled to the record. */
  reason: 'no_account' | 'held' | 'restricted'
  hold_reason: string | null
  division_code: string
  division_name: string
}

/** Entitled in the month, yet not on a payroll: each with why. */
export function listPayrollExceptions(tx: TransactionSql, filter: OfMonth): Promise<PayrollExceptionRow[]> {
  return tx<PayrollExceptionRow[]>`
    select e.household_id, e.payee_id, coalesce(p.name, '受保护对象') as payee_name, e.amount, e.division_code,
      d.name as division_name, h.reason as hold_reason,
      case when h.reason is not null then 'held' when p.person_id is null then 'restricted' else 'no_account' end as reason
    from entitlement e
    left join person p on p.person_id = e.payee_id
    join division d on d.division_code = e.division_code
    left join lateral (
      select reason from entitlement_hold h
      where h.household_id = e.household_id and h.programme_id = e.programme_id and h.valid @> ${filter.today}::date
      limit 1) h on true
    where e.programme_id = ${filter.programme_id}
      and e.division_code >= ${filter.division_code} and e.division_code < ${filter.division_code} || ':'
      and e.valid @> ${filter.month}::date
      and (h.reason is not null or p.person_id is null or not exists (
        select from bank_account b where b.person_id = e.payee_id and b.valid @> ${filter.today}::date))
      and not exists (
        select from payroll_line l
        where l.household_id = e.household_id and l.programme_id = e.programme_id
          and l.month = ${filter.month}::date and l.kind = 'regular')
    order by e.division_code, p.name
    limit 500`
}

export async function getRecoveryCapPercent(tx: TransactionSql, today: string): Promise<number> {
  const [row] = await tx<{ label: string }[]>`
    select label from dictionary_entry
    where dictionary = 'payment_rule' and code = 'recovery_cap_percent' and valid @> ${today}::date`
  if (row === undefined) throw new Error('payment_rule recovery_cap_percent is not in force')
  return Number(row.label)
}
