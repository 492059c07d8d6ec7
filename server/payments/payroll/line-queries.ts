/** SQL that makes the lines of a payroll, in bulk: no household is fetched, none is written one by one. */
import type { TransactionSql } from 'postgres'

/**
 * Writes a line for every household of the district that is entitled in the month, has an account, is not held and
 * has no line for the month yet. Open differences join it: what is owed to the household wholly, what it owes up to
 * `recovery_cap_percent` of the month's regular amount, the oldest first. Returns how many lines and how many fen.
 */
export async function insertRegularLines(
  tx: TransactionSql,
  payroll: { payroll_id: string; programme_id: string; division_code: string; month: string; today: string },
): Promise<void> {
  // In the order of the households: neighbours lie side by side in the tables that are looked into and in the indexes
  // that are written, so that each page is met once. Who is held is read once, not once for each household.
  await tx`
    with due as materialized (
      select e.household_id, e.programme_id, e.entitlement_id, e.determination_id, e.payee_id, e.amount, e.division_code
      from entitlement e
      where e.programme_id = ${payroll.programme_id}
        and e.division_code >= ${payroll.division_code} and e.division_code < ${payroll.division_code} || ':'
        and e.valid @> ${payroll.month}::date
        and e.household_id not in (
          select h.household_id from entitlement_hold h
          where h.programme_id = ${payroll.programme_id} and h.valid @> ${payroll.today}::date)
      order by e.household_id
    )
    insert into payroll_line (payroll_id, household_id, programme_id, month, entitlement_id, determination_id, payee_id,
      payee_name, bank_name, bank_account_number, regular_amount, difference_amount, amount, kind, division_code)
    select ${payroll.payroll_id}::uuid, e.household_id, e.programme_id, ${payroll.month}::date, e.entitlement_id,
      e.determination_id, e.payee_id, p.name, b.bank_name, b.number, e.amount, 0, e.amount, 'regular', e.division_code
    from due e
    join person p on p.person_id = e.payee_id
    join bank_account b on b.person_id = e.payee_id and b.valid @> ${payroll.today}::date
    on conflict (household_id, programme_id, month, beneficiary_id) where kind = 'regular' do nothing`
}

/**
 * Writes a line without a regular amount for every household of the district that is owed something for months that
 * are over and has no entitlement any more to carry it. The payee is whoever was paid last.
 */
export async function insertDifferenceLines(
  tx: TransactionSql,
  payroll: { payroll_id: string; programme_id: string; division_code: string; month: string; today: string },
): Promise<void> {
  await tx`
    insert into payroll_line (payroll_id, household_id, programme_id, month, beneficiary_id, determination_id, payee_id,
      payee_name, bank_name, bank_account_number, regular_amount, difference_amount, amount, kind, division_code)
    select distinct on (d.household_id, d.beneficiary_id) ${payroll.payroll_id}::uuid, d.household_id, d.programme_id,
      ${payroll.month}::date, d.beneficiary_id, d.determination_id, p.person_id, p.name, b.bank_name, b.number, 0, 0, 0, 'regular', d.division_code
    from difference_item d
    join lateral (
      select l.payee_id from payroll_line l
      where l.household_id = d.household_id and l.programme_id = d.programme_id and l.kind = 'regular'
        and l.beneficiary_id is not distinct from d.beneficiary_id
      order by l.month desc limit 1) last on true
    join person p on p.person_id = last.payee_id
    join bank_account b on b.person_id = p.person_id and b.valid @> ${payroll.today}::date
    where d.state = 'open' and d.amount > 0 and d.amount > d.settled_amount and d.programme_id = ${payroll.programme_id}
      and d.division_code >= ${payroll.division_code} and d.division_code < ${payroll.division_code} || ':'
      and not exists (
        select from entitlement e
        where e.household_id = d.household_id and e.programme_id = d.programme_id
          and (upper_inf(e.valid) or e.valid @> ${payroll.month}::date)
          and (d.beneficiary_id is null or exists (
            select from entitlement_share s
            where s.entitlement_id = e.entitlement_id and s.beneficiary_id = d.beneficiary_id)))
      and not exists (
        select from entitlement_hold h
        where h.household_id = d.household_id and h.programme_id = d.programme_id and h.valid @> ${payroll.today}::date)
      and not exists (
        select from difference_settlement s join payroll_line sl using (payroll_line_id) join payroll sp using (payroll_id)
        where s.difference_item_id = d.difference_item_id and sp.state in ('draft', 'locked'))
    order by d.household_id, d.beneficiary_id, d.month
    on conflict (household_id, programme_id, month, beneficiary_id) where kind = 'regular' do nothing`
}

