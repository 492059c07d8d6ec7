/** The lot by which cases are drawn for a visit, so that a kept list can be run again. Pure. */
import { createHash } from 'node:crypto'

const lots = 2n ** 48n

/** A case's own lot under the seed: drawn when it lies in the share. */
function isByLot(seed: string, percent: number, case_id: string): boolean {
  const hash = createHash('sha256').update(`${seed}:${case_id}`).digest('hex')
  return BigInt(`0x${hash.slice(0, 12)}`) * 100n < BigInt(percent) * lots
}

/**
 * Which cases of a draw were drawn, in the order in which they came: by their own lot, and whenever without them fewer
 * than `percent` of 100 would have been drawn so far. The same as `enter_inspection_draw` in the database.
 */
export function drawOf(seed: string, percent: number, case_ids: readonly string[]): boolean[] {
  let drawn_count = 0
  return case_ids.map((case_id, at) => {
    const drawn = drawn_count * 100 < percent * (at + 1) || isByLot(seed, percent, case_id)
    if (drawn) drawn_count += 1
    return drawn
  })
}
