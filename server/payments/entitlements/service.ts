/**
 * Entitlements: what a household is to get each month, as its determinations say. They follow the determinations:
 * a new one cuts the old at its first month; what was already paid too little or too much is a difference item of
 * its own, never an edit.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { authorisePayment } from '../access.ts'
import { bookDifference, bookWaiver } from '../ledger/model.ts'
import { book } from '../ledger/service.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'

type OneProgramme = { household_id: string; programme_id: string }

/** What a month is due: to the household, or to each of those whom the programme names; fen. */
export type Due = { beneficiary_id: string | null; amount: bigint }

/**
 * Gives a household `amount` fen a month from the first day `from_month` on, until told otherwise (or up to
 * `until_month`, exclusive). Whatever the household had of the programme from then on gives way.
 */
export async function grantEntitlement(
  act: Act,
  input: OneProgramme & {
    determination_id: string
    payee_id: string
    amount: bigint
    /** People whom the determination counts. */
    member_count: number
    from_month: string
    until_month?: string | null
    division_code: string
    /** Of a programme for single people: whom it is for, each with a line of the payroll. */
    shares?: readonly queries.EntitlementShare[]
  },
): Promise<string> {
  await endEntitlement(act, input)
  const entitlement_id = await queries.insertEntitlement(act.tx, {
    ...input,
    until_month: input.until_month ?? null,
  })
  if (input.shares !== undefined && input.shares.length > 0)
    await queries.insertShares(act.tx, { ...input, entitlement_id }, input.shares)
  return entitlement_id
}

/** Ends a programme for a household: `from_month` is the first month without it. */
export async function endEntitlement(act: Act, input: OneProgramme & { from_month: string }): Promise<void> {
  await queries.shareProgramme(act.tx, input.programme_id)
  await queries.endEntitlements(act.tx, input.household_id, input.programme_id, input.from_month)
}

/** What each month has had so far: regular amounts on approved payrolls and differences already recorded. Fen. */
export function listMonthsPaid(act: Act, input: OneProgramme): Promise<queries.MonthPaid[]> {
  return queries.listMonthsPaid(act.tx, input.household_id, input.programme_id)
}

/**
 * Records, for months whose payroll was approved, what the new determination owes more or less than was paid.
 * `months` says what each month is due now; other months, and whom nothing was paid for yet, are not differences:
 * their payroll is drafted by what is due.
 * Returns the recorded items (fen; negative is to be recovered) and books them.
 */
export async function recordDifferences(
  act: Act,
  input: OneProgramme & {
    determination_id: string
    previous_determination_id: string | null
    reason: string
    division_code: string
    stayed?: boolean
    months: { month: string; due: readonly Due[] }[]
  },
): Promise<{ month: string; amount: bigint }[]> {
  await queries.shareProgramme(act.tx, input.programme_id)
  const paid = Map.groupBy(await listMonthsPaid(act, input), (row) => row.month)
  const months = input.months.flatMap(({ month, due }) =>
    (paid.get(month) ?? []).flatMap(({ beneficiary_id, regular_amount, difference_amount }) => {
      // What was paid to the household for all together is held against all together.
      const own = beneficiary_id === null ? due : due.filter((each) => each.beneficiary_id === beneficiary_id)
      const amount = own.reduce((sum, each) => sum + each.amount, 0n) - regular_amount - difference_amount
      return amount === 0n ? [] : [{ month, beneficiary_id, amount }]
    }),
  )
  if (months.length === 0) return []
  const recorded = await queries.insertDifferences(act.tx, {
    household_id: input.household_id,
    programme_id: input.programme_id,
    determination_id: input.determination_id,
    previous_determination_id: input.previous_determination_id,
    reason: input.reason,
    state: input.stayed === true ? 'stayed' : 'open',
    division_code: input.division_code,
    recorded_on: act.today,
    months,
  })
  await book(act, {
    kind: 'difference',
    text: '核定差额',
    reference: `difference:${input.determination_id}`,
    division_code: input.division_code,
    entries: recorded.flatMap((item) => bookDifference(item.amount)),
  })
  return recorded
}

/** Holds payment back, for instance while an appeal stays it; the entitlement itself stands. */
export async function placeHold(
  act: Act,
  input: OneProgramme & { reason: string; division_code: string },
): Promise<void> {
  await queries.insertHold(act.tx, {
    ...input,
    from: act.today,
    placed_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
  })
}

export async function releaseHold(act: Act, input: OneProgramme & { reason: string }): Promise<void> {
  await queries.endHolds(act.tx, { ...input, on: act.today })
}

/** Recoveries wait while an appeal runs, and go on after it. */
export async function stayRecoveries(act: Act, input: OneProgramme & { stayed: boolean }): Promise<void> {
  await queries.setRecoveriesStayed(act.tx, input)
}

/**
 * Gives up what is left of a recovery because it would bear too hard on the household.
 * @throws payroll_not_permitted (403), difference_not_open (409)
 */
export async function waiveRecovery(
  act: Act,
  input: { difference_item_id: string; reason: string },
): Promise<void> {
  const { account_id } = authorisePayment(act, 'waive_recovery')
  const item = await queries.findWaivedDifference(act.tx, { ...input, account_id })
  if (item === undefined) throw problem('difference_not_open')
  await book(act, {
    kind: 'waiver',
    text: '困难免予追回',
    reference: `waiver:${item.difference_item_id}`,
    division_code: item.division_code,
    entries: bookWaiver(item.settled_amount - item.amount),
  })
  await audit(act, {
    act: 'difference_item.waive',
    subject_kind: 'difference_item',
    subject_id: item.difference_item_id,
    division_code: item.division_code,
    detail: { reason: input.reason },
  })
}
