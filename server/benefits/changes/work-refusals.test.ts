import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, community, granted } from '../../../test/builders/story.ts'
import { reportWorkRefusal } from './work-refusals.ts'

const database = await testDatabase()

test('the third refusal of suitable work opens a change that stops the own share; the second does not', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.head}, 'person', ${story.household_id}, 'able_to_work', '[2017-10-01,)', '2017-10-01', 1, 'register', '就业服务机构', ${community})`
    const refuse = (today: string) =>
      stage.as(
        story.zhao,
        (act) =>
          reportWorkRefusal(act, {
            household_id: story.household_id,
            person_id: story.head,
            refused_on: today,
            text: '介绍保洁工作，不去',
          }),
        { today },
      )
    const changes = () =>
      stage.tx<{ proposed_amount: bigint }[]>`select proposed_amount from case_file where kind = 'change'`
    assert.equal(await refuse('2017-10-10'), 1)
    assert.equal(await refuse('2017-10-20'), 2)
    assert.equal((await changes()).length, 0)
    assert.equal(await refuse('2017-10-30'), 3)
    const [change] = await changes()
    assert.equal(change?.proposed_amount, 49_500n)
  }))

test('refused work is recorded by the street or the community, never by who approves', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const record = (who: typeof story.zhao, person_id = story.head) =>
      stage.as(
        who,
        (act) =>
          reportWorkRefusal(act, {
            household_id: story.household_id,
            person_id,
            refused_on: '2017-10-10',
            text: '介绍保洁工作，不去',
          }),
        { today: '2017-10-10' },
      )
    assert.equal(await record(story.community), 1)
    await assert.rejects(record(story.zheng), { code: 'case_not_yours', status: 403 })
    await assert.rejects(record(story.zhao, crypto.randomUUID()), { code: 'member_not_of_household' })
  }))
