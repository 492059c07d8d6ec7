import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  build,
  committedStage,
  entitlements,
  granted,
  onVersion,
  programme_id,
  type Story,
} from '../../../test/builders/story.ts'
import { runJobs } from '../../../test/jobs.ts'
import { listDeterminations, refuseCase, reportChange, submit, viewBenefitCase } from '../index.ts'
import { tryOtherFacts } from '../cases/view.ts'
import { withdrawCase } from '../../casework/index.ts'
import { registerDeath } from '../../registries/households/index.ts'

const database = await testDatabase()
const stage = committedStage(database)
const told = { today: '2017-11-21' }

/** The household tells by phone that the husband has died; the house holds the money the same day. */
async function reported(changed_on = '2017-11-20', kind: 'death' | 'leaves' = 'death') {
  const story = await build(stage)
  await granted(story)
  const { row } = await stage.as(
    story.resident,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind,
        changed_on,
        text: '',
        household: {},
        members: [],
        person_id: story.spouse,
      }),
    told,
  )
  await runJobs(database, told.today)
  return { story, case_id: row.case_id }
}

const look = (story: Story, case_id: string) =>
  stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), told)

const held = async (story: Story) =>
  (
    await stage.tx`
      select from entitlement_hold where household_id = ${story.household_id} and upper_inf(valid)`
  ).length === 1

async function register(story: Story, death_date: string, today = told.today) {
  const [person] = await stage.tx<{ version: number }[]>`
    select version from person where person_id = ${story.spouse}`
  const death = { death_date, version: person!.version, new_head_person_id: null, source_name: '死亡证明' }
  await stage.as(story.zhao, (act) => registerDeath(act, story.spouse, death), { today })
  await runJobs(database, today)
}

const running = async (story: Story) =>
  (await entitlements(story))
    .filter((each) => each.until_month === null)
    .map((each) => [each.amount, each.from_month])

test('a reported death is proposed without the dead, and the page says that it is not registered yet', async () => {
  const { story, case_id } = await reported()
  const page = await look(story, case_id)
  assert.equal(page.preview?.amount, '172000')
  assert.equal(page.head.proposed_amount, 172_000n)
  assert.deepEqual(
    page.months.map(({ month, previous_amount, amount }) => [month, previous_amount, amount]),
    [['2017-12-01', '74250', '172000']],
  )
  assert.deepEqual(
    page.members.map((member) => member.leaving?.text ?? null),
    [null, '申报于2017年11月20日死亡，尚未登记', null],
  )
  const tried = await stage.as(
    story.zhao,
    (act) =>
      tryOtherFacts(act, { case_id, facts: [{ fact: 'financial_assets', person_id: null, value: '0' }] }),
    told,
  )
  assert.equal(tried.before.amount, '172000')
})

test('nobody hands a reported death on before the register knows it', async () => {
  const { story, case_id } = await reported()
  const offered = (await look(story, case_id)).acts.find((each) => each.act === 'submit')
  assert.deepEqual([offered?.allowed, offered?.why_not], [false, '先登记死亡'])
  await assert.rejects(
    onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) => submit(act, { case_id, version, opinion: '' }),
      told,
    ),
    { code: 'leaver_still_registered', status: 409 },
  )
})

test('a registered death decides the case that reported it the same day, and payment goes on', async () => {
  const { story, case_id } = await reported()
  assert.equal(await held(story), true)
  await register(story, '2017-11-20')
  const { head } = await look(story, case_id)
  assert.deepEqual([head.state, head.outcome], ['closed', 'approved'])
  assert.equal(await held(story), false)
  assert.deepEqual(await running(story), [[172_000n, '2017-12-01']])
  const cases = await stage.tx`
    select from case_file where household_id = ${story.household_id} and kind in ('change', 'recomputation')`
  assert.equal(cases.length, 1)
  const [latest] = await stage.as(story.city, (act) =>
    listDeterminations(act.tx, story.household_id, programme_id),
  )
  assert.equal(latest?.case_id, case_id)
})

test('a reported death that is not so is refused, and payment goes on as before', async () => {
  const { story, case_id } = await reported()
  await onVersion(
    stage,
    case_id,
    story.zhao,
    (act, version) => refuseCase(act, { case_id, version, reason: '本人在世，申报有误' }),
    told,
  )
  assert.equal(await held(story), false)
  assert.deepEqual(await running(story), [[74_250n, '2017-10-01']])
})

test('a household that takes its report back is paid as before', async () => {
  const { story, case_id } = await reported()
  await onVersion(
    stage,
    case_id,
    story.resident,
    (act, version) => withdrawCase(act, { case_id, version, reason: '报错了' }),
    told,
  )
  await runJobs(database, told.today)
  assert.equal(await held(story), false)
  assert.deepEqual(await running(story), [[74_250n, '2017-10-01']])
})

test('who is reported to have left waits for the register as well, without a hold on payment', async () => {
  const { story, case_id } = await reported('2017-11-20', 'leaves')
  const page = await look(story, case_id)
  assert.equal(page.acts.find((each) => each.act === 'submit')?.why_not, '先登记离开')
  assert.equal(page.preview?.amount, '172000')
  assert.equal(await held(story), false)
})

test('who dies on the last day of a month has no share in the next', async () => {
  const story = await build(stage)
  await granted(story)
  await register(story, '2017-11-30', '2017-11-30')
  assert.deepEqual(await running(story), [[172_000n, '2017-12-01']])
})

test('who dies on the first day of a month has had a share in it', async () => {
  const story = await build(stage)
  await granted(story)
  await register(story, '2017-12-01', '2017-12-01')
  assert.deepEqual(await running(story), [[172_000n, '2018-01-01']])
})

test('money never goes to the dead: from the day of death another member receives it', async () => {
  const story = await build(stage)
  await granted(story)
  await stage.tx`update application set payee_id = ${story.spouse} where household_id = ${story.household_id}`
  await register(story, '2017-11-21')
  const latest = (await entitlements(story)).at(-1)
  assert.equal(latest?.payee_id, story.head)
})
