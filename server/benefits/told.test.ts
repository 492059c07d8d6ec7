/** What a household hears of its benefit between applying and being paid. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  apply,
  build,
  committedStage,
  day,
  granted,
  onVersion,
  programme_id,
  type Story,
} from '../../test/builders/story.ts'
import { runJobs } from '../../test/jobs.ts'
import { withdrawCase } from '../casework/index.ts'
import { registerDeath } from '../registries/households/index.ts'
import { openReview, reportChange } from './index.ts'

const database = await testDatabase()
const stage = committedStage(database)

type Told = { title: string; body: string; case_id: string | null }
const heard = (story: Story, person_id = story.head) => stage.tx<Told[]>`
  select title, body, case_id from message where person_id = ${person_id} order by message_id`

const told = async (story: Story, title: string): Promise<Told> => {
  const found = (await heard(story)).filter((each) => each.title === title)
  assert.equal(found.length, 1, title)
  return found[0]!
}

const report = (story: Story, kind: 'death' | 'income', person_id: string | null) =>
  stage.as(
    story.resident,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind,
        changed_on: '2017-11-20',
        text: '情况有变',
        household: {},
        members: [],
        person_id,
      }),
    { today: '2017-11-21' },
  )

async function register(story: Story, person_id: string, new_head_person_id: string | null) {
  const [person] = await stage.tx<{ version: number }[]>`
    select version from person where person_id = ${person_id}`
  const death = {
    death_date: '2017-11-20',
    version: person!.version,
    new_head_person_id,
    source_name: '证明',
  }
  await stage.as(story.zhao, (act) => registerDeath(act, person_id, death), { today: '2017-11-21' })
  await runJobs(database, '2017-11-21')
}

test('an application is confirmed with its number and the dates to expect', async () => {
  const story = await build(stage)
  const { case_id, case_number } = await apply(story)
  const { body, case_id: about } = await told(story, '最低生活保障申请已收到')
  assert.equal(about, case_id)
  assert.equal(
    body,
    `办件号 ${case_number}。9月4日前受理，或告诉您还缺什么；9月18日前两位工作人员上门；最晚 10月9日答复。`,
  )
})

test('a reported death is confirmed, payment on hold says why, and the decision says how to object', async () => {
  const story = await build(stage)
  await granted(story)
  await report(story, 'death', story.spouse)
  await runJobs(database, '2017-11-21')
  await told(story, '您报告的变化已收到')
  const hold = await told(story, '低保暂停发放')
  assert.match(hold.body, /^收到家里有人去世的报告，从2017年11月21日起先不发低保/)
  await register(story, story.spouse, null)
  const decided = await told(story, '最低生活保障重新核定')
  assert.match(decided.body, /每月 1,720\.00 元，自2017年12月起按月发放/)
  assert.match(decided.body, /不服本决定的，可以在2018年1月22日前/)
})

test('when the applicant dies another adult of the household is told', async () => {
  const story = await build(stage)
  await granted(story)
  await report(story, 'death', story.head)
  await runJobs(database, '2017-11-21')
  assert.deepEqual(
    (await heard(story, story.spouse)).map((each) => each.title),
    ['低保暂停发放'],
  )
  await register(story, story.head, story.spouse)
  assert.deepEqual(
    (await heard(story, story.spouse)).map((each) => each.title),
    ['低保暂停发放', '最低生活保障重新核定'],
  )
})

test('a report that is taken back tells that payment goes on', async () => {
  const story = await build(stage)
  await granted(story)
  const { case_id } = (await report(story, 'death', story.spouse)).row
  await runJobs(database, '2017-11-21')
  await onVersion(
    stage,
    case_id,
    story.resident,
    (act, version) => withdrawCase(act, { case_id, version, reason: '' }),
    { today: '2017-11-21' },
  )
  await runJobs(database, '2017-11-21')
  await told(story, '低保恢复发放')
})

test('a change of income holds nothing and tells of no hold', async () => {
  const story = await build(stage)
  await granted(story)
  await report(story, 'income', null)
  await runJobs(database, '2017-11-21')
  await told(story, '您报告的变化已收到')
  assert.equal(
    (await heard(story)).some((each) => each.title === '低保暂停发放'),
    false,
  )
})

test('a review is announced when its day comes or earlier for a reason, with what the household has to do', async () => {
  const story = await build(stage)
  await granted(story)
  await day(story, '2018-03-27')
  await day(story, '2018-03-28')
  const due = await told(story, '最低生活保障复核')
  assert.match(due.body, /^到了定期复核的时候，.*请每位成年家人重新签一次核对授权.*复核期间照常发放/)
  const early = await build(stage)
  await granted(early)
  const open = { household_id: early.household_id, programme_id, reason: '邻居反映' }
  await stage.as(early.zhao, (act) => openReview(act, open), { today: '2017-11-01' })
  const { body } = await told(early, '最低生活保障复核')
  assert.match(body, /^街道提前复核您家的情况/)
  assert.doesNotMatch(body, /邻居/)
})
