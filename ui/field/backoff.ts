/** When to try again after the server could not be reached: soon, then more and more rarely, never in step with others. Pure. */

const steps = [5, 15, 45, 120, 300]

/** Milliseconds until the next try after so many failures in a row; `luck` from 0 to 1 spreads phones apart. */
export function retryAfter(failures: number, luck: number): number {
  const seconds = steps[Math.min(Math.max(failures, 1), steps.length) - 1] ?? 300
  return Math.round(seconds * 1000 * (0.8 + 0.4 * luck))
}
