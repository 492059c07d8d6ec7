/** SQL of search. The database function carries the area and plans each search for its own words. */
import type { Transaction } from '../../../platform/db/index.ts'

/** Ids of people in the caller's area (and in `division`), the likeliest first, `most` at the most. */
export async function findPeople(
  tx: Transaction,
  search: { kind: string; wanted: string; division: string | null; most: number },
): Promise<string[]> {
  const rows = await tx<{ person_id: string }[]>`
    select found as person_id
    from find_people(${search.kind}, ${search.wanted}, ${search.division}, ${search.most}::int) as found`
  return rows.map((row) => row.person_id)
}
