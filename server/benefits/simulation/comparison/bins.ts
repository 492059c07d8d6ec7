/** How large the changes are: households by what they gain or lose a month, in bins that a chart can show. */

/**
 * Differences in `[from, to)` fen; `from` of the first and `to` of the last are open. A bin holds those who lose or those
 * who gain, never both; who neither gains nor loses is in none.
 */
export type Bin = { from: number | null; to: number | null; households: number }

/** About so many bins on each side. */
const WANTED = 8
const FEN = 100

/**
 * Bins of differences (fen → households). Without edges they are of one round width in yuan, from the smallest to the
 * largest difference, cut off where few are left.
 */
export function binsOf(differences: ReadonlyMap<number, number>, edges?: readonly number[]): Bin[] {
  const inside = edges ?? edgesOf(differences)
  const all = [...new Set([...inside, 0, 1])].sort((a, b) => a - b)
  const bins: Bin[] = [null, ...all].map((from, i) => ({ from, to: all[i] ?? null, households: 0 }))
  for (const [difference, households] of differences) {
    const at = all.findLastIndex((edge) => edge <= difference) + 1
    bins[at]!.households += households
  }
  return bins.filter(
    ({ from, to, households }) => from !== 0 && ((from !== null && to !== null) || households > 0),
  )
}

/** 1, 2 or 5 times a power of ten, in yuan. */
function edgesOf(differences: ReadonlyMap<number, number>): number[] {
  const sorted = [...differences].filter(([difference]) => difference !== 0).sort(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, households]) => sum + households, 0)
  if (total === 0) return []
  const [lo, hi] = [quantile(sorted, total * 0.01), quantile(sorted, total * 0.99)]
  const span = Math.max(FEN, hi, -lo)
  const least = span / WANTED
  const power = 10 ** Math.floor(Math.log10(least))
  const step = Math.max(FEN, power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10))
  const edges: number[] = []
  if (lo < 0) for (let edge = -step; edge > lo - step; edge -= step) edges.push(edge)
  if (hi > 0) for (let edge = step; edge <= hi; edge += step) edges.push(edge)
  return edges
}

function quantile(sorted: readonly (readonly [number, number])[], wanted: number): number {
  let seen = 0
  for (const [difference, households] of sorted) {
    seen += households
    if (seen >= wanted) return difference
  }
  return sorted.at(-1)![0]
}