/**
 * How many lines no longer say what is due: the entitlement of the month has another amount or payee or is gone, or
 * payment is held. Nothing of an unapproved payroll counts as paid, so such a line would be paid without any right.
 */
export async function countOutdatedLines(
  tx: TransactionSql,
  payroll: { payroll_id: string; programme_id: string; division_code: string; month: string; today: string },
): Promise<number> {
  // What stands in the district and who is held are each read once and hashed, whatever is known of a list that was
  // written a moment ago; only lines that this leaves open are looked up one by one.
  const [row] = await tx<{ outdated: number }[]>`
    with open as materialized (
      select l.household_id, l.programme_id, l.month, l.regular_amount, l.payee_id,
        l.household_id in (
          select h.household_id from entitlement_hold h
          where h.programme_id = ${payroll.programme_id} and h.valid @> ${payroll.today}::date) as held
      from payroll_line l
      where l.payroll_id = ${payroll.payroll_id} and l.kind = 'regular'
        and (l.entitlement_id is null
          or (l.entitlement_id, l.regular_amount, l.payee_id) not in (
            select e.entitlement_id, e.amount, e.payee_id from entitlement e
            where e.programme_id = ${payroll.programme_id}
              and e.division_code >= ${payroll.division_code} and e.division_code < ${payroll.division_code} || ':'
              and e.valid @> ${payroll.month}::date)
          or l.household_id in (
            select h.household_id from entitlement_hold h
            where h.programme_id = ${payroll.programme_id} and h.valid @> ${payroll.today}::date))
    )
    select count(*)::int as outdated from open o
    left join entitlement e on e.household_id = o.household_id and e.programme_id = o.programme_id and e.valid @> o.month
    where o.held or coalesce(e.amount, 0) <> o.regular_amount or e.payee_id <> o.payee_id`
  return row!.outdated
}

/** Takes the open differences of the payroll's households into its lines. */
export async function insertDifferenceSettlements(
  tx: TransactionSql,
  payroll: { payroll_id: string; recovery_cap_percent: number },
): Promise<void> {
  await tx`
    with owed as (
      select d.difference_item_id, l.payroll_line_id, d.division_code, d.amount - d.settled_amount as remaining,
        floor(l.regular_amount * ${payroll.recovery_cap_percent}::numeric / 100)::bigint as cap,
        coalesce(sum(case when d.amount < 0 then d.settled_amount - d.amount else 0 end) over (
          partition by l.payroll_line_id order by d.month, d.difference_item_id
          rows between unbounded preceding and 1 preceding), 0)::bigint as recovered_before
      from payroll_line l
      join difference_item d on d.household_id = l.household_id and d.programme_id = l.programme_id and d.state = 'open'
        and d.beneficiary_id is not distinct from l.beneficiary_id
      where l.payroll_id = ${payroll.payroll_id} and l.kind = 'regular'
        and not exists (
          select from difference_settlement s join payroll_line sl using (payroll_line_id) join payroll sp using (payroll_id)
          where s.difference_item_id = d.difference_item_id and sp.state in ('draft', 'locked') and sp.payroll_id <> l.payroll_id)
    ), taken as (
      select difference_item_id, payroll_line_id, division_code,
        case when remaining > 0 then remaining
          else -least(-remaining, greatest(cap - recovered_before, 0)) end as amount
      from owed
    )
    insert into difference_settlement (difference_item_id, payroll_line_id, amount, division_code)
    select difference_item_id, payroll_line_id, amount, division_code from taken where amount <> 0`
}

