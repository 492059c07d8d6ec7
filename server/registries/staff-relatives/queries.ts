/** SQL of near relatives of staff. The policies leave one's own, and those who live in the area. */
import type { Transaction } from '../../platform/db/index.ts'

export type StaffRelation = 'spouse' | 'child' | 'parent' | 'grandchild' | 'grandparent' | 'sibling' | 'other'

export type OwnRelativeRow = {
  staff_relative_id: string
  name: string
  relation: StaffRelation
  from: string
  until: string | null
  declared_on: string
  by_oneself: boolean
  basis: string | null
  end_reason: string | null
}

/** Those of every account of the caller's person, the running ones first. */
export function listOwnRelatives(tx: Transaction, account_id: string): Promise<OwnRelativeRow[]> {
  return tx<OwnRelativeRow[]>`
    select staff_relative_id, name, relation, lower(valid) as "from", upper(valid) as until, declared_on,
      declared_by = account_id as by_oneself, basis, end_reason
    from staff_relative where account_id = any (accounts_of_same_people(array[${account_id}]::uuid[]))
    order by upper(valid) desc nulls first, lower(valid) desc, staff_relative_id`
}

export type RegisteredRelativeRow = OwnRelativeRow & {
  account_id: string
  staff_name: string
  unit_name: string | null
  person_id: string
  identity_number: string | null
  division_path: string
  declared_by_name: string
  ended_by_name: string | null
  own: boolean
  total: number
}

/** Those who live in the caller's area, by the member of staff; one of them by its key. */
export function listRegisteredRelatives(
  tx: Transaction,
  filter: {
    account_id: string
    staff_relative_id: string | null
    state: 'present' | 'ended' | 'any'
    today: string
    limit: number
    offset: number
  },
): Promise<RegisteredRelativeRow[]> {
  return tx<RegisteredRelativeRow[]>`
    select r.staff_relative_id, r.name, r.relation, lower(r.valid) as "from", upper(r.valid) as until, r.declared_on,
      r.declared_by = r.account_id as by_oneself, r.basis, r.end_reason, r.account_id, a.display_name as staff_name,
      held.unit_name, r.person_id, p.identity_number, division_path(p.division_code) as division_path,
      d.display_name as declared_by_name, e.display_name as ended_by_name,
      r.account_id = any (accounts_of_same_people(array[${filter.account_id}]::uuid[])) as own,
      (count(*) over ())::int as total
    from staff_relative r
    join person p on p.person_id = r.person_id
    join account a on a.account_id = r.account_id
    join account d on d.account_id = r.declared_by
    left join account e on e.account_id = r.ended_by
    left join lateral (
      select u.name as unit_name from post h join unit u using (unit_id)
      where h.account_id = r.account_id and h.valid @> ${filter.today}::date order by lower(h.valid) desc limit 1) held on true
    where (${filter.staff_relative_id}::uuid is null or r.staff_relative_id = ${filter.staff_relative_id}::uuid)
      and case ${filter.state} when 'present' then upper_inf(r.valid) when 'ended' then not upper_inf(r.valid) else true end
    order by a.display_name, r.account_id, lower(r.valid) desc, r.staff_relative_id
    limit ${filter.limit} offset ${filter.offset}`
}

/** The key of whoever bears both the number and the name, anywhere in the city. */
export async function findPersonByNumber(
  tx: Transaction,
  identity_number: string,
  name: string,
): Promise<string | null> {
  const [row] = await tx<[{ person_id: string | null }]>`
    select find_person_by_number(${identity_number}, ${name}) as person_id`
  return row.person_id
}

export async function insertRelative(
  tx: Transaction,
  row: {
    account_id: string
    person_id: string
    name: string
    relation: string
    basis: string | null
    from: string
    declared_by: string
    declared_on: string
  },
): Promise<string> {
  const [made] = await tx<[{ staff_relative_id: string }]>`
    insert into staff_relative (account_id, person_id, name, relation, basis, valid, declared_by, declared_on)
    values (${row.account_id}, ${row.person_id}, ${row.name}, ${row.relation}, ${row.basis},
      daterange(${row.from}::date, null), ${row.declared_by}, ${row.declared_on})
    returning staff_relative_id`
  return made.staff_relative_id
}

/** False when it has ended already. */
export async function endRelative(
  tx: Transaction,
  end: { staff_relative_id: string; on: string; ended_by: string; ended_on: string; reason: string },
): Promise<boolean> {
  const rows = await tx`
    update staff_relative set valid = daterange(lower(valid), ${end.on}::date), ended_by = ${end.ended_by},
      ended_on = ${end.ended_on}, end_reason = ${end.reason}
    where staff_relative_id = ${end.staff_relative_id} and upper_inf(valid)
    returning staff_relative_id`
  return rows.length === 1
}

/** The person who holds an account, and every account of that person. */
export async function findHolder(
  tx: Transaction,
  account_id: string,
): Promise<{ person_id: string | null; accounts: string[] }> {
  const [row] = await tx<[{ person_id: string | null; accounts: string[] }]>`
    select (select person_id from account where account_id = ${account_id}::uuid) as person_id,
      accounts_of_same_people(array[${account_id}]::uuid[]) as accounts`
  return row
}

export type ColleagueRow = { account_id: string; name: string; unit_name: string; role: string }

/** Who works in the area today, each with the first of the posts held in it. */
export function listColleaguesOfArea(
  tx: Transaction,
  filter: { area: string; roles: readonly string[]; today: string },
): Promise<ColleagueRow[]> {
  return tx<ColleagueRow[]>`
    select c.account_id, c.name, c.unit_name, c.role from (
      select distinct on (a.account_id) a.account_id, a.display_name as name, u.name as unit_name, p.role
      from post p join account a using (account_id) join unit u using (unit_id)
      where a.kind = 'staff' and a.state = 'active' and p.role = any (${filter.roles as string[]})
        and p.valid @> ${filter.today}::date
        and p.division_code >= ${filter.area} and p.division_code < ${filter.area} || ':'
      order by a.account_id, p.role) c
    order by c.unit_name, c.name, c.account_id`
}
