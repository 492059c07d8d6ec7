/** SQL of entitlements, their holds, and differences of months that are over. */
import type { TransactionSql } from 'postgres'

export type EntitlementRow = {
  entitlement_id: string
  household_id: string
  programme_id: string
  determination_id: string
  payee_id: string
  amount: bigint
  /** First month, and the first day after the last month; null while it runs. */
  from_month: string
  until_month: string | null
  division_code: string
}

/** For whoever approves a payroll: what the programme grants stands still until the transaction ends. */
export async function lockProgramme(tx: TransactionSql, programme_id: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`payroll ${programme_id}`}, 0))`
}

/** For whoever changes what the programme grants: any number at once, but none while a payroll is being approved. */
export async function shareProgramme(tx: TransactionSql, programme_id: string): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(hashtextextended(${`payroll ${programme_id}`}, 0))`
}

export function listEntitlementsOfHousehold(
  tx: TransactionSql,
  household_id: string,
): Promise<EntitlementRow[]> {
  return tx<EntitlementRow[]>`
    select entitlement_id, household_id, programme_id, determination_id, payee_id, amount,
      lower(valid) as from_month, upper(valid) as until_month, division_code
    from entitlement
    where household_id = ${household_id}
    order by programme_id, lower(valid)`
}

/**
 * Takes back what would only have begun on or after `from_month`, and cuts what runs past it, in whosever books it
 * was made; the determinations behind it stand. Only for a household within the caller's reach.
 */
export async function endEntitlements(
  tx: TransactionSql,
  household_id: string,
  programme_id: string,
  from_month: string,
): Promise<void> {
  await tx`select end_entitlements(${household_id}::uuid, ${programme_id}, ${from_month}::date)`
}

export async function insertEntitlement(
  tx: TransactionSql,
  entitlement: {
    household_id: string
    programme_id: string
    determination_id: string
    payee_id: string
    amount: bigint
    member_count: number
    from_month: string
    until_month: string | null
    division_code: string
  },
): Promise<string> {
  const [row] = await tx<{ entitlement_id: string }[]>`
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid,
      division_code)
    values (${entitlement.household_id}, ${entitlement.programme_id}, ${entitlement.determination_id},
      ${entitlement.payee_id}, ${String(entitlement.amount)}::bigint, ${entitlement.member_count},
      daterange(${entitlement.from_month}::date, ${entitlement.until_month}::date), ${entitlement.division_code})
    returning entitlement_id`
  return row!.entitlement_id
}

/** What of an entitlement is for whom, and to whose account it goes; fen a month. */
export type EntitlementShare = { beneficiary_id: string; payee_id: string; amount: bigint }

export async function insertShares(
  tx: TransactionSql,
  of: { entitlement_id: string; household_id: string; division_code: string },
  shares: readonly EntitlementShare[],
): Promise<void> {
  await tx`
    insert into entitlement_share (entitlement_id, beneficiary_id, payee_id, amount, household_id, division_code)
    select ${of.entitlement_id}::uuid, s.beneficiary_id, s.payee_id, sum(s.amount), ${of.household_id}::uuid,
      ${of.division_code}
    from unnest(${shares.map((each) => each.beneficiary_id)}::uuid[], ${shares.map((each) => each.payee_id)}::uuid[],
      ${shares.map((each) => String(each.amount))}::bigint[]) as s (beneficiary_id, payee_id, amount)
    group by s.beneficiary_id, s.payee_id`
}

export async function insertHold(
  tx: TransactionSql,
  hold: {
    household_id: string
    programme_id: string
    reason: string
    from: string
    placed_by: string | null
    division_code: string
  },
): Promise<void> {
  await tx`
    insert into entitlement_hold (household_id, programme_id, reason, valid, placed_by, division_code)
    values (${hold.household_id}, ${hold.programme_id}, ${hold.reason}, daterange(${hold.from}::date, null),
      ${hold.placed_by}, ${hold.division_code})`
}

/** Ends every running hold of that reason; a hold placed today leaves no day behind. */
export async function endHolds(
  tx: TransactionSql,
  hold: { household_id: string; programme_id: string; reason: string; on: string },
): Promise<void> {
  await tx`
    update entitlement_hold
    set valid = daterange(lower(valid), greatest(lower(valid), ${hold.on}::date))
    where household_id = ${hold.household_id} and programme_id = ${hold.programme_id}
      and reason = ${hold.reason} and upper_inf(valid)`
}

export type MonthPaid = {
  month: string
  /** For whom of those whom the programme names; null where it is for the household. */
  beneficiary_id: string | null
  /** Regular amount that was approved for the month. Fen. */
  regular_amount: bigint
  /** Differences already recorded for the month, waived ones included. Fen. */
  difference_amount: bigint
}

/** What each month has had so far, from approved payrolls and from differences already recorded. */
export function listMonthsPaid(
  tx: TransactionSql,
  household_id: string,
  programme_id: string,
): Promise<MonthPaid[]> {
  return tx<MonthPaid[]>`
    select month, beneficiary_id, regular_amount, difference_amount from months_paid(${household_id}::uuid, ${programme_id})`
}

