/**
 * Hashes of the sealed log: a leaf per entry, a Merkle root per batch, and a seal that chains each batch to the one
 * before it. Leaf, node and seal are told apart by a first byte (as in RFC 6962). Pure.
 */
import { createHash } from 'node:crypto'

/** An entry as it is hashed and exported; every field counts. */
export type SealedEntry = {
  entry_id: string
  at: string
  business_date: string
  account_id: string | null
  post_id: string | null
  actor_name: string | null
  role: string | null
  act: string
  subject_kind: string
  subject_id: string | null
  division_code: string | null
  detail: unknown
  request_id: string | null
}

export type BatchHead = {
  batch_number: number
  sealed_at: string
  entry_count: number
  merkle_root: Buffer
  previous_seal: Buffer
}

/** Before the first batch. */
export const firstSeal: Buffer = Buffer.alloc(32)

export function leafHash(entry: SealedEntry): Buffer {
  return hash(0, Buffer.from(canonical(entry)))
}

/** Root over the leaves in their order; a leaf without a neighbour moves up as it is. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = [...leaves]
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Buffer
      const right = level[at + 1]
      above.push(right === undefined ? left : hash(1, left, right))
    }
    level = above
  }
  return level[0] ?? hash(1)
}

export function sealOf(batch: BatchHead): Buffer {
  const head = JSON.stringify([batch.batch_number, batch.sealed_at, batch.entry_count])
  return hash(2, batch.previous_seal, batch.merkle_root, Buffer.from(head))
}

/** JSON with sorted keys, so that the same content always has the same bytes. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
  return `{${fields.join(',')}}`
}

function hash(kind: number, ...parts: Buffer[]): Buffer {
  const digest = createHash('sha256').update(Uint8Array.of(kind))
  for (const part of parts) digest.update(part)
  return digest.digest()
}
