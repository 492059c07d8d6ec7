/** SQL of ratings. */
import type { Transaction } from '../../platform/db/index.ts'

export type Rating = { stars: number; text: string | null; rated_on: string }

export async function insertRating(
  tx: Transaction,
  row: Rating & { case_id: string; division_code: string; household_id: string | null },
): Promise<void> {
  await tx`insert into rating ${tx(row)}`
}

export async function findRating(tx: Transaction, case_id: string): Promise<Rating | undefined> {
  const [row] = await tx<Rating[]>`select stars, text, rated_on from rating where case_id = ${case_id}`
  return row
}
