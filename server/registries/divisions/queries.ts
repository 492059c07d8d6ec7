/** SQL of divisions. Six thousand rows under a primary key: read where needed, held nowhere. */
import type { Transaction } from '../../platform/db/index.ts'

export type DivisionRow = {
  division_code: string
  name: string
  kind: string
  parent_code: string | null
  rural: boolean | null
  valid_from: string | null
  valid_to: string | null
  successor_code: string | null
  path: string
  has_children: boolean
}

/** Children of one division on a day; of the whole register the districts when `parent` is null. */
export function listChildren(tx: Transaction, parent: string | null, on: string): Promise<DivisionRow[]> {
  return tx<DivisionRow[]>`
    select d.division_code, d.name, d.kind, d.parent_code, d.rural, lower(d.valid) as valid_from,
      (upper(d.valid) - 1)::date as valid_to, d.successor_code, division_path(d.division_code) as path,
      exists (select from division c where c.parent_code = d.division_code and c.valid @> ${on}::date) as has_children
    from division d
    where case when ${parent}::text is null then length(d.division_code) = 6 else d.parent_code = ${parent} end
      and d.valid @> ${on}::date
    order by d.division_code`
}

/** The divisions of these codes, whatever their time, from the highest. */
export function listDivisions(tx: Transaction, codes: readonly string[]): Promise<DivisionRow[]> {
  return tx<DivisionRow[]>`
    select d.division_code, d.name, d.kind, d.parent_code, d.rural, lower(d.valid) as valid_from,
      (upper(d.valid) - 1)::date as valid_to, d.successor_code, division_path(d.division_code) as path,
      exists (select from division c where c.parent_code = d.division_code) as has_children
    from division d
    where d.division_code = any (${codes as string[]})
    order by length(d.division_code), d.division_code`
}

/** Under which division the records of a code count today; the code itself when nothing followed it. */
export async function getCurrentDivision(tx: Transaction, code: string): Promise<string> {
  const [row] = await tx<{ division_code: string }[]>`select current_division(${code}) as division_code`
  return row?.division_code ?? code
}
