/** SQL of the ledger. Entries are written only by the database's own function `book_transaction`. */
import type { TransactionSql } from 'postgres'
import type { Listing } from '../../platform/db/index.ts'
import type { LedgerCode } from './model.ts'

export type Booking = {
  business_date: string
  kind: string
  text: string
  /** The act that is booked; the same reference again books nothing and answers the first transaction. */
  reference: string
  division_code: string
  account_id: string | null
  /** Fen, debit positive, credit negative; the sum is zero. */
  entries: { account: LedgerCode; amount: bigint }[]
}

export async function bookTransaction(tx: TransactionSql, booking: Booking): Promise<string> {
  const entries = booking.entries.map((entry) => ({ account: entry.account, amount: String(entry.amount) }))
  const [row] = await tx<{ ledger_transaction_id: string }[]>`
    select book_transaction(
      ${booking.business_date}::date, ${booking.kind}, ${booking.text}, ${booking.reference},
      ${booking.division_code}, ${booking.account_id}::uuid, ${JSON.stringify(entries)}::text::jsonb
    ) as ledger_transaction_id`
  return row!.ledger_transaction_id
}

export type TrialBalanceRow = {
  code: LedgerCode
  name: string
  kind: string
  debit: bigint
  credit: bigint
  balance: bigint
}

/** Sums per account of the divisions within the caller's area, up to and including a day. */
export function listTrialBalance(
  tx: TransactionSql,
  filter: { division_code: string; until: string },
): Promise<TrialBalanceRow[]> {
  return tx<TrialBalanceRow[]>`
    select c.code, c.name, c.kind,
      coalesce(sum(e.amount) filter (where e.amount > 0), 0)::bigint as debit,
      coalesce(-sum(e.amount) filter (where e.amount < 0), 0)::bigint as credit,
      coalesce(sum(e.amount), 0)::bigint as balance
    from ledger_chart c
    join ledger_account a on a.code = c.code and starts_with(a.division_code, ${filter.division_code})
    join ledger_entry e using (ledger_account_id)
    join ledger_transaction t using (ledger_transaction_id)
    where t.business_date <= ${filter.until}
    group by c.code, c.name, c.kind
    order by c.code`
}

export type LedgerTransactionRow = {
  ledger_transaction_id: string
  business_date: string
  kind: string
  text: string
  reference: string
  division_code: string
  division_name: string
  booked_by_name: string | null
  entries: { code: LedgerCode; name: string; amount: string }[]
}

export function listLedgerTransactions(
  tx: TransactionSql,
  filter: { division_code: string; from: string; until: string; limit: number | null; offset: number },
): Listing<LedgerTransactionRow & { total: number }> {
  return tx<(LedgerTransactionRow & { total: number })[]>`
    with found as materialized (
      select t.*, count(*) over ()::int as total
      from ledger_transaction t
      where starts_with(t.division_code, ${filter.division_code})
        and t.business_date between ${filter.from} and ${filter.until}
      order by t.business_date desc, t.recorded_at desc, t.ledger_transaction_id
      limit ${filter.limit} offset ${filter.offset}
    )
    select f.ledger_transaction_id, f.business_date, f.kind, f.text, f.reference, f.division_code, coalesce(d.name, f.division_code) as division_name, f.total,
      a.display_name as booked_by_name,
      (select jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name, 'amount', e.amount::text) order by e.position)
        from ledger_entry e
        join ledger_account la using (ledger_account_id)
        join ledger_chart c using (code)
        where e.ledger_transaction_id = f.ledger_transaction_id) as entries
    from found f
    left join division d on d.division_code = f.division_code
    left join account a on a.account_id = f.booked_by
    order by f.business_date desc, f.recorded_at desc, f.ledger_transaction_id`
}
