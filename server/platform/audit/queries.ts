/** SQL of the audit log. Entries, batches and leaves are only ever inserted. */
import type { Database, Transaction } from '../db/index.ts'
import type { BatchHead, SealedEntry } from './merkle.ts'

type Connection = Database | Transaction

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

export async function lockSealer(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('haihe audit seal', 0))`
}

export type BatchRow = BatchHead & { seal: Buffer }

export async function findLastBatch(sql: Connection): Promise<BatchRow | undefined> {
  const [row] = await sql<BatchRow[]>`
    select batch_number::integer, sealed_at, entry_count, merkle_root, previous_seal, seal
    from audit_batch order by audit_batch.batch_number desc limit 1`
  return row
}

/** Entries without a leaf whose key is not older than `from_id`, the oldest first. */
export async function listUnsealed(sql: Connection, from_id: string, limit: number): Promise<SealedEntry[]> {
  return sql<SealedEntry[]>`
    select e.* from audit_entry e
    where e.entry_id >= ${from_id}
      and not exists (select from audit_leaf l where l.entry_id = e.entry_id)
    order by e.entry_id limit ${limit}`
}

export async function insertBatch(tx: Transaction, batch: BatchRow): Promise<void> {
  await tx`
    insert into audit_batch (batch_number, sealed_at, entry_count, merkle_root, previous_seal, seal)
    values (${batch.batch_number}, ${batch.sealed_at}, ${batch.entry_count}, ${batch.merkle_root},
      ${batch.previous_seal}, ${batch.seal})`
}

export async function insertLeaves(
  tx: Transaction,
  batch_number: number,
  entry_ids: string[],
  hashes: string[],
): Promise<void> {
  await tx`
    insert into audit_leaf (entry_id, batch_number, position, leaf_hash)
    select entry_id, ${batch_number}, position, decode(leaf_hash, 'hex')
    from unnest(${entry_ids}::uuid[], ${hashes}::text[]) with ordinality as leaf (entry_id, leaf_hash, position)`
}

export async function listBatches(sql: Connection, after: number, limit: number): Promise<BatchRow[]> {
  return sql<BatchRow[]>`
    select batch_number::integer, sealed_at, entry_count, merkle_root, previous_seal, seal
    from audit_batch where audit_batch.batch_number > ${after} order by audit_batch.batch_number limit ${limit}`
}

/** The entries of a batch in their sealed order. */
export async function listEntriesOfBatch(sql: Connection, batch_number: number): Promise<SealedEntry[]> {
  return sql<SealedEntry[]>`
    select e.* from audit_leaf l join audit_entry e on e.entry_id = l.entry_id
    where l.batch_number = ${batch_number} order by l.position`
}

export async function countUnsealed(sql: Connection): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from audit_entry e
    where not exists (select from audit_leaf l where l.entry_id = e.entry_id)`
  return row?.count ?? 0
}
