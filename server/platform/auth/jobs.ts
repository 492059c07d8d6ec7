/** Every night what the door no longer needs is forgotten; the audit log keeps who came in. */
import type { Database } from '../db/index.ts'
import { registerLongJob } from '../jobs/index.ts'
import { shift } from '../sessions/index.ts'
import { deleteOldAttempts, deleteOldInvitations, deleteOldSessions } from './queries.ts'

const days = (count: number) => -count * 24 * 60

/** Removes sessions and attempts of half a year ago, and invitations that ran out a month ago. */
export async function forgetOldSignIns(pool: Database, now: string): Promise<void> {
  await deleteOldSessions(pool, shift(now, days(180)))
  await deleteOldAttempts(pool, shift(now, days(180)))
  await deleteOldInvitations(pool, shift(now, days(30)))
}

registerLongJob('auth.forget', ({ pool, now }) => forgetOldSignIns(pool, now()), { cron: '10 19 * * *' })
