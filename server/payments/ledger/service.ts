/** Booking acts in the district's books; a transaction that would move nothing is not booked. */
import type { Act } from '../../platform/act.ts'
import type { LedgerEntry } from './model.ts'
import { bookTransaction } from './queries.ts'

/**
 * Books one act in the books of the district that `division_code` lies in, once per reference.
 * Returns the transaction's id, or null when there is nothing to move.
 */
export async function book(
  act: Act,
  input: { kind: string; text: string; reference: string; division_code: string; entries: LedgerEntry[] },
): Promise<string | null> {
  if (input.entries.length === 0) return null
  return bookTransaction(act.tx, {
    business_date: act.today,
    kind: input.kind,
    text: input.text,
    reference: input.reference,
    division_code: districtOf(input.division_code),
    account_id: act.caller.kind === 'staff' ? act.caller.account_id : null,
    entries: input.entries,
  })
}

/** The six digits of the district whose books a division belongs to. */
export function districtOf(division_code: string): string {
  return division_code.slice(0, 6)
}
