/**
 * The PostgreSQL of the tests: one server with throw-away data, started by the first test that needs it and used
 * by all that follow, with a template database that is migrated once. `node test/postgres.ts stop` ends it.
 */
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { seedCalendar } from '../server/platform/clock/index.ts'
import {
  connect,
  defaultSchema,
  findPostgres,
  lockFolder,
  migrate,
  migrationsHash,
  ownerLogin,
  prepareDatabase,
  requestRoles,
  startPostgres,
  StartRefused,
  type Database,
  type PostgresServer,
} from '../server/platform/db/index.ts'
import { installJobs } from '../server/platform/jobs/index.ts'
import { scratchFolder } from './scratch.ts'

/** Where the server of this run lives: `test/main.ts` names a folder of its own, a single test shares one. */
export function testFolder(): string {
  return (
    process.env['HAIHE_TEST_POSTGRES'] ?? join(scratchFolder(), `haihe-test-${process.getuid?.() ?? 'user'}`)
  )
}

/** The running server and the name of today's template in it; starts and migrates what is missing. */
export async function testServer(): Promise<{ server: PostgresServer; template: string }> {
  const folder = testFolder()
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  const unlock = await waitForLock(folder)
  try {
    const server = findPostgres(folder) ?? (await startAfresh(folder))
    const template = `template_${migrationsHash()}`
    await makeTemplate(server, template)
    return { server, template }
  } finally {
    unlock()
  }
}

/** Ends the server and removes its data. */
export async function stopTestServer(folder: string = testFolder()): Promise<void> {
  await findPostgres(folder)?.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Takes the folder as soon as nobody else has it; the returned function gives it back. */
export async function waitForLock(folder: string): Promise<() => void> {
  for (;;) {
    try {
      return lockFolder(folder)
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error
      await delay(50)
    }
  }
}

async function startAfresh(folder: string): Promise<PostgresServer> {
  // Data of a server that was killed was never flushed: it is worth nothing.
  rmSync(join(folder, 'postgres'), { recursive: true, force: true })
  return startPostgres({ dataFolder: folder, throwAway: true, outliveUs: true })
}

async function makeTemplate(server: PostgresServer, template: string): Promise<void> {
  const administrator = connect(server.target('superuser', 'postgres'), { max: 1 })
  try {
    const [made] = await administrator`select 1 from pg_database where datname = ${template}`
    if (made) return
    await dropOld(administrator)
    await administrator.unsafe('create database template_unfinished')
    await fillTemplate(server, 'template_unfinished')
    await administrator.unsafe(`alter database template_unfinished rename to ${template}`)
  } finally {
    await administrator.end()
  }
}

/** Templates of other migrations, and what killed tests left behind; those in use stay. */
async function dropOld(administrator: Database): Promise<void> {
  const old = await administrator<{ datname: string }[]>`
    select datname from pg_database where datname like 'template\\_%' or datname like 'test\\_%'
  `
  for (const { datname } of old) await administrator.unsafe(`drop database ${datname}`).catch(() => undefined)
}

async function fillTemplate(server: PostgresServer, database: string): Promise<void> {
  const administrator = connect(server.target('superuser', database), { max: 1 })
  await prepareDatabase(administrator, database, defaultSchema, server.passwords)
  // Tests build what they need as the owner and then step into a caller's role within one transaction.
  await administrator.unsafe(`grant ${requestRoles.join(', ')} to ${ownerLogin} with inherit false, set true`)
  await administrator.end()
  const owner = connect(server.target('owner', database), { max: 1 })
  await migrate(owner)
  await seedCalendar(owner)
  await owner.end()
  await installJobs(server.target('owner', database), defaultSchema)
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'stop') await stopTestServer()
