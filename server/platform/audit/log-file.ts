/**
 * The exported log: JSON lines, a head, then each batch followed by its entries. It carries all that `verifyLog`
 * needs, so it can be checked on a machine that has never seen the database.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Database, Transaction } from '../db/index.ts'
import type { SealedEntry } from './merkle.ts'
import { listBatches, listEntriesOfBatch } from './queries.ts'
import type { SealedBatch } from './verify.ts'

const format = 'haihe audit log 1'

/** Thrown when a file is not such a log. */
export class NotALog extends Error {
  constructor(line: number) {
    super(`第 ${line} 行不是审计日志的内容`)
    this.name = 'NotALog'
  }
}

/** The sealed batches of the database, one after the other. */
export async function* readBatches(sql: Database | Transaction): AsyncGenerator<SealedBatch> {
  let after = 0
  for (;;) {
    const batches = await listBatches(sql, after, 100)
    if (batches.length === 0) return
    for (const batch of batches) {
      yield { ...batch, entries: await listEntriesOfBatch(sql, batch.batch_number) }
      after = batch.batch_number
    }
  }
}

/** The lines of the file for these batches. */
export async function* logLines(batches: AsyncIterable<SealedBatch>): AsyncGenerator<string> {
  yield `${JSON.stringify({ format })}\n`
  for await (const { entries, merkle_root, previous_seal, seal, ...batch } of batches) {
    const hex = {
      merkle_root: merkle_root.toString('hex'),
      previous_seal: previous_seal.toString('hex'),
      seal: seal.toString('hex'),
    }
    yield `${JSON.stringify({ batch: { ...batch, ...hex } })}\n`
    yield entries.map((entry) => `${JSON.stringify({ entry })}\n`).join('')
  }
}

type Line =
  | {
      batch: Omit<SealedBatch, 'entries' | 'merkle_root' | 'previous_seal' | 'seal'> &
        Record<'merkle_root' | 'previous_seal' | 'seal', string>
    }
  | { entry: SealedEntry }

/** The batches of an exported file. Throws `NotALog`, naming the line. */
export async function* readLogFile(path: string): AsyncGenerator<SealedBatch> {
  let batch: SealedBatch | undefined
  let number = 0
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1
    const line = parse(text, number)
    if (number === 1) {
      if ((line as { format?: string }).format !== format) throw new NotALog(number)
      continue
    }
    if ('batch' in line) {
      if (batch !== undefined) yield batch
      const { merkle_root, previous_seal, seal } = line.batch
      const bytes = { merkle_root: hex(merkle_root), previous_seal: hex(previous_seal), seal: hex(seal) }
      batch = { ...line.batch, ...bytes, entries: [] }
    } else if ('entry' in line && batch !== undefined) batch.entries.push(line.entry)
    else throw new NotALog(number)
  }
  if (number === 0) throw new NotALog(1)
  if (batch !== undefined) yield batch
}

function parse(text: string, number: number): Line {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Line
  } catch {
    // Falls through: a torn line is as little a log as any other text.
  }
  throw new NotALog(number)
}

function hex(text: string): Buffer {
  return Buffer.from(String(text), 'hex')
}
