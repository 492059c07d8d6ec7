/** SQL of what households pay back by themselves. */
import type { TransactionSql } from 'postgres'
import type { Listing } from '../../platform/db/index.ts'

export type RepaymentRow = {
  repayment_id: string
  difference_item_id: string
  household_id: string
  programme_id: string
  payee_name: string
  amount: bigint
  means: 'cash' | 'transfer'
  reference: string
  received_on: string
  state: 'recorded' | 'booked' | 'cancelled'
  recorded_by: string
  recorded_by_name: string | null
  recorded_on: string
  booked_by_name: string | null
  booked_on: string | null
  cancel_reason: string | null
  division_code: string
  total: number
}

/** The earliest received first: one household's, the one named, or in the state. */
export function listRepayments(
  tx: TransactionSql,
  of: {
    household_id: string | null
    repayment_id: string | null
    state: RepaymentRow['state'] | null
    limit: number | null
    offset: number
  },
): Listing<RepaymentRow> {
  return tx<RepaymentRow[]>`
    select r.repayment_id, r.difference_item_id, r.household_id, r.programme_id, coalesce(p.name, '受保护对象') as payee_name,
      r.amount, r.means, r.reference, r.received_on, r.state, r.recorded_by, staff_name(r.recorded_by) as recorded_by_name,
      r.recorded_on, staff_name(r.booked_by) as booked_by_name, r.booked_on, r.cancel_reason, r.division_code,
      (count(*) over ())::int as total
    from repayment r
    left join household_member m on m.household_id = r.household_id and m.relation = 'head' and m.valid @> r.recorded_on
    left join person p on p.person_id = m.person_id
    where (${of.household_id}::uuid is null or r.household_id = ${of.household_id})
      and (${of.repayment_id}::uuid is null or r.repayment_id = ${of.repayment_id})
      and (${of.state}::text is null or r.state = ${of.state})
    order by r.received_on, r.repayment_id
    limit ${of.limit} offset ${of.offset}`
}

export type RecoveryRow = {
  difference_item_id: string
  household_id: string
  programme_id: string
  state: 'open' | 'settled' | 'waived' | 'stayed'
  /** Fen still to come back, less what was taken in and waits to be booked; none below zero. */
  remaining: bigint
  division_code: string
}

/** Locks what is to be recovered; undefined when it is none within the caller's area. */
export async function findRecovery(
  tx: TransactionSql,
  difference_item_id: string,
): Promise<RecoveryRow | undefined> {
  const [row] = await tx<RecoveryRow[]>`
    with item as (
      select * from difference_item where difference_item_id = ${difference_item_id} and amount < 0 for update
    )
    select difference_item_id, household_id, programme_id, state, division_code,
      greatest(settled_amount - amount - coalesce((
        select sum(r.amount) from repayment r
        where r.difference_item_id = item.difference_item_id and r.state = 'recorded'), 0), 0)::bigint as remaining
    from item`
  return row
}

export async function insertRepayment(
  tx: TransactionSql,
  row: Pick<
    RepaymentRow,
    | 'difference_item_id'
    | 'household_id'
    | 'programme_id'
    | 'means'
    | 'reference'
    | 'received_on'
    | 'recorded_by'
    | 'recorded_on'
    | 'division_code'
  > & { amount: bigint },
): Promise<string> {
  const [made] = await tx<{ repayment_id: string }[]>`
    insert into repayment (difference_item_id, household_id, programme_id, amount, means, reference, received_on,
      recorded_by, recorded_on, division_code)
    values (${row.difference_item_id}, ${row.household_id}, ${row.programme_id}, ${String(row.amount)}::bigint, ${row.means},
      ${row.reference}, ${row.received_on}::date, ${row.recorded_by}, ${row.recorded_on}::date, ${row.division_code})
    returning repayment_id`
  return made!.repayment_id
}

/** Undefined when it was booked or cancelled meanwhile. */
export async function findRepaymentBooked(
  tx: TransactionSql,
  booked: { repayment_id: string; booked_by: string; booked_on: string },
): Promise<{ difference_item_id: string; amount: bigint } | undefined> {
  const [row] = await tx<{ difference_item_id: string; amount: bigint }[]>`
    update repayment set state = 'booked', booked_by = ${booked.booked_by}::uuid, booked_on = ${booked.booked_on}::date
    where repayment_id = ${booked.repayment_id} and state = 'recorded'
    returning difference_item_id, amount`
  return row
}

export async function findRepaymentCancelled(
  tx: TransactionSql,
  cancelled: { repayment_id: string; reason: string },
): Promise<{ repayment_id: string } | undefined> {
  const [row] = await tx<{ repayment_id: string }[]>`
    update repayment set state = 'cancelled', cancel_reason = ${cancelled.reason}
    where repayment_id = ${cancelled.repayment_id} and state = 'recorded'
    returning repayment_id`
  return row
}

/** What came back counts as settled; undefined when so much is no longer to be recovered. */
export async function findRecoverySettled(
  tx: TransactionSql,
  repaid: { difference_item_id: string; amount: bigint },
): Promise<{ difference_item_id: string } | undefined> {
  const amount = String(repaid.amount)
  const [row] = await tx<{ difference_item_id: string }[]>`
    update difference_item
    set settled_amount = settled_amount - ${amount}::bigint,
      state = case when settled_amount - ${amount}::bigint = amount then 'settled' else state end
    where difference_item_id = ${repaid.difference_item_id} and amount < 0 and state in ('open', 'stayed')
      and settled_amount - ${amount}::bigint >= amount
    returning difference_item_id`
  return row
}
