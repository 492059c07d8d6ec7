/**
 * The sealer: takes the entries that are not sealed yet, makes batches of them and chains each to the one before.
 * Writers never wait for it. An entry whose transaction ended late is taken by a later run.
 */
import { inTransaction } from '../db/index.ts'
import type { Database, Transaction } from '../db/index.ts'
import { firstSeal, leafHash, merkleRoot, sealOf } from './merkle.ts'
import type { SealedEntry } from './merkle.ts'
import { findLastBatch, insertBatch, insertLeaves, listUnsealed, lockSealer } from './queries.ts'
import type { BatchRow } from './queries.ts'

const batchSize = 10_000
const dayMilliseconds = 86_400_000

/** Seals what is there, all in one transaction of the application's login. Answers how many entries it sealed. */
export async function sealEntries(pool: Database, now: string): Promise<number> {
  return inTransaction(pool, '', (tx) => sealIn(tx, now))
}

async function sealIn(tx: Transaction, now: string): Promise<number> {
  await lockSealer(tx)
  let last = await findLastBatch(tx)
  // Keys carry their time: what is older than a day before the last seal has been sealed or was never written.
  const from = last === undefined ? 0 : Date.parse(last.sealed_at) - dayMilliseconds
  let sealed = 0
  for (;;) {
    const entries = await listUnsealed(tx, smallestKeyAt(from), batchSize)
    if (entries.length === 0) return sealed
    last = await sealBatch(tx, entries, last, now)
    sealed += entries.length
  }
}

async function sealBatch(
  tx: Transaction,
  entries: SealedEntry[],
  last: BatchRow | undefined,
  sealed_at: string,
): Promise<BatchRow> {
  const leaves = entries.map(leafHash)
  const head = {
    batch_number: (last?.batch_number ?? 0) + 1,
    sealed_at: atSecond(sealed_at),
    entry_count: entries.length,
    merkle_root: merkleRoot(leaves),
    previous_seal: last?.seal ?? firstSeal,
  }
  const batch = { ...head, seal: sealOf(head) }
  await insertBatch(tx, batch)
  const entryIds = entries.map((entry) => entry.entry_id)
  const hashes = leaves.map((leaf) => leaf.toString('hex'))
  await insertLeaves(tx, batch.batch_number, entryIds, hashes)
  return batch
}

/** To the second: PostgreSQL drops trailing zeros, so a fraction would not come back as it went in. */
function atSecond(instant: string): string {
  return instant.replace(/\.\d+Z$/, 'Z')
}

/** The first key (UUID version 7) of a millisecond. */
function smallestKeyAt(milliseconds: number): string {
  const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
