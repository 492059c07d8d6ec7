/** SQL of the outbox, of the answers to it, and of how partners have behaved. */
import type { Database, Transaction } from '../db/index.ts'
import type { RequestState, TakenAs } from './model.ts'

export type RequestRow = {
  request_id: string
  partner_id: string
  kind: string
  subject_id: string
  state: RequestState
  attempts: number
  unreadable: number
  sequence: number
  body_hash: Buffer | null
  asked_on: string
  asked_at: string
  next_attempt_at: string
  final_by: string
  finished_on: string | null
  finished_at: string | null
  fault: string | null
  owner_role: string
  owner_division: string
  owner_account_id: string | null
  division_code: string
}

export async function insertRequest(
  tx: Transaction,
  row: {
    partner_id: string
    kind: string
    subject_id: string
    asked_on: string
    asked_at: string
    final_by: string
    owner_role: string
    owner_division: string
    owner_account_id: string | null
    division_code: string
  },
): Promise<string> {
  const [made] = await tx<{ request_id: string }[]>`
    insert into exchange_request (partner_id, kind, subject_id, asked_on, asked_at, next_attempt_at, final_by, owner_role, owner_division,
      owner_account_id, division_code)
    values (${row.partner_id}, ${row.kind}, ${row.subject_id}, ${row.asked_on}, ${row.asked_at}, ${row.asked_at}, ${row.final_by},
      ${row.owner_role}, ${row.owner_division}, ${row.owner_account_id}, ${row.division_code})
    returning request_id`
  return made!.request_id
}

/** Takes the request for this transaction; whoever else has it is waited for. */
export async function lockRequest(tx: Transaction, request_id: string): Promise<RequestRow | undefined> {
  const [row] = await tx<RequestRow[]>`
    select request_id, partner_id, kind, subject_id, state, attempts, unreadable, sequence, body_hash, asked_on, asked_at, next_attempt_at,
      final_by, finished_on, finished_at, fault, owner_role, owner_division, owner_account_id, division_code
    from exchange_request where request_id = ${request_id} for update`
  return row
}

/** Takes the open requests about a subject for this transaction, always in the same order. */
export async function lockOpenRequests(tx: Transaction, subject_id: string): Promise<void> {
  await tx`
    select from exchange_request where subject_id = ${subject_id} and state in ('waiting', 'accepted')
    order by request_id for update`
}

export function listRequests(tx: Transaction, subject_id: string): Promise<RequestRow[]> {
  return tx<RequestRow[]>`
    select request_id, partner_id, kind, subject_id, state, attempts, unreadable, sequence, body_hash, asked_on, asked_at, next_attempt_at,
      final_by, finished_on, finished_at, fault, owner_role, owner_division, owner_account_id, division_code
    from exchange_request where subject_id = ${subject_id} order by request_id`
}

export async function changeRequest(
  tx: Transaction,
  request_id: string,
  change: Partial<
    Pick<
      RequestRow,
      | 'state'
      | 'attempts'
      | 'unreadable'
      | 'sequence'
      | 'body_hash'
      | 'next_attempt_at'
      | 'finished_on'
      | 'finished_at'
      | 'fault'
    >
  >,
): Promise<void> {
  await tx`update exchange_request set ${tx(change)} where request_id = ${request_id}`
}

/** Cancels what is open about a subject, of one partner or of all; answers how many that were. */
export async function cancelRequests(
  tx: Transaction,
  subject_id: string,
  partner_id: string | null,
  moment: { today: string; now: string },
): Promise<number> {
  const done = await tx`
    update exchange_request set state = 'cancelled', finished_on = ${moment.today}, finished_at = ${moment.now}
    where subject_id = ${subject_id} and state in ('waiting', 'accepted')
      and (${partner_id}::text is null or partner_id = ${partner_id})`
  return done.count
}

