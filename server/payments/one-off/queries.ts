/** SQL of what is paid once for one decision: the grants, and their lines on payrolls. */
import type { TransactionSql } from 'postgres'

export type OneOffGrantRow = {
  one_off_grant_id: string
  household_id: string
  programme_id: string
  determination_id: string
  payee_id: string
  /** Fen. */
  amount: bigint
  granted_on: string
  /** Taken back before it was paid. */
  ended_on: string | null
  /** Whether an approved payroll carries it, and the bank has not sent it back. */
  paid: boolean
  /** The bank has sent it back, and it has not gone out again. */
  came_back: boolean
  division_code: string
}

export async function insertOneOffGrant(
  tx: TransactionSql,
  grant: Omit<OneOffGrantRow, 'one_off_grant_id' | 'ended_on' | 'paid' | 'came_back'> & {
    member_count: number
  },
): Promise<string> {
  const [row] = await tx<{ one_off_grant_id: string }[]>`
    insert into one_off_grant (household_id, programme_id, determination_id, payee_id, amount, member_count, granted_on,
      division_code)
    values (${grant.household_id}, ${grant.programme_id}, ${grant.determination_id}, ${grant.payee_id},
      ${String(grant.amount)}::bigint, ${grant.member_count}, ${grant.granted_on}, ${grant.division_code})
    returning one_off_grant_id`
  return row!.one_off_grant_id
}

/** What was granted by these determinations, the earliest first. */
export function listGrantsOfDeterminations(
  tx: TransactionSql,
  determination_ids: readonly string[],
): Promise<OneOffGrantRow[]> {
  return tx<OneOffGrantRow[]>`
    select g.one_off_grant_id, g.household_id, g.programme_id, g.determination_id, g.payee_id, g.amount, g.granted_on, g.ended_on,
      g.division_code, l.payroll_line_id is not null and l.answer is distinct from 'returned' as paid,
      l.answer is not distinct from 'returned' as came_back
    from one_off_grant g
    left join lateral (
      select l.payroll_line_id, l.answer from payroll_line l join payroll p using (payroll_id)
      where l.one_off_grant_id = g.one_off_grant_id and p.state not in ('draft', 'locked')
        -- Of lines that went out again the last one says what became of it.
        and l.answer is distinct from 'reissued') l on true
    where g.determination_id = any (${determination_ids as string[]}::uuid[])
    order by g.granted_on, g.one_off_grant_id`
}

export type HouseholdGrantRow = Pick<
  OneOffGrantRow,
  'one_off_grant_id' | 'programme_id' | 'determination_id' | 'amount' | 'granted_on' | 'ended_on'
>

/** All that a household was ever granted once, the latest first. */
export function listOneOffGrantsOfHousehold(
  tx: TransactionSql,
  household_id: string,
): Promise<HouseholdGrantRow[]> {
  return tx<HouseholdGrantRow[]>`
    select one_off_grant_id, programme_id, determination_id, amount, granted_on, ended_on
    from one_off_grant where household_id = ${household_id}
    order by granted_on desc, one_off_grant_id desc`
}

/** Takes back what no approved payroll carries yet. */
export async function endUnpaidGrants(
  tx: TransactionSql,
  one_off_grant_ids: readonly string[],
  on: string,
): Promise<void> {
  await tx`
    update one_off_grant set ended_on = ${on}::date
    where one_off_grant_id = any (${one_off_grant_ids as string[]}::uuid[]) and ended_on is null`
}

/** How many lines would send again what has ended since the bank sent it back. */
export async function countEndedReissues(tx: TransactionSql, payroll_id: string): Promise<number> {
  const [row] = await tx<{ ended: number }[]>`
    select count(*)::int as ended
    from payroll_line l
    join one_off_grant g using (one_off_grant_id)
    where l.payroll_id = ${payroll_id} and g.ended_on is not null`
  return row!.ended
}

/**
 * A line on a draft keeps nothing back: whoever drafts next finds the grant where it is now. Answers the drafts, whose
 * totals have changed.
 */
export async function deleteDraftedLines(
  tx: TransactionSql,
  move: { household_id: string; division_code: string },
): Promise<{ payroll_id: string }[]> {
  return tx<{ payroll_id: string }[]>`
    delete from payroll_line l using payroll p, one_off_grant g
    where p.payroll_id = l.payroll_id and p.state = 'draft' and g.one_off_grant_id = l.one_off_grant_id
      and l.kind = 'one_off' and g.household_id = ${move.household_id} and l.division_code <> ${move.division_code}
    returning l.payroll_id`
}

/** What nobody has paid yet follows the household. */
export async function updateGrantsMoved(
  tx: TransactionSql,
  move: { household_id: string; division_code: string },
): Promise<void> {
  await tx`
    update one_off_grant g set division_code = ${move.division_code}
    where household_id = ${move.household_id} and ended_on is null and division_code <> ${move.division_code}
      and not exists (
        select from payroll_line l join payroll p using (payroll_id)
        where l.one_off_grant_id = g.one_off_grant_id and p.state not in ('draft', 'locked'))`
}

