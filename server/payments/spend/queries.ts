/** SQL of what was spent: kept sums of the lines that left for the bank and did not come back. */
import type { TransactionSql } from 'postgres'
import type { KeptDifference } from '../../platform/kept-counts/index.ts'

/** Adds what has just been sent, per month and division of its lines. */
export async function insertSpendSent(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`
    insert into payroll_spend (payroll_id, programme_id, month, division_code, line_count, amount)
    select payroll_id, programme_id, month, division_code, count(*), sum(amount)
    from payroll_line where payroll_id = ${payroll_id}
    group by payroll_id, programme_id, month, division_code`
}

/** Holds the sums against the lines; adds what is missing and answers where. */
export function correctSpend(tx: TransactionSql): Promise<KeptDifference[]> {
  return tx<KeptDifference[]>`
    with counted as (
      select l.payroll_id, l.programme_id, l.month, l.division_code, count(*) as lines, sum(l.amount)::bigint as amount
      from payroll_line l join payroll p using (payroll_id)
      where p.state in ('sent', 'returned', 'reconciled') and (l.answer = 'paid' or l.answer is null)
      group by l.payroll_id, l.programme_id, l.month, l.division_code
    ), kept as (
      select payroll_id, programme_id, month, division_code, sum(line_count) as lines, sum(amount)::bigint as amount
      from payroll_spend group by payroll_id, programme_id, month, division_code
    ), difference as (
      select payroll_id, programme_id, month, division_code,
        coalesce(counted.lines, 0) - coalesce(kept.lines, 0) as lines,
        coalesce(kept.amount, 0) as kept, coalesce(counted.amount, 0) as counted
      from counted full join kept using (payroll_id, programme_id, month, division_code)
      where (coalesce(counted.lines, 0), coalesce(counted.amount, 0)) <> (coalesce(kept.lines, 0), coalesce(kept.amount, 0))
    ), corrected as (
      insert into payroll_spend (payroll_id, programme_id, month, division_code, line_count, amount)
      select payroll_id, programme_id, month, division_code, lines, counted - kept from difference
    )
    select payroll_id || ' ' || month || ' ' || division_code as place, kept, counted
    from difference order by payroll_id, month, division_code`
}
