/** SQL of households: one statement per change of membership, and the database holds "one household, one head". */
import type { Listing, Transaction } from '../../platform/db/index.ts'

export type HouseholdRow = {
  household_id: string
  head_person_id: string | null
  head_name: string | null
  member_count: number
  division_code: string
  division_path: string
  address: string | null
  register_kind: 'urban' | 'rural' | null
  established_on: string
  dissolved_on: string | null
  version: number
}

/** Who lives in a household and where on a day, from what the caller may see; looked up household by household. */
const details = (tx: Transaction, day: string) => tx`
  left join lateral (
    select address from address where address.household_id = h.household_id and address.valid @> ${day}::date limit 1) a on true
  left join lateral (
    select count(*)::int as member_count,
      (array_agg(p.person_id) filter (where m.relation = 'head'))[1] as head_person_id,
      (array_agg(p.name) filter (where m.relation = 'head'))[1] as head_name
    from household_member m join person p using (person_id)
    where m.household_id = h.household_id and m.valid @> ${day}::date) present on true`

/** Households by id, in the order of the ids, with head, size and address of the day. */
export function listHouseholdsById(
  tx: Transaction,
  ids: readonly string[],
  day: string,
): Promise<HouseholdRow[]> {
  return tx<HouseholdRow[]>`
    select h.household_id, present.head_person_id, present.head_name, present.member_count, h.division_code,
      division_path(h.division_code) as division_path, a.address, h.register_kind, h.established_on, h.dissolved_on,
      h.version
    from unnest(${ids as string[]}::uuid[]) with ordinality as wanted (household_id, position)
    join household h on h.household_id = wanted.household_id
    ${details(tx, day)}
    order by wanted.position`
}

export type HouseholdFilter = {
  division: string | null
  register_kind: 'urban' | 'rural' | null
  member_count_min: number | null
  member_count_max: number | null
  established_from: string | null
  established_to: string | null
  state: 'present' | 'dissolved' | 'any'
  day: string
}

function fitting(tx: Transaction, filter: HouseholdFilter) {
  const { day } = filter
  // Every code lies between '' and ':', so that one plan with the index serves both.
  const within = filter.division ?? ''
  return tx`h.division_code >= ${within} and h.division_code < ${within} || ':'
    and (${filter.register_kind}::text is null or h.register_kind = ${filter.register_kind})
    and (${filter.established_from}::date is null or h.established_on >= ${filter.established_from}::date)
    and (${filter.established_to}::date is null or h.established_on <= ${filter.established_to}::date)
    and case ${filter.state} when 'present' then h.dissolved_on is null when 'dissolved' then h.dissolved_on is not null
      else true end
    and (${filter.member_count_min}::int is null and ${filter.member_count_max}::int is null or (
      select count(*) from household_member m join person p using (person_id)
      where m.household_id = h.household_id and m.valid @> ${day}::date)
      between coalesce(${filter.member_count_min}::int, 0) and coalesce(${filter.member_count_max}::int, 1000))`
}

/** Ids of the households that fit, by division and age of the household, `most` at the most. */
export async function listHouseholdIds(
  tx: Transaction,
  filter: HouseholdFilter,
  most: number,
): Promise<string[]> {
  const rows = await tx<{ household_id: string }[]>`
    select h.household_id from household h
    where ${fitting(tx, filter)}
    order by h.division_code, h.household_id
    limit ${most}`
  return rows.map((row) => row.household_id)
}

/** Every household that fits, in the same order; each is described when its turn comes. */
export function listAllHouseholds(tx: Transaction, filter: HouseholdFilter): Listing<HouseholdRow> {
  return tx<HouseholdRow[]>`
    select h.household_id, present.head_person_id, present.head_name, present.member_count, h.division_code,
      division_path(h.division_code) as division_path, a.address, h.register_kind, h.established_on, h.dissolved_on,
      h.version
    from (select * from household h where ${fitting(tx, filter)} order by h.division_code, h.household_id) h
    ${details(tx, filter.day)}
    order by h.division_code, h.household_id`
}

export async function insertHousehold(
  tx: Transaction,
  household: {
    division_code: string
    register_kind: string | null
    established_on: string
    address: string
  },
): Promise<string> {
  const [row] = await tx<[{ household_id: string }]>`
    with made as (
      insert into household (division_code, register_kind, established_on)
      values (${household.division_code}, ${household.register_kind}, ${household.established_on})
      returning household_id
    ), lives as (
      insert into address (household_id, address, division_code, valid)
      select household_id, ${household.address}, ${household.division_code},
        daterange(${household.established_on}::date, null) from made
    )
    select household_id from made`
  return row.household_id
}

/** Joins one person from a day on. The constraints refuse a second household and a second head. */
export async function insertMember(
  tx: Transaction,
  member: { person_id: string; household_id: string; relation: string; on: string; division_code: string },
): Promise<void> {
  await tx`
    insert into household_member (person_id, household_id, relation, valid, division_code)
    values (${member.person_id}, ${member.household_id}, ${member.relation}, daterange(${member.on}::date, null),
      ${member.division_code})`
}

