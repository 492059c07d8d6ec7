/** SQL of the registries' own entries in a timeline. */
import type { Transaction } from '../../../platform/db/index.ts'

export type MembershipChange = {
  person_id: string
  household_id: string
  name: string
  relation: string
  sex: string
  joined_on: string | null
  left_on: string | null
  birth_date: string | null
  death_date: string | null
}

/** Who joined and left, by household or by person. */
export function listMembershipChanges(
  tx: Transaction,
  subject: { household_id: string | null; person_ids: readonly string[]; as_of: string },
): Promise<MembershipChange[]> {
  return tx<MembershipChange[]>`
    select m.person_id, m.household_id, p.name, m.relation, p.sex, lower(m.valid) as joined_on,
      upper(m.valid) as left_on, p.birth_date, p.death_date
    from household_member m join person p using (person_id)
    where (m.household_id = ${subject.household_id} or m.person_id = any (${subject.person_ids as string[]}::uuid[]))
      and lower(m.valid) <= ${subject.as_of}::date
    order by lower(m.valid) desc limit 200`
}

export type FactBatch = {
  subject_id: string
  subject_name: string | null
  known_on: string
  source_kind: string
  source_name: string
  names: string[]
}

/** What became known, a row per subject, day and source. */
export function listFactBatches(
  tx: Transaction,
  subject_ids: readonly string[],
  as_of: string,
): Promise<FactBatch[]> {
  return tx<FactBatch[]>`
    select f.subject_id, p.name as subject_name, f.known_on, f.source_kind, f.source_name,
      array_agg(distinct f.name order by f.name) as names
    from fact f left join person p on p.person_id = f.subject_id
    where f.subject_id = any (${subject_ids as string[]}::uuid[]) and f.known_on <= ${as_of}::date
    group by f.subject_id, p.name, f.known_on, f.source_kind, f.source_name
    order by f.known_on desc limit 200`
}

export function listAddressChanges(
  tx: Transaction,
  household_id: string | null,
  as_of: string,
): Promise<{ household_id: string; address: string; moved_on: string }[]> {
  return tx<{ household_id: string; address: string; moved_on: string }[]>`
    select household_id, address, lower(valid) as moved_on from address
    where household_id = ${household_id} and lower(valid) <= ${as_of}::date
    order by lower(valid) desc limit 50`
}

export type Correction = {
  person_correction_id: string
  person_id: string
  name: string
  fields: string[]
  reason: string
  unit_name: string
  corrected_on: string
}

/** What of people's records was corrected; what stood there before is not told here. */
export function listCorrections(
  tx: Transaction,
  person_ids: readonly string[],
  as_of: string,
): Promise<Correction[]> {
  return tx<Correction[]>`
    select c.person_correction_id, c.person_id, p.name, c.fields, c.reason, c.unit_name, c.corrected_on
    from person_correction c join person p using (person_id)
    where c.person_id = any (${person_ids as string[]}::uuid[]) and c.corrected_on <= ${as_of}::date
    order by c.corrected_on desc, c.person_correction_id desc limit 200`
}
