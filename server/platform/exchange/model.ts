/** How a request goes on, how long it waits for another try, and when a partner is left alone for a while. Pure. */

export type RequestState = 'waiting' | 'accepted' | 'answered' | 'failed' | 'cancelled'

/**
 * Why a try brought nothing. `timeout`, `unreachable` and `unavailable` are the partner's line; `unreadable` and
 * `unsigned` are what it said; `refused`, `changed`, `no_answer` and `not_connected` end a request.
 */
export type Fault =
  | 'timeout'
  | 'unreachable'
  | 'unavailable'
  | 'unreadable'
  | 'unsigned'
  | 'refused'
  | 'changed'
  | 'no_answer'
  | 'not_connected'

/** Faults of the line: these count towards leaving a partner alone. */
export const isLineFault = (fault: Fault): boolean =>
  fault === 'timeout' || fault === 'unreachable' || fault === 'unavailable'

/** What became of an answer that came in. */
export type TakenAs = 'counted' | 'interim' | 'repeated' | 'outdated' | 'late' | 'conflicting' | 'unreadable'

/** After so many answers that nobody can read, a request is not asked any further. */
export const unreadableLimit = 5

const longestWait = 15 * 60_000

/** Milliseconds until the next try: doubled each time up to a quarter of an hour, and never all at the same moment. */
export function backoff(attempts: number, first: number, fraction: number): number {
  const whole = Math.min(longestWait, first * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return Math.round(whole * (0.5 + fraction / 2))
}

/** Faults in a row after which a partner is left alone. */
export const faultsToOpen = 5

const longestPause = 10 * 60_000

/** Milliseconds for which nothing is sent after so many faults in a row; 0: go on. */
export function pauseAfter(faults: number, first: number): number {
  if (faults < faultsToOpen) return 0
  return Math.min(longestPause, first * 2 ** Math.min(20, faults - faultsToOpen))
}

/** A machine time moved by milliseconds. */
export const later = (now: string, milliseconds: number): string =>
  new Date(Date.parse(now) + milliseconds).toISOString()

/** Whether a machine time has come. */
export const isOver = (time: string, now: string): boolean => Date.parse(time) <= Date.parse(now)

type Known = { state: RequestState; sequence: number; counted: Buffer | null }
type Arriving = { sequence: number; final: boolean; digest: Buffer }

/**
 * What an answer is to its request. Only a final one that finds the request without one counts (`counted`), and
 * whoever asked may still find that it comes too late; the same again is `repeated`, another final one after it
 * `conflicting`, and a preliminary one that was overtaken on the way `outdated`.
 */
export function judge(known: Known, arriving: Arriving): Exclude<TakenAs, 'unreadable'> {
  if (known.state === 'cancelled') return 'late'
  if (known.state === 'answered') {
    if (!arriving.final) return 'outdated'
    return known.counted?.equals(arriving.digest) === true ? 'repeated' : 'conflicting'
  }
  if (arriving.final) return 'counted'
  if (known.state === 'failed') return 'outdated'
  return arriving.sequence > known.sequence ? 'interim' : 'outdated'
}
