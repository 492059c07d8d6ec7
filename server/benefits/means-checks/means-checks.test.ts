import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, apply, answer } from '../../../test/builders/story.ts'
import { accept, recordAnswers, startMeansCheck, viewBenefitCase } from '../index.ts'

const database = await testDatabase()

test('a source that did not answer leaves the fact unknown, and nothing is decided', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
    const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
    await stage.as(story.zhao, (act) =>
      recordAnswers(act, {
        means_check_id,
        version: 1,
        answers: [
          answer('deposits', null, 'financial_assets', 1_826_040n),
          answer('securities', null, 'financial_assets', null),
        ],
      }),
    )
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(page.preview?.outcome, 'incomplete')
    assert.deepEqual(
      page.preview?.missing.map((each) => each.label),
      ['金融资产'],
    )
    await stage.as(story.zhao, (act) =>
      recordAnswers(act, {
        means_check_id,
        version: 2,
        answers: [answer('securities', null, 'financial_assets', 0n)],
      }),
    )
    const known = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(known.preview?.outcome, 'eligible')
  }))
