/**
 * Kept counts: figures that acts keep as they go, because counting the records for every page would take too long.
 * Each can be counted anew; a module registers how.
 */
import type { Act } from '../act.ts'

/** A place where the kept figure is not what its records come to. */
export type KeptDifference = { place: string; kept: bigint; counted: bigint }

export type KeptCount = {
  /** `residents` */
  name: string
  title: string
  /** Counts the records of the act's area anew, corrects the kept figure and answers what differed. */
  correct: (act: Act) => Promise<KeptDifference[]>
}

const counts = new Map<string, KeptCount>()

/** Throws when the name is taken. */
export function registerKeptCount(count: KeptCount): void {
  if (counts.has(count.name)) throw new Error(`kept count ${count.name} is registered twice`)
  counts.set(count.name, count)
}

export function listKeptCounts(): KeptCount[] {
  return [...counts.values()]
}
