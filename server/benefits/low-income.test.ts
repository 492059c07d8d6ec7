import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  apply,
  approve,
  build,
  check,
  deliberate,
  entitlements,
  tell,
  toDetermination,
} from '../../test/builders/story.ts'
import { replayDetermination, viewBenefitCase } from './index.ts'

const database = await testDatabase()
const lowIncome = 'low-income-household-aid'

test('a household over the standard, with a disabled member, gets 258 yuan a month from low-income aid', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const receipt = await apply(story, { programme_id: lowIncome, pension: '300000' })
    assert.equal(receipt.case_number, '津南开低收入〔2017〕0001号')
    const { case_id } = receipt
    await check(story, case_id, 300_000n)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.outcome, 'eligible')
    assert.equal(page.preview?.amount, '25800')
    assert.equal(page.preview?.formula_text, null)
    assert.equal(page.preview?.margins[0]?.text, '全户月收入再多 870.01 元，就不再符合')
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    const { determination_id } = await approve(story, 'zheng', case_id, '25800', '2017-09-27')
    await tell(story, case_id, '2017-09-28')
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.programme_id, lowIncome)
    assert.equal(entitlement?.amount, 25800n)
    const replayed = await stage.as(story.zheng, (act) => replayDetermination(act, determination_id ?? ''))
    assert.equal(replayed.same, true)
  }))

test('the same household on an income under the standard does not fit low-income aid', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { programme_id: lowIncome })
    await check(story, case_id)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.outcome, 'ineligible')
    assert.equal(page.preview?.reasons.find(({ holds }) => holds === false)?.label, '人均收入达到低保标准')
    assert.deepEqual(page.preview?.margins, [])
  }))
