/** What an applicant hears as the case goes on, in plain words, and that nobody else hears it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, onVersion, open, toNotice, type Built } from '../../../test/builders/case.ts'
import { asSystem, testDatabase, type Stage } from '../../../test/database.ts'
import { acceptCase } from '../acceptance.ts'
import { runCaseworkDay } from '../index.ts'
import { publishNotice } from '../notices/service.ts'
import { cancelVisit, changePlan, planVisit } from '../visits/planning.ts'
import { withdrawCase } from './service.ts'

const database = await testDatabase()
const today = '2017-08-28'

const heard = async (stage: Stage, { head }: Pick<Built, 'head'>) =>
  stage.tx<{ title: string; body: string; case_id: string | null }[]>`
    select title, body, case_id from message where person_id = ${head.person_id} order by message_id`

async function accepted(stage: Stage) {
  const built = await build(stage)
  const { case_id, case_number } = (await open(stage, built)).row
  await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }), { today })
  return { built, case_id, case_number }
}

test('the applicant hears of the acceptance, by when it is decided, and that two people will come', () =>
  database.inRollback(async (stage) => {
    const { built, case_id, case_number } = await accepted(stage)
    const [told, ...others] = await heard(stage, built)
    assert.deepEqual(others, [])
    assert.deepEqual([told?.title, told?.case_id], ['您的申请已受理', case_id])
    assert.equal(
      told?.body,
      `办件 ${case_number} 已于8月28日受理，最晚2017年9月27日给您答复。接下来两位工作人员会上门看看，日子定了就告诉您。`,
    )
    const all = await stage.tx`select from message`
    assert.equal(all.length, 1, 'nobody else is told')
  }))

test('who was not answered in time hears that the application counts as accepted', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    await open(stage, built)
    const day = () => stage.as(asSystem(), (act) => runCaseworkDay(act), { today: '2017-09-05' })
    await day()
    await day()
    const told = await heard(stage, built)
    assert.equal(told.length, 1)
    assert.match(told[0]?.body ?? '', /没有按时答复您，依规定从收到申请的8月28日起就算受理/)
  }))

test('an appointment says the day, who comes and which papers to have ready; a new day and no day are told as well', () =>
  database.inRollback(async (stage) => {
    const { built, case_id } = await accepted(stage)
    const plan = {
      planned_on: '2017-09-01',
      second_visitor_id: built.other.account_id,
      safety_remark: '院里有犬',
    }
    const visit_id = await stage.as(
      built.clerk,
      (act) => planVisit(act, { ...plan, case_id, visitor_id: null }),
      { today },
    )
    const latest = async () => (await heard(stage, built)).at(-1)
    const first = await latest()
    assert.equal(first?.title, '9月1日有人上门走访')
    assert.match(
      first?.body ?? '',
      /^赵敏、李强2017年9月1日到您家走访（办件 .*请家里留人，把家里有的居民身份证、户口簿、/,
    )
    assert.doesNotMatch(first?.body ?? '', /犬/)
    const change = (input: Partial<typeof plan>, version: number) =>
      stage.as(
        built.clerk,
        (act) =>
          changePlan(act, { ...plan, ...input, visit_id, visitor_id: built.clerk.account_id, version }),
        { today },
      )
    await change({ safety_remark: '院里有两条犬' }, 1)
    assert.deepEqual(await latest(), first, 'a remark for the visitors is not told')
    await change({ planned_on: '2017-09-04' }, 2)
    assert.match((await latest())?.body ?? '', /2017年9月4日到您家走访，原定9月1日/)
    await stage.as(built.clerk, (act) => cancelVisit(act, { visit_id, version: 3, reason: '住院了' }), {
      today,
    })
    assert.equal((await latest())?.title, '9月4日不上门了')
    assert.doesNotMatch((await latest())?.body ?? '', /住院/)
  }))

test('the household hears when its notice goes up and comes down', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    await onVersion(stage, case_id, built.clerk, (act, version) => publishNotice(act, { case_id, version }), {
      today: '2017-09-06',
    })
    const up = (await heard(stage, built)).at(-1)
    assert.equal(up?.title, '您家的申请开始街道公示')
    assert.match(
      up?.body ?? '',
      /从9月6日起公示，到9月13日，写的是隐去一部分的姓名、人数和拟给的 742\.50 元\/月/,
    )
    await stage.as(asSystem(), (act) => runCaseworkDay(act), { today: '2017-09-14' })
    const down = (await heard(stage, built)).at(-1)
    assert.deepEqual([down?.title, down?.case_id], ['街道公示期满', case_id])
    assert.match(down?.body ?? '', /已转到“街道报区”/)
  }))

test('a restricted case has no notice and tells of none', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    await stage.tx`update case_file set restricted = true where case_id = ${case_id}`
    const before = (await heard(stage, built)).length
    await onVersion(stage, case_id, built.clerk, (act, version) => publishNotice(act, { case_id, version }), {
      today: '2017-09-06',
    })
    assert.equal((await heard(stage, built)).length, before)
  }))

test('a withdrawal that a clerk takes in is told to the applicant, who may object', () =>
  database.inRollback(async (stage) => {
    const { built, case_id } = await accepted(stage)
    await onVersion(
      stage,
      case_id,
      built.clerk,
      (act, version) => withdrawCase(act, { case_id, version, reason: '来电要求撤回' }),
      { today },
    )
    const told = (await heard(stage, built)).at(-1)
    assert.equal(told?.title, '申请已撤回')
    assert.match(told?.body ?? '', /不是您本人要撤回的，请马上联系街道/)
  }))
