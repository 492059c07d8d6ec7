/** Lists of a whole city are counted to 200 and no further: nobody reads more, and counting millions is slow. */
export const MOST_COUNTED = 200

/** What a list says of its length, from a count that stopped at one above the most. */
export function cappedTotal(
  counted: number,
  unit: string,
): { total: number; more: boolean; total_text: string } {
  const more = counted > MOST_COUNTED
  const total = Math.min(counted, MOST_COUNTED)
  return { total, more, total_text: more ? `超过 ${MOST_COUNTED} ${unit}` : `${total} ${unit}` }
}
