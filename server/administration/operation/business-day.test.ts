import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHouse, signIn } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import {
  apply,
  build,
  check,
  committedStage,
  deliberate,
  granted,
  publish,
} from '../../../test/builders/story.ts'
import { authModule } from '../../platform/auth/index.ts'
import { businessDay, machineNow, startBusinessClock } from '../../platform/clock/index.ts'
import { administrationModule } from '../index.ts'

const database = await testDatabase()
const stage = committedStage(database)
const base = '/api/administration/business-day'
await startBusinessClock(database.owner, '2017-09-28')

const paid = await build(stage)
await granted(paid)

const published = await build(stage)
const { case_id: publicCase } = await apply(published)
await check(published, publicCase)
await deliberate(published, publicCase)
await publish(published, 'zhao', publicCase, '2017-09-28')

const { case_id: unansweredCase } = await apply(await build(stage), {}, '2017-09-28')

const [{ count: runsOfTheStories }] = await database.owner<[{ count: number }]>`
  select count(*)::int as count from audit_entry where act = 'business_day.run'`

const clock = { today: () => businessDay(database.application, machineNow()), now: machineNow }
const server = await openHouse(database, [authModule, administrationModule], { clock, rate_limits: false })
const system = await signIn(server, database, { role: 'system_administrator', area: '12' })
const drain = async () => runJobs(database, await clock.today())
const logOf = (case_id: string) => database.owner<{ act: string; day: string }[]>`
  select act, business_date as day from case_log where case_id = ${case_id} order by entry_id`

test('before the day is moved it is said what will fall due on the way, in counts only', async () => {
  const { status, body, text } = await system.get(`${base}/preview?until=2018-04-02`)
  assert.equal(status, 200, text)
  assert.deepEqual(
    [body['notices_ending'], body['silent_acceptances'], body['reviews_due'], body['days']],
    [1, 1, 1, 186],
  )
  assert.equal((await system.get(`${base}/preview?until=2019-04-02`)).body['code'], 'day_too_far')
})

test('each day on the way is run once: a notice ends, silence accepts and a review opens on their own days', async () => {
  assert.equal((await system.post(base, { business_date: '2018-04-02' })).status, 200)
  const waiting = await system.get(base)
  assert.deepEqual(
    [waiting.body['business_date'], waiting.body['days_left'], waiting.body['next_day']],
    ['2018-04-02', 186, '2017-09-29'],
  )
  assert.equal((await system.post(base, { business_date: '2018-04-03' })).body['code'], 'days_still_running')
  await drain()
  assert.equal((await system.get(base)).body['days_left'], 0)
  const days = await database.owner<{ day: string }[]>`
    select subject_id as day from audit_entry where act = 'business_day.run' order by entry_id`
  assert.equal(days.length, 186 + runsOfTheStories)
  assert.deepEqual([days[runsOfTheStories]?.day, days.at(-1)?.day], ['2017-09-29', '2018-04-02'])

  const accepted = (await logOf(unansweredCase)).find((each) => each.act === 'accept_silently')
  assert.equal(accepted?.day, '2017-10-12')
  const [notice] = await database.owner`
    select state from notice where case_id = ${publicCase} order by published_on desc limit 1`
  assert.equal(notice?.['state'], 'ended')
  const [review] = await database.owner`
    select opened_on from case_file where household_id = ${paid.household_id} and kind = 'review'`
  assert.equal(review?.['opened_on'], '2018-03-27')
})

test('a move by no day at all, and the same days once more, change nothing', async () => {
  const before = await database.owner`select count(*)::int as count from case_log`
  assert.equal((await system.post(base, { business_date: '2018-04-02' })).status, 200)
  await drain()
  assert.deepEqual(await database.owner`select count(*)::int as count from case_log`, before)
})
