/**
 * Every row of one statement, some hundreds in memory at a time: the statement runs once, on one snapshot, and goes
 * on when the reader asks for more. So a long list costs as much per row at its end as at its beginning.
 */

/** What a statement answers: awaited whole, or handed to `streamRows`. */
export type Listing<Row> = Promise<Row[]> & { cursor: (rows: number) => AsyncIterable<Row[]> }

/** Rows that are fetched at once. */
const ROUND = 500

/**
 * Reads a listing row by row. Whoever stops early closes it. Until then the transaction answers nothing else:
 * what a row needs is joined to it.
 */
export async function* streamRows<Row>(listing: Listing<Row>, round = ROUND): AsyncGenerator<Row> {
  for await (const rows of listing.cursor(round)) yield* rows
}
