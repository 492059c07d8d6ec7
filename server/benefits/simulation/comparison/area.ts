/** Which rows of a snapshot belong to an area: households lie in the order of the codes, so they are one stretch. */
import type { LoadedSnapshot } from '../snapshot/file.ts'
import type { Scope } from './figures.ts'

type Placed = Pick<LoadedSnapshot, 'households' | 'divisions' | 'division' | 'determined'>

/** Digits of the divisions right below one: districts of the city, streets of a district, communities of a street. */
export const digitsBelow = (code: string): number => (code.length < 6 ? 6 : code.length < 9 ? 9 : 12)

/**
 * The rows of the area, grouped by the divisions below it. `receiving`: only households for which something has been
 * determined for the month, whatever the programme.
 */
export function scopeOf(
  snapshot: Placed,
  area: string,
  counted: 'receiving' | 'all',
): Scope & { codes: readonly string[] } {
  const { divisions, division, determined, households } = snapshot
  const digits = digitsBelow(area)
  const first = divisions.findIndex((code) => code.startsWith(area))
  const last = divisions.findLastIndex((code) => code.startsWith(area))
  const inside = first < 0 ? [] : divisions.slice(first, last + 1)
  const codes = [...new Set(inside.map((code) => code.slice(0, digits)))]
  const placeOf = divisions.map((code) => codes.indexOf(code.slice(0, digits)))
  const from = first < 0 ? 0 : rowOf(division, households, first)
  const to = first < 0 ? 0 : rowOf(division, households, last + 1)
  const amounts = Object.values(determined)
  const receives = (row: number): boolean => amounts.some((each) => each[row]! > 0)
  return {
    from,
    to,
    codes,
    groups: codes.length,
    group: (row) => placeOf[division[row]!]!,
    ...(counted === 'receiving' ? { isCounted: receives } : {}),
  }
}

/** The first row of a division that is this one or a later one, by halving. */
function rowOf(division: Int32Array, households: number, wanted: number): number {
  let [from, to] = [0, households]
  while (from < to) {
    const middle = (from + to) >> 1
    if (division[middle]! < wanted) from = middle + 1
    else to = middle
  }
  return from
}
