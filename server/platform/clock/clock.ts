/**
 * The business day. A demonstration city has a day of its own, which an administrator moves forward; any other
 * city lives by the machine's day in Tianjin's time. This is the only place that reads the machine's clock.
 */
import type { Act } from '../act.ts'
import type { Database, Transaction } from '../db/index.ts'
import { problem } from './problems.ts'
import { findClock, moveClock } from './queries.ts'

/** The machine's time, ISO 8601 in UTC: for stamps, sessions and logs, never for rules. */
export function machineNow(): string {
  return new Date().toISOString()
}

/** The machine's time in milliseconds, for measuring how long something took or when it runs out. */
export function machineMilliseconds(): number {
  return Date.now()
}

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The day in China at a machine time. */
export function dayInChina(now: string): string {
  return shanghai.format(new Date(now))
}

/** Today by the business clock; by the machine's when the city has no day of its own. */
export async function businessDay(sql: Database | Transaction, now: string): Promise<string> {
  return (await findClock(sql))?.business_date ?? dayInChina(now)
}

/** Gives a demonstration city its first day; leaves a clock that was started alone. */
export async function startBusinessClock(owner: Database | Transaction, day: string): Promise<void> {
  if (!(await findClock(owner))) await moveClock(owner, day)
}

/**
 * Moves a demonstration's day forward; the caller's right to do so is checked by the caller of this.
 * @throws clock_runs_by_itself when the city lives by the machine's day; clock_only_forward
 */
export async function moveBusinessDay(act: Act, day: string): Promise<string> {
  const clock = await findClock(act.tx)
  if (!clock?.business_date) throw problem('clock_runs_by_itself')
  if (day < clock.business_date) throw problem('clock_only_forward', { field: 'business_date' })
  const moved = await moveClock(act.tx, day)
  // Somebody else moved it further in between.
  if (!moved) throw problem('clock_only_forward', { field: 'business_date' })
  return day
}
