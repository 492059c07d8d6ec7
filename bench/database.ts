/** A throw-away city database for a bench: a server of its own in a temporary folder, with the product's settings. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  connect,
  defaultSchema,
  migrate,
  prepareDatabase,
  startPostgres,
} from '../server/platform/db/index.ts'
import type { ConnectionTarget, Database } from '../server/platform/db/index.ts'
import { seedCalendar } from '../server/platform/clock/index.ts'
import { installJobs } from '../server/platform/jobs/index.ts'

export type BenchDatabase = {
  owner: Database
  application: Database
  /** The owner once more, to copy out with and for nothing after that. */
  reader: Database
  /** Where the house's own jobs connect. */
  target: ConnectionTarget
  close: () => Promise<void>
}

/** Starts the server and migrates an empty city; `close` stops it and removes its data. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  chmodSync(dataFolder, 0o711)
  const server = await startPostgres({ dataFolder })
  const administrator = connect(server.target('superuser', 'postgres'), { max: 1 })
  await prepareDatabase(administrator, 'postgres', defaultSchema, server.passwords)
  await administrator.end()
  const owner = connect(server.target('owner', 'postgres'), { max: 1 })
  await migrate(owner)
  await seedCalendar(owner)
  await installJobs(server.target('owner', 'postgres'), defaultSchema)
  const application = connect(server.target('application', 'postgres'))
  const reader = connect(server.target('owner', 'postgres'), { max: 1 })
  const close = async () => {
    await Promise.all([owner.end(), application.end(), reader.end({ timeout: 1 })])
    await server.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { owner, application, reader, target: server.target('application', 'postgres'), close }
}
