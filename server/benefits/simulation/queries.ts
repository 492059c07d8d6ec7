/** SQL beside the snapshot: names for codes and keys, under the caller's own sight. */
import type { Transaction } from '../../platform/db/index.ts'

export function listDivisionNames(
  tx: Transaction,
  codes: readonly string[],
): Promise<{ division_code: string; name: string }[]> {
  return tx<{ division_code: string; name: string }[]>`
    select division_code, name from division where division_code = any (${codes as string[]})`
}

export type AffectedRow = {
  household_id: string
  division_code: string
  division_path: string
  head_person_id: string | null
  head_name: string | null
}

/**
 * Those of the households that the caller sees whole, in the order asked for: where somebody lives whose record is
 * hidden from the caller, the household is not there at all.
 */
export function listVisible(
  tx: Transaction,
  household_ids: readonly string[],
  today: string,
): Promise<AffectedRow[]> {
  return tx<AffectedRow[]>`
    select h.household_id, h.division_code, division_path(h.division_code) as division_path,
      head.person_id as head_person_id, head.name as head_name
    from unnest(${household_ids as string[]}::uuid[]) with ordinality as wanted (household_id, position)
    join household h on h.household_id = wanted.household_id
    left join lateral (
      select p.person_id, p.name from household_member m join person p using (person_id)
      where m.household_id = h.household_id and m.relation = 'head' and m.valid @> ${today}::date limit 1) head on true
    where not exists (
      select from household_member m where m.household_id = h.household_id and m.valid @> ${today}::date
        and not exists (select from person p where p.person_id = m.person_id))
    order by wanted.position`
}
