/** SQL of insight that belongs to no single line of work: the divisions of a scope. */
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

export async function findDivisionName(
  tx: TransactionSql,
  division_code: string,
): Promise<string | undefined> {
  const [row] = await tx<{ name: string }[]>`select name from division where division_code = ${division_code}`
  return row?.name
}
