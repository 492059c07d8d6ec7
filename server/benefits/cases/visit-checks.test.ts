import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apply, build, onVersion } from '../../../test/builders/story.ts'
import { testDatabase } from '../../../test/database.ts'
import { checksOf } from '../../casework/visits/field/checks.ts'
import { accept } from '../index.ts'

const database = await testDatabase()

test('a visit verifies what the household declared and can be seen at its home; its deposits stay in the house', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await onVersion(stage, case_id, story.zhao, (act, version) => accept(act, { case_id, version }))
    const checks = await stage.as(story.zhao, (act) =>
      checksOf(act, { visit_id: case_id, case_id, household_id: story.household_id }),
    )
    const said = Object.fromEntries(checks.map((check) => [check.key, check.said]))
    assert.match(said['income'] ?? '', /^1,830\.00 元/)
    assert.match(said['income'] ?? '', /刘志强/)
    assert.equal(said['vehicle_count'], '无')
    assert.equal(said['home_count'], '1 套')
    assert.ok(!checks.some(({ key, said }) => key === 'financial_assets' || said.includes('18,260')))
    // What nobody has asked is not "no".
    assert.equal(said['home_area_square_metres'], '未知')
  }))
