/** SQL of the door: the memory of answers already given. */
import type { Database, Transaction } from '../db/index.ts'

/** Waits until no other request with this key is under way; held to the end of the transaction. */
export async function lockKey(tx: Transaction, key: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`
}

export async function findAnswer(
  tx: Transaction,
  account_key: string,
  key: string,
): Promise<{ body_hash: Buffer; answer: unknown } | undefined> {
  const [row] = await tx<{ body_hash: Buffer; answer: unknown }[]>`
    select body_hash, answer from idempotency where account_key = ${account_key} and key = ${key}`
  return row
}

export async function insertAnswer(
  tx: Transaction,
  row: { account_key: string; key: string; body_hash: Buffer; status: number; answer: string },
): Promise<void> {
  await tx`
    insert into idempotency (account_key, key, body_hash, status, answer)
    values (${row.account_key}, ${row.key}, ${row.body_hash}, ${row.status}, ${row.answer}::text::jsonb)`
}

export async function deleteOldAnswers(sql: Database, before: string): Promise<void> {
  await sql`delete from idempotency where created_at < ${before}::timestamptz`
}
