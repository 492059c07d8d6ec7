/** SQL of disclosures: who looked at what is masked, and why. Only inserted. */
import type { Transaction } from '../../../platform/db/index.ts'

export type DisclosureRow = {
  disclosure_id: string
  field: 'identity_number' | 'telephone' | 'bank_account' | 'field_visit'
  reason: string
  at: string
  business_date: string
  viewer_name: string
  viewer_unit: string
}

export async function insertDisclosure(
  tx: Transaction,
  row: Omit<DisclosureRow, 'disclosure_id'> & {
    person_id: string
    account_id: string
    division_code: string
  },
): Promise<string> {
  const [made] = await tx<[{ disclosure_id: string }]>`
    insert into disclosure (person_id, account_id, viewer_name, viewer_unit, field, reason, at, business_date, division_code)
    values (${row.person_id}, ${row.account_id}, ${row.viewer_name}, ${row.viewer_unit}, ${row.field}, ${row.reason},
      ${row.at}, ${row.business_date}, ${row.division_code})
    returning disclosure_id`
  return made.disclosure_id
}

/** The same look at several people of one household. */
export async function insertDisclosures(
  tx: Transaction,
  person_ids: readonly string[],
  row: Omit<DisclosureRow, 'disclosure_id'> & { account_id: string; division_code: string },
): Promise<void> {
  await tx`
    insert into disclosure (person_id, account_id, viewer_name, viewer_unit, field, reason, at, business_date, division_code)
    select person_id, ${row.account_id}::uuid, ${row.viewer_name}, ${row.viewer_unit}, ${row.field}, ${row.reason},
      ${row.at}::timestamptz, ${row.business_date}::date, ${row.division_code}
    from unnest(${person_ids as string[]}::uuid[]) as given (person_id)`
}

export function listDisclosures(tx: Transaction, person_id: string): Promise<DisclosureRow[]> {
  return tx<DisclosureRow[]>`
    select disclosure_id, field, reason, at, business_date, viewer_name, viewer_unit
    from disclosure where person_id = ${person_id}
    order by at desc limit 200`
}

/** The bank account that holds on the day. */
export async function findBankAccount(
  tx: Transaction,
  person_id: string,
  day: string,
): Promise<string | undefined> {
  const [row] = await tx<{ number: string }[]>`
    select number from bank_account where person_id = ${person_id} and valid @> ${day}::date`
  return row?.number
}