export async function insertDifferences(
  tx: TransactionSql,
  input: {
    household_id: string
    programme_id: string
    determination_id: string
    previous_determination_id: string | null
    reason: string
    state: 'open' | 'stayed'
    division_code: string
    recorded_on: string
    months: { month: string; beneficiary_id: string | null; amount: bigint }[]
  },
): Promise<{ month: string; amount: bigint }[]> {
  return tx<{ month: string; amount: bigint }[]>`
    insert into difference_item (household_id, programme_id, month, beneficiary_id, amount, determination_id,
      previous_determination_id, reason, state, division_code, recorded_on)
    select ${input.household_id}::uuid, ${input.programme_id}, d.month, d.beneficiary_id, d.amount, ${input.determination_id}::uuid,
      ${input.previous_determination_id}::uuid, ${input.reason}, case when d.amount < 0 then ${input.state} else 'open' end,
      ${input.division_code}, ${input.recorded_on}::date
    from unnest(${input.months.map((m) => m.month)}::date[], ${input.months.map((m) => m.beneficiary_id)}::uuid[],
      ${input.months.map((m) => String(m.amount))}::bigint[]) as d (month, beneficiary_id, amount)
    on conflict on constraint difference_item_once do nothing
    returning month, amount`
}

export type DifferenceRow = {
  difference_item_id: string
  household_id: string
  programme_id: string
  month: string
  amount: bigint
  settled_amount: bigint
  determination_id: string
  reason: string
  state: 'open' | 'settled' | 'waived' | 'stayed'
  waiver_reason: string | null
  recorded_on: string
  division_code: string
}

export function listDifferencesOfHousehold(
  tx: TransactionSql,
  household_id: string,
): Promise<DifferenceRow[]> {
  return tx<DifferenceRow[]>`
    select difference_item_id, household_id, programme_id, month, amount, settled_amount, determination_id, reason,
      state, waiver_reason, recorded_on, division_code
    from difference_item
    where household_id = ${household_id}
    order by month desc, recorded_on desc`
}

/** Waives what is left of a recovery. Undefined when the item is not an open recovery within the caller's area. */
export async function findWaivedDifference(
  tx: TransactionSql,
  waiver: { difference_item_id: string; reason: string; account_id: string },
): Promise<DifferenceRow | undefined> {
  const [row] = await tx<DifferenceRow[]>`
    update difference_item
    set state = 'waived', waiver_reason = ${waiver.reason}, waived_by = ${waiver.account_id}
    where difference_item_id = ${waiver.difference_item_id} and amount < 0 and state in ('open', 'stayed')
    returning difference_item_id, household_id, programme_id, month, amount, settled_amount, determination_id, reason,
      state, waiver_reason, recorded_on, division_code`
  return row
}

/** Stays or frees the open recoveries of a household, as an appeal goes on or ends. */
export async function setRecoveriesStayed(
  tx: TransactionSql,
  input: { household_id: string; programme_id: string; stayed: boolean },
): Promise<void> {
  const [from, to] = input.stayed ? ['open', 'stayed'] : ['stayed', 'open']
  await tx`
    update difference_item set state = ${to}
    where household_id = ${input.household_id} and programme_id = ${input.programme_id}
      and amount < 0 and state = ${from}`
}

export type HouseholdPaymentRow = {
  payroll_line_id: string
  payroll_id: string
  programme_id: string
  month: string
  kind: 'regular' | 'one_off' | 'reissue'
  regular_amount: bigint
  difference_amount: bigint
  amount: bigint
  /** For whom, where the programme is for single people. */
  beneficiary_name: string | null
  state: 'pending' | 'sent' | 'paid' | 'returned' | 'reissued'
  return_reason: string | null
  determination_id: string
}

/** What went or goes to the household: its lines of every month, and those that were sent again. */
export function listPaymentsOfHousehold(
  tx: TransactionSql,
  household_id: string,
): Promise<HouseholdPaymentRow[]> {
  // Step by step along the two indexes that there are: one by household over all lines would cost every payroll.
  return tx<HouseholdPaymentRow[]>`
    with recursive lines as (
      select * from (
        select * from payroll_line where household_id = ${household_id} and kind = 'regular'
        union all
        select l.* from one_off_grant g join payroll_line l using (one_off_grant_id)
        where g.household_id = ${household_id} and l.kind = 'one_off'
      ) first_sent
      union all
      select again.* from payroll_line again join lines on again.reissue_of = lines.payroll_line_id
      where again.kind = 'reissue'
    )
    select l.payroll_line_id, l.payroll_id, l.programme_id, l.month, l.kind, l.regular_amount, l.difference_amount,
      l.amount, l.return_reason, l.determination_id,
      (select person.name from person where person.person_id = l.beneficiary_id) as beneficiary_name,
      coalesce(l.answer, case when p.state in ('draft', 'locked', 'approved') then 'pending' else 'sent' end) as state
    from lines l
    join payroll p using (payroll_id)
    order by l.month desc, l.kind desc, l.payroll_line_id`
}
