/** Two columns of amounts side by side: what of each household's can be compared. */
import type { Amounts } from './amounts.ts'

/** A row a household. */
export type Pair = {
  /** 1 where it is known what the household gets under both. */
  known: Uint8Array
  before: Side
  after: Side
}
export type Side = {
  /** Fen a month, the compared programmes together. */
  total: Int32Array
  /** The compared programmes that the household fits, as bits. */
  fits: Uint16Array
}

/**
 * A programme is compared for a household where its result is known under both. One that is known under neither is
 * left aside: nobody has asked for it. One that is known under one of them makes the household unknown, and so does one
 * that is left aside where nothing else is due.
 */
export function pairUp(before: Amounts, after: Amounts): Pair {
  const households = before.known.length
  const side = (): Side => ({ total: new Int32Array(households), fits: new Uint16Array(households) })
  const pair: Pair = { known: new Uint8Array(households), before: side(), after: side() }
  const { known } = pair
  const [{ known: knownBefore, fits: fitBefore }, { known: knownAfter, fits: fitAfter }] = [before, after]
  const all = 2 ** before.programmes.length - 1
  for (let h = 0; h < households; h++) {
    const compared = knownBefore[h]!
    if (compared !== knownAfter[h]) continue
    const had = fitBefore[h]! & compared
    const has = fitAfter[h]! & compared
    if (compared !== all && had === 0 && has === 0) continue
    known[h] = 1
    if (had !== 0) put(pair.before, h, had, before)
    if (has !== 0) put(pair.after, h, has, after)
  }
  return pair
}

function put({ total, fits }: Side, h: number, set: number, { programmes }: Amounts): void {
  fits[h] = set
  for (let place = 0; place < programmes.length; place++)
    if ((set & (1 << place)) !== 0) total[h]! += programmes[place]!.amount[h]!
}
