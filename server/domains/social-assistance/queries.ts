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
    select coalesce(d.successor_code, d.division_code) as division_code, count(*)::bigint as value
    from entitlement e
    join division d on d.division_code = left(e.division_code, ${of.digits})
    where e.programme_id = ${of.programme_id} and e.valid @> ${of.as_of}::date
      and e.division_code >= ${of.division_code} and e.division_code < ${of.division_code} || ':'
    group by 1`
}

/** People that these households' determinations count, per division. */
export function listPeopleByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(t.member_count)::bigint as value
    from entitlement e
    join determination t using (determination_id)
    join division d on d.division_code = left(e.division_code, ${of.digits})
    where e.programme_id = ${of.programme_id} and e.valid @> ${of.as_of}::date
      and e.division_code >= ${of.division_code} and e.division_code < ${of.division_code} || ':'
    group by 1`
}

export type HouseholdRow = {
  household_id: string
  payee_name: string
  division_name: string | null
  member_count: number
  amount: bigint
  from_month: string
  total: number
}

export function listHouseholds(tx: TransactionSql, of: OfPage): Listing<HouseholdRow> {
  return tx<HouseholdRow[]>`
    select e.household_id, p.name as payee_name, d.name as division_name, t.member_count, e.amount,
      lower(e.valid) as from_month, count(*) over ()::int as total
    from entitlement e
    join determination t using (determination_id)
    join person p on p.person_id = e.payee_id
    left join division d on d.division_code = e.division_code
    where e.programme_id = ${of.programme_id} and e.valid @> ${of.as_of}::date
      and e.division_code >= ${of.division_code} and e.division_code < ${of.division_code} || ':'
    order by e.division_code, p.name, e.household_id
    limit ${of.limit} offset ${of.offset}`
}

/** Fen that left for the bank and did not come back, for the month of the day, per division of the household. */
export function listSpendByDivision(tx: TransactionSql, of: OfDivisions): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(l.amount)::bigint as value
    from payroll_line l
    join payroll p using (payroll_id)
    join division d on d.division_code = left(l.division_code, ${of.digits})
    where l.programme_id = ${of.programme_id} and l.month = date_trunc('month', ${of.as_of}::date)::date
      and p.state in ('sent', 'returned', 'reconciled') and (l.answer = 'paid' or l.answer is null)
      and l.division_code >= ${of.division_code} and l.division_code < ${of.division_code} || ':'
    group by 1`
}

export type SpendRow = {
  payroll_line_id: string
  payroll_id: string
  payee_name: string
  division_name: string | null
  amount: bigint
  answer: string | null
  total: number
}

export function listPayments(tx: TransactionSql, of: OfPage): Listing<SpendRow> {
  return tx<SpendRow[]>`
    select l.payroll_line_id, l.payroll_id,
      coalesce((select l.payee_name from person where person.person_id = l.payee_id), '受保护对象') as payee_name,
      d.name as division_name, l.amount, l.answer,
      count(*) over ()::int as total
    from payroll_line l
    join payroll p using (payroll_id)
    left join division d on d.division_code = l.division_code
    where l.programme_id = ${of.programme_id} and l.month = date_trunc('month', ${of.as_of}::date)::date
      and p.state in ('sent', 'returned', 'reconciled') and (l.answer = 'paid' or l.answer is null)
      and l.division_code >= ${of.division_code} and l.division_code < ${of.division_code} || ':'
    order by l.division_code, l.payee_name, l.payroll_line_id
    limit ${of.limit} offset ${of.offset}`
}

/** Cases that were open on the day; with `overdue`, those past their step's date then. */
export function listCasesByDivision(
  tx: TransactionSql,
  of: OfDivisions & { overdue: boolean },
): Promise<ByDivision[]> {
  return tx<ByDivision[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, count(*)::bigint as value
    from case_file c
    join division d on d.division_code = left(c.division_code, ${of.digits})
    where c.programme_id = ${of.programme_id}
      and c.opened_on <= ${of.as_of}::date and (c.closed_on is null or c.closed_on > ${of.as_of}::date)
      and (not ${of.overdue} or c.due_on < ${of.as_of}::date)
      and c.division_code >= ${of.division_code} and c.division_code < ${of.division_code} || ':'
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
    select c.case_id, c.case_number, p.name, d.name as division_name, c.opened_on, c.due_on,
      count(*) over ()::int as total
    from case_file c
    left join person p on p.person_id = c.person_id
    left join division d on d.division_code = c.division_code
    where c.programme_id = ${of.programme_id}
      and c.opened_on <= ${of.as_of}::date and (c.closed_on is null or c.closed_on > ${of.as_of}::date)
      and (not ${of.overdue} or c.due_on < ${of.as_of}::date)
      and c.division_code >= ${of.division_code} and c.division_code < ${of.division_code} || ':'
    order by c.due_on, c.case_id
    limit ${of.limit} offset ${of.offset}`
}

/** Fen per month that left for the bank and did not come back. */
export function listSpendByMonth(
  tx: TransactionSql,
  of: { programme_id: string; division_code: string; from: string; until: string },
): Promise<{ month: string; value: bigint }[]> {
  return tx<{ month: string; value: bigint }[]>`
    select l.month, sum(l.amount)::bigint as value
    from payroll_line l
    join payroll p using (payroll_id)
    where l.programme_id = ${of.programme_id}
      and p.state in ('sent', 'returned', 'reconciled') and (l.answer = 'paid' or l.answer is null)
      and l.month between ${of.from}::date and ${of.until}::date
      and l.division_code >= ${of.division_code} and l.division_code < ${of.division_code} || ':'
    group by l.month
    order by l.month`
}
