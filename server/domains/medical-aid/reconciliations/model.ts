/** What differs between a hospital's day and ours. Pure. */

/** A claim as one side has it at the end of the day; fen. */
export type Entry = { state: 'settled' | 'reversed'; aid: bigint; own_paid: bigint }
export type DayBook = ReadonlyMap<string, Entry>

export type DifferenceKind = 'missing_here' | 'missing_there' | 'state' | 'amount'
export type Difference = {
  claim_number: string
  kind: DifferenceKind
  ours: Entry | null
  theirs: Entry | null
}

export type Compared = { matched: number; our_aid: bigint; their_aid: bigint; differences: Difference[] }

/** Holds two books of one day against each other, by the hospital's own numbers. */
export function compareDays(ours: DayBook, theirs: DayBook): Compared {
  const differences: Difference[] = []
  let matched = 0
  for (const claim_number of new Set([...ours.keys(), ...theirs.keys()])) {
    const [our, their] = [ours.get(claim_number) ?? null, theirs.get(claim_number) ?? null]
    const kind = kindOf(our, their)
    if (kind === undefined) matched += 1
    else differences.push({ claim_number, kind, ours: our, theirs: their })
  }
  return { matched, our_aid: aidOf(ours), their_aid: aidOf(theirs), differences }
}

function kindOf(ours: Entry | null, theirs: Entry | null): DifferenceKind | undefined {
  if (ours === null) return 'missing_here'
  if (theirs === null) return 'missing_there'
  if (ours.state !== theirs.state) return 'state'
  return ours.aid === theirs.aid && ours.own_paid === theirs.own_paid ? undefined : 'amount'
}

/** What is owed to the hospital by a book; a reversed claim is nothing. */
const aidOf = (book: DayBook): bigint =>
  [...book.values()].reduce((sum, { state, aid }) => (state === 'settled' ? sum + aid : sum), 0n)
