/** SQL of people's records. Row-level security leaves what the caller may see. */
import type { Transaction } from '../../platform/db/index.ts'

export type PersonRow = {
  person_id: string
  name: string
  sex: string
  birth_date: string | null
  death_date: string | null
  identity_number: string | null
  nationality: string | null
  telephone: string | null
  division_code: string
  division_path: string | null
  synthetic: boolean
  restricted: boolean
  version: number
  household_id: string | null
  relation: string | null
}

export type NewPersonRow = {
  name: string
  name_pinyin: string
  name_initials: string
  name_pieces: string[]
  sex: string
  birth_date: string | null
  identity_number: string | null
  nationality: string | null
  telephone: string | null
  division_code: string
}

/** People by id, in the order of the ids, each with the household that he or she is in on the day. */
export function listPeople(tx: Transaction, ids: readonly string[], day: string): Promise<PersonRow[]> {
  return tx<PersonRow[]>`
    select p.person_id, p.name, p.sex, p.birth_date, p.death_date, p.identity_number, p.nationality, p.telephone,
      p.division_code, division_path(p.division_code) as division_path, p.synthetic, p.restricted, p.version,
      m.household_id, m.relation
    from unnest(${ids as string[]}::uuid[]) with ordinality as wanted (person_id, position)
    join person p on p.person_id = wanted.person_id
    left join household_member m on m.person_id = p.person_id and m.valid @> ${day}::date
    order by wanted.position`
}

export async function insertPerson(tx: Transaction, person: NewPersonRow): Promise<{ person_id: string }> {
  const [row] = await tx<[{ person_id: string }]>`
    with registered as (
      insert into person (name, name_pinyin, name_initials, name_pieces, sex, birth_date, identity_number, nationality,
        telephone, division_code)
      values (${person.name}, ${person.name_pinyin}, ${person.name_initials}, ${person.name_pieces}, ${person.sex},
        ${person.birth_date}, ${person.identity_number}, ${person.nationality}, ${person.telephone}, ${person.division_code})
      returning person_id, division_code
    ), counted as (
      insert into resident_change (division_code, change) select division_code, 1 from registered
    )
    select person_id from registered`
  return row
}

/** Writes the corrected record when nobody changed it since; false otherwise. */
export async function updatePerson(
  tx: Transaction,
  person_id: string,
  version: number,
  person: NewPersonRow,
): Promise<boolean> {
  const rows = await tx`
    update person set name = ${person.name}, name_pinyin = ${person.name_pinyin}, name_initials = ${person.name_initials},
      name_pieces = ${person.name_pieces}, sex = ${person.sex}, birth_date = ${person.birth_date},
      identity_number = ${person.identity_number}, nationality = ${person.nationality}, telephone = ${person.telephone},
      version = version + 1, changed_at = now()
    where person_id = ${person_id} and version = ${version}
    returning person_id`
  return rows.length === 1
}

/** Keeps what stood in the corrected fields before. */
export async function insertCorrection(
  tx: Transaction,
  correction: {
    person_id: string
    fields: readonly string[]
    before: Record<string, string | null>
    reason: string
    corrected_by: string
    unit_name: string
    corrected_on: string
  },
): Promise<void> {
  await tx`
    insert into person_correction (person_id, fields, before, reason, corrected_by, unit_name, corrected_on)
    values (${correction.person_id}, ${correction.fields as string[]}, ${JSON.stringify(correction.before)}::text::jsonb,
      ${correction.reason}, ${correction.corrected_by}, ${correction.unit_name}, ${correction.corrected_on})`
}

export async function updateDeath(
  tx: Transaction,
  person_id: string,
  version: number,
  death_date: string,
): Promise<boolean> {
  const rows = await tx`
    with died as (
      update person set death_date = ${death_date}, version = version + 1, changed_at = now()
      where person_id = ${person_id} and version = ${version} and death_date is null
      returning person_id, division_code, restricted
    ), counted as (
      insert into resident_change (division_code, change) select division_code, -1 from died where not restricted
    )
    select person_id from died`
  return rows.length === 1
}