/** Who joins a household lives where it lies: its office has the record and the account from then on. */
export async function updateDivisionOfMember(
  tx: Transaction,
  person_id: string,
  division_code: string,
): Promise<void> {
  await tx`
    with moved as (
      update person set division_code = ${division_code}, changed_at = now()
      where person_id = ${person_id} and division_code <> ${division_code}
      returning person_id, old.division_code as former, new.division_code as present, restricted, death_date
    ), counted as (
      insert into resident_change (division_code, change)
      select place.division_code, place.change
      from moved cross join lateral (values (former, -1), (present, 1)) as place (division_code, change)
      where not restricted and death_date is null
    )
    update bank_account set division_code = ${division_code} where person_id in (select person_id from moved)`
}

/** Ends a membership; false when the person was not in it before that day and on it. */
export async function endMembership(
  tx: Transaction,
  membership: { person_id: string; household_id: string; on: string },
): Promise<boolean> {
  const rows = await tx`
    update household_member set valid = daterange(lower(valid), ${membership.on}::date), changed_at = now()
    where person_id = ${membership.person_id} and household_id = ${membership.household_id} and upper_inf(valid)
      and lower(valid) < ${membership.on}::date
    returning person_id`
  return rows.length === 1
}

/**
 * Gives members other relations from a day on: their rows end, and new ones begin; none where there is no relation
 * (the dead and those who leave have none). The inserts wait for the updates, so at no moment are there two heads.
 * Answers whose rows ended: not those to whom the day did not fit, and then nothing begins.
 */
export async function changeRelations(
  tx: Transaction,
  household_id: string,
  on: string,
  relations: readonly { person_id: string; relation: string | null }[],
): Promise<string[]> {
  const rows = await tx<{ person_id: string }[]>`
    with given as (
      select person_id, relation from unnest(
        ${relations.map((each) => each.person_id)}::uuid[], ${relations.map((each) => each.relation)}::text[]
      ) as g (person_id, relation)
    ), ended as (
      update household_member m set valid = daterange(lower(m.valid), ${on}::date), changed_at = now()
      from given g
      where m.household_id = ${household_id} and m.person_id = g.person_id and upper_inf(m.valid)
        and lower(m.valid) < ${on}::date
      returning m.person_id, m.household_id, m.division_code, g.relation
    ), begun as (
      insert into household_member (person_id, household_id, relation, valid, division_code)
      select person_id, household_id, relation, daterange(${on}::date, null), division_code
      from ended where relation is not null and (select count(*) from ended) = (select count(*) from given)
    )
    select person_id from ended`
  return rows.map((row) => row.person_id)
}

/** Who is in the household from now on, also somebody whom the caller may not see. */
export function listCurrentMembers(
  tx: Transaction,
  household_id: string,
): Promise<{ person_id: string; relation: string }[]> {
  return tx<{ person_id: string; relation: string }[]>`
    select person_id, relation from household_member where household_id = ${household_id} and upper_inf(valid)`
}

/** Whether anybody else is still in the household, also somebody whom the caller may not see. */
export async function hasOthers(tx: Transaction, household_id: string, person_id: string): Promise<boolean> {
  const rows = await tx`
    select person_id from household_member
    where household_id = ${household_id} and person_id <> ${person_id} and upper_inf(valid) limit 1`
  return rows.length > 0
}

/** Ends a household in which nobody is left. */
export async function dissolveWhenEmpty(tx: Transaction, household_id: string, on: string): Promise<boolean> {
  const rows = await tx`
    update household set dissolved_on = ${on}::date, version = version + 1, changed_at = now()
    where household_id = ${household_id} and dissolved_on is null and not exists (
      select from household_member m where m.household_id = ${household_id} and upper_inf(m.valid))
    returning household_id`
  return rows.length === 1
}

/** Members change: whoever still looks at the older version is told so. */
export async function bumpVersion(tx: Transaction, household_id: string): Promise<void> {
  await tx`update household set version = version + 1, changed_at = now() where household_id = ${household_id}`
}

/** Takes the household's row for this transaction, so that two changes come one after the other. */
export async function lockHousehold(
  tx: Transaction,
  household_id: string,
): Promise<{ division_code: string; dissolved_on: string | null; version: number } | undefined> {
  const [row] = await tx<{ division_code: string; dissolved_on: string | null; version: number }[]>`
    select division_code, dissolved_on, version from household where household_id = ${household_id} for update`
  return row
}

/** False when the version is not the present one, or the household is not the caller's. */
export async function moveHousehold(
  tx: Transaction,
  move: { household_id: string; division_code: string; address: string; on: string; version: number },
): Promise<boolean> {
  const [row] = await tx<[{ moved: boolean }]>`
    select move_household(${move.household_id}::uuid, ${move.division_code}, ${move.address}, ${move.on}::date,
      ${move.version}::int) as moved`
  return row.moved
}

export function listAddresses(
  tx: Transaction,
  household_id: string,
  day: string,
): Promise<{ address: string; valid_from: string | null; valid_to: string | null }[]> {
  return tx<{ address: string; valid_from: string | null; valid_to: string | null }[]>`
    select address, lower(valid) as valid_from, (upper(valid) - 1)::date as valid_to
    from address where household_id = ${household_id} and lower(valid) <= ${day}::date
    order by lower(valid) desc`
}

/** The household that a person is in now. */
export async function findCurrentMembership(
  tx: Transaction,
  person_id: string,
): Promise<{ household_id: string; relation: string; since: string } | undefined> {
  const [row] = await tx<{ household_id: string; relation: string; since: string }[]>`
    select household_id, relation, lower(valid) as since from household_member
    where person_id = ${person_id} and upper_inf(valid)`
  return row
}
