/** Opens the city's database: our own server in the data folder, or the one that DATABASE_URL names. */
import type { Environment } from './environment.ts'
import { seedCalendar } from './platform/clock/index.ts'
import {
  connect,
  findPostgres,
  migrate,
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
  await within(connect(given, { max: 1 }), async (administrator) => {
    await requireVersion(administrator)
    await prepareDatabase(administrator, given.database, settings.HAIHE_SCHEMA, passwords)
  })
  const users = { owner: 'haihe_owner', application: 'haihe_app' }
  return {
    target: (login) => ({ ...given, user: users[login], password: passwords[login] }),
    ended: () => new Promise(() => undefined),
    close: async () => undefined,
  }
}

/** `postgres://user:password@host:port/database?sslmode=require`, or `?host=/folder` for a unix socket. */
export function readDatabaseUrl(url: string): ConnectionTarget {
  const parsed = new URL(url)
  const sslmode = parsed.searchParams.get('sslmode')
  return {
    host: parsed.searchParams.get('host') ?? (decodeURIComponent(parsed.hostname) || '127.0.0.1'),
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'haihe',
    user: decodeURIComponent(parsed.username) || 'postgres',
    password: decodeURIComponent(parsed.password),
    ...(sslmode === null ? {} : { ssl: sslmode !== 'disable' }),
  }
}

async function requireVersion(administrator: Database): Promise<void> {
  const [row] = await administrator<{ version: number }[]>`
    select current_setting('server_version_num')::integer as version
  `.catch((error: Error) => {
    throw new StartRefused(
      `无法连接 DATABASE_URL 指定的数据库：${error.message}`,
      'cannot connect to DATABASE_URL',
    )
  })
  if ((row?.version ?? 0) < 180_000)
    throw new StartRefused(
      'DATABASE_URL 须为 PostgreSQL 18 或更新的版本',
      'DATABASE_URL must be PostgreSQL 18 or later',
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
