import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, apply, answer } from '../../../test/builders/story.ts'
import { buildStaff } from '../../../test/builders/index.ts'
import { withdrawCase } from '../../casework/index.ts'
import { accept, recordAnswers, replyToDiscrepancy, startMeansCheck, viewBenefitCase } from '../index.ts'
import { authorise } from './service.ts'

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

test('what several sources found is added up, share by share, and the difference is that of the sum', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { deposits: '1000000' })
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
    const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
    const record = (version: number, answers: Parameters<typeof recordAnswers>[1]['answers']) =>
      stage.as(story.zhao, (act) => recordAnswers(act, { means_check_id, version, answers }))
    const look = async () => (await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))).means_check
    await record(1, [
      answer('deposits', story.head, 'financial_assets', 600_000n),
      answer('deposits', story.spouse, 'financial_assets', 0n),
      answer('securities', null, 'financial_assets', 500_000n),
    ])
    const added = await look()
    assert.deepEqual(
      added?.findings.map((each) => each.text),
      ['银行王桂兰 6,000.00 元 + 银行刘志强 0.00 元 + 证券 5,000.00 元 = 11,000.00 元'],
    )
    const [difference] = added?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(difference?.discrepancy_text, '比申报多 1,000.00 元')
    assert.equal(difference?.finding_text, added?.findings[0]?.text)
    await record(2, [answer('insurance', null, 'financial_assets', null)])
    const unknown = await look()
    assert.equal(unknown?.findings[0]?.total_text, null)
    assert.match(unknown?.findings[0]?.text ?? '', /商业保险 未答复.* = 未知（1 处没有答复）$/)
    const [still] = unknown?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(still?.discrepancy_text, '还有来源没有答复，合计未知')
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(page.fact_groups.find((group) => group.id === 'financial_assets')?.known, false)
  }))

test('what several sources say of one person is not added: the largest counts', () =>
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
          answer('social_insurance', story.child, 'wage_income', 150_000n),
          answer('tax', story.child, 'wage_income', 160_000n),
        ],
      }),
    )
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(
      page.means_check?.findings[0]?.text,
      '社会保险 1,500.00 元/月，税务 1,600.00 元/月，取最大 1,600.00 元/月',
    )
    const [difference] = page.means_check?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(difference?.discrepancy_text, '比申报多 1,600.00 元')
  }))

test('on a difference only the household and its office have a word, and none once the case is closed', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }))
    const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
    const answers = [answer('deposits', null, 'financial_assets', 9_000_000n)]
    await stage.as(story.zhao, (act) => recordAnswers(act, { means_check_id, version: 1, answers }))
    const [open] = await stage.tx<{ answer_id: string }[]>`
      select answer_id from means_check_answer where discrepancy = 'open'`
    const reply = (who: Parameters<typeof stage.as>[0]) =>
      stage.as(who, (act) =>
        replyToDiscrepancy(act, { ...open!, reply: 'accepted_by_applicant', explanation: '' }),
      )
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120104' })
    const relative = await buildStaff(stage.tx, {
      role: 'street_clerk',
      area: '120104008',
      person_id: story.spouse,
    })
    await assert.rejects(reply(finance), { code: 'case_not_yours', status: 403 })
    await assert.rejects(reply(relative), { code: 'relative_case', status: 403 })
    const sign = (who: Parameters<typeof stage.as>[0]) =>
      stage.as(who, (act) => authorise(act, { case_id, person_id: story.child, signed_by: story.head }))
    await assert.rejects(sign(finance), { code: 'case_not_yours' })
    const [{ version }] = await stage.tx<[{ version: number }]>`
      select version from case_file where case_id = ${case_id}`
    await stage.as(story.resident, (act) => withdrawCase(act, { case_id, version, reason: '' }))
    await assert.rejects(reply(story.resident), { code: 'case_closed' })
    await assert.rejects(sign(story.resident), { code: 'case_closed' })
  }))
