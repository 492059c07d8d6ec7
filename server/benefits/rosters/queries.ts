/** SQL of who may belong on a roster. */
import type { Transaction } from '../../platform/db/index.ts'

/** Households of the district that have a benefit on the day. */
export function listHouseholdsEntitled(
  tx: Transaction,
  filter: { division_code: string; today: string },
): Promise<{ household_id: string; division_code: string }[]> {
  return tx<{ household_id: string; division_code: string }[]>`
    select h.household_id, h.division_code from household h
    where h.division_code >= ${filter.division_code} and h.division_code < ${filter.division_code} || ':'
      and exists (
        select from entitlement e where e.household_id = h.household_id and e.valid @> ${filter.today}::date)
    order by h.division_code, h.household_id`
}

/** Members who are supported as destitute on the day. */
export async function listDestitute(
  tx: Transaction,
  of: { household_id: string; today: string },
): Promise<string[]> {
  const rows = await tx<{ person_id: string }[]>`
    select distinct b.person_id
    from entitlement e join determination_beneficiary b using (determination_id)
    where e.household_id = ${of.household_id} and e.programme_id = 'extreme-poverty-support' and e.valid @> ${of.today}::date`
  return rows.map((row) => row.person_id)
}