/** Of what was to be recovered for these determinations; fen, none below zero. */
export type Recoveries = {
  collected: bigint
  /** Still to come back. */
  open: bigint
  /** Given up by somebody: the household keeps it. */
  waived: bigint
}

export async function sumRecoveries(
  tx: TransactionSql,
  determination_ids: readonly string[],
): Promise<Recoveries> {
  const [row] = await tx<Recoveries[]>`
    select coalesce(sum(-settled_amount), 0)::bigint as collected,
      coalesce(sum(settled_amount - amount) filter (where state in ('open', 'stayed')), 0)::bigint as open,
      coalesce(sum(settled_amount - amount) filter (where state = 'waived' and waived_by is not null), 0)::bigint as waived
    from difference_item
    where determination_id = any (${determination_ids as string[]}::uuid[]) and amount < 0`
  return row!
}

/** Ends what is still to come back: a new decision says anew what is. Nobody has waived it. */
export async function endRecoveries(
  tx: TransactionSql,
  determination_ids: readonly string[],
  reason: string,
): Promise<void> {
  await tx`
    update difference_item set state = 'waived', waiver_reason = ${reason}
    where determination_id = any (${determination_ids as string[]}::uuid[]) and amount < 0
      and state in ('open', 'stayed')`
}

/** What makes the lines: a district's grants up to the end of the month that nobody has put on a payroll. */
type OfPayroll = {
  payroll_id: string
  programme_id: string
  division_code: string
  month: string
  today: string
}

/** Writes a line for every grant that has an account, is not held and stands on no payroll yet. */
export async function insertOneOffLines(tx: TransactionSql, payroll: OfPayroll): Promise<void> {
  await tx`
    insert into payroll_line (payroll_id, household_id, programme_id, month, one_off_grant_id, determination_id, payee_id,
      payee_name, bank_name, bank_account_number, regular_amount, difference_amount, amount, kind, division_code)
    select ${payroll.payroll_id}::uuid, g.household_id, g.programme_id, ${payroll.month}::date, g.one_off_grant_id,
      g.determination_id, g.payee_id, p.name, b.bank_name, b.number, g.amount, 0, g.amount, 'one_off', g.division_code
    from one_off_grant g
    join person p on p.person_id = g.payee_id
    join bank_account b on b.person_id = g.payee_id and b.valid @> ${payroll.today}::date
    where g.programme_id = ${payroll.programme_id} and g.ended_on is null
      and g.division_code >= ${payroll.division_code} and g.division_code < ${payroll.division_code} || ':'
      and g.granted_on < ${payroll.month}::date + interval '1 month'
      and not exists (
        select from entitlement_hold h
        where h.household_id = g.household_id and h.programme_id = g.programme_id and h.valid @> ${payroll.today}::date)
    order by g.household_id
    on conflict (one_off_grant_id) where kind = 'one_off' do nothing`
}

/** How many lines no longer say what is due: the grant was taken back or moved away, or payment is held. */
export async function countOutdatedOneOffLines(
  tx: TransactionSql,
  payroll: { payroll_id: string; today: string },
): Promise<number> {
  const [row] = await tx<{ outdated: number }[]>`
    select count(*)::int as outdated
    from payroll_line l join one_off_grant g using (one_off_grant_id)
    where l.payroll_id = ${payroll.payroll_id} and (g.ended_on is not null or g.division_code <> l.division_code or exists (
      select from entitlement_hold h
      where h.household_id = l.household_id and h.programme_id = l.programme_id and h.valid @> ${payroll.today}::date))`
  return row!.outdated
}

export type OneOffExceptionRow = {
  household_id: string
  payee_id: string
  payee_name: string
  amount: bigint
  reason: 'no_account' | 'held' | 'restricted'
  hold_reason: string | null
  division_code: string
  division_name: string
}

/** Granted, yet not on a payroll: each with why. */
export function listOneOffExceptions(
  tx: TransactionSql,
  filter: Omit<OfPayroll, 'payroll_id'>,
): Promise<OneOffExceptionRow[]> {
  return tx<OneOffExceptionRow[]>`
    select g.household_id, g.payee_id, coalesce(p.name, '受保护对象') as payee_name, g.amount, g.division_code,
      d.name as division_name, h.reason as hold_reason,
      case when h.reason is not null then 'held' when p.person_id is null then 'restricted' else 'no_account' end as reason
    from one_off_grant g
    left join person p on p.person_id = g.payee_id
    join division d on d.division_code = g.division_code
    left join lateral (
      select reason from entitlement_hold h
      where h.household_id = g.household_id and h.programme_id = g.programme_id and h.valid @> ${filter.today}::date
      limit 1) h on true
    where g.programme_id = ${filter.programme_id} and g.ended_on is null
      and g.division_code >= ${filter.division_code} and g.division_code < ${filter.division_code} || ':'
      and g.granted_on < ${filter.month}::date + interval '1 month'
      and (h.reason is not null or p.person_id is null or not exists (
        select from bank_account b where b.person_id = g.payee_id and b.valid @> ${filter.today}::date))
      and not exists (
        select from payroll_line l where l.one_off_grant_id = g.one_off_grant_id and l.kind = 'one_off')
    order by g.division_code, p.name
    limit 500`
}
