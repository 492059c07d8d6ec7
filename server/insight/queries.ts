/** SQL of insight that belongs to no single line of work: the divisions of a scope and how many people live there. */
import type { TransactionSql } from 'postgres'

/** Divisions of `digits` digits below a code that exist on a day, in the order of their codes. */
export function listDivisionsBelow(
  tx: TransactionSql,
  scope: { division_code: string; digits: number; as_of: string },
): Promise<{ division_code: string; name: string }[]> {
  return tx<{ division_code: string; name: string }[]>`
    select division_code, name
    from division
    where starts_with(division_code, ${scope.division_code}) and length(division_code) = ${scope.digits}
      and valid @> ${scope.as_of}::date
    order by division_code`
}

/** People on the register, living on that day, per division; what lies in an ended division counts for its successor. */
export function listResidentsByDivision(
  tx: TransactionSql,
  scope: { division_code: string; digits: number; as_of: string },
): Promise<{ division_code: string; value: bigint }[]> {
  return tx<{ division_code: string; value: bigint }[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(p.people)::bigint as value
    from (
      select left(division_code, ${scope.digits}) as division_code, count(*) as people
      from person
      where division_code >= ${scope.division_code} and division_code < ${scope.division_code} || ':'
        and (birth_date is null or birth_date <= ${scope.as_of}::date)
        and (death_date is null or death_date > ${scope.as_of}::date)
      group by 1
    ) p
    join division d using (division_code)
    group by 1`
}

export async function findDivisionName(
  tx: TransactionSql,
  division_code: string,
): Promise<string | undefined> {
  const [row] = await tx<{ name: string }[]>`select name from division where division_code = ${division_code}`
  return row?.name
}
