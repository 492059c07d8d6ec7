/**
 * Loading without indexes: filling a table whose keys, foreign keys and indexes are there costs five times as much
 * as making them afterwards. All of it happens in the load's own transaction, so nobody sees the tables bare.
 */
import type { Transaction } from '../../server/platform/db/index.ts'

type Definition = { table_name: string; name: string; definition: string; is_foreign_key: boolean }

/** Keys and foreign keys of the tables, and foreign keys of other tables that point to them. */
function listConstraints(tx: Transaction, tables: readonly string[]): Promise<Definition[]> {
  return tx<Definition[]>`
    select conrelid::regclass::text as table_name, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition, contype = 'f' as is_foreign_key
    from pg_constraint
    where contype in ('p', 'u', 'x', 'f')
      and (conrelid = any (${[...tables]}::text[]::regclass[]::oid[])
        or (contype = 'f' and confrelid = any (${[...tables]}::text[]::regclass[]::oid[])))
    order by contype = 'f' desc, oid`
}

/** Indexes that belong to no constraint. */
function listIndexes(tx: Transaction, tables: readonly string[]): Promise<Definition[]> {
  return tx<Definition[]>`
    select i.indrelid::regclass::text as table_name, i.indexrelid::regclass::text as name,
      pg_get_indexdef(i.indexrelid) as definition, false as is_foreign_key
    from pg_index i
    where i.indrelid = any (${[...tables]}::text[]::regclass[]::oid[])
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
    order by i.indexrelid`
}

/**
 * Strips the tables of keys and indexes; the answered function puts everything back as it was, in one message, so
 * that the caller may be busy with other things meanwhile. It throws PostgreSQL's error when rows break a key.
 */
export async function stripIndexes(tx: Transaction, tables: readonly string[]): Promise<() => Promise<void>> {
  const constraints = await listConstraints(tx, tables)
  const indexes = await listIndexes(tx, tables)
  const drops = [
    ...constraints.map(({ table_name, name }) => `alter table ${table_name} drop constraint ${name}`),
    ...indexes.map(({ name }) => `drop index ${name}`),
  ]
  await tx.unsafe(drops.join(';\n'))
  const add = ({ table_name, name, definition }: Definition) =>
    `alter table ${table_name} add constraint ${name} ${definition}`
  const additions = [
    ...constraints.filter(({ is_foreign_key }) => !is_foreign_key).map(add),
    ...indexes.map(({ definition }) => definition),
    ...constraints.filter(({ is_foreign_key }) => is_foreign_key).map(add),
  ]
  return async () => {
    await tx.unsafe(additions.join(';\n'))
  }
}
