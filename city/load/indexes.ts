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
 * Runs `work` with the tables stripped of keys and indexes and puts everything back as it was.
 * @throws PostgreSQL's error when the new rows break one of the keys
 */
export async function withoutIndexes<T>(
  tx: Transaction,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const constraints = await listConstraints(tx, tables)
  const indexes = await listIndexes(tx, tables)
  for (const { table_name, name } of constraints)
    await tx.unsafe(`alter table ${table_name} drop constraint ${name}`)
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`)
  const answer = await work()
  const add = ({ table_name, name, definition }: Definition) =>
    tx.unsafe(`alter table ${table_name} add constraint ${name} ${definition}`)
  for (const key of constraints.filter(({ is_foreign_key }) => !is_foreign_key)) await add(key)
  for (const { definition } of indexes) await tx.unsafe(definition)
  for (const foreignKey of constraints.filter(({ is_foreign_key }) => is_foreign_key)) await add(foreignKey)
  return answer
}
