/** SQL of the audit log. Entries, batches and leaves are only ever inserted. */
import type { Transaction } from '../db/index.ts'

export type NewEntry = {
  at: string
  business_date: string
  account_id: string | null
  post_id: string | null
  actor_name: string | null
  role: string
  act: string
  subject_kind: string
  subject_id: string | null
  division_code: string | null
  /** JSON text. */
  detail: string
  request_id: string
}

export async function insertEntry(tx: Transaction, entry: NewEntry): Promise<void> {
  await tx`
    insert into audit_entry (at, business_date, account_id, post_id, actor_name, role, act, subject_kind, subject_id,
      division_code, detail, request_id)
    values (${entry.at}, ${entry.business_date}, ${entry.account_id}, ${entry.post_id}, ${entry.actor_name},
      ${entry.role}, ${entry.act}, ${entry.subject_kind}, ${entry.subject_id}, ${entry.division_code},
      ${entry.detail}::text::jsonb, ${entry.request_id})`
}
