import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  build,
  committedStage,
  community,
  granted,
  onVersion,
  paid,
  programme_id,
} from '../../../test/builders/story.ts'
import { runJobs } from '../../../test/jobs.ts'
import { examineAppeal } from '../index.ts'
import { fileAppeal, withdrawCase } from '../../casework/index.ts'
import { recordDifferences } from '../../payments/index.ts'

const database = await testDatabase()
const stage = committedStage(database)

test('recoveries that an appeal stayed go on when the appeal is withdrawn', async () => {
  const story = await build(stage)
  const case_id = await granted(story)
  await paid(story, ['2017-10-01'], 74_250n)
  const [made] = await stage.tx<{ determination_id: string }[]>`
    select determination_id from determination where household_id = ${story.household_id}`
  await stage.as(
    story.chen,
    (act) =>
      recordDifferences(act, {
        household_id: story.household_id,
        programme_id,
        determination_id: made!.determination_id,
        previous_determination_id: null,
        reason: '漏报收入',
        division_code: community,
        months: [{ month: '2017-10-01', due: [{ beneficiary_id: null, amount: 60_000n }] }],
      }),
    { today: '2017-10-20' },
  )
  const state = async () =>
    (
      await stage.tx<{ state: string }[]>`
      select state from difference_item where household_id = ${story.household_id}`
    )[0]?.state
  const moment = { today: '2017-10-23' }
  const { appeal_id, appeal } = await stage.as(
    story.resident,
    (act) => fileAppeal(act, { case_id, grounds: '没有漏报收入', ask_for_stay: true }),
    moment,
  )
  await onVersion(
    stage,
    appeal.row.case_id,
    story.city,
    (act, version) =>
      examineAppeal(act, { appeal_id, version, admit: true, stays: true, reason: '符合受理条件' }),
    moment,
  )
  assert.equal(await state(), 'stayed')
  await onVersion(
    stage,
    appeal.row.case_id,
    story.resident,
    (act, version) => withdrawCase(act, { case_id: appeal.row.case_id, version, reason: '' }),
    moment,
  )
  await runJobs(database, moment.today)
  assert.equal(await state(), 'open')
})
