/** SQL of rosters: their heads, lines, the requests that asked about them, and reconciliations. */
import type { Listing, Transaction } from '../../platform/db/index.ts'
import type { Difference, KnownLine, LineState } from './model.ts'

export type RosterRow = {
  roster_id: string
  kind: string
  year: number
  division_code: string
  division_name: string
  drawn_on: string
  drawn_by_name: string | null
  hidden_count: number
  version: number
}

export async function findRoster(tx: Transaction, roster_id: string): Promise<RosterRow | undefined> {
  const [row] = await tx<RosterRow[]>`
    select r.roster_id, r.kind, r.year, r.division_code, d.name as division_name, r.drawn_on,
      staff_name(r.drawn_by) as drawn_by_name, r.hidden_count, r.version
    from roster r join division d using (division_code) where r.roster_id = ${roster_id}`
  return row
}

/** Takes the roster for this transaction. */
export async function lockRoster(tx: Transaction, roster_id: string): Promise<void> {
  await tx`select from roster where roster_id = ${roster_id} for update`
}

export type RosterCounts = RosterRow & {
  drafted: number
  waiting: number
  accepted: number
  rejected: number
  failed: number
  /** Fen, of what is accepted. */
  amount: bigint
  /** It is being drawn now. */
  drawing: boolean
  total: number
}

/** Each roster of the area with how far its lines are, the latest year first. */
export function listRosters(
  tx: Transaction,
  page: { roster_id: string | null; limit: number | null; offset: number },
): Listing<RosterCounts> {
  return tx<RosterCounts[]>`
    select r.roster_id, r.kind, r.year, r.division_code, d.name as division_name, r.drawn_on,
      staff_name(r.drawn_by) as drawn_by_name, r.hidden_count, r.version,
      (count(*) filter (where l.state = 'drafted'))::int as drafted,
      (count(*) filter (where l.state in ('sent', 'pending')))::int as waiting,
      (count(*) filter (where l.state = 'accepted'))::int as accepted,
      (count(*) filter (where l.state = 'rejected'))::int as rejected,
      (count(*) filter (where l.state = 'failed'))::int as failed,
      coalesce(sum(l.amount) filter (where l.state = 'accepted'), 0)::bigint as amount,
      exists (
        select from roster_drawing g where g.roster_id = r.roster_id and g.state in ('waiting', 'running')) as drawing,
      (count(*) over ())::int as total
    from roster r join division d using (division_code)
    left join roster_line l using (roster_id)
    where ${page.roster_id}::uuid is null or r.roster_id = ${page.roster_id}
    group by r.roster_id, d.name
    order by r.year desc, r.division_code, r.kind
    limit ${page.limit} offset ${page.offset}`
}

/** The last line of everybody on the roster. */
export function listLatestLines(tx: Transaction, roster_id: string): Promise<KnownLine[]> {
  return tx<KnownLine[]>`
    select distinct on (person_id) roster_line_id, person_id, act, state, sequence
    from roster_line where roster_id = ${roster_id}
    order by person_id, sequence desc`
}

export type NewLine = {
  person_id: string
  household_id: string | null
  sequence: number
  act: 'join' | 'leave'
  content: Record<string, string>
  division_code: string
}

export async function insertLines(
  tx: Transaction,
  of: { roster_id: string; drafted_on: string },
  lines: readonly NewLine[],
): Promise<void> {
  await tx`
    insert into roster_line (roster_id, person_id, household_id, sequence, act, content, drafted_on, division_code)
    select ${of.roster_id}::uuid, l.person_id, l.household_id, l.sequence, l.act, l.content, ${of.drafted_on}::date,
      l.division_code
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb)
      as l (person_id uuid, household_id uuid, sequence int, act text, content jsonb, division_code text)`
}

export async function deleteDrafted(tx: Transaction, roster_line_ids: readonly string[]): Promise<void> {
  await tx`
    delete from roster_line
    where roster_line_id = any (${roster_line_ids as string[]}::uuid[]) and state = 'drafted'`
}

export type RosterLineRow = {
  roster_line_id: string
  roster_id: string
  person_id: string
  household_id: string | null
  name: string
  act: 'join' | 'leave'
  state: LineState
  amount: bigint | null
  reason: string | null
  drafted_on: string
  final_by: string | null
  finished_on: string | null
  division_code: string
  division_name: string | null
  content: Record<string, string>
  total: number
}

