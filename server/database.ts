/** Opens the city's database: our own server in the data folder, or the one that DATABASE_URL names. */
import type { Environment } from './environment.ts'
import { seedCalendar } from './platform/clock/index.ts'
import { readDatabaseUrl } from './database-url.ts'
import {
  applicationLogin,
  connect,
  connectionTrouble,
  findPostgres,
  migrate,
  ownerLogin,
  passwordsOf,
  prepareDatabase,
  startPostgres,
  StartRefused,
  type ConnectionTarget,
  type Database,
} from './platform/db/index.ts'

export type OpenDatabase = {
  target(login: 'owner' | 'application'): ConnectionTarget
  /** Resolves when our own server has ended by itself; never for somebody else's. */
  ended(): Promise<void>
  /** Stops our own server; leaves somebody else's alone. */
  close(): Promise<void>
}

type Settings = Pick<Environment, 'HAIHE_DATA' | 'HAIHE_SCHEMA' | 'DATABASE_URL'>

const ownDatabase = 'haihe'

/**
 * Opens and prepares the database; the data folder is already locked by us.
 * @throws StartRefused when the server cannot start or the url's user may not prepare it
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  return settings.DATABASE_URL === undefined ? openOwn(settings) : openGiven(settings, settings.DATABASE_URL)
}

/** The database of a house that runs now, or one opened for this command alone, after `lock` took the folder. */
export async function findOrOpenDatabase(settings: Settings, lock: () => void): Promise<OpenDatabase> {
  const running = settings.DATABASE_URL === undefined ? findPostgres(settings.HAIHE_DATA) : undefined
  if (!running) {
    if (settings.DATABASE_URL === undefined) lock()
    return openDatabase(settings)
  }
  return {
    target: (login) => running.target(login, ownDatabase),
    ended: () => running.ended(),
    close: async () => undefined,
  }
}

async function openOwn(settings: Settings): Promise<OpenDatabase> {
  const server = await startPostgres({ dataFolder: settings.HAIHE_DATA })
  try {
    await within(connect(server.target('superuser', 'postgres'), { max: 1 }), async (administrator) => {
      const [made] = await administrator`select 1 from pg_database where datname = ${ownDatabase}`
      if (!made) await administrator.unsafe(`create database ${ownDatabase}`)
    })
    await within(connect(server.target('superuser', ownDatabase), { max: 1 }), (administrator) =>
      prepareDatabase(administrator, ownDatabase, settings.HAIHE_SCHEMA, server.passwords),
    )
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    target: (login) => server.target(login, ownDatabase),
    ended: () => server.ended(),
    close: () => server.stop(),
  }
}

async function openGiven(settings: Settings, url: string): Promise<OpenDatabase> {
  const given = readDatabaseUrl(url)
  const passwords = passwordsOf(settings.HAIHE_DATA)
  await reach(given, async (administrator) => {
    await requireVersion(administrator)
    await requireOwnSchema(administrator, settings.HAIHE_SCHEMA)
    await prepareDatabase(administrator, given.database, settings.HAIHE_SCHEMA, passwords)
  })
  const users = { owner: ownerLogin, application: applicationLogin }
  const target = (login: 'owner' | 'application') => ({
    ...given,
    user: users[login],
    password: passwords[login],
  })
  for (const login of ['owner', 'application'] as const) await reach(target(login), (pool) => pool`select`)
  return {
    target,
    ended: () => new Promise(() => undefined),
    close: async () => undefined,
  }
}

/** One connection for one piece of work. @throws StartRefused saying why the target cannot be reached */
async function reach(target: ConnectionTarget, work: (pool: Database) => Promise<unknown>): Promise<void> {
  try {
    await within(connect(target, { max: 1 }), work)
  } catch (error) {
    throw connectionTrouble(error, target)
  }
}

async function requireVersion(administrator: Database): Promise<void> {
  const [row] = await administrator<{ number: number; version: string }[]>`
    select current_setting('server_version_num')::integer as number, current_setting('server_version') as version
  `
  if (row === undefined || row.number < 180_000)
    throw new StartRefused(
      `DATABASE_URL 指向的是 PostgreSQL ${row?.version}，海河需要 PostgreSQL 18 或更新的版本`,
      `DATABASE_URL is PostgreSQL ${row?.version}; Haihe needs PostgreSQL 18 or later`,
    )
}

/** A schema of that name which was there before us is somebody else's: nothing of ours is put into it. */
async function requireOwnSchema(administrator: Database, schema: string): Promise<void> {
  const [row] = await administrator<{ owner: string }[]>`
    select pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = ${schema}
  `
  if (row !== undefined && row.owner !== ownerLogin)
    throw new StartRefused(
      `数据库中已有模式 ${schema}，属于 ${row.owner}，不是海河建立的。请以 HAIHE_SCHEMA 换一个名称`,
      `the schema ${schema} belongs to ${row.owner}, not to Haihe: choose another by HAIHE_SCHEMA`,
    )
}

/** Brings the schema to today's form, with the working-day calendar in it. Answers whether the city is empty. */
export async function bringUpToDate(owner: Database): Promise<{ empty: boolean }> {
  await migrate(owner)
  await seedCalendar(owner)
  const [row] = await owner<{ empty: boolean }[]>`select not exists (select from division) as empty`
  return { empty: row?.empty ?? true }
}

/** Uses a pool for one piece of work and ends it. */
export async function within<T>(pool: Database, work: (pool: Database) => Promise<T>): Promise<T> {
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
