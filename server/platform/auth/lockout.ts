/**
 * How long someone must wait before the next try. Counted per name and address, so that nobody can lock another
 * person out from elsewhere; a name that is tried from everywhere waits only where it never signed in before.
 * Whether the name exists makes no difference.
 */
import { shift } from '../sessions/index.ts'

/** Failures of the last day since the last success or unlocking, and when the latest of each was. */
export type Attempts = {
  /** Of this name from this address. */
  pair_failures: number
  pair_latest: string | null
  /** Of this name in the last hour, from anywhere. */
  name_failures: number
  name_latest: string | null
  /** Of this address in the last hour, with any name. */
  address_failures: number
  address_latest: string | null
  /** This name has signed in from this address before. */
  known_address: boolean
}

const freeTries = 5
const longestMinutes = 60

/** Seconds until the next try is looked at; 0 when now. */
export function waitingSeconds(attempts: Attempts, now: string): number {
  const waits = [until(attempts.pair_latest, pairMinutes(attempts.pair_failures), now)]
  if (!attempts.known_address && attempts.name_failures >= 30)
    waits.push(until(attempts.name_latest, 15, now))
  if (attempts.address_failures >= 100) waits.push(until(attempts.address_latest, 15, now))
  return Math.max(0, ...waits)
}

/** 1, 2, 4 … 60 minutes from the fifth failure on. */
function pairMinutes(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestMinutes, 2 ** (failures - freeTries))
}

function until(latest: string | null, minutes: number, now: string): number {
  if (latest === null || minutes === 0) return 0
  return Math.ceil((Date.parse(shift(latest, minutes)) - Date.parse(now)) / 1000)
}
