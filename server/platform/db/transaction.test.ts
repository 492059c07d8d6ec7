import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { asStaff, testDatabase } from '../../../test/database.ts'
import { connect, isConnectionLoss, withCaller } from './index.ts'

const database = await testDatabase()
const administrator = connect(database.target('superuser'), { max: 1 })
const pool = connect(database.target('application'), { max: 3 })
after(() => Promise.all([administrator.end(), pool.end()]))
const clerk = asStaff({ role: 'street_clerk', area: '12' })
const moment = { today: '2017-09-01', now: '2017-09-01T01:00:00.000Z', request_id: 'test' }

async function cutAll(): Promise<void> {
  await administrator`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'haihe_app' and datname = current_database()`
}

test('work whose connection is cut fails, sends nothing more, and the next work is served', async () => {
  let later: unknown
  const cut = withCaller(pool, clerk, moment, async (act) => {
    await act.tx`select 1`
    await cutAll()
    // The work does not notice and goes on after its transaction is gone.
    await new Promise((resolve) => setTimeout(resolve, 50))
    try {
      await act.tx`select 2`
    } catch (error) {
      later = error
    }
    return 'done'
  })
  await assert.rejects(cut, isConnectionLoss)
  const answer = await withCaller(
    pool,
    clerk,
    moment,
    async (act) => (await act.tx`select current_user as role`)[0],
  )
  assert.equal(answer?.['role'], 'haihe_staff')
  await new Promise((resolve) => setTimeout(resolve, 80))
  assert.ok(isConnectionLoss(later))
})

test('cuts in the middle of much work fail that work alone, and nothing hangs', async () => {
  let served = 0
  let failed = 0
  const work = async () => {
    for (let count = 0; count < 60; count += 1) {
      await withCaller(pool, clerk, moment, (act) =>
        act.tx`select ${count}::integer as count`.execute(),
      ).then(
        () => (served += 1),
        (error: unknown) => {
          assert.ok(isConnectionLoss(error), String(error))
          failed += 1
        },
      )
    }
  }
  const cutting = (async () => {
    for (let count = 0; count < 5; count += 1) await cutAll()
  })()
  await Promise.all([work(), work(), work(), work(), work(), cutting])
  assert.equal(served + failed, 300)
  assert.ok(served > 0)
})

test('lists travel to the database and back unchanged', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(text, { nil: null })),
      fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      fc.array(fc.uuid()),
      async (texts, numbers, keys) => {
        const [row] = await pool`
          select ${texts}::text[] as texts, ${numbers.map(String)}::text[]::bigint[] as numbers, ${keys}::uuid[] as keys,
            array[[1, 2], [3, 4]] as nested, array[date '2017-09-01'] as days, array[true, null, false] as flags`
        assert.deepEqual(row, {
          texts,
          numbers,
          keys,
          nested: [
            [1, 2],
            [3, 4],
          ],
          days: ['2017-09-01'],
          flags: [true, null, false],
        })
      },
    ),
    { numRuns: 60 },
  )
})
