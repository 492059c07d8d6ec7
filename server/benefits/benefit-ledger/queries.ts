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

/** Of the difference `d`: the month of the grant that it corrects, where the programme pays once; else no row. */
const monthOfGrant = (tx: Transaction) => tx`(
  select date_trunc('month', g.granted_on)::date as month from one_off_grant g
  where g.household_id = d.household_id and g.programme_id = d.programme_id and g.granted_on <= d.recorded_on
  order by g.determination_id = d.previous_determination_id desc, g.granted_on desc, g.one_off_grant_id desc
  limit 1)`

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
      union all
      -- What was granted once and decided lower afterwards is due that much less, in the month of the grant.
      select o.month, d.programme_id, 'once', d.determination_id, 0,
        case when d.state = 'waived' and d.waived_by is null then d.settled_amount else d.amount end
      from difference_item d cross join lateral ${monthOfGrant(tx)} o
      where d.household_id = ${of.household_id} and d.amount < 0
    )
    select due.month, due.programme_id, due.kind, due.determination_id, due.member_count, due.amount,
      array(
        select distinct b.person_id from determination_beneficiary b
        where b.determination_id = due.determination_id order by b.person_id) as person_ids,
      coalesce((
        select sum(b.amount)::bigint from determination_beneficiary b
        where b.determination_id = due.determination_id and b.payee = 'institution'), 0) as to_institution
    from due
    order by due.month desc, due.programme_id, due.kind, due.amount desc`
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
    select coalesce(o.month, d.month) as month, d.programme_id, sum(d.settled_amount)::bigint as settled,
      coalesce(sum(d.amount - d.settled_amount) filter (
        where d.state = 'waived' and (o.month is null or d.waived_by is not null)), 0)::bigint as waived
    from difference_item d left join lateral ${monthOfGrant(tx)} o on true
    where d.household_id = ${household_id}
    group by 1, d.programme_id`
}
