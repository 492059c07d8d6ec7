/**
 * 待遇台账: one household's benefits of all programmes together, each month with what it is due by the decisions that
 * stand now and what was paid for it, so that whatever is still owed to or by the household can be seen.
 */
import type { Act } from '../../platform/act.ts'
import { addMonths, firstOfMonth } from '../../platform/clock/index.ts'
import { getProgramme } from '../../../law/index.ts'
import { listPaymentsOfHousehold } from '../../payments/index.ts'
import { authorise } from '../access.ts'
import { loadHistory, type HouseholdHistory } from '../households/history.ts'
import { viewCliffs } from './cliffs.ts'
import * as queries from './queries.ts'

/** How many months back the ledger reaches. */
const monthsBack = 24
const beforeAll = '1900-01-01'

/** @throws not_found (404) where the household is out of the caller's sight */
export async function viewBenefitLedger(act: Act, household_id: string) {
  authorise(act, 'read_determination')
  const history = await loadHistory(act, household_id)
  const to = addMonths(firstOfMonth(act.today), 1)
  const from = addMonths(to, -monthsBack)
  const [due, payments, differences] = await Promise.all([
    queries.listDue(act.tx, { household_id, from: beforeAll, to }),
    listPaymentsOfHousehold(act.tx, household_id),
    queries.listDifferencesByMonth(act.tx, household_id),
  ])
  const rows = rowsOf(history, due, payments, differences)
  return {
    household_id,
    as_of: act.today,
    rows: rows.filter(({ month }) => month >= from),
    earlier: rows.some(({ month }) => month < from),
    ...viewCliffs(act, history),
  }
}

type Payment = Awaited<ReturnType<typeof listPaymentsOfHousehold>>[number]
type OfMonth = { month: string; programme_id: string }

/** What has left for the bank and did not come back counts as paid; what is still being prepared does not. */
const hasLeft = ({ state }: Payment): boolean => state === 'sent' || state === 'paid'

/** What is paid once is paid for the month in which it was granted, whenever its payroll was. */
function inMonthOfGrant(payment: Payment, due: readonly queries.DueRow[]): Payment {
  const grant = due.find(
    ({ kind, determination_id }) => kind === 'once' && determination_id === payment.determination_id,
  )
  return grant === undefined ? payment : { ...payment, month: grant.month }
}

function rowsOf(
  { memberships }: HouseholdHistory,
  due: readonly queries.DueRow[],
  sent: readonly Payment[],
  differences: readonly queries.DifferenceOfMonth[],
) {
  const payments = sent.map((each) => inMonthOfGrant(each, due))
  const names = new Map(memberships.map((member) => [member.person_id, member.name]))
  const keys = new Map<string, OfMonth>()
  for (const { month, programme_id } of [...due, ...payments, ...differences])
    keys.set(`${month} ${programme_id}`, { month, programme_id })
  return [...keys.values()]
    .map((key) => {
      const ofKey = <Row extends OfMonth>(rows: readonly Row[]) =>
        rows.filter((row) => row.month === key.month && row.programme_id === key.programme_id)
      const own = ofKey(due)
      const amount = sum(own.map((row) => row.amount))
      const left = ofKey(payments).filter(hasLeft)
      const settled = sum(ofKey(differences).map((row) => row.settled))
      const waived = sum(ofKey(differences).map((row) => row.waived))
      const paid = sum(left.map((row) => row.regular_amount)) + settled
      return {
        ...key,
        programme_title: getProgramme(key.programme_id).title,
        kind: own[0]?.kind ?? ('monthly' as const),
        people: [...new Set(own.flatMap((row) => row.person_ids))].map((id) => names.get(id) ?? ''),
        member_count: own[0]?.member_count ?? 0,
        due: amount.toString(),
        paid: paid.toString(),
        waived: (-waived).toString(),
        // What was waived is no longer owed by the household.
        difference: (amount - paid - waived).toString(),
        to_institution: sum(own.map((row) => row.to_institution)).toString(),
      }
    })
    .toSorted((a, b) => b.month.localeCompare(a.month) || a.programme_id.localeCompare(b.programme_id))
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n)
