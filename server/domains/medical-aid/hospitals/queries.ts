/** SQL of hospitals: who they are, and by which keys they sign. */
import type { Database, Transaction } from '../../../platform/db/index.ts'

export type HospitalOfKey = {
  hospital_key_id: string
  public_key: Buffer
  hospital_id: string
  code: string
  name: string
  facility_level: string
  division_code: string
}

/** A living key with the hospital that it belongs to. */
export async function findHospitalKey(
  sql: Database | Transaction,
  hospital_key_id: string,
): Promise<HospitalOfKey | undefined> {
  const [row] = await sql<HospitalOfKey[]>`
    select k.hospital_key_id, k.public_key, h.hospital_id, h.code, h.name, h.facility_level, h.division_code
    from hospital_key k join hospital h using (hospital_id)
    where k.hospital_key_id = ${hospital_key_id} and k.revoked_at is null`
  return row
}

/** Hospitals that are designated on the day, as if drawn from all districts alike. */
export function listDesignated(
  sql: Database,
  count: number,
  today: string,
): Promise<{ hospital_id: string; code: string }[]> {
  return sql<{ hospital_id: string; code: string }[]>`
    select h.hospital_id, h.code from hospital h join hospital_designation d using (hospital_id)
    where d.valid @> ${today}::date
    order by right(h.code, 3), h.code limit ${count}`
}

/** @param keys JSON text of rows: hospital_id, hospital_key_id, public_key in hexadecimal digits */
export async function insertKeys(sql: Database, keys: string, today: string): Promise<void> {
  await sql`
    insert into hospital_key (hospital_key_id, hospital_id, algorithm, public_key, added_on, division_code)
    select k.hospital_key_id, k.hospital_id, 'ed25519', decode(k.public_key, 'hex'), ${today}, h.division_code
    from jsonb_to_recordset(${keys}::text::jsonb) as k (hospital_key_id text, hospital_id uuid, public_key text)
    join hospital h using (hospital_id)`
}

export async function revokeKeys(sql: Database, hospital_key_ids: readonly string[]): Promise<void> {
  await sql`
    update hospital_key set revoked_at = now()
    where hospital_key_id = any (${hospital_key_ids as string[]}) and revoked_at is null`
}

/** Members of households that are paid a benefit on the day, who live and have a number; made-up people only. */
export function listAidedPatients(
  sql: Database,
  of: { today: string; limit: number },
): Promise<{ identity_number: string; name: string }[]> {
  return sql<{ identity_number: string; name: string }[]>`
    select p.identity_number, p.name
    from entitlement e
    join household_member m on m.household_id = e.household_id and m.valid @> ${of.today}::date
    join person p using (person_id)
    where e.programme_id in ('minimum-living-guarantee', 'low-income-household-aid') and e.valid @> ${of.today}::date
      and p.identity_number is not null and p.death_date is null and p.synthetic
    order by p.person_id limit ${of.limit}`
}
