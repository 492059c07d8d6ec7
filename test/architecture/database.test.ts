import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listMigrations } from '../../server/platform/db/index.ts'
import { testDatabase } from '../database.ts'
import { isTest, listSources, readSource } from './sources.ts'
import { openTables } from './agreed-policies.ts'

const database = await testDatabase()
const floors = ['platform', 'registries', 'casework', 'payments', 'benefits', 'insight', 'domains']

/** Floor of each table, by the file that made it: `0003_casework.sql`; other names are domains. */
const floorOf = new Map<string, number>()
for (const { name, text } of listMigrations()) {
  const floor = floors.indexOf(/^\d+_([a-z]+)/.exec(name)?.[1] ?? '')
  for (const [, table = ''] of text.matchAll(/^create table (\w+)/gm))
    floorOf.set(table, floor < 0 ? floors.length - 1 : floor)
}

test('foreign keys point to the same floor or down', async () => {
  const keys = await database.owner<{ from_table: string; to_table: string }[]>`
    select f.relname::text as from_table, t.relname::text as to_table
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = 'tianjin'::regnamespace
  `
  const upward = keys.filter((key) => (floorOf.get(key.to_table) ?? -1) > (floorOf.get(key.from_table) ?? -1))
  assert.deepEqual(
    upward.map((key) => `${key.from_table} → ${key.to_table}`),
    [],
  )
})

test('every table keeps areas apart, or it is said why it need not', async () => {
  const tables = await database.owner<{ name: string; guarded: boolean }[]>`
    select relname::text as name, relrowsecurity as guarded from pg_class
    where relnamespace = 'tianjin'::regnamespace and relkind in ('r', 'p') order by relname
  `
  assert.deepEqual(
    tables.filter((table) => !table.guarded && !(table.name in openTables)).map((table) => table.name),
    [],
  )
  const guarded = new Set(tables.filter((table) => table.guarded).map((table) => table.name))
  assert.deepEqual(
    Object.keys(openTables).filter(
      (name) => guarded.has(name) || !tables.some((table) => table.name === name),
    ),
    [],
  )
})

test('a policy treats an unset area and an empty one as nobody', async () => {
  const [row] = await database.owner`
    select set_config('haihe.area', '', true) as set_to, current_area() as area, current_account_id() as account_id,
      current_person_id() as person_id, current_household_id() as household_id
  `
  assert.deepEqual(row, { set_to: '', area: null, account_id: null, person_id: null, household_id: null })
})

test('no table has a trigger or a rule, and nothing is granted to everybody', async () => {
  const found = await database.owner`
    select tgname::text as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'tianjin'::regnamespace and not g.tgisinternal
    union all
    select rulename::text from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = 'tianjin'::regnamespace and c.relkind in ('r', 'p')
    union all
    select 'grant to public on ' || c.relname from pg_class c, aclexplode(c.relacl) a
    where c.relnamespace = 'tianjin'::regnamespace and a.grantee = 0
  `
  assert.deepEqual([...found], [])
})

test('whoever changes a row of the registers says when, so that copies of them can follow', async () => {
  const functions = await database.owner<{ name: string; text: string }[]>`
    select proname::text as name, prosrc as text from pg_proc where pronamespace = 'tianjin'::regnamespace`
  const statements = listSources()
    .filter((path) => path.startsWith('server/') && !isTest(path))
    .map((path) => ({ name: path, text: readSource(path) }))
  const updates = [...functions, ...statements].flatMap(({ name, text }) =>
    [
      ...text.matchAll(
        /\bupdate (?:person|household|household_member) set\b[\s\S]*?\b(?:where|returning)\b/g,
      ),
    ].map(([statement]) => ({ name, statement })),
  )
  assert.ok(updates.length > 8)
  assert.deepEqual(
    updates.filter(({ statement }) => !statement.includes('changed_at = now()')),
    [],
  )
})

test('what was paid, logged and audited can be added to and read, never changed', async () => {
  const changeable = await database.owner<{ right_text: string }[]>`
    select c.relname || ': ' || lower(a.privilege_type) || ' to ' || pg_get_userbyid(a.grantee) as right_text
    from pg_class c, aclexplode(c.relacl) a
    where c.relnamespace = 'tianjin'::regnamespace and a.grantee <> c.relowner
      and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
      and (c.relname in ('audit_entry', 'audit_batch', 'audit_leaf', 'fact', 'event', 'determination', 'disclosure')
        or c.relname like '%\\_log' or c.relname like 'ledger%')
  `
  assert.deepEqual(
    changeable.map((row) => row.right_text),
    [],
  )
})

/** Bear a division and a case, and stay where they are when an open case moves. */
const staying: Record<string, string> = {
  message: 'was sent to a person',
  rating: 'rates a case that is over',
}

test('whatever belongs to an open case moves with it, or says why not', async () => {
  const belonging = await database.owner<{ name: string }[]>`
    select table_name::text as name from information_schema.columns
    where table_schema = 'tianjin'
      and column_name in ('case_id', 'means_check_id', 'means_check_request_id', 'division_code')
    group by 1 having bool_or(column_name = 'division_code') and count(*) > 1 order by 1`
  const [{ body }] = await database.owner<[{ body: string }]>`
    select prosrc as body from pg_proc
    where proname = 'move_open_cases' and pronamespace = 'tianjin'::regnamespace`
  assert.deepEqual(
    belonging.map(({ name }) => name).filter((name) => !body.includes(`update ${name} set division_code`)),
    Object.keys(staying),
  )
})
