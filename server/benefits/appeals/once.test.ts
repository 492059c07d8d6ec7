import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  applyForHardship,
  buildHardship,
  decideHardship,
  sent,
  tellHardship,
  toDesk,
} from '../../../test/builders/hardship.ts'
import { community, entitlements, onVersion } from '../../../test/builders/story.ts'
import { fileAppeal } from '../../casework/appeals/service.ts'
import type { Act } from '../../platform/act.ts'
import { decideAppeal, examineAppeal } from '../index.ts'

const database = await testDatabase()

test('an appeal that is won pays the rest once, and nothing by the month', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const { case_id, case_number } = await applyForHardship(story)
    await toDesk(story, case_id, '300000')
    await decideHardship(story, 'sun', case_id, '300000')
    await tellHardship(story, case_id)
    assert.equal((await sent(story)).total, 300_000n)
    const { appeal_id, appeal } = await stage.as(
      story.resident,
      (act) => fileAppeal(act, { case_id, grounds: '票据少算了一张', ask_for_stay: false }),
      { today: '2017-09-18' },
    )
    const decides = <T>(work: (act: Act, version: number) => Promise<T>) =>
      onVersion(stage, appeal.row.case_id, story.city, work, { today: '2017-09-20' })
    await decides((act, version) =>
      examineAppeal(act, { appeal_id, version, admit: true, stays: false, reason: '符合受理条件' }),
    )
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, source_reference, division_code)
      values (${story.household_id}, 'household', ${story.household_id}, 'hardship_amount', '[2017-09-05,)', '2017-09-19', 400000,
        'visit', '街道核定', ${case_number}, ${community})`
    const decided = await decides((act, version) =>
      decideAppeal(act, { appeal_id, version, decision: 'changed', reasons: '补上漏算的票据' }),
    )
    assert.ok(decided.determination_id)
    assert.equal((await entitlements(story)).length, 0)
    assert.equal((await sent(story)).total, 100_000n)
  }))
