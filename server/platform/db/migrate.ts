/**
 * Brings a city's schema to today's form: the plain SQL files of db/migrations in order, each once, each whole or
 * not at all. Runs as the owner; requests never do.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from './connect.ts'
import { StartRefused } from './problem.ts'
import { splitStatements } from './split-statements.ts'

export type Migration = { name: string; hash: string; text: string }

const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

/** The files in the order of their numbers. */
export function listMigrations(folder: string = migrationsFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/** One name for the state that all files together lead to. */
export function migrationsHash(migrations: readonly Migration[] = listMigrations()): string {
  return createHash('sha256')
    .update(migrations.map((each) => each.name + each.hash).join('\n'))
    .digest('hex')
    .slice(0, 16)
}

/**
 * Runs what has not run yet and returns its names.
 * @param owner a pool of the owner's, at least one connection, on the city's schema
 * @throws StartRefused when a file that ran has been changed or is gone
 */
export async function migrate(
  owner: Database,
  migrations: readonly Migration[] = listMigrations(),
): Promise<string[]> {
  await owner.unsafe(
    'create table if not exists migration (name text primary key, hash text not null, run_at timestamptz not null default now())',
  )
  const run: string[] = []
  refuseChanged(await done(owner), migrations)
  for (const migration of migrations) {
    if (await runOnce(owner, migration)) run.push(migration.name)
  }
  return run
}

async function runOnce(owner: Database, migration: Migration): Promise<boolean> {
  try {
    return await owner.begin(async (tx) => {
      // Two servers that start at once wait for each other here.
      await tx`select pg_advisory_xact_lock(hashtext('haihe migrate'))`
      const [ran] = await tx`select 1 from migration where name = ${migration.name}`
      if (ran) return false
      for (const statement of splitStatements(migration.text)) await tx.unsafe(statement)
      await tx`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`
      return true
    })
  } catch (error) {
    throw new Error(`${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}

async function done(owner: Database): Promise<Map<string, string>> {
  const rows = await owner<{ name: string; hash: string }[]>`select name, hash from migration`
  return new Map(rows.map((row) => [row.name, row.hash]))
}

function refuseChanged(done: Map<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]))
  for (const [name, hash] of done) {
    if (known.get(name) === hash) continue
    throw new StartRefused(
      `数据库迁移文件 ${name} 在执行后被修改或删除`,
      `the migration ${name} was changed or removed after it ran`,
    )
  }
}
