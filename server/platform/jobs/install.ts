/** The queue's own tables, in a schema beside the city's: made by the owner, used by the application's login. */
import { runMigrations } from 'graphile-worker'
import { connect } from '../db/index.ts'
import type { ConnectionTarget } from '../db/index.ts'
import { quietLogger } from './logger.ts'

/** The schema of a city's queue. */
export function jobSchema(schema: string): string {
  return `${schema}_jobs`
}

/** The address that the queue's own driver understands. */
export function connectionString(target: ConnectionTarget): string {
  const { user, password, host, port, database, tls } = target
  const isFolder = host.startsWith('/')
  const query = new URLSearchParams()
  if (isFolder) query.set('host', host)
  if (tls !== undefined) {
    // Without this the driver takes every mode for `verify-full`.
    query.set('uselibpqcompat', 'true')
    query.set('sslmode', tls.mode)
    if (tls.root_certificate !== undefined) query.set('sslrootcert', tls.root_certificate)
  }
  const place = isFolder ? `:${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`
  const who = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  return `postgres://${who}@${isFolder ? `localhost${place}` : place}/${encodeURIComponent(database)}?${query}`
}

/** Brings the queue's tables to today's form; safe to run at every start. `owner` is the owner's login. */
export async function installJobs(owner: ConnectionTarget, schema: string): Promise<void> {
  const name = jobSchema(schema)
  await runMigrations({
    connectionString: connectionString(owner),
    schema: name,
    maxPoolSize: 1,
    logger: quietLogger(),
  })
  const database = connect(owner, { schema, max: 1, name: 'haihe jobs' })
  try {
    await database.unsafe(rights(name))
  } finally {
    await database.end()
  }
}

/** The queue's tables let no row through unless a policy says so; the application's login may do everything. */
function rights(name: string): string {
  return `
    grant usage on schema ${name} to haihe_app;
    grant select, insert, update, delete on all tables in schema ${name} to haihe_app;
    grant usage, select on all sequences in schema ${name} to haihe_app;
    do $$
    declare
      queue_table text;
    begin
      for queue_table in
        select c.relname from pg_class c
        where c.relnamespace = '${name}'::regnamespace and c.relkind = 'r' and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid)
      loop
        execute format('create policy application on ${name}.%I to haihe_app using (true) with check (true)', queue_table);
      end loop;
    end $$`
}