export async function updateRestriction(
  tx: Transaction,
  person_id: string,
  restricted: boolean,
): Promise<void> {
  await tx`
    with changed as (
      update person set restricted = ${restricted}, version = version + 1, changed_at = now()
      where person_id = ${person_id} and restricted <> ${restricted}
      returning division_code, restricted, death_date
    )
    insert into resident_change (division_code, change)
    select division_code, case when restricted then -1 else 1 end from changed where death_date is null`
}

/** Lets an account see a restricted record, or no longer. */
export async function upsertEntitled(
  tx: Transaction,
  row: {
    person_id: string
    account_id: string
    reason: string
    entitled: boolean
    granted_by: string
    granted_on: string
  },
): Promise<void> {
  await tx`
    insert into person_entitled (person_id, account_id, reason, entitled, granted_by, granted_on)
    values (${row.person_id}, ${row.account_id}, ${row.reason}, ${row.entitled}, ${row.granted_by}, ${row.granted_on})
    on conflict (person_id, account_id) do update set reason = excluded.reason, entitled = excluded.entitled,
      granted_by = excluded.granted_by, granted_on = excluded.granted_on`
}

export type MemberRow = {
  person_id: string
  household_id: string
  relation: string
  name: string
  sex: string
  birth_date: string | null
  death_date: string | null
  identity_number: string | null
  since: string | null
  until: string | null
  present: boolean
}

/**
 * Everybody who is or was in a household, the head first; `present` tells who is in it on the day, `since` from when
 * on without a gap, whatever their relation was.
 */
export function listMembers(tx: Transaction, household_id: string, day: string): Promise<MemberRow[]> {
  return tx<MemberRow[]>`
    select m.person_id, m.household_id, m.relation, p.name, p.sex, p.birth_date, p.death_date, p.identity_number,
      (select lower(run) from unnest((
        select range_agg(x.valid) from household_member x
        where x.household_id = m.household_id and x.person_id = m.person_id)) run where run @> m.valid) as since,
      upper(m.valid) as until, m.valid @> ${day}::date as present
    from household_member m join person p using (person_id)
    where m.household_id = ${household_id} and lower(m.valid) <= ${day}::date
    order by m.relation <> 'head', p.birth_date nulls last, m.person_id, lower(m.valid) desc`
}

export type HouseholdOnDay = {
  household_id: string
  address: string | null
  division_code: string
  division_path: string
}

/** A household with the address that it has on the day. */
export async function findHouseholdOn(
  tx: Transaction,
  household_id: string,
  day: string,
): Promise<HouseholdOnDay | undefined> {
  const [row] = await tx<HouseholdOnDay[]>`
    select h.household_id, a.address, h.division_code, division_path(h.division_code) as division_path
    from household h left join address a on a.household_id = h.household_id and a.valid @> ${day}::date
    where h.household_id = ${household_id}`
  return row
}

/** Those of the numbers that are registered anywhere in the city; where, is not told. */
export async function listTakenNumbers(tx: Transaction, numbers: readonly string[]): Promise<string[]> {
  const rows = await tx<{ number: string }[]>`
    select number from taken_identity_numbers(${numbers as string[]}) as number`
  return rows.map((row) => row.number)
}

/** Who looks after this community: the community worker whose post lies nearest to it. */
export async function findGridWorker(
  tx: Transaction,
  division_code: string,
  day: string,
): Promise<string | undefined> {
  const [row] = await tx<{ display_name: string }[]>`
    select a.display_name
    from post p join account a using (account_id)
    where p.role = 'community_worker' and a.state = 'active' and p.valid @> ${day}::date
      and starts_with(${division_code}, p.division_code)
    order by length(p.division_code) desc, a.display_name
    limit 1`
  return row?.display_name
}
