/**
 * One-off payments: granted by a decision, paid by a payroll of their own kind. What a later decision on the same
 * matter comes to is set against what was granted: unpaid grants give way, the rest is granted or recovered. Nothing
 * that was paid is edited.
 */
import type { Act } from '../../platform/act.ts'
import { firstOfMonth } from '../../platform/clock/index.ts'
import { insertDifferences, shareProgramme } from '../entitlements/queries.ts'
import { bookDifference } from '../ledger/model.ts'
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
  const paid = standing.reduce((sum, each) => sum + (each.paid ? each.amount : 0n), 0n)
  const rest = due.amount - paid - (await queries.sumDifferences(act.tx, due.before))
  if (rest > 0n) {
    await queries.insertOneOffGrant(act.tx, { ...due, amount: rest, granted_on: act.today })
    return { granted: rest, recovered: 0n }
  }
  if (rest < 0n) await recover(act, due, rest)
  return { granted: 0n, recovered: -rest }
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
    months: [{ month: firstOfMonth(act.today), amount }],
  })
  await book(act, {
    kind: 'difference',
    text: '核定差额',
    reference: `difference:${due.determination_id}`,
    division_code: due.division_code,
    entries: bookDifference(amount),
  })
}
