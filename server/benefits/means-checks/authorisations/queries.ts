/** SQL of authorisations: one row each time one is given, which a withdrawal ends. */
import type { Transaction } from '../../../platform/db/index.ts'

export type Capacity = 'self' | 'guardian_of_child' | 'guardian_of_adult'

export type NewAuthorisation = {
  person_id: string
  signed_by: string | null
  capacity: Capacity
  guardian_name: string | null
  guardian_identity_number: string | null
  guardian_relation: string | null
  file_id: string | null
}

/** What is valid already is left as it is. */
export async function insertAuthorisations(
  tx: Transaction,
  into: {
    case_id: string
    signed_on: string
    recorded_by: string | null
    division_code: string
    household_id: string
  },
  authorisations: readonly NewAuthorisation[],
): Promise<void> {
  await tx`
    insert into means_check_authorisation (case_id, person_id, signed_by, capacity, signed_on, file_id, recorded_by, division_code, household_id)
    select ${into.case_id}::uuid, a.person_id, a.signed_by, a.capacity, ${into.signed_on}::date, a.file_id, ${into.recorded_by}::uuid,
      ${into.division_code}, ${into.household_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(authorisations)}::text::jsonb) as a (person_id uuid, signed_by uuid, capacity text, file_id uuid)
    where a.signed_by is not null
    on conflict (case_id, person_id) where withdrawn_on is null do nothing`
}

/** A guardian who is not in the register signs at the counter. */
export async function insertGuardiansAuthorisation(
  tx: Transaction,
  into: {
    case_id: string
    signed_on: string
    recorded_by: string | null
    division_code: string
    household_id: string
  },
  {
    person_id,
    capacity,
    guardian_name,
    guardian_identity_number,
    guardian_relation,
    file_id,
  }: NewAuthorisation,
): Promise<void> {
  await tx`
    insert into means_check_authorisation (case_id, person_id, capacity, guardian_name, guardian_identity_number, guardian_relation, signed_on,
      file_id, recorded_by, division_code, household_id)
    values (${into.case_id}, ${person_id}, ${capacity}, ${guardian_name}, ${guardian_identity_number}, ${guardian_relation},
      ${into.signed_on}, ${file_id}, ${into.recorded_by}, ${into.division_code}, ${into.household_id})
    on conflict (case_id, person_id) where withdrawn_on is null do nothing`
}

export type AuthorisationRow = {
  authorisation_id: string
  person_id: string
  person_name: string
  capacity: Capacity
  signed_by: string | null
  signed_by_name: string
  guardian_relation: string | null
  signed_on: string
  file_id: string | null
  withdrawn_on: string | null
}

/** Every authorisation ever given in the case, in the order in which they were given. */
export function listAuthorisations(tx: Transaction, case_id: string): Promise<AuthorisationRow[]> {
  return tx<AuthorisationRow[]>`
    select m.authorisation_id, m.person_id, coalesce(p.name, '') as person_name, m.capacity, m.signed_by,
      coalesce(m.guardian_name, s.name, '') as signed_by_name, m.guardian_relation, m.signed_on, m.file_id, m.withdrawn_on
    from means_check_authorisation m
    left join person p on p.person_id = m.person_id
    left join person s on s.person_id = m.signed_by
    where m.case_id = ${case_id} order by m.signed_on, m.authorisation_id`
}

/** Calls off what rests on an authorisation and forgets what was found under it; false when it is not the caller's. */
export async function withdrawAuthorisation(
  tx: Transaction,
  withdrawal: {
    case_id: string
    person_id: string
    file_id: string | null
    household_facts: readonly string[]
  },
  moment: { today: string; now: string },
): Promise<boolean> {
  const [row] = await tx<{ done: boolean }[]>`
    select withdraw_authorisation(${withdrawal.case_id}::uuid, ${withdrawal.person_id}::uuid, ${withdrawal.file_id}::uuid,
      ${withdrawal.household_facts as string[]}::text[], ${moment.today}::date, ${moment.now}::timestamptz) as done`
  return row?.done ?? false
}

/** Whether the file is there for the caller to see. */
export async function isFileThere(tx: Transaction, file_id: string): Promise<boolean> {
  const [row] = await tx<{ there: boolean }[]>`
    select exists (select from file where file_id = ${file_id}) as there`
  return row?.there ?? false
}

/** Who signs for whom in the household: of each member for whom somebody else signed last. */
export function listGuardians(
  tx: Transaction,
  household_id: string,
): Promise<{ person_id: string; signed_by: string; capacity: Capacity }[]> {
  return tx<{ person_id: string; signed_by: string; capacity: Capacity }[]>`
    select person_id, signed_by, capacity from (
      select distinct on (person_id) person_id, signed_by, capacity
      from means_check_authorisation
      where household_id = ${household_id} and withdrawn_on is null
      order by person_id, signed_on desc, authorisation_id desc
    ) latest
    where capacity <> 'self' and signed_by is not null`
}
