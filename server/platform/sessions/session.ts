/**
 * Who is calling: a random token in a cookie, of which the database knows only the hash. A session ends after half
 * an hour without a request, twelve hours after sign-in, and at once when the account is disabled.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Caller } from '../act.ts'
import type { Database, Transaction } from '../db/index.ts'
import { findSession, insertSession, updateLastSeen } from './queries.ts'
import type { SessionRow } from './queries.ts'

export type Session = SessionRow

export const idleMinutes = 30
export const absoluteHours = 12
const tokenShape = /^[\w-]{43}$/

/** A token that cannot be guessed: 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Ties a form to the page of someone who has not signed in. */
export function visitorCsrfToken(visitor: string): string {
  return createHash('sha256').update(`page ${visitor}`).digest('base64url')
}

/** The living session behind a cookie's token; `touch` marks it as seen, at most once a minute. */
export async function identify(
  sql: Database | Transaction,
  token: string,
  now: string,
  today: string,
  { touch }: { touch: boolean },
): Promise<Session | undefined> {
  if (!tokenShape.test(token)) return undefined
  const session = await findSession(sql, hashOfToken(token), now, shift(now, -idleMinutes), today)
  if (session === undefined) return undefined
  if (session.kind === 'staff' && session.post_id === null) return undefined
  if (touch && session.last_seen_at < shift(now, -1)) await updateLastSeen(sql, session.session_id, now)
  return session
}

/** The caller that a session stands for. */
export function callerOf(session: Session | undefined): Caller {
  if (session === undefined) return { kind: 'public' }
  const { account_id, display_name, person_id } = session
  if (session.kind === 'resident') {
    if (person_id === null) return { kind: 'public' }
    return { kind: 'resident', account_id, person_id, household_id: session.household_id, display_name }
  }
  const { post_id, role, area, unit_name } = session
  if (post_id === null || role === null || area === null) return { kind: 'public' }
  return {
    kind: 'staff',
    account_id,
    post_id,
    role,
    area,
    display_name,
    unit_name: unit_name ?? '',
    person_id,
  }
}

/** Begins a session and returns the token for the cookie; it is nowhere else. */
export async function startSession(
  tx: Database | Transaction,
  start: { account_id: string; post_id: string | null; now: string; address: string },
): Promise<{ token: string; csrf_token: string }> {
  const token = newToken()
  const csrf_token = newToken()
  const expires_at = shift(start.now, absoluteHours * 60)
  await insertSession(tx, { ...start, token_hash: hashOfToken(token), csrf_token, expires_at })
  return { token, csrf_token }
}

/** An instant some minutes later (or earlier), as ISO text in UTC. */
export function shift(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString()
}