/** Open requests whose time is over, and those that should have been tried long ago: nobody seems to have them in hand. */
export function listNeglected(
  tx: Transaction,
  now: string,
  lost_before: string,
  limit: number,
): Promise<{ request_id: string; partner_id: string }[]> {
  return tx<{ request_id: string; partner_id: string }[]>`
    select request_id, partner_id from exchange_request
    where state in ('waiting', 'accepted') and (final_by <= ${now} or next_attempt_at < ${lost_before})
    order by final_by limit ${limit}`
}

export async function insertAnswer(
  tx: Transaction,
  row: {
    request_id: string
    digest: Buffer
    sequence: number
    way: 'reply' | 'inbox'
    taken_as: TakenAs
    received_on: string
    received_at: string
    division_code: string
  },
): Promise<void> {
  await tx`
    insert into exchange_answer (request_id, digest, sequence, way, taken_as, received_on, received_at, division_code)
    values (${row.request_id}, ${row.digest}, ${row.sequence}, ${row.way}, ${row.taken_as}, ${row.received_on}, ${row.received_at},
      ${row.division_code})`
}

/** The hash of the answer that counted. */
export async function findCountedDigest(tx: Transaction, request_id: string): Promise<Buffer | null> {
  const [row] = await tx<{ digest: Buffer }[]>`
    select digest from exchange_answer where request_id = ${request_id} and taken_as = 'counted'`
  return row?.digest ?? null
}

export type AnswerRow = {
  request_id: string
  sequence: number
  way: 'reply' | 'inbox'
  taken_as: TakenAs
  received_on: string
  received_at: string
}

/** Everything that came in about a subject, in the order in which it came. */
export function listAnswers(tx: Transaction, subject_id: string): Promise<AnswerRow[]> {
  return tx<AnswerRow[]>`
    select a.request_id, a.sequence, a.way, a.taken_as, a.received_on, a.received_at
    from exchange_answer a join exchange_request r using (request_id)
    where r.subject_id = ${subject_id} order by a.answer_id`
}

export type PartnerRow = {
  partner_id: string
  connected: boolean
  answer_within_hours: number
  faults: number
  open_until: string | null
  probe_until: string | null
  answered_at: string | null
  fault_at: string | null
  fault: string | null
}

export function listPartners(tx: Transaction): Promise<PartnerRow[]> {
  return tx<PartnerRow[]>`
    select partner_id, connected, answer_within_hours, faults, open_until, probe_until, answered_at, fault_at, fault
    from exchange_partner order by partner_id`
}

/** Takes the partner's record for this transaction: one try after the other decides whether it is left alone. */
export async function lockPartner(tx: Transaction, partner_id: string): Promise<PartnerRow | undefined> {
  const [row] = await tx<PartnerRow[]>`
    select partner_id, connected, answer_within_hours, faults, open_until, probe_until, answered_at, fault_at, fault
    from exchange_partner where partner_id = ${partner_id} for update`
  return row
}

export async function changePartner(
  tx: Transaction,
  partner_id: string,
  change: Partial<
    Pick<PartnerRow, 'faults' | 'open_until' | 'probe_until' | 'answered_at' | 'fault_at' | 'fault'>
  >,
): Promise<void> {
  await tx`update exchange_partner set ${tx(change)} where partner_id = ${partner_id}`
}

/** Keeps which partners this house has an address for; those it has no longer are not connected. */
export async function savePartners(
  sql: Database | Transaction,
  configured: readonly { partner_id: string; answer_within_hours: number }[],
): Promise<void> {
  await sql`
    with given as (
      select partner_id, answer_within_hours
      from jsonb_to_recordset(${JSON.stringify(configured)}::text::jsonb) as given (partner_id text, answer_within_hours integer)
    ), gone as (
      update exchange_partner set connected = false where partner_id not in (select partner_id from given)
    )
    insert into exchange_partner (partner_id, connected, answer_within_hours)
    select partner_id, true, answer_within_hours from given
    on conflict (partner_id) do update set connected = true, answer_within_hours = excluded.answer_within_hours`
}
