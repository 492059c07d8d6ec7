/** The ceiling of what writes lines: a bare COPY of the same lines into the same table. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../server/platform/db/index.ts'

/** Copies the lines out to a file, empties the table and times copying them in. Returns seconds. */
export async function copyAgain(owner: Database, reader: Database, table: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  const file = join(folder, `${table}.copy`)
  try {
    // Over a connection that is given up afterwards: the driver leaves one asleep whose last piece filled its buffer.
    await pipeline(await reader`copy ${reader(table)} to stdout`.readable(), createWriteStream(file))
    return await owner.begin(async (tx) => {
      await tx`truncate ${tx(table)} cascade`
      const start = performance.now()
      await pipeline(createReadStream(file), await tx`copy ${tx(table)} from stdin`.writable())
      return Number(((performance.now() - start) / 1000).toFixed(3))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
