/** Pure: from two columns of amounts to who gains, who loses, what it costs, by division and by size of the change. */
import { binsOf } from './bins.ts'
import type { Bin } from './bins.ts'
import type { Pair } from './pair.ts'

/** Which rows are looked at, and how they are put together. */
export type Scope = {
  /** Rows `[from, to)` of the snapshot: the households of one area lie together. */
  from: number
  to: number
  /** For each row, the division that it is counted in, as a place in a list. */
  group: (row: number) => number
  groups: number
  /** Only these rows, where it is given. */
  isCounted?: (row: number) => boolean
}

export type Counts = {
  /** Whose result is known under both schemes. */
  households: number
  /** Fit a programme under the first scheme, and under the second. */
  eligible_before: number
  eligible_after: number
  /** Get more, get less; those who come or go included. */
  gaining: number
  losing: number
  /** Fit something under either, and get the same under both. */
  unchanged: number
  /** Fit no programme before, and none after. */
  new: number
  leaving: number
  /** Fen a month. */
  before: number
  after: number
  gained: number
  lost: number
}

/** From one set of programmes to another, as bits in the order of the programmes. */
export type Move = { from: number; to: number; households: number; difference: number }

export type Figures = {
  total: Counts
  by_group: readonly Counts[]
  /** Something that is not known may decide. */
  unknown: number
  bins: readonly Bin[]
  moves: readonly Move[]
  /** The row that loses most, and the one that gains most. */
  deepest_loss: number | undefined
  largest_gain: number | undefined
}

const noCounts = (): Counts => ({
  households: 0,
  eligible_before: 0,
  eligible_after: 0,
  gaining: 0,
  losing: 0,
  unchanged: 0,
  new: 0,
  leaving: 0,
  before: 0,
  after: 0,
  gained: 0,
  lost: 0,
})

/** Edges of the bins in fen, rising; chosen from what occurs when none are given. */
export function figuresOf(
  { known, before, after }: Pair,
  scope: Scope,
  edges: readonly number[] | undefined,
): Figures {
  const by_group = Array.from({ length: scope.groups }, noCounts)
  const differences = new Map<number, number>()
  const moves = new Map<number, Move>()
  let unknown = 0
  let [deepest, largest] = [-1, -1]
  const differenceOf = (row: number): number => (row < 0 ? 0 : after.total[row]! - before.total[row]!)
  for (let row = scope.from; row < scope.to; row++) {
    if (scope.isCounted && !scope.isCounted(row)) continue
    if (known[row] === 0) {
      unknown++
      continue
    }
    const counts = by_group[scope.group(row)]!
    const [had, has] = [before.fits[row]!, after.fits[row]!]
    counts.households++
    if (had === 0 && has === 0) continue
    const difference = after.total[row]! - before.total[row]!
    add(counts, had, has, before.total[row]!, after.total[row]!)
    differences.set(difference, (differences.get(difference) ?? 0) + 1)
    if (difference < differenceOf(deepest)) deepest = row
    if (difference > differenceOf(largest)) largest = row
    if (had !== has) addMove(moves, had, has, difference)
  }
  return {
    total: by_group.reduce(sumOf, noCounts()),
    by_group,
    unknown,
    bins: binsOf(differences, edges),
    moves: [...moves.values()].sort((a, b) => b.households - a.households),
    deepest_loss: deepest < 0 ? undefined : deepest,
    largest_gain: largest < 0 ? undefined : largest,
  }
}

function add(counts: Counts, had: number, has: number, before: number, after: number): void {
  const difference = after - before
  counts.eligible_before += Number(had !== 0)
  counts.eligible_after += Number(has !== 0)
  counts.gaining += Number(difference > 0)
  counts.losing += Number(difference < 0)
  counts.unchanged += Number(difference === 0)
  counts.new += Number(had === 0)
  counts.leaving += Number(has === 0)
  counts.before += before
  counts.after += after
  if (difference > 0) counts.gained += difference
  else counts.lost -= difference
}

function addMove(moves: Map<number, Move>, from: number, to: number, difference: number): void {
  const key = from * 65_536 + to
  const move = moves.get(key) ?? { from, to, households: 0, difference: 0 }
  move.households++
  move.difference += difference
  moves.set(key, move)
}

function sumOf(total: Counts, counts: Counts): Counts {
  const sum = noCounts()
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] = total[name] + counts[name]
  return sum
}

export const kinds = ['gaining', 'losing', 'new', 'leaving', 'unknown'] as const
export type Kind = (typeof kinds)[number]

/** The rows of the scope that a figure counts, in their order. */
export function* rowsOf(pair: Pair, scope: Scope, kind: Kind): Generator<number> {
  for (let row = scope.from; row < scope.to; row++) {
    if (scope.isCounted && !scope.isCounted(row)) continue
    const isKnown = pair.known[row] === 1
    if (kind === 'unknown' ? !isKnown : isKnown && isOfKind(pair, row, kind)) yield row
  }
}

function isOfKind({ before, after }: Pair, row: number, kind: Exclude<Kind, 'unknown'>): boolean {
  const [had, has] = [before.fits[row]!, after.fits[row]!]
  switch (kind) {
    case 'gaining':
      return after.total[row]! > before.total[row]!
    case 'losing':
      return after.total[row]! < before.total[row]!
    case 'new':
      return had === 0 && has !== 0
    case 'leaving':
      return had !== 0 && has === 0
  }
}
