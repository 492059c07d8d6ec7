/**
 * SQL that makes the lines of a programme for single people: one for each whom the entitlement names, to the
 * account that it names for this person. In bulk, as the lines of households are.
 */
import type { TransactionSql } from 'postgres'
import type { OfMonth, PayrollExceptionRow } from './queries.ts'

/** What each person has of the entitlements of a district in a month, and to whom it goes. */
const shares = (tx: TransactionSql, of: Omit<OfMonth, 'today'>) => tx`(
  select e.household_id, e.programme_id, e.entitlement_id, e.determination_id, e.division_code, s.beneficiary_id, s.payee_id,
    s.amount
  from entitlement e
  join entitlement_share s using (entitlement_id)
  where e.programme_id = ${of.programme_id}
    and e.division_code >= ${of.division_code} and e.division_code < ${of.division_code} || ':'
    and e.valid @> ${of.month}::date
    -- Before there were lines for each, the month was paid to the household for all.
    and not exists (
      select from payroll_line l
      where l.household_id = e.household_id and l.programme_id = e.programme_id and l.month = ${of.month}::date
        and l.beneficiary_id is null and l.kind = 'regular'))`

/** Writes a line for everybody who is entitled in the month, has an account, is not held and has no line for it yet. */
export async function insertNamedLines(
  tx: TransactionSql,
  payroll: OfMonth & { payroll_id: string },
): Promise<void> {
  await tx`
    insert into payroll_line (payroll_id, household_id, programme_id, month, beneficiary_id, entitlement_id,
      determination_id, payee_id, payee_name, bank_name, bank_account_number, regular_amount, difference_amount, amount,
      kind, division_code)
    select ${payroll.payroll_id}::uuid, s.household_id, s.programme_id, ${payroll.month}::date, s.beneficiary_id,
      s.entitlement_id, s.determination_id, s.payee_id, p.name, b.bank_name, b.number, s.amount, 0, s.amount, 'regular',
      s.division_code
    from ${shares(tx, payroll)} s
    join person p on p.person_id = s.payee_id
    join bank_account b on b.person_id = s.payee_id and b.valid @> ${payroll.today}::date
    where s.household_id not in (
      select h.household_id from entitlement_hold h
      where h.programme_id = ${payroll.programme_id} and h.valid @> ${payroll.today}::date)
    order by s.household_id, s.beneficiary_id
    on conflict (household_id, programme_id, month, beneficiary_id) where kind = 'regular' do nothing`
}

/** As `countOutdatedLines`, person by person: the share has another amount or payee or is gone, or payment is held. */
export async function countOutdatedNamedLines(
  tx: TransactionSql,
  payroll: OfMonth & { payroll_id: string },
): Promise<number> {
  const [row] = await tx<{ outdated: number }[]>`
    with shares as materialized (select * from ${shares(tx, payroll)} s)
    select count(*)::int as outdated
    from payroll_line l
    left join shares s on s.household_id = l.household_id and s.beneficiary_id = l.beneficiary_id
    where l.payroll_id = ${payroll.payroll_id} and l.kind = 'regular'
      and (coalesce(s.amount, 0) <> l.regular_amount or s.payee_id <> l.payee_id
        or l.household_id in (
          select h.household_id from entitlement_hold h
          where h.programme_id = ${payroll.programme_id} and h.valid @> ${payroll.today}::date))`
  return row!.outdated
}

/** Entitled in the month, yet not on a payroll: each person with why. */
export function listNamedExceptions(tx: TransactionSql, of: OfMonth): Promise<PayrollExceptionRow[]> {
  return tx<PayrollExceptionRow[]>`
    select s.household_id, s.payee_id, coalesce(p.name, '受保护对象') as payee_name, s.amount, s.division_code,
      d.name as division_name, h.reason as hold_reason,
      case when h.reason is not null then 'held' when p.person_id is null then 'restricted' else 'no_account' end as reason
    from ${shares(tx, of)} s
    left join person p on p.person_id = s.payee_id
    join division d on d.division_code = s.division_code
    left join lateral (
      select reason from entitlement_hold h
      where h.household_id = s.household_id and h.programme_id = s.programme_id and h.valid @> ${of.today}::date
      limit 1) h on true
    where (h.reason is not null or p.person_id is null or not exists (
        select from bank_account b where b.person_id = s.payee_id and b.valid @> ${of.today}::date))
      and not exists (
        select from payroll_line l
        where l.household_id = s.household_id and l.programme_id = s.programme_id and l.month = ${of.month}::date
          and l.beneficiary_id = s.beneficiary_id and l.kind = 'regular')
    order by s.division_code, p.name
    limit 500`
}
