import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { buildDivision } from '../../../test/builders/index.ts'
import { asPublic, asStaff, firstDay, testDatabase } from '../../../test/database.ts'
import { defaultSchema } from '../db/index.ts'
import {
  announce,
  drainJobs,
  enqueue,
  jobSchema,
  listJobs,
  registerJob,
  registerLongJob,
  retryJob,
  startJobs,
  subscribe,
} from './index.ts'

const database = await testDatabase()
await database.owner.begin((tx) => buildDivision(tx, '12'))
const schema = jobSchema(defaultSchema)
const options = {
  target: database.target('application'),
  schema: defaultSchema,
  pool: database.application,
  clock: { today: () => firstDay, now: () => '2026-01-05T01:00:00.000Z' },
}
const clerk = asStaff({ role: 'street_clerk', area: '120101001' })
let seen: string[] = []
let broken = false

registerJob('trial.note', async (act, payload) => {
  if (broken) throw new Error('王秀兰 has no telephone')
  const [row] = await act.tx<
    { role: string; area: string }[]
  >`select current_user as role, current_area() as area`
  seen.push(`${row?.role} ${row?.area} ${act.today} ${JSON.stringify(payload)}`)
})
const gate = Promise.withResolvers<void>()
registerLongJob(
  'trial.wait',
  () => {
    seen.push('waiting')
    return gate.promise
  },
  { waits: true },
)
subscribe('trial.happened', 'trial.first', async (_act, event) => {
  seen.push(`first ${event.subject_id} ${JSON.stringify(event.payload)}`)
})
subscribe('trial.happened', 'trial.second', async () => {
  if (broken) throw new Error('second is broken')
  seen.push('second')
})
beforeEach(async () => {
  seen = []
  broken = false
  await database.application.unsafe(`delete from ${schema}._private_jobs`)
})
const queue = () => listJobs(database.application, schema, 50)

test('a job runs as the house itself, on the whole city and the business day', async () => {
  await database.as(clerk, (act) => enqueue(act, 'trial.note', { number: 7 }))
  await drainJobs(options)
  assert.deepEqual(seen, [`haihe_staff 12 ${firstDay} {"number":7}`])
  assert.equal((await queue()).length, 0)
})

test('an act that is undone enqueues nothing and announces nothing', async () => {
  await assert.rejects(
    database.as(clerk, async (act) => {
      await enqueue(act, 'trial.note')
      await announce(act, { kind: 'trial.happened' })
      throw new Error('undone')
    }),
  )
  assert.equal((await queue()).length, 0)
  assert.equal((await database.owner`select from event`).length, 0)
})

test('anyone who acts may enqueue, but nobody reads or changes the queue', async () => {
  await database.as(asPublic, (act) => enqueue(act, 'trial.note'))
  await assert.rejects(
    database.as(clerk, (act) => listJobs(act.tx, schema, 1)),
    { code: '42501' },
  )
  assert.equal((await queue()).length, 1)
})

test('an event reaches each subscriber once, and one that fails does not hold up the other', async () => {
  const subject_id = '0199a2b4-0000-7000-8000-000000000001'
  broken = true
  await database.as(clerk, (act) =>
    announce(act, { kind: 'trial.happened', subject_id, payload: { amount: 5n } }),
  )
  await drainJobs(options)
  assert.deepEqual(seen, [`first ${subject_id} {"amount":"5"}`])
  const [failed] = await queue()
  assert.equal(failed?.state, 'retrying')
  broken = false
  await retryJob(database.application, schema, failed?.job_id ?? '')
  await drainJobs(options)
  assert.deepEqual(seen.slice(1), ['second'])
})

test('a failed job stays visible without telling of people, and is retried by hand', async () => {
  broken = true
  await database.as(clerk, (act) => enqueue(act, 'trial.note'))
  await drainJobs(options)
  await database.application.unsafe(`update ${schema}._private_jobs set attempts = max_attempts`)
  const [failed] = await queue()
  assert.equal(failed?.state, 'failed')
  assert.match(failed?.last_error ?? '', /^Error/)
  assert.doesNotMatch(failed?.last_error ?? '', /王秀兰/)
  broken = false
  assert.equal(await retryJob(database.application, schema, failed?.job_id ?? ''), true)
  await drainJobs(options)
  assert.equal(seen.length, 1)
})

test('a job with a key waits once', async () => {
  await database.as(clerk, async (act) => {
    await enqueue(act, 'trial.note', { number: 1 }, { key: 'one' })
    await enqueue(act, 'trial.note', { number: 2 }, { key: 'one' })
  })
  await drainJobs(options)
  assert.equal(seen.length, 1)
  assert.match(seen[0] ?? '', /"number":2/)
})

test('what a killed server left locked runs again when the next one starts', async () => {
  await database.as(clerk, (act) => enqueue(act, 'trial.note'))
  await database.application.unsafe(
    `update ${schema}._private_jobs set locked_at = now(), locked_by = 'killed'`,
  )
  const worker = await startJobs(options)
  for (let waited = 0; waited < 200 && seen.length === 0; waited += 1) await delay(50)
  await worker.stop()
  assert.equal(seen.length, 1)
})

test('jobs that wait for others keep the rest going', async () => {
  const worker = await startJobs(options)
  await database.as(clerk, async (act) => {
    for (let each = 0; each < 4; each += 1) await enqueue(act, 'trial.wait', {}, { queue: `trial ${each}` })
  })
  for (let waited = 0; waited < 400 && seen.length < 4; waited += 1) await delay(25)
  await database.as(clerk, (act) => enqueue(act, 'trial.note', { number: 9 }))
  for (let waited = 0; waited < 400 && seen.length < 5; waited += 1) await delay(25)
  assert.deepEqual(seen.slice(0, 4), ['waiting', 'waiting', 'waiting', 'waiting'])
  assert.match(seen[4] ?? '', /"number":9/)
  gate.resolve()
  await worker.stop()
})
