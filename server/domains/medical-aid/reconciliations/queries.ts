/** SQL of day-end reconciliation, under the hospital's or the office's own role. */
import type { Listing, Transaction } from '../../../platform/db/index.ts'
import type { DifferenceKind } from './model.ts'

export type DayBookRow = {
  claim_number: string
  state: 'settled' | 'reversed'
  aid: bigint
  own_paid: bigint
}

/** Claims of the hospital that something happened to on the day, as they stood at its end. */
export function listDay(tx: Transaction, hospital_id: string, day: string): Promise<DayBookRow[]> {
  return tx<DayBookRow[]>`
    select c.claim_number, c.aid, c.own_paid,
      case when exists (
        select from claim_log r where r.claim_id = c.claim_id and r.event = 'reversed' and r.business_date <= ${day}::date
      ) then 'reversed' else 'settled' end as state
    from claim c
    where c.hospital_id = ${hospital_id} and c.claim_id in (
      select l.claim_id from claim_log l where l.hospital_id = ${hospital_id} and l.business_date = ${day}::date)
    order by c.claim_number`
}

/** One at a time for a hospital's day. */
export async function lockDay(tx: Transaction, hospital_id: string, day: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`claim day ${hospital_id} ${day}`}, 0))`
}

/** The reconciliation of the day with this content; the last one without. */
export async function findReconciliation(
  tx: Transaction,
  of: { hospital_id: string; day: string; content_hash: Buffer },
): Promise<{ claim_reconciliation_id: string | null; sequence: number }> {
  const [row] = await tx<[{ claim_reconciliation_id: string | null; sequence: number }]>`
    select max(claim_reconciliation_id::text) filter (where content_hash = ${of.content_hash}) as claim_reconciliation_id,
      coalesce(max(sequence), 0) as sequence
    from claim_reconciliation where hospital_id = ${of.hospital_id} and day = ${of.day}`
  return row
}

export async function insertReconciliation(
  tx: Transaction,
  row: {
    hospital_id: string
    day: string
    content_hash: Buffer
    claim_count: number
    matched_count: number
    their_aid: bigint
    our_aid: bigint
    reconciled_on: string
    sequence: number
    division_code: string
  },
): Promise<string> {
  const [made] = await tx<[{ claim_reconciliation_id: string }]>`
    insert into claim_reconciliation (hospital_id, day, content_hash, claim_count, matched_count, their_aid, our_aid,
      reconciled_on, sequence, division_code)
    values (${row.hospital_id}, ${row.day}, ${row.content_hash}, ${row.claim_count}, ${row.matched_count},
      ${row.their_aid}, ${row.our_aid}, ${row.reconciled_on}, ${row.sequence}, ${row.division_code})
    returning claim_reconciliation_id`
  return made.claim_reconciliation_id
}

/** What differed before and does so no more is settled by the later file. */
export async function settleByFile(
  tx: Transaction,
  of: { hospital_id: string; day: string; still: readonly string[]; on: string },
): Promise<void> {
  await tx`
    update claim_difference set state = 'settled', settled_on = ${of.on}, note = '医院重新送账后相符'
    where hospital_id = ${of.hospital_id} and day = ${of.day} and state = 'open'
      and claim_number <> all (${of.still as string[]})`
}

/** @param differences JSON text of rows: claim_number, kind, ours, theirs */
export async function insertDifferences(
  tx: Transaction,
  of: {
    claim_reconciliation_id: string
    hospital_id: string
    day: string
    due_on: string
    division_code: string
    differences: string
  },
): Promise<void> {
  await tx`
    insert into claim_difference (claim_reconciliation_id, hospital_id, day, claim_number, kind, ours, theirs, due_on,
      division_code)
    select ${of.claim_reconciliation_id}::uuid, ${of.hospital_id}::uuid, ${of.day}::date, d.claim_number, d.kind,
      nullif(d.ours, 'null'), nullif(d.theirs, 'null'), ${of.due_on}::date, ${of.division_code}
    from jsonb_to_recordset(${of.differences}::text::jsonb)
      as d (claim_number text, kind text, ours jsonb, theirs jsonb)
    on conflict (hospital_id, day, claim_number) where state = 'open' do nothing`
}

/** Fen as text. */
type SaidOfClaim = { state: 'settled' | 'reversed'; aid: string; own_paid: string }

export type DifferenceRow = {
  claim_difference_id: string
  hospital_name: string
  day: string
  claim_number: string
  kind: DifferenceKind
  ours: SaidOfClaim | null
  theirs: SaidOfClaim | null
  state: 'open' | 'settled'
  due_on: string
  settled_on: string | null
  settled_by_name: string | null
  note: string | null
  total: number
}

/** The most urgent first. */
export function listDifferences(
  tx: Transaction,
  of: { state: 'open' | 'settled'; limit: number | null; offset: number },
): Listing<DifferenceRow> {
  return tx<DifferenceRow[]>`
    select d.claim_difference_id, hospital_name(d.hospital_id) as hospital_name, d.day, d.claim_number, d.kind, d.ours,
      d.theirs, d.state, d.due_on, d.settled_on, staff_name(d.settled_by) as settled_by_name, d.note,
      (count(*) over ())::int as total
    from claim_difference d
    where d.state = ${of.state}
    order by d.due_on, d.claim_difference_id
    limit ${of.limit} offset ${of.offset}`
}

/** `settled` when it was open and is no longer; undefined when there is none within the caller's area. */
export async function settleDifference(
  tx: Transaction,
  of: { claim_difference_id: string; on: string; by: string; note: string },
): Promise<{ division_code: string; was_open: boolean } | undefined> {
  const [row] = await tx<{ division_code: string; was_open: boolean }[]>`
    with found as (
      select claim_difference_id, division_code, state from claim_difference
      where claim_difference_id = ${of.claim_difference_id} for update
    ), changed as (
      update claim_difference d set state = 'settled', settled_on = ${of.on}, settled_by = ${of.by}, note = ${of.note}
      from found f where d.claim_difference_id = f.claim_difference_id and f.state = 'open'
    )
    select division_code, state = 'open' as was_open from found`
  return row
}
