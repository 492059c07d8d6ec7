import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { loadCity } from '../load.ts'

const database = await testDatabase()
const RESIDENTS = 5000
await loadCity(database.owner, { residents: RESIDENTS, today: '2017-09-01' })

test('every resident lives in one household, and every household has one head', async () => {
  const [row] = await database.owner<{ people: bigint; heads: bigint; households: bigint }[]>`
    select count(*) as people, count(*) filter (where relation = 'head') as heads,
      (select count(*) from household) as households
    from household_member`
  assert.equal(row?.people, BigInt(RESIDENTS))
  assert.equal(row?.heads, row?.households)
})

test('the tables have their keys and indexes back after the load', async () => {
  const [row] = await database.owner<{ keys: bigint; indexes: bigint }[]>`
    select (select count(*) from pg_constraint where conrelid = 'household_member'::regclass and contype in ('p', 'x', 'f')) as keys,
      (select count(*) from pg_indexes where tablename = 'person') as indexes`
  assert.ok((row?.keys ?? 0n) >= 4n && (row?.indexes ?? 0n) >= 8n)
  await assert.rejects(
    database.owner`insert into household_member select * from household_member limit 1`,
    (error: { code?: string }) => error.code === '23P01' || error.code === '23505',
  )
})

test('王桂兰 is found by the pinyin of her name, at an address of 示例里', async () => {
  const [row] = await database.owner<{ name: string; address: string }[]>`
    select p.name, a.address from person p
    join household_member m using (person_id) join address a using (household_id)
    where p.name_pinyin = 'wangguilan' and right(p.identity_number, 4) = '0426'`
  assert.equal(row?.name, '王桂兰')
  assert.match(row?.address ?? '', /示例里/)
})

test('a second load into the same city is refused', async () => {
  await assert.rejects(loadCity(database.owner, { residents: RESIDENTS, today: '2017-09-01' }))
})
