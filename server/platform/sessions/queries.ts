/** SQL of sessions. Runs as the application's login: before it, nobody knows who is calling. */
import type { Caller, Role } from '../act.ts'
import type { Database, Transaction } from '../db/index.ts'

type Connection = Database | Transaction

export type SessionRow = {
  session_id: string
  csrf_token: string
  account_id: string
  kind: 'staff' | 'resident'
  display_name: string
  person_id: string | null
  household_id: string | null
  post_id: string | null
  role: Role | null
  area: string | null
  unit_name: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
}

/**
 * The living session behind a token's hash, with its account, acting post and, for a resident, the household of
 * the day. A disabled account or a post that ended leaves nothing of it.
 */
export async function findSession(
  sql: Connection,
  token_hash: Buffer,
  now: string,
  idle_since: string,
  today: string,
): Promise<SessionRow | undefined> {
  const [row] = await sql<SessionRow[]>`
    select s.session_id, s.csrf_token, s.account_id, a.kind, a.display_name, a.person_id, m.household_id,
      p.post_id, p.role, p.division_code as area, u.name as unit_name, s.created_at, s.last_seen_at, s.expires_at
    from session s
    join account a on a.account_id = s.account_id and a.state = 'active'
    left join post p on p.post_id = s.post_id and p.valid @> ${today}::date
    left join unit u on u.unit_id = p.unit_id
    left join household_member m
      on a.kind = 'resident' and m.person_id = a.person_id and m.valid @> ${today}::date
    where s.token_hash = ${token_hash} and s.ended_at is null
      and s.expires_at > ${now}::timestamptz and s.last_seen_at > ${idle_since}::timestamptz`
  return row
}

/** Who holds a post on the day, while the account is active. */
export async function findPostHolder(
  sql: Connection,
  post_id: string,
  today: string,
): Promise<Extract<Caller, { kind: 'staff' }> | undefined> {
  const [row] = await sql<Omit<Extract<Caller, { kind: 'staff' }>, 'kind'>[]>`
    select a.account_id, p.post_id, p.role, p.division_code as area, a.display_name, coalesce(u.name, '') as unit_name,
      a.person_id
    from post p
    join account a on a.account_id = p.account_id and a.state = 'active' and a.kind = 'staff'
    left join unit u on u.unit_id = p.unit_id
    where p.post_id = ${post_id} and p.valid @> ${today}::date`
  return row === undefined ? undefined : { kind: 'staff', ...row }
}

export async function insertSession(
  sql: Connection,
  row: {
    token_hash: Buffer
    csrf_token: string
    account_id: string
    post_id: string | null
    now: string
    expires_at: string
    address: string
  },
): Promise<void> {
  await sql`
    insert into session (token_hash, csrf_token, account_id, post_id, created_at, last_seen_at, expires_at, address)
    values (${row.token_hash}, ${row.csrf_token}, ${row.account_id}, ${row.post_id}, ${row.now}, ${row.now},
      ${row.expires_at}, ${row.address})`
}

export async function updateLastSeen(sql: Connection, session_id: string, now: string): Promise<void> {
  await sql`update session set last_seen_at = ${now} where session_id = ${session_id}`
}

export async function endSession(sql: Connection, session_id: string, now: string): Promise<void> {
  await sql`update session set ended_at = ${now} where session_id = ${session_id} and ended_at is null`
}

export async function endSessionsOfAccount(sql: Connection, account_id: string, now: string): Promise<void> {
  await sql`update session set ended_at = ${now} where account_id = ${account_id} and ended_at is null`
}
