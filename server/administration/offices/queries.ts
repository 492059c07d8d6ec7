/** SQL of units and posts. */
import type { Role } from '../../platform/act.ts'
import type { Transaction } from '../../platform/db/index.ts'
import type { UnitRow } from './contract.ts'

export type UnitFilter = { search: string | null; division_code: string | null; today: string }

export async function listUnits(
  tx: Transaction,
  filter: UnitFilter,
  limit: number,
  offset: number,
): Promise<UnitRow[]> {
  return tx<UnitRow[]>`
    select u.unit_id, u.name, u.kind, u.division_code, coalesce(d.name, u.division_code) as division_name,
      (select count(*)::integer from post p where p.unit_id = u.unit_id and p.valid @> ${filter.today}::date) as posts
    from unit u left join division d on d.division_code = u.division_code
    where u.valid @> ${filter.today}::date
      and (${filter.search}::text is null or strpos(u.name, ${filter.search}) > 0)
      and (${filter.division_code}::text is null or starts_with(u.division_code, ${filter.division_code}))
    order by u.division_code, u.name limit ${limit} offset ${offset}`
}

export async function countUnits(tx: Transaction, filter: UnitFilter): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from unit u
    where u.valid @> ${filter.today}::date
      and (${filter.search}::text is null or strpos(u.name, ${filter.search}) > 0)
      and (${filter.division_code}::text is null or starts_with(u.division_code, ${filter.division_code}))`
  return row?.count ?? 0
}

export async function insertUnit(
  tx: Transaction,
  row: { name: string; kind: string; division_code: string; from: string },
): Promise<{ unit_id: string }> {
  const [made] = await tx<{ unit_id: string }[]>`
    insert into unit (name, kind, division_code, valid)
    values (${row.name}, ${row.kind}, ${row.division_code}, daterange(${row.from}::date, null)) returning unit_id`
  return made as { unit_id: string }
}

export async function findUnit(
  tx: Transaction,
  unit_id: string,
  on: string,
): Promise<{ unit_id: string; division_code: string } | undefined> {
  const [row] = await tx<{ unit_id: string; division_code: string }[]>`
    select unit_id, division_code from unit where unit_id = ${unit_id} and valid @> ${on}::date`
  return row
}

/** Ends what holds on that day; a life that begins on it becomes empty. */
export async function endUnit(tx: Transaction, unit_id: string, on: string): Promise<boolean> {
  const rows = await tx`
    update unit set valid = daterange(lower(valid), ${on}::date)
    where unit_id = ${unit_id} and valid @> ${on}::date returning unit_id`
  return rows.length > 0
}

export async function endPostsOfUnit(tx: Transaction, unit_id: string, on: string): Promise<void> {
  await tx`
    update post set valid = daterange(lower(valid), ${on}::date)
    where unit_id = ${unit_id} and valid @> ${on}::date`
}

/** Roles that an account holds on a day or will hold later. */
export async function listRolesOf(tx: Transaction, account_id: string, on: string): Promise<Role[]> {
  const rows = await tx<{ role: Role }[]>`
    select distinct role from post where account_id = ${account_id} and valid && daterange(${on}::date, null)`
  return rows.map((row) => row.role)
}

/** Two grants to one account wait for each other: what excludes what is read before it is written. */
export async function lockPostsOf(tx: Transaction, account_id: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`posts of ${account_id}`}, 0))`
}

export async function insertPost(
  tx: Transaction,
  row: { account_id: string; unit_id: string; role: Role; division_code: string; from: string },
): Promise<{ post_id: string }> {
  const [made] = await tx<{ post_id: string }[]>`
    insert into post (account_id, unit_id, role, division_code, valid)
    values (${row.account_id}, ${row.unit_id}, ${row.role}, ${row.division_code}, daterange(${row.from}::date, null))
    returning post_id`
  return made as { post_id: string }
}

export async function findPost(
  tx: Transaction,
  post_id: string,
): Promise<{ account_id: string; division_code: string } | undefined> {
  const [row] = await tx<{ account_id: string; division_code: string }[]>`
    select account_id, division_code from post where post_id = ${post_id}`
  return row
}

export async function endPost(tx: Transaction, post_id: string, on: string): Promise<boolean> {
  const rows = await tx`
    update post set valid = daterange(lower(valid), ${on}::date)
    where post_id = ${post_id} and valid @> ${on}::date returning post_id`
  return rows.length > 0
}