export async function updateLinesWithDifferences(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`
    update payroll_line l
    set difference_amount = s.amount, amount = l.regular_amount + s.amount
    from (
      select s.payroll_line_id, sum(s.amount)::bigint as amount
      from difference_settlement s
      join payroll_line using (payroll_line_id)
      where payroll_id = ${payroll_id}
      group by s.payroll_line_id
    ) s
    where l.payroll_line_id = s.payroll_line_id`
}

/** How many parts of differences the lines carry that were waived, stayed or settled since. */
export async function countOutdatedSettlements(tx: TransactionSql, payroll_id: string): Promise<number> {
  const [row] = await tx<{ outdated: number }[]>`
    with taken as (
      select d.state, abs(d.settled_amount + s.amount) > abs(d.amount) as too_much
      from difference_settlement s
      join payroll_line l using (payroll_line_id)
      join difference_item d using (difference_item_id)
      where l.payroll_id = ${payroll_id}
      for update of d
    )
    select count(*)::int as outdated from taken where state <> 'open' or too_much`
  return row!.outdated
}

/** What the lines settled is settled; an item is done when all of it is. */
export async function updateSettledDifferences(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`
    update difference_item d
    set settled_amount = d.settled_amount + s.amount,
      state = case when d.settled_amount + s.amount = d.amount then 'settled' else d.state end
    from (
      select s.difference_item_id, sum(s.amount)::bigint as amount
      from difference_settlement s
      join payroll_line using (payroll_line_id)
      where payroll_id = ${payroll_id}
      group by s.difference_item_id
    ) s
    where d.difference_item_id = s.difference_item_id`
}

export async function deleteSettlements(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`
    delete from difference_settlement
    where payroll_line_id in (select payroll_line_id from payroll_line where payroll_id = ${payroll_id})`
}

export async function deleteLines(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`delete from payroll_line where payroll_id = ${payroll_id}`
}

/**
 * Lines that came back and whose payee has an account that differs from the refused one, or was confirmed again
 * (`line_ids`), are sent once more.
 */
export async function insertReissueLines(
  tx: TransactionSql,
  payroll: {
    payroll_id: string
    programme_id: string
    division_code: string
    today: string
    line_ids: string[] | null
  },
): Promise<void> {
  await tx`
    insert into payroll_line (payroll_id, household_id, programme_id, month, beneficiary_id, entitlement_id,
      one_off_grant_id, determination_id, payee_id, payee_name, bank_name, bank_account_number, regular_amount,
      difference_amount, amount, kind, reissue_of, division_code)
    select ${payroll.payroll_id}::uuid, l.household_id, l.programme_id, l.month, l.beneficiary_id, l.entitlement_id,
      l.one_off_grant_id, l.determination_id, l.payee_id, l.payee_name, b.bank_name, b.number, l.regular_amount, l.difference_amount, l.amount, 'reissue',
      l.payroll_line_id, l.division_code
    from payroll_line l
    join lateral account_of_returned_line(l.payroll_line_id, ${payroll.today}::date) b on true
    where l.answer = 'returned' and l.programme_id = ${payroll.programme_id}
      and not exists (
        select from one_off_grant g where g.one_off_grant_id = l.one_off_grant_id and g.ended_on is not null)
      and l.division_code >= ${payroll.division_code} and l.division_code < ${payroll.division_code} || ':'
      and (b.number <> l.bank_account_number or l.payroll_line_id = any(${payroll.line_ids ?? []}::uuid[]))
      and (${payroll.line_ids}::uuid[] is null or l.payroll_line_id = any(${payroll.line_ids ?? []}::uuid[]))
    on conflict (reissue_of) where kind = 'reissue' do nothing`
}

export async function updateReissuedLines(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`
    update payroll_line l set answer = 'reissued'
    from payroll_line again
    where again.payroll_id = ${payroll_id} and again.reissue_of = l.payroll_line_id and l.answer = 'returned'`
}
