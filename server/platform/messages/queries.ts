/** SQL of messages. Whose they are is held by row-level security and said again here, for the indexes. */
import type { Transaction } from '../db/index.ts'
import type { Message } from './contract.ts'

export type NewMessage = {
  person_id: string | null
  account_id: string | null
  title: string
  body: string
  case_id: string | null
  path: string | null
  division_code: string | null
  sent_at: string
  business_date: string
}

export async function insertMessages(tx: Transaction, rows: readonly NewMessage[]): Promise<void> {
  await tx`
    insert into message (person_id, account_id, title, body, case_id, path, division_code, sent_at, business_date)
    select person_id, account_id, title, body, case_id, path, division_code, sent_at, business_date
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as m (person_id uuid, account_id uuid, title text,
      body text, case_id uuid, path text, division_code text, sent_at timestamptz, business_date date)`
}

export type Reader = { account_id: string; person_id: string | null }

export async function listMessages(
  tx: Transaction,
  reader: Reader,
  unread: boolean,
  limit: number,
  offset: number,
): Promise<Message[]> {
  return tx<Message[]>`
    select message_id, title, body, case_id, path, sent_at, business_date, read_at from message
    where (account_id = ${reader.account_id} or person_id = ${reader.person_id})
      and (not ${unread} or read_at is null)
    order by read_at is not null, sent_at desc, message_id desc limit ${limit} offset ${offset}`
}

export async function countMessages(
  tx: Transaction,
  reader: Reader,
): Promise<{ total: number; unread: number }> {
  const [row] = await tx<{ total: number; unread: number }[]>`
    select count(*)::integer as total, count(*) filter (where read_at is null)::integer as unread from message
    where account_id = ${reader.account_id} or person_id = ${reader.person_id}`
  return row ?? { total: 0, unread: 0 }
}

/** Marks as read, keeping the first time; answers the message when it is the reader's. */
export async function markRead(
  tx: Transaction,
  reader: Reader,
  message_id: string,
  now: string,
): Promise<Message | undefined> {
  const [row] = await tx<Message[]>`
    update message set read_at = coalesce(read_at, ${now}::timestamptz)
    where message_id = ${message_id} and (account_id = ${reader.account_id} or person_id = ${reader.person_id})
    returning message_id, title, body, case_id, path, sent_at, business_date, read_at`
  return row
}

export type Delivery = { message_id: string; title: string; sent_at: string; read_at: string | null }

/** What was sent in a case and whether it was read, for the office in whose area it was sent. */
export async function listDeliveries(tx: Transaction, case_id: string): Promise<Delivery[]> {
  return tx<Delivery[]>`
    select message_id, title, sent_at, read_at from message where case_id = ${case_id} order by sent_at`
}
