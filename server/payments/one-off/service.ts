/**
 * One-off payments: granted by a decision, paid by a payroll of their own kind. What a later decision on the same
 * matter comes to is set against what was granted: unpaid grants give way, the rest is granted or recovered. Nothing
 * that was paid is edited.
 */
import type { Act } from '../../platform/act.ts'
import { firstOfMonth } from '../../platform/clock/index.ts'
import { insertDifferences, shareProgramme } from '../entitlements/queries.ts'
import { bookDifference, bookGivenUp, bookWaiver, type LedgerEntry } from '../ledger/model.ts'
import { book } from '../ledger/service.ts'
import * as queries from './queries.ts'

export type OneOff = {
  household_id: string
  programme_id: string
  determination_id: string
  /** The determinations on the same matter that this one takes the place of, the latest first. */
  before: readonly string[]
  payee_id: string
  /** Fen, all that is due for the matter. */
  amount: bigint
  member_count: number
  reason: string
  /** Whether an appeal keeps a recovery waiting. */
  stayed: boolean
  division_code: string
}

/** Granted anew, and to be recovered; fen, at most one of them above zero. */
export type Settled = { granted: bigint; recovered: bigint }

/**
 * Pays what the decision comes to, less what was paid for the matter before. Waits while a payroll of the programme is
 * being approved.
 */
export async function settleOneOff(act: Act, due: OneOff): Promise<Settled> {
  await shareProgramme(act.tx, due.programme_id)
  const grants = await queries.listGrantsOfDeterminations(act.tx, due.before)
  const standing = grants.filter((each) => each.ended_on === null)
  const unpaid = standing.filter((each) => !each.paid)
  await queries.endUnpaidGrants(
    act.tx,
    unpaid.map((each) => each.one_off_grant_id),
    act.today,
  )
  await owedNoMore(act, due, unpaid)
  const paid = standing.reduce((sum, each) => sum + (each.paid ? each.amount : 0n), 0n)
  const { collected, open, waived } = await queries.sumRecoveries(act.tx, due.before)
  const rest = due.amount - paid + collected
  // What somebody has waived stays with the household, and is not asked back by the next decision.
  const back = rest < 0n ? (rest + waived < 0n ? -rest - waived : 0n) : 0n
  if (rest > 0n) await queries.insertOneOffGrant(act.tx, { ...due, amount: rest, granted_on: act.today })
  const granted = rest > 0n ? rest : 0n
  // What is still to come back from before is what this decision asks for, too.
  if (back === open) return { granted, recovered: 0n }
  if (open > 0n) await endOpen(act, due, open)
  if (back > 0n) await recover(act, due, -back)
  return { granted, recovered: back }
}

/** What came back from the bank and gives way now is no longer owed to the household. */
async function owedNoMore(act: Act, due: OneOff, unpaid: readonly queries.OneOffGrantRow[]): Promise<void> {
  const amount = unpaid.reduce((sum, each) => sum + (each.came_back ? each.amount : 0n), 0n)
  if (amount > 0n) await bookOf(act, due, 'returned-grant', '退汇后不再发给', bookGivenUp(amount))
}

/** A recovery that is still open gives way to what the new decision comes to. */
async function endOpen(act: Act, due: OneOff, open: bigint): Promise<void> {
  await queries.endRecoveries(act.tx, due.before, '新的决定另行核定')
  await bookOf(act, due, 'difference-ended', '原应追回的差额由新的决定代替', bookWaiver(open))
}

async function recover(act: Act, due: OneOff, amount: bigint): Promise<void> {
  await insertDifferences(act.tx, {
    household_id: due.household_id,
    programme_id: due.programme_id,
    determination_id: due.determination_id,
    previous_determination_id: due.before[0] ?? null,
    reason: due.reason,
    state: due.stayed ? 'stayed' : 'open',
    division_code: due.division_code,
    recorded_on: act.today,
    months: [{ month: firstOfMonth(act.today), beneficiary_id: null, amount }],
  })
  await bookOf(act, due, 'difference', '核定差额', bookDifference(amount))
}

/** One booking for one determination, of the kind. */
const bookOf = (act: Act, due: OneOff, of: string, text: string, entries: LedgerEntry[]): Promise<unknown> =>
  book(act, {
    kind: 'difference',
    text,
    reference: `${of}:${due.determination_id}`,
    division_code: due.division_code,
    entries,
  })
