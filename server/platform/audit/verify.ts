/**
 * Holds a log to its seals: every entry to its batch's root, every batch to the one before. The same check serves
 * the database and an exported file. Pure but for reading its source.
 */
import { firstSeal, leafHash, merkleRoot, sealOf } from './merkle.ts'
import type { BatchHead, SealedEntry } from './merkle.ts'

export type SealedBatch = BatchHead & { seal: Buffer; entries: SealedEntry[] }

export type Fault = {
  kind:
    | 'batch_missing'
    | 'entries_missing'
    | 'entries_changed'
    | 'seal_changed'
    | 'chain_broken'
    | 'expected_seal_missing'
  batch_number: number
  message: string
}

export type Verification = { batches: number; entries: number; last_seal: string; faults: Fault[] }

/**
 * Reads batches in the order of their numbers. `expected_seal` (hex) is one noted down earlier: it must still be in
 * the chain, which also finds a log whose end was cut off.
 */
export async function verifyLog(
  batches: AsyncIterable<SealedBatch>,
  expected_seal?: string,
): Promise<Verification> {
  const result: Verification = { batches: 0, entries: 0, last_seal: firstSeal.toString('hex'), faults: [] }
  let previous = firstSeal
  let next = 1
  let expectedSeen = expected_seal === undefined
  for await (const batch of batches) {
    for (; next < batch.batch_number; next += 1) result.faults.push(fault('batch_missing', next, '整批缺失'))
    next = batch.batch_number + 1
    result.faults.push(...faultsOf(batch, previous))
    result.batches += 1
    result.entries += batch.entries.length
    previous = batch.seal
    result.last_seal = batch.seal.toString('hex')
    expectedSeen ||= result.last_seal === expected_seal?.toLowerCase()
  }
  if (!expectedSeen) {
    result.faults.push(fault('expected_seal_missing', next - 1, '链中没有所给的封印，日志末尾可能被截去'))
  }
  return result
}

function faultsOf(batch: SealedBatch, previous: Buffer): Fault[] {
  const faults: Fault[] = []
  const { batch_number } = batch
  const missing = batch.entry_count - batch.entries.length
  if (missing !== 0) {
    faults.push(
      fault('entries_missing', batch_number, `应有 ${batch.entry_count} 条，实有 ${batch.entries.length} 条`),
    )
  } else if (!merkleRoot(batch.entries.map(leafHash)).equals(batch.merkle_root)) {
    faults.push(fault('entries_changed', batch_number, '有条目被改动、替换或调换顺序'))
  }
  if (!sealOf(batch).equals(batch.seal))
    faults.push(fault('seal_changed', batch_number, '批次封印与内容不符'))
  if (!batch.previous_seal.equals(previous))
    faults.push(fault('chain_broken', batch_number, '与上一批的链接断开'))
  return faults
}

function fault(kind: Fault['kind'], batch_number: number, message: string): Fault {
  return { kind, batch_number, message: `第 ${batch_number} 批：${message}` }
}
