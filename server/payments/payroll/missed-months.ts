/**
 * What stands on no payroll though it should: months that are over and in which a household was entitled (a grant that
 * came late, an appeal that was won), and whatever was granted once, from the day on. It is paid by drafting the payroll
 * of its month.
 */
import type { TransactionSql } from 'postgres'
import type { Act } from '../../platform/act.ts'
import { addMonths, firstOfMonth } from '../../platform/clock/index.ts'
import { authorisePayment } from '../access.ts'
import { listForNamed } from './model.ts'

/** How far back months are looked for, as far as the pages offer them for drafting. */
const monthsBack = 24

export type MissedMonthRow = {
  programme_id: string
  division_code: string
  division_name: string
  month: string
  household_count: number
  /** Fen, of all these households. */
  amount: bigint
  /** Households that drafting leaves out, because payment is held or no account is known. */
  held_count: number
  no_account_count: number
}

/** The latest month first, by district; only districts of the caller's area. @throws payroll_not_permitted (403) */
export async function listMissedMonths(act: Act): Promise<MissedMonthRow[]> {
  const { area } = authorisePayment(act, 'view_payroll')
  const this_month = firstOfMonth(act.today)
  return selectMissedMonths(act.tx, {
    area,
    today: act.today,
    from: addMonths(this_month, 1 - monthsBack),
    to: addMonths(this_month, -1),
    named: listForNamed(),
  })
}

function selectMissedMonths(
  tx: TransactionSql,
  range: { area: string; today: string; from: string; to: string; named: string[] },
): Promise<MissedMonthRow[]> {
  return tx<MissedMonthRow[]>`
    with paid as materialized (
      -- By the payrolls of the places: a few of them name all lines, where a look-up a month would take the whole table.
      select l.household_id, p.programme_id, p.month, l.beneficiary_id
      from payroll p join payroll_line l using (payroll_id)
      where p.division_code >= ${range.area} and p.division_code < ${range.area} || ':'
        and p.month between ${range.from}::date and ${range.to}::date and l.kind = 'regular'
    ), due as (
      select e.household_id, e.programme_id, e.payee_id, e.amount, left(e.division_code, 6) as district, m::date as month,
        e.entitlement_id
      from entitlement e
      cross join lateral generate_series(
        greatest(lower(e.valid), ${range.from}::date)::timestamp,
        least(coalesce(upper(e.valid) - interval '1 month', ${range.to}::timestamp), ${range.to}::timestamp),
        interval '1 month') m
      where e.division_code >= ${range.area} and e.division_code < ${range.area} || ':'
    ), listed as (
      select d.household_id, d.programme_id, d.payee_id, d.amount, d.district, d.month from due d
      where d.programme_id <> all (${range.named}) and not exists (
        select from paid l
        where l.household_id = d.household_id and l.programme_id = d.programme_id and l.month = d.month)
      union all
      -- Of those who are named each has a line.
      select d.household_id, d.programme_id, s.payee_id, s.amount, d.district, d.month
      from due d join entitlement_share s using (entitlement_id)
      where d.programme_id = any (${range.named}) and not exists (
        select from paid l
        where l.household_id = d.household_id and l.programme_id = d.programme_id and l.month = d.month
          and (l.beneficiary_id is null or l.beneficiary_id = s.beneficiary_id))
      union all
      select g.household_id, g.programme_id, g.payee_id, g.amount, left(g.division_code, 6),
        date_trunc('month', g.granted_on)::date
      from one_off_grant g
      where g.ended_on is null and g.division_code >= ${range.area} and g.division_code < ${range.area} || ':'
        and not exists (
          select from payroll_line l where l.one_off_grant_id = g.one_off_grant_id and l.kind = 'one_off')
    ), missed as (
      select d.*,
        exists (select from entitlement_hold h
          where h.household_id = d.household_id and h.programme_id = d.programme_id and h.valid @> ${range.today}::date) as held,
        not exists (select from bank_account b where b.person_id = d.payee_id and b.valid @> ${range.today}::date) as no_account
      from listed d
    )
    select missed.programme_id, missed.district as division_code, division.name as division_name, missed.month,
      count(distinct missed.household_id)::int as household_count, sum(missed.amount)::bigint as amount,
      (count(distinct missed.household_id) filter (where held))::int as held_count,
      (count(distinct missed.household_id) filter (where no_account and not held))::int as no_account_count
    from missed join division on division.division_code = missed.district
    group by missed.programme_id, missed.district, division.name, missed.month
    order by missed.month desc, missed.district, missed.programme_id`
}
