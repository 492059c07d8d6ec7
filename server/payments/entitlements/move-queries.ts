/** SQL of what follows a household into another division. */
import type { TransactionSql } from 'postgres'

type Place = { household_id: string; division_code: string }
type Move = Place & { programme_id: string; from_month: string }

export async function listProgrammesOf(tx: TransactionSql, household_id: string): Promise<string[]> {
  const rows = await tx<{ programme_id: string }[]>`
    select distinct programme_id from entitlement where household_id = ${household_id} order by programme_id`
  return rows.map((row) => row.programme_id)
}

/** Cuts what runs past the first month in the new place in two; the later part keeps its amount and determination. */
export async function splitEntitlements(tx: TransactionSql, move: Move): Promise<void> {
  await tx`
    with cut as (
      update entitlement set valid = daterange(lower(valid), ${move.from_month}::date)
      where household_id = ${move.household_id} and programme_id = ${move.programme_id}
        and division_code <> ${move.division_code} and lower(valid) < ${move.from_month}::date
        and valid @> ${move.from_month}::date
      returning new.*, upper(old.valid) as until
    ), later as (
      insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid,
        division_code)
      select household_id, programme_id, determination_id, payee_id, amount, member_count,
        daterange(${move.from_month}::date, until), ${move.division_code}
      from cut
      returning entitlement_id
    )
    insert into entitlement_share (entitlement_id, beneficiary_id, payee_id, amount, household_id, division_code)
    select later.entitlement_id, s.beneficiary_id, s.payee_id, s.amount, s.household_id, ${move.division_code}
    from later, cut join entitlement_share s on s.entitlement_id = cut.entitlement_id`
}

export async function updateEntitlementsMoved(tx: TransactionSql, move: Move): Promise<void> {
  await tx`
    update entitlement set division_code = ${move.division_code}
    where household_id = ${move.household_id} and programme_id = ${move.programme_id}
      and lower(valid) >= ${move.from_month}::date`
  await tx`
    update entitlement_share s set division_code = e.division_code
    from entitlement e
    where e.entitlement_id = s.entitlement_id and e.household_id = ${move.household_id}
      and e.programme_id = ${move.programme_id} and s.division_code <> e.division_code`
}

export async function updateHoldsMoved(tx: TransactionSql, move: Place & { today: string }): Promise<void> {
  await tx`
    update entitlement_hold set division_code = ${move.division_code}
    where household_id = ${move.household_id} and (upper_inf(valid) or upper(valid) > ${move.today}::date)`
}

export type MovedDifference = {
  difference_item_id: string
  amount: bigint
  settled_amount: bigint
  from: string
}

/** Moves what is still owed to or by the household; answers it with the place that it came from. */
export function listDifferencesMoved(tx: TransactionSql, move: Place): Promise<MovedDifference[]> {
  return tx<MovedDifference[]>`
    update difference_item set division_code = ${move.division_code}
    where household_id = ${move.household_id} and state in ('open', 'stayed')
      and division_code <> ${move.division_code}
    returning difference_item_id, amount, settled_amount, old.division_code as "from"`
}
