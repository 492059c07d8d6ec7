/** SQL behind the figures of a programme of assistance: who is on it, what was paid, what is being handled. */
import type { TransactionSql } from 'postgres'
import type { ByDivision, Scope } from '../../insight/index.ts'
import type { Listing } from '../../platform/db/index.ts'

type Of = Scope & { programme_id: string }
type OfDivisions = Of & { digits: number }
type OfPage = Of & { limit: number | null; offset: number }

/** Households on the programme on the day, per division. */
export function listHouseholdsByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(e.households)::bigint as value
    from (
      select left(division_code, ${of.digits}) as division_code, count(*) as households
      from entitlement
      where programme_id = ${of.programme_id} and valid @> ${of.as_of}::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      group by 1
    ) e
    join division d using (division_code)
    group by 1`
}

/** People that these households' determinations count, per division. */
export function listPeopleByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(e.people)::bigint as value
    from (
      select left(division_code, ${of.digits}) as division_code, sum(member_count) as people
      from entitlement
      where programme_id = ${of.programme_id} and valid @> ${of.as_of}::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      group by 1
    ) e
    join division d using (division_code)
    group by 1`
}

export type HouseholdRow = {
  household_id: string
  /** null for somebody whom the caller may not see. */
  payee_name: string | null
  division_name: string | null
  member_count: number
  amount: bigint
  from_month: string
  total: number
}

/** These households, place by place. The page is cut first and only its rows get their names. */
export function listHouseholds(tx: TransactionSql, of: OfPage): Listing<HouseholdRow> {
  return tx<HouseholdRow[]>`
    with listed as (
      select household_id, payee_id, member_count, amount, lower(valid) as from_month, division_code
      from entitlement
      where programme_id = ${of.programme_id} and valid @> ${of.as_of}::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      order by division_code, household_id
      limit ${of.limit} offset ${of.offset}
    )
    select l.household_id, p.name as payee_name, d.name as division_name, l.member_count, l.amount, l.from_month, (
      select count(*)::int from entitlement
      where programme_id = ${of.programme_id} and valid @> ${of.as_of}::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
    ) as total
    from listed l
    left join person p on p.person_id = l.payee_id
    left join division d on d.division_code = l.division_code
    order by l.division_code, l.household_id`
}

/**
 * Households that were given aid once or oftener in the year of the day, up to it, by grants that left for the bank and
 * did not come back: each once, with the sum, and the place, the people and the day of the latest.
 */
const aided = (tx: TransactionSql, of: Of) => tx`(
  select distinct on (g.household_id) g.household_id, g.payee_id, g.member_count, g.granted_on as from_month, g.division_code,
    (sum(g.amount) over (partition by g.household_id))::bigint as amount
  from one_off_grant g
  where g.programme_id = ${of.programme_id} and g.ended_on is null
    and g.division_code >= ${of.division_code} and g.division_code < ${of.division_code} || ':'
    and g.granted_on >= date_trunc('year', ${of.as_of}::date)::date and g.granted_on <= ${of.as_of}::date
    and exists (
      select from payroll_line l join payroll p using (payroll_id)
      where l.one_off_grant_id = g.one_off_grant_id and p.sent_on <= ${of.as_of}::date
        and (l.answer is null or l.answer = 'paid'))
  order by g.household_id, g.granted_on desc, g.one_off_grant_id desc)`

/** Households aided in the year, per division. */
export function listAidedHouseholdsByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(a.households)::bigint as value
    from (
      select left(division_code, ${of.digits}) as division_code, count(*) as households
      from ${aided(tx, of)} aided group by 1
    ) a
    join division d using (division_code)
    group by 1`
}

/** People whom the latest decision on each of them counts, per division. */
export function listAidedPeopleByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(a.people)::bigint as value
    from (
      select left(division_code, ${of.digits}) as division_code, sum(member_count) as people
      from ${aided(tx, of)} aided group by 1
    ) a
    join division d using (division_code)
    group by 1`
}

/** These households, place by place. */
export function listAided(tx: TransactionSql, of: OfPage): Listing<HouseholdRow> {
  return tx<HouseholdRow[]>`
    select a.household_id, p.name as payee_name, d.name as division_name, a.member_count, a.amount, a.from_month, a.total
    from (
      select *, (count(*) over ())::int as total from ${aided(tx, of)} aided
      order by division_code, household_id
      limit ${of.limit} offset ${of.offset}
    ) a
    left join person p on p.person_id = a.payee_id
    left join division d on d.division_code = a.division_code
    order by a.division_code, a.household_id`
}