export function listLines(
  tx: Transaction,
  filter: { roster_id: string; state: LineState | null; limit: number | null; offset: number },
): Listing<RosterLineRow> {
  return tx<RosterLineRow[]>`
    select l.roster_line_id, l.roster_id, l.person_id, l.household_id, coalesce(p.name, '受保护对象') as name, l.act, l.state,
      l.amount, l.reason, l.drafted_on, l.final_by::text as final_by, l.finished_on, l.division_code, d.name as division_name,
      l.content, (count(*) over ())::int as total
    from roster_line l
    left join person p using (person_id)
    left join division d on d.division_code = l.division_code
    where l.roster_id = ${filter.roster_id} and (${filter.state}::text is null or l.state = ${filter.state})
    order by array_position(array['failed', 'rejected', 'pending', 'sent', 'drafted', 'accepted'], l.state), l.division_code,
      p.name, l.sequence
    limit ${filter.limit} offset ${filter.offset}`
}

export type OpenLine = { roster_line_id: string; state: LineState }

/** Lines of a roster in these states, in a steady order; all of the named where `ids` is given. */
export function listLinesToSend(
  tx: Transaction,
  of: { roster_id: string; states: readonly LineState[]; ids: readonly string[] | null },
): Promise<OpenLine[]> {
  return tx<OpenLine[]>`
    select roster_line_id, state from roster_line
    where roster_id = ${of.roster_id} and state = any (${of.states as string[]})
      and (${of.ids as string[] | null}::uuid[] is null or roster_line_id = any (${(of.ids ?? []) as string[]}::uuid[]))
    order by division_code, roster_line_id
    for update`
}

/** Under way, with the end of the hours that a final acknowledgement may take; null keeps the end as it is. */
export async function updateLinesSent(
  tx: Transaction,
  sent: { roster_line_ids: readonly string[]; now: string; final_by: string | null },
): Promise<void> {
  await tx`
    update roster_line
    set state = 'sent', reason = null, finished_on = null, sent_at = coalesce(sent_at, ${sent.now}::timestamptz),
      asked_at = ${sent.now}::timestamptz, final_by = coalesce(${sent.final_by}::timestamptz, final_by)
    where roster_line_id = any (${sent.roster_line_ids as string[]}::uuid[])`
}

export async function insertBatch(
  tx: Transaction,
  batch: {
    roster_id: string
    sent_on: string
    division_code: string
    roster_line_ids: readonly string[]
  },
): Promise<string> {
  const [row] = await tx<{ roster_batch_id: string }[]>`
    with made as (
      insert into roster_batch (roster_id, sent_on, division_code)
      values (${batch.roster_id}, ${batch.sent_on}, ${batch.division_code})
      returning roster_batch_id, division_code
    ), lines as (
      insert into roster_batch_line (roster_batch_id, roster_line_id, division_code)
      select made.roster_batch_id, l.id, made.division_code
      from made cross join unnest(${batch.roster_line_ids as string[]}::uuid[]) as l (id)
    )
    select roster_batch_id from made`
  return row!.roster_batch_id
}

export async function findRosterOfBatch(
  tx: Transaction,
  roster_batch_id: string,
): Promise<{ roster_id: string } | undefined> {
  const [row] = await tx<{ roster_id: string }[]>`
    select roster_id from roster_batch where roster_batch_id = ${roster_batch_id}`
  return row
}

export type BatchLine = {
  roster_line_id: string
  person_id: string
  household_id: string | null
  name: string | null
  identity_number: string | null
  act: 'join' | 'leave'
  state: LineState
  content: Record<string, string>
  final_by: string | null
}

/** What a request asks about, in the order in which it was made. */
export function listBatchLines(tx: Transaction, roster_batch_id: string): Promise<BatchLine[]> {
  return tx<BatchLine[]>`
    select l.roster_line_id, l.person_id, l.household_id, p.name, p.identity_number, l.act, l.state, l.content,
      l.final_by::text as final_by
    from roster_batch_line b join roster_line l using (roster_line_id) left join person p using (person_id)
    where b.roster_batch_id = ${roster_batch_id}
    order by l.roster_line_id`
}

export type LineChange = {
  roster_line_id: string
  state: LineState
  amount: bigint | null
  receipt: unknown
  reason: string | null
  finished_on: string | null
}

