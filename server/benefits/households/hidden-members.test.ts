import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  apply,
  approve,
  build,
  check,
  deliberate,
  programme_id,
  toDetermination,
} from '../../../test/builders/story.ts'
import { submitApplication, viewBenefitCase } from '../index.ts'

const database = await testDatabase()

test('who may not see a protected member neither decides on the household nor changes what it comes to', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await stage.tx`update person set restricted = true where person_id = ${story.child}`
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    const [row] = await stage.tx<{ proposed_amount: bigint }[]>`
      select proposed_amount from case_file where case_id = ${case_id}`
    assert.equal(row?.proposed_amount, 74_250n)
    const seen = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(seen.preview, null)
    for (const amount of ['74250', '0', '49500']) {
      await assert.rejects(approve(story, 'zheng', case_id, amount, '2017-09-27'), {
        code: 'household_not_whole',
        status: 403,
      })
    }
    await stage.tx`
      insert into person_entitled (person_id, account_id, reason, entitled, granted_by, granted_on)
      values (${story.child}, ${story.zheng.account_id}, '审批', true, ${story.chen.account_id}, '2017-09-27')`
    await approve(story, 'zheng', case_id, '74250', '2017-09-27')
  }))

test('a counter that does not see the whole household does not apply for it', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await stage.tx`update person set restricted = true where person_id = ${story.child}`
    await assert.rejects(
      stage.as(story.zhao, (act) =>
        submitApplication(act, {
          programme_id,
          household_id: story.household_id,
          applicant_id: story.head,
          answers: { household: {}, members: [] },
          authorisations: [],
          materials: [],
        }),
      ),
      { code: 'household_not_whole' },
    )
  }))
