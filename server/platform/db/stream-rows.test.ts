import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { streamRows } from './stream-rows.ts'

const database = await testDatabase()
await database.owner.unsafe(`
  create table stock (position integer primary key);
  insert into stock select generate_series(1, 5000);
  create sequence fetched`)

type Row = { position: number; fetched: bigint }

test('a list of any length is all there, once and in order, also while others write into it', async () => {
  const seen: number[] = []
  await database.owner.begin(async (tx) => {
    const all = tx<{ position: number }[]>`select position from stock order by position`
    for await (const { position } of streamRows(all)) {
      seen.push(position)
      if (position !== 700) continue
      // Pages by offset would show a row twice here, and miss some.
      await database.owner`insert into stock select generate_series(-300, 0)`
      await database.owner`delete from stock where position between 4000 and 4500`
    }
  })
  assert.deepEqual(
    seen,
    Array.from({ length: 5000 }, (_, at) => at + 1),
  )
})

test('rows are made as the reader takes them, and whoever stops leaves the transaction usable', async () => {
  await database.owner.begin(async (tx) => {
    const all = tx<
      Row[]
    >`select position, nextval('fetched') as fetched from generate_series(1, 5000) as position`
    for await (const { position } of streamRows(all, 100)) if (position === 150) break
    const [row] = await tx<{ made: bigint }[]>`select last_value as made from fetched`
    assert.equal(row?.made, 200n)
  })
})

test('what fails on the way fails for the reader', async () => {
  const read = database.owner.begin(async (tx) => {
    const all = tx<Row[]>`select 1 / (3000 - position) as position from generate_series(1, 5000) as position`
    let count = 0
    for await (const row of streamRows(all)) count += Math.min(row.position + 1, 1)
    return count
  })
  await assert.rejects(read, { code: '22012' })
})