export async function updateLines(tx: Transaction, changes: readonly LineChange[]): Promise<void> {
  const given = JSON.stringify(changes, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  await tx`
    update roster_line l
    set state = c.state, amount = c.amount, receipt = nullif(c.receipt, 'null'), reason = c.reason,
      finished_on = c.finished_on
    from jsonb_to_recordset(${given}::text::jsonb)
      as c (roster_line_id uuid, state text, amount bigint, receipt jsonb, reason text, finished_on date)
    where l.roster_line_id = c.roster_line_id`
}

/** Without a final acknowledgement in the hours that there are: failed, and seen as failed. Returns how many. */
export async function failOverdueLines(
  tx: Transaction,
  moment: { now: string; today: string; reason: string },
): Promise<number> {
  const rows = await tx<{ roster_line_id: string }[]>`
    update roster_line set state = 'failed', reason = ${moment.reason}, finished_on = ${moment.today}::date
    where state in ('sent', 'pending') and final_by <= ${moment.now}::timestamptz
    returning roster_line_id`
  return rows.length
}

export async function failLines(
  tx: Transaction,
  roster_line_ids: readonly string[],
  failed: { reason: string; today: string },
): Promise<void> {
  await tx`
    update roster_line set state = 'failed', reason = ${failed.reason}, finished_on = ${failed.today}::date
    where roster_line_id = any (${roster_line_ids as string[]}::uuid[]) and state in ('sent', 'pending')`
}

/** Lines that the office put off and that nobody has asked about since, by roster. */
export function listToAskAgain(
  tx: Transaction,
  before: string,
): Promise<{ roster_id: string; roster_line_ids: string[] }[]> {
  return tx<{ roster_id: string; roster_line_ids: string[] }[]>`
    select roster_id, array_agg(roster_line_id order by roster_line_id) as roster_line_ids
    from roster_line where state = 'pending' and asked_at <= ${before}::timestamptz
    group by roster_id`
}

export type ReconciliationRow = {
  roster_reconciliation_id: string
  asked_on: string
  answered_on: string | null
  failed: string | null
  ours: number | null
  theirs: number | null
  differences: Difference[] | null
}

export async function insertReconciliation(
  tx: Transaction,
  row: { roster_id: string; asked_on: string; division_code: string },
): Promise<string> {
  const [made] = await tx<{ roster_reconciliation_id: string }[]>`
    insert into roster_reconciliation ${tx(row)} returning roster_reconciliation_id`
  return made!.roster_reconciliation_id
}

export async function findReconciliation(
  tx: Transaction,
  roster_reconciliation_id: string,
): Promise<{ roster_id: string; answered_on: string | null } | undefined> {
  const [row] = await tx<{ roster_id: string; answered_on: string | null }[]>`
    select roster_id, answered_on from roster_reconciliation
    where roster_reconciliation_id = ${roster_reconciliation_id}`
  return row
}

export async function updateReconciliation(
  tx: Transaction,
  roster_reconciliation_id: string,
  result: {
    answered_on: string | null
    failed: string | null
    ours: number | null
    theirs: number | null
    differences: readonly Difference[] | null
  },
): Promise<void> {
  await tx`
    update roster_reconciliation
    set answered_on = ${result.answered_on}::date, failed = ${result.failed}, ours = ${result.ours}::int,
      theirs = ${result.theirs}::int,
      differences = ${result.differences === null ? null : JSON.stringify(result.differences)}::text::jsonb
    where roster_reconciliation_id = ${roster_reconciliation_id}`
}

/** The latest first. */
export function listReconciliations(tx: Transaction, roster_id: string): Promise<ReconciliationRow[]> {
  return tx<ReconciliationRow[]>`
    select roster_reconciliation_id, asked_on, answered_on, failed, ours, theirs, differences
    from roster_reconciliation where roster_id = ${roster_id}
    order by roster_reconciliation_id desc limit 20`
}

export async function listAcceptedIds(tx: Transaction, roster_id: string): Promise<string[]> {
  const rows = await tx<{ roster_line_id: string }[]>`
    select roster_line_id from roster_line where roster_id = ${roster_id} and state = 'accepted' order by roster_line_id`
  return rows.map((row) => row.roster_line_id)
}

/** Accepted joins with what they come to. Fen. */
export function listAcceptedAmounts(
  tx: Transaction,
  roster_id: string,
): Promise<{ roster_line_id: string; amount: bigint }[]> {
  return tx<{ roster_line_id: string; amount: bigint }[]>`
    select roster_line_id, amount from roster_line
    where roster_id = ${roster_id} and state = 'accepted' and amount > 0 order by roster_line_id`
}
