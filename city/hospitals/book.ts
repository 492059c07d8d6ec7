/** A hospital's own book: what it was finally told of each of its claims, and nothing that it reckoned itself. */
export type BookEntry = { state: 'settled' | 'reversed'; aid: string; own_paid: string }

export type Book = Map<string, BookEntry>

/** What the hospital writes down when the house has settled. */
export function noteSettled(
  book: Book,
  answer: { claim_number: string; aid: string; own_paid: string },
): void {
  const { claim_number, aid, own_paid } = answer
  if (!book.has(claim_number)) book.set(claim_number, { state: 'settled', aid, own_paid })
}

export function noteReversed(book: Book, claim_number: string): void {
  const entry = book.get(claim_number)
  if (entry !== undefined) book.set(claim_number, { ...entry, state: 'reversed' })
}

/** Numbers of which the two books say different things, each with what they say. */
export function differencesOf(
  book: Book,
  theirs: readonly ({ claim_number: string } & BookEntry)[],
): { claim_number: string; ours: BookEntry | undefined; theirs: BookEntry | undefined }[] {
  const other = new Map(
    theirs.map(({ claim_number, state, aid, own_paid }) => [claim_number, { state, aid, own_paid }]),
  )
  return [...new Set([...book.keys(), ...other.keys()])]
    .map((claim_number) => ({ claim_number, ours: book.get(claim_number), theirs: other.get(claim_number) }))
    .filter(({ ours, theirs: their }) => JSON.stringify(ours) !== JSON.stringify(their))
}
