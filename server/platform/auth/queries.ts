/** SQL of accounts at the door. Runs as the application's login. */
import type { Role } from '../act.ts'
import type { Database, Transaction } from '../db/index.ts'
import type { Attempts } from './lockout.ts'

type Connection = Database | Transaction

export type AccountRow = {
  account_id: string
  user_name: string
  kind: 'staff' | 'resident'
  password_hash: string | null
}

export async function findAccountByName(sql: Connection, user_name: string): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow[]>`
    select account_id, user_name, kind, password_hash from account where user_name = ${user_name} and state = 'active'`
  return row
}

export async function findAccount(sql: Connection, account_id: string): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow[]>`
    select account_id, user_name, kind, password_hash from account
    where account_id = ${account_id} and state = 'active'`
  return row
}

export type PostRow = {
  post_id: string
  role: Role
  unit_name: string
  division_code: string
  division_name: string
}

/** The posts that an account holds on a day, the oldest first. */
export async function listPosts(sql: Connection, account_id: string, today: string): Promise<PostRow[]> {
  return sql<PostRow[]>`
    select p.post_id, p.role, u.name as unit_name, p.division_code, coalesce(d.name, p.division_code) as division_name
    from post p
    join unit u on u.unit_id = p.unit_id
    left join division d on d.division_code = p.division_code
    where p.account_id = ${account_id} and p.valid @> ${today}::date
    order by p.post_id`
}

export async function lockName(tx: Transaction, user_name_hash: Buffer): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${user_name_hash.toString('hex')}, 1))`
}

export async function getAttempts(
  tx: Transaction,
  user_name_hash: Buffer,
  address: string,
  unlocked_at: string | null,
  day_before: string,
  hour_before: string,
): Promise<Attempts> {
  const [row] = await tx<Attempts[]>`
    with named as (
      select at, address, succeeded from sign_in_attempt
      where user_name_hash = ${user_name_hash} and at > ${day_before}::timestamptz
        and at > coalesce(${unlocked_at}::timestamptz, '-infinity')
    ), pair as (
      select at from named where address = ${address} and not succeeded
        and at > coalesce((select max(at) from named where address = ${address} and succeeded), '-infinity')
    ), failed_name as (
      select at from named where not succeeded and at > ${hour_before}::timestamptz
    ), failed_address as (
      select at from sign_in_attempt
      where address = ${address} and not succeeded and at > ${hour_before}::timestamptz
    )
    select
      (select count(*)::integer from pair) as pair_failures, (select max(at) from pair) as pair_latest,
      (select count(*)::integer from failed_name) as name_failures, (select max(at) from failed_name) as name_latest,
      (select count(*)::integer from failed_address) as address_failures,
      (select max(at) from failed_address) as address_latest,
      exists (select from sign_in_attempt
        where user_name_hash = ${user_name_hash} and address = ${address} and succeeded) as known_address`
  return row as Attempts
}

export async function findUnlockedAt(tx: Transaction, user_name: string): Promise<string | null> {
  const [row] = await tx<{ unlocked_at: string | null }[]>`
    select unlocked_at from account where user_name = ${user_name}`
  return row?.unlocked_at ?? null
}

export async function insertAttempt(
  tx: Transaction,
  row: { user_name_hash: Buffer; address: string; at: string; succeeded: boolean },
): Promise<void> {
  await tx`
    insert into sign_in_attempt (user_name_hash, address, at, succeeded)
    values (${row.user_name_hash}, ${row.address}, ${row.at}, ${row.succeeded})`
}

export async function updatePassword(
  tx: Transaction,
  account_id: string,
  password_hash: string,
): Promise<void> {
  await tx`update account set password_hash = ${password_hash} where account_id = ${account_id}`
}

/** Uses up an invitation; answers its account when it was still good. */
export async function useInvitation(
  tx: Transaction,
  token_hash: Buffer,
  now: string,
): Promise<{ account_id: string } | undefined> {
  const [row] = await tx<{ account_id: string }[]>`
    update account_invitation set used_at = ${now}
    where token_hash = ${token_hash} and used_at is null and expires_at > ${now}::timestamptz
    returning account_id`
  return row
}

export type DemonstrationRow = {
  account_id: string
  display_name: string
  role: Role | null
  unit_name: string
  division_name: string
}

/** The first accounts of each role, and the first residents: those that the demonstration city made on purpose. */
export async function listDemonstrationAccounts(
  sql: Connection,
  today: string,
  of_each: number,
): Promise<DemonstrationRow[]> {
  return sql<DemonstrationRow[]>`
    with candidate as (
      select a.account_id, a.display_name, p.role, coalesce(u.name, '') as unit_name,
        coalesce(d.name, p.division_code, '') as division_name,
        row_number() over (partition by p.role order by a.account_id) as position
      from account a
      left join lateral (
        select * from post where account_id = a.account_id and valid @> ${today}::date order by post_id limit 1
      ) p on true
      left join unit u on u.unit_id = p.unit_id
      left join division d on d.division_code = p.division_code
      where a.state = 'active' and (a.kind = 'resident' or p.post_id is not null)
    )
    select account_id, display_name, role, unit_name, division_name from candidate
    where position <= ${of_each} order by role nulls first, position`
}

export async function deleteOldSessions(sql: Connection, before: string): Promise<void> {
  await sql`delete from session where expires_at < ${before}::timestamptz`
}

export async function deleteOldAttempts(sql: Connection, before: string): Promise<void> {
  await sql`delete from sign_in_attempt where at < ${before}::timestamptz`
}

export async function deleteOldInvitations(sql: Connection, before: string): Promise<void> {
  await sql`delete from account_invitation where expires_at < ${before}::timestamptz`
}
