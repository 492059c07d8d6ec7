/** SQL of the benefit ledger: what each month is due by the determinations that stand now. */
import type { Transaction } from '../../platform/db/index.ts'

export type DueRow = {
  month: string
  programme_id: string
  kind: 'monthly' | 'once'
  determination_id: string
  person_ids: string[]
  member_count: number
  amount: bigint
  /** What of the determination goes to an institution instead. */
  to_institution: bigint
}

/** One row for each month of each programme, from `from` to `to`, both first days of months. */
export function listDue(
  tx: Transaction,
  of: { household_id: string; from: string; to: string },
): Promise<DueRow[]> {
  return tx<DueRow[]>`
    with due as (
      select m::date as month, e.programme_id, 'monthly' as kind, e.determination_id, e.member_count, e.amount
      from entitlement e
      cross join lateral generate_series(
        greatest(lower(e.valid), ${of.from}::date)::timestamp,
        least(coalesce(upper(e.valid) - interval '1 month', ${of.to}::timestamp), ${of.to}::timestamp),
        interval '1 month') m
      where e.household_id = ${of.household_id}
      union all
      select date_trunc('month', g.granted_on)::date, g.programme_id, 'once', g.determination_id, g.member_count, g.amount
      from one_off_grant g
      where g.household_id = ${of.household_id} and g.ended_on is null
        and g.granted_on >= ${of.from}::date and g.granted_on < ${of.to}::date + interval '1 month'
    )
    select due.month, due.programme_id, due.kind, due.determination_id, due.member_count, due.amount,
      array(
        select distinct b.person_id from determination_beneficiary b
        where b.determination_id = due.determination_id order by b.person_id) as person_ids,
      coalesce((
        select sum(b.amount)::bigint from determination_beneficiary b
        where b.determination_id = due.determination_id and b.payee = 'institution'), 0) as to_institution
    from due
    order by due.month desc, due.programme_id, due.kind`
}

export type DifferenceOfMonth = {
  month: string
  programme_id: string
  settled: bigint
  waived: bigint
}

/** What of each month's differences was paid or recovered since, and what was waived; fen. */
export function listDifferencesByMonth(tx: Transaction, household_id: string): Promise<DifferenceOfMonth[]> {
  return tx<DifferenceOfMonth[]>`
    select month, programme_id, sum(settled_amount)::bigint as settled,
      coalesce(sum(amount - settled_amount) filter (where state = 'waived'), 0)::bigint as waived
    from difference_item where household_id = ${household_id}
    group by month, programme_id`
}
