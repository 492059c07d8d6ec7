/** SQL of accounts and sessions. Runs as the administrator; password hashes and tokens are out of its reach. */
import type { Role } from '../../platform/act.ts'
import type { Transaction } from '../../platform/db/index.ts'

export type AccountListRow = {
  account_id: string
  user_name: string
  display_name: string
  state: 'active' | 'disabled'
  created_at: string
  recent_failures: number
  online: number
}
export type AccountFilter = { search: string | null; state: string | null; account_id: string | null }

export async function listAccounts(
  tx: Transaction,
  filter: AccountFilter,
  times: { day_before: string; idle_since: string; now: string },
  limit: number,
  offset: number,
): Promise<AccountListRow[]> {
  return tx<AccountListRow[]>`
    with listed as (
      select account_id, user_name, display_name, state, created_at, unlocked_at from account
      where kind = 'staff' and (${filter.state}::text is null or state = ${filter.state})
        and (${filter.account_id}::uuid is null or account_id = ${filter.account_id})
        and (${filter.search}::text is null or strpos(lower(user_name), lower(${filter.search})) > 0
          or strpos(display_name, ${filter.search}) > 0)
      order by user_name limit ${limit} offset ${offset}
    )
    select l.account_id, l.user_name, l.display_name, l.state, l.created_at,
      (select count(*)::integer from sign_in_attempt t
        where t.user_name_hash = sha256(convert_to(l.user_name, 'UTF8')) and not t.succeeded
          and t.at > greatest(${times.day_before}::timestamptz, l.unlocked_at)) as recent_failures,
      (select count(*)::integer from session s
        where s.account_id = l.account_id and s.ended_at is null and s.expires_at > ${times.now}::timestamptz
          and s.last_seen_at > ${times.idle_since}::timestamptz) as online
    from listed l order by l.user_name`
}

export async function countAccounts(tx: Transaction, filter: AccountFilter): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from account
    where kind = 'staff' and (${filter.state}::text is null or state = ${filter.state})
      and (${filter.search}::text is null or strpos(lower(user_name), lower(${filter.search})) > 0
        or strpos(display_name, ${filter.search}) > 0)`
  return row?.count ?? 0
}

export type PostListRow = {
  account_id: string
  post_id: string
  role: Role
  unit_id: string
  unit_name: string
  division_code: string
  from: string | null
  until: string | null
}

export async function listPostsOf(tx: Transaction, account_ids: string[]): Promise<PostListRow[]> {
  return tx<PostListRow[]>`
    select p.account_id, p.post_id, p.role, p.unit_id, u.name as unit_name, p.division_code,
      lower(p.valid) as from, upper(p.valid) as until
    from post p join unit u on u.unit_id = p.unit_id
    where p.account_id = any(${account_ids}::uuid[]) and not isempty(p.valid) order by p.post_id`
}

export async function insertAccount(
  tx: Transaction,
  row: { user_name: string; display_name: string },
): Promise<{ account_id: string }> {
  const [made] = await tx<{ account_id: string }[]>`
    insert into account (user_name, display_name, kind) values (${row.user_name}, ${row.display_name}, 'staff')
    returning account_id`
  return made as { account_id: string }
}

export async function findStaffAccount(
  tx: Transaction,
  account_id: string,
): Promise<{ account_id: string; state: 'active' | 'disabled' } | undefined> {
  const [row] = await tx<{ account_id: string; state: 'active' | 'disabled' }[]>`
    select account_id, state from account where account_id = ${account_id} and kind = 'staff'`
  return row
}

export async function insertInvitation(
  tx: Transaction,
  row: {
    token_hash: Buffer
    account_id: string
    made_by: string | null
    created_at: string
    expires_at: string
  },
): Promise<void> {
  await tx`
    insert into account_invitation (token_hash, account_id, made_by, created_at, expires_at)
    values (${row.token_hash}, ${row.account_id}, ${row.made_by}, ${row.created_at}, ${row.expires_at})`
}

export async function updateState(
  tx: Transaction,
  account_id: string,
  state: 'active' | 'disabled',
): Promise<void> {
  await tx`update account set state = ${state} where account_id = ${account_id}`
}

export async function updateUnlocked(tx: Transaction, account_id: string, now: string): Promise<void> {
  await tx`update account set unlocked_at = ${now} where account_id = ${account_id}`
}

export type SessionListRow = {
  session_id: string
  account_id: string
  display_name: string
  kind: 'staff' | 'resident'
  role: Role | null
  unit_name: string
  created_at: string
  last_seen_at: string
  address: string | null
}

/** Residents appear without their names: an administrator needs to end a session, not to know whose home it is. */
export async function listSessions(
  tx: Transaction,
  times: { idle_since: string; now: string },
  limit: number,
  offset: number,
): Promise<SessionListRow[]> {
  return tx<SessionListRow[]>`
    select s.session_id, s.account_id, case a.kind when 'staff' then a.display_name else '' end as display_name,
      a.kind, p.role, coalesce(u.name, '') as unit_name, s.created_at, s.last_seen_at, s.address
    from session s
    join account a on a.account_id = s.account_id
    left join post p on p.post_id = s.post_id
    left join unit u on u.unit_id = p.unit_id
    where s.ended_at is null and s.expires_at > ${times.now}::timestamptz
      and s.last_seen_at > ${times.idle_since}::timestamptz
    order by s.last_seen_at desc limit ${limit} offset ${offset}`
}

export async function countSessions(
  tx: Transaction,
  times: { idle_since: string; now: string },
): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from session
    where ended_at is null and expires_at > ${times.now}::timestamptz
      and last_seen_at > ${times.idle_since}::timestamptz`
  return row?.count ?? 0
}

export async function endSession(tx: Transaction, session_id: string, now: string): Promise<boolean> {
  const rows = await tx`
    update session set ended_at = ${now} where session_id = ${session_id} and ended_at is null returning session_id`
  return rows.length > 0
}

/** Living accounts that hold such a post at any time. */
export async function countAdministrators(tx: Transaction, role: Role): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from post p join account a on a.account_id = p.account_id
    where p.role = ${role} and a.state = 'active' and not isempty(p.valid)`
  return row?.count ?? 0
}

/** An account with its unit and post, for the first administrators. Runs as the owner. */
export async function insertAccountWithPost(
  tx: Transaction,
  row: { user_name: string; display_name: string; role: Role; area: string; unit_name: string },
): Promise<{ account_id: string }> {
  const [made] = await tx<{ account_id: string }[]>`
    with made_account as (
      insert into account (user_name, display_name, kind) values (${row.user_name}, ${row.display_name}, 'staff')
      returning account_id
    ), made_unit as (
      insert into unit (name, kind, division_code) values (${row.unit_name}, 'city_bureau', ${row.area})
      returning unit_id
    )
    insert into post (account_id, unit_id, role, division_code)
    select account_id, unit_id, ${row.role}, ${row.area} from made_account, made_unit
    returning account_id`
  return made as { account_id: string }
}
