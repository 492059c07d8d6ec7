import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  community,
  build,
  apply,
  onVersion,
  check,
  day,
  deliberate,
  publish,
  tell,
  granted,
  entitlements,
} from '../../../test/builders/story.ts'
import { fileAppeal } from '../../casework/appeals/service.ts'
import { decideObjection, fileObjection } from '../../casework/notices/service.ts'
import { getCase } from '../../casework/index.ts'
import { decideAppeal, examineAppeal, refuseCase, viewBenefitCase } from '../index.ts'

const database = await testDatabase()

test('an objection holds the notice, is answered, and a new notice hangs', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await deliberate(story, case_id)
    const { notice_id } = await publish(story, 'zhao', case_id, '2017-09-06')
    const { objection_id } = await stage.as(
      { kind: 'public' },
      (act) => fileObjection(act, { notice_id: notice_id!, text: '他家儿子在外地打工', contact: null }),
      { today: '2017-09-08' },
    )
    await day(story, '2017-09-14')
    const held = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-14' })
    assert.equal(held.head.step_title, '街道公示')
    assert.equal(held.notice_summary, '公示有异议，核查中')
    assert.equal(held.acts.find((each) => each.act === 'submit')?.allowed, false)
    assert.equal(held.acts.find((each) => each.act === 'decide_objection')?.allowed, true)
    await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) =>
        decideObjection(act, {
          objection_id,
          version,
          decision: 'rejected',
          finding: '经查刘伟精神二级残疾，未外出务工',
        }),
      { today: '2017-09-15' },
    )
    await publish(story, 'zhao', case_id, '2017-09-15')
    await day(story, '2017-09-23')
    assert.equal((await stage.as(story.zhao, (act) => getCase(act, case_id))).step.id, 'street_report')
  }))

test('an appeal in time is examined and decided by others, and changes the determination on the facts of now', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { pension: '300000' })
    await check(story, case_id, 300_000n)
    await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) =>
        refuseCase(act, {
          case_id,
          version,
          reason: '家庭人均收入高于低保标准',
        }),
      { today: '2017-09-05' },
    )
    const file = (today: string) =>
      stage.as(
        story.resident,
        (act) => fileAppeal(act, { case_id, grounds: '退休金数额登记错误', ask_for_stay: false }),
        { today },
      )
    await assert.rejects(file('2017-09-05'), { code: 'appeal_not_possible' })
    await tell(story, case_id, '2017-09-06')
    const { appeal_id, appeal, in_time } = await file('2017-11-06')
    assert.equal(in_time, true)
    assert.equal(appeal.row.due_on, '2017-11-13')
    await assert.rejects(file('2017-11-06'), { code: 'appeal_already_filed' })
    const appeal_case_id = appeal.row.case_id
    await onVersion(
      stage,
      appeal_case_id,
      story.city,
      (act, version) =>
        examineAppeal(act, {
          appeal_id,
          version,
          admit: true,
          stays: false,
          reason: '符合受理条件',
        }),
      { today: '2017-11-08' },
    )
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.spouse}, 'person', ${story.household_id}, 'transfer_income', '[2017-08-01,)', '2017-11-10', 183750, 'register', '社会保险更正', ${community})`
    const decided = await onVersion(
      stage,
      appeal_case_id,
      story.city,
      (act, version) =>
        decideAppeal(act, {
          appeal_id,
          version,
          decision: 'changed',
          reasons: '社会保险更正后人均收入低于标准',
        }),
      { today: '2017-11-20' },
    )
    assert.ok(decided.determination_id)
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.amount, 74_250n)
    assert.equal(entitlement?.from_month, '2017-10-01')
    const closed = await stage.as(story.city, (act) => getCase(act, appeal_case_id))
    assert.equal(closed.row.outcome, 'approved')
  }))

test('a late appeal is not admitted, and the refusal names the limit', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const case_id = await granted(story)
    const { appeal_id, appeal, in_time } = await stage.as(
      story.resident,
      (act) => fileAppeal(act, { case_id, grounds: '金额算少了，请复核', ask_for_stay: false }),
      { today: '2017-12-01' },
    )
    assert.equal(in_time, false)
    const examine = (admit: boolean) =>
      onVersion(
        stage,
        appeal.row.case_id,
        story.city,
        (act, version) =>
          examineAppeal(act, {
            appeal_id,
            version,
            admit,
            stays: false,
            reason: '超过六十日期限',
          }),
        { today: '2017-12-04' },
      )
    await assert.rejects(examine(true), { code: 'appeal_late', status: 422 })
    const hand = await examine(false)
    assert.equal(hand.row.outcome, 'rejected')
  }))

test('an appeal may send the matter back to be determined anew', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const case_id = await granted(story)
    const { appeal_id, appeal } = await stage.as(
      story.resident,
      (act) => fileAppeal(act, { case_id, grounds: '金额算少了，请复核', ask_for_stay: true }),
      { today: '2017-10-10' },
    )
    await onVersion(
      stage,
      appeal.row.case_id,
      story.city,
      (act, version) =>
        examineAppeal(act, {
          appeal_id,
          version,
          admit: true,
          stays: true,
          reason: '符合受理条件',
        }),
      { today: '2017-10-11' },
    )
    const effect = await onVersion(
      stage,
      appeal.row.case_id,
      story.city,
      (act, version) =>
        decideAppeal(act, {
          appeal_id,
          version,
          decision: 'remade',
          reasons: '收入证据不足，重新核实',
        }),
      { today: '2017-10-20' },
    )
    const again = await stage.as(story.zhao, (act) => getCase(act, effect.reopened_case_id!))
    assert.equal(again.row.kind, 'recomputation')
    assert.equal(again.step.id, 'visit')
  }))
