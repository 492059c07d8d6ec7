/** SQL of who may belong on a roster. */
import type { Transaction } from '../../platform/db/index.ts'

/** Households of the district that have a benefit on the day, in the order of places. */
export async function listHouseholdsEntitled(
  tx: Transaction,
  filter: { division_code: string; today: string },
): Promise<string[]> {
  const rows = await tx<{ household_id: string }[]>`
    select h.household_id from household h
    where h.division_code >= ${filter.division_code} and h.division_code < ${filter.division_code} || ':'
      and exists (
        select from entitlement e where e.household_id = h.household_id and e.valid @> ${filter.today}::date)
    order by h.division_code, h.household_id`
  return rows.map((row) => row.household_id)
}

/** Members of the households who are supported as destitute on the day. */
export async function listDestitute(
  tx: Transaction,
  of: { household_ids: readonly string[]; today: string },
): Promise<string[]> {
  const rows = await tx<{ person_id: string }[]>`
    select distinct b.person_id
    from entitlement e join determination_beneficiary b using (determination_id)
    where e.household_id = any (${of.household_ids as string[]}::uuid[]) and e.programme_id = 'extreme-poverty-support'
      and e.valid @> ${of.today}::date`
  return rows.map((row) => row.person_id)
}
