import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bringUpToDate, openDatabase, readDatabaseUrl, within } from './database.ts'
import { connect, startPostgres, StartRefused } from './platform/db/index.ts'

/** Somebody else's server: what we do there must not reach the one that the other tests share. */
const folder = mkdtempSync(join(tmpdir(), 'haihe-given-'))
chmodSync(folder, 0o711)
const server = await startPostgres({ dataFolder: folder, throwAway: true })
const superuser = connect(server.target('superuser', 'postgres'), { max: 1 })
await superuser.unsafe(`create role city_maker login createrole password 'made-up-for-this-test'`)
await superuser.unsafe(`create role reader login password 'made-up-for-this-test'`)
await superuser.unsafe('create database city owner city_maker')
after(async () => {
  await superuser.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const url = (user: string) =>
  `postgres://${user}:made-up-for-this-test@localhost:${server.target('owner', '').port}/city?host=${encodeURIComponent(server.target('owner', '').host)}`

test('with DATABASE_URL a city is made by a user who may create roles and owns the database', async () => {
  const data = mkdtempSync(join(folder, 'data-'))
  for (const expected of [true, true]) {
    const database = await openDatabase({
      HAIHE_DATA: data,
      HAIHE_SCHEMA: 'wuhan',
      DATABASE_URL: url('city_maker'),
    })
    const owner = connect(database.target('owner'), { schema: 'wuhan', max: 2 })
    assert.deepEqual(await within(owner, bringUpToDate), { empty: expected })
    const application = connect(database.target('application'), { schema: 'wuhan', max: 1 })
    assert.equal(
      (await within(application, (pool) => pool`select current_user`))[0]?.['current_user'],
      'haihe_app',
    )
    await database.close()
  }
  const [left] = await superuser`select 1 as answer`
  assert.equal(left?.['answer'], 1)
})

test('a user of DATABASE_URL who may not create roles is told what to run', async () => {
  const data = mkdtempSync(join(folder, 'data-'))
  const opening = openDatabase({ HAIHE_DATA: data, HAIHE_SCHEMA: 'tianjin', DATABASE_URL: url('reader') })
  await assert.rejects(opening, (error) => error instanceof StartRefused && /createrole/.test(error.message))
})

test('a url names host, port, database and user', () => {
  assert.deepEqual(readDatabaseUrl('postgres://ann:p%40ss@db.example:6432/city?sslmode=require'), {
    host: 'db.example',
    port: 6432,
    database: 'city',
    user: 'ann',
    password: 'p@ss',
    ssl: true,
  })
})
