import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  build,
  committedStage,
  entitlements,
  granted,
  programme_id,
  type Story,
} from '../../test/builders/story.ts'
import { applyFor, childOf, confirm, destitute, october, toDistrict } from '../../test/builders/destitute.ts'
import { buildDivision } from '../../test/builders/index.ts'
import { runJobs } from '../../test/jobs.ts'
import { listDeterminations, reportChange } from './index.ts'
import { move, registerDeath } from '../registries/households/index.ts'

const database = await testDatabase()
const stage = committedStage(database)

const holds = (story: Story) =>
  stage.tx<{ reason: string }[]>`
    select reason from entitlement_hold where household_id = ${story.household_id} and upper_inf(valid)`

test('a death in the register stops the share of the dead the same day', async () => {
  const story = await build(stage)
  await granted(story)
  const [person] = await stage.tx<
    { version: number }[]
  >`select version from person where person_id = ${story.spouse}`
  await stage.as(
    story.zhao,
    (act) =>
      registerDeath(act, story.spouse, {
        death_date: '2017-11-20',
        version: person!.version,
        new_head_person_id: null,
        source_name: '医学死亡证明',
      }),
    { today: '2017-11-20' },
  )
  await runJobs(database, '2017-11-20')
  const running = (await entitlements(story)).filter((each) => each.until_month === null)
  assert.deepEqual(
    running.map((each) => [each.amount, each.from_month]),
    [[172_000n, '2017-12-01']],
  )
})

test('support approved for one of a household changes its subsistence the same day, without anybody’s doing', async () => {
  const story = await build(stage)
  await granted(story)
  const elders = [childOf(story)]
  const { case_id } = await applyFor(story, elders, '2017-09-29', story.head)
  await toDistrict(story, case_id, elders, october, 183_000n)
  await confirm(story, case_id, '172000', '2017-10-23')
  await runJobs(database, '2017-10-23')
  assert.deepEqual(
    (await entitlements(story)).map((each) => [each.programme_id, each.from_month, each.until_month]),
    [
      [destitute, '2017-11-01', null],
      [programme_id, '2017-10-01', '2017-11-01'],
    ],
  )
})

test('a death that a resident reports holds payment the same day, once', async () => {
  const story = await build(stage)
  await granted(story)
  await stage.as(
    story.resident,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind: 'death',
        changed_on: '2017-11-20',
        text: '',
        household: {},
        members: [],
        person_id: story.spouse,
      }),
    { today: '2017-11-21' },
  )
  await runJobs(database, '2017-11-21')
  await runJobs(database, '2017-11-21')
  assert.deepEqual([...(await holds(story))], [{ reason: 'change' }])
})

test('who moves within the city keeps the benefit, in the new district’s books', async () => {
  const story = await build(stage)
  await granted(story)
  const to = await buildDivision(stage.tx, '120104009001')
  const [household] = await stage.tx<{ version: number }[]>`
    select version from household where household_id = ${story.household_id}`
  await stage.as(
    story.chen,
    (act) =>
      move(act, story.household_id, {
        on: '2017-11-20',
        address: '新址',
        division_code: to,
        version: household!.version,
      }),
    { today: '2017-11-20' },
  )
  await runJobs(database, '2017-11-20')
  const [latest] = await stage.as(story.city, (act) =>
    listDeterminations(act.tx, story.household_id, programme_id),
  )
  assert.equal(latest?.division_code, '120104009001')
  assert.equal(latest?.effective_from, '2017-12-01')
  assert.equal(latest?.amount, 74_250n)
})