/** Fen that left for the bank and did not come back, for the month of the day, per division of the household. */
export function listSpendByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(s.amount)::bigint as value
    from (
      select left(division_code, ${of.digits}) as division_code, sum(amount) as amount
      from payroll_spend
      where programme_id = ${of.programme_id} and month = date_trunc('month', ${of.as_of}::date)::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      group by 1
    ) s
    join division d using (division_code)
    group by 1`
}

export type SpendRow = {
  payroll_line_id: string
  payroll_id: string
  /** null for somebody whom the caller may not see. */
  payee_name: string | null
  division_name: string | null
  amount: bigint
  answer: string | null
  total: number
}

/** The lines behind it: those of the payrolls that were sent with this month in them, without what came back. */
export function listPayments(tx: TransactionSql, of: OfPage): Listing<SpendRow> {
  return tx<SpendRow[]>`
    with spent as materialized (
      select payroll_id, sum(line_count)::int as line_count
      from payroll_spend
      where programme_id = ${of.programme_id} and month = date_trunc('month', ${of.as_of}::date)::date
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      group by payroll_id
    ), listed as (
      select * from payroll_line
      where payroll_id in (select payroll_id from spent) and programme_id = ${of.programme_id}
        and month = date_trunc('month', ${of.as_of}::date)::date and (answer = 'paid' or answer is null)
        and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
      order by division_code, payroll_line_id
      limit ${of.limit} offset ${of.offset}
    )
    select l.payroll_line_id, l.payroll_id, case when p.person_id is not null then l.payee_name end as payee_name,
      d.name as division_name, l.amount, l.answer, (select sum(line_count)::int from spent) as total
    from listed l
    left join person p on p.person_id = l.payee_id
    left join division d on d.division_code = l.division_code
    order by l.division_code, l.payroll_line_id`
}

/**
 * Cases that were open on the day: those that are open still, and those that were closed after it. With `overdue`,
 * those past their step's date then.
 */
const openOn = (tx: TransactionSql, of: Of & { overdue: boolean }) => tx`
  c.programme_id = ${of.programme_id} and c.opened_on <= ${of.as_of}::date
  and (c.state = 'open' or c.closed_on > ${of.as_of}::date)
  and (not ${of.overdue} or c.due_on < ${of.as_of}::date)
  and c.division_code >= ${of.division_code} and c.division_code < ${of.division_code} || ':'`

export function listCasesByDivision(
  tx: TransactionSql,
  of: OfDivisions & { overdue: boolean },
): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(f.cases)::bigint as value
    from (
      select left(c.division_code, ${of.digits}) as division_code, count(*) as cases
      from case_file c where ${openOn(tx, of)}
      group by 1
    ) f
    join division d using (division_code)
    group by 1`
}

export type CaseRow = {
  case_id: string
  case_number: string
  name: string | null
  division_name: string | null
  opened_on: string
  due_on: string | null
  total: number
}

export function listCases(tx: TransactionSql, of: OfPage & { overdue: boolean }): Listing<CaseRow> {
  return tx<CaseRow[]>`
    with listed as (
      select c.*, count(*) over ()::int as total
      from case_file c where ${openOn(tx, of)}
      order by c.due_on, c.case_id
      limit ${of.limit} offset ${of.offset}
    )
    select l.case_id, l.case_number, p.name, d.name as division_name, l.opened_on, l.due_on, l.total
    from listed l
    left join person p on p.person_id = l.person_id
    left join division d on d.division_code = l.division_code
    order by l.due_on, l.case_id`
}

/** Fen per month that left for the bank and did not come back. */
export function listSpendByMonth(
  tx: TransactionSql,
  of: { programme_id: string; division_code: string; from: string; until: string },
): Promise<{ month: string; value: bigint }[]> {
  return tx<{ month: string; value: bigint }[]>`
    select month, sum(amount)::bigint as value
    from payroll_spend
    where programme_id = ${of.programme_id} and month between ${of.from}::date and ${of.until}::date
      and division_code >= ${of.division_code} and division_code < ${of.division_code} || ':'
    group by month
    order by month`
}
