/**
 * A household on benefit that moves to another division takes along what is still to come: the months that nobody
 * has paid, holds, and what is owed to or by it, with the amounts in the books. What was paid stays where it
 * was paid. For the house's own jobs, which see both places.
 */
import type { Act } from '../../platform/act.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { bookDifference } from '../ledger/model.ts'
import { book, districtOf } from '../ledger/service.ts'
import { deleteDraftedLines, updateGrantsMoved } from '../one-off/queries.ts'
import { updatePayrollTotals } from '../payroll/queries.ts'
import * as queries from './move-queries.ts'
import { listMonthsPaid, shareProgramme } from './queries.ts'

const beforeAll = '1900-01-01'

/** The months that nobody has paid yet are the new district's to pay. Running it again changes nothing. */
export async function moveEntitlements(
  act: Act,
  input: { household_id: string; division_code: string },
): Promise<void> {
  for (const programme_id of await queries.listProgrammesOf(act.tx, input.household_id)) {
    await shareProgramme(act.tx, programme_id)
    const paid = await listMonthsPaid(act.tx, input.household_id, programme_id)
    const last = paid.at(-1)?.month
    const from_month = last === undefined ? beforeAll : addMonths(last, 1)
    await queries.splitEntitlements(act.tx, { ...input, programme_id, from_month })
    await queries.updateEntitlementsMoved(act.tx, { ...input, programme_id, from_month })
  }
  for (const { payroll_id } of await deleteDraftedLines(act.tx, input))
    await updatePayrollTotals(act.tx, payroll_id)
  await updateGrantsMoved(act.tx, input)
  await queries.updateHoldsMoved(act.tx, { ...input, today: act.today })
  for (const item of await queries.listDifferencesMoved(act.tx, input)) {
    const from = districtOf(item.from)
    if (from === districtOf(input.division_code)) continue
    const remaining = item.amount - item.settled_amount
    const reference = `difference-move:${item.difference_item_id}:${from}-${districtOf(input.division_code)}:${act.today}`
    await book(act, {
      kind: 'difference_move',
      text: '户迁出，差额转出',
      reference: `${reference}:out`,
      division_code: item.from,
      entries: bookDifference(remaining).map((entry) => ({ ...entry, amount: -entry.amount })),
    })
    await book(act, {
      kind: 'difference_move',
      text: '户迁入，差额转入',
      reference: `${reference}:in`,
      division_code: input.division_code,
      entries: bookDifference(remaining),
    })
  }
}
