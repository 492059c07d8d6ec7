import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  community,
  build,
  apply,
  onVersion,
  check,
  deliberate,
  toDetermination,
  approve,
  tell,
  entitlements,
} from '../../test/builders/story.ts'
import { rateCase } from '../casework/ratings/service.ts'
import { refuseCase, replayDetermination, viewBenefitCase } from './index.ts'

const database = await testDatabase()

test('王桂兰 applies on 2017-08-28 and gets 742.50 yuan a month from 2017-10', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const receipt = await apply(story)
    assert.equal(receipt.case_number, '津南开低保〔2017〕0001号')
    assert.equal(receipt.dates[0]?.by, '2017-09-04')
    const { case_id } = receipt
    await check(story, case_id)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.amount, '74250')
    assert.equal(page.preview?.formula_text, '(标准 860.00 − 人均 612.50) × 3 人')
    assert.equal(
      page.preview?.reasons.find((reason) => reason.label === '人均收入低于标准')?.value_text,
      '612.50 < 860.00',
    )
    assert.equal(page.preview?.margins[0]?.text, '全户月收入再多 742.50 元，就不再符合')
    const income = page.fact_groups.find((group) => group.id === 'income')
    assert.equal(income?.value_text, '1,837.50 元')
    assert.equal(income?.discrepancy_text, '比申报多 7.50 元')
    assert.equal(page.means_check?.state, 'sealed')
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    const desk = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(desk.head.step_title, '审批')
    assert.equal(desk.street_opinion, '街道意见：同意')
    assert.equal(desk.notice_summary, '公示无异议')
    assert.equal(desk.pays_text, '2017年10月起，每月 10 日前发放')
    assert.equal(desk.acts.find((each) => each.act === 'approve')?.allowed, true)
    const chens = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(chens.acts.find((each) => each.act === 'approve')?.why_not, '须与“区审核”的经办人分开')
    await assert.rejects(approve(story, 'chen', case_id, '74250', '2017-09-27'), {
      code: 'same_person_refused',
      status: 403,
    })
    await assert.rejects(approve(story, 'zheng', case_id, '74300', '2017-09-27'), {
      code: 'amount_changed',
      status: 409,
    })
    const { determination_id } = await approve(story, 'zheng', case_id, '74250', '2017-09-27')
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.amount, 74_250n)
    assert.equal(entitlement?.from_month, '2017-10-01')
    const again = await stage.as(story.zheng, (act) => replayDetermination(act, determination_id!))
    assert.equal(again.same, true)
    assert.equal(again.recomputed_amount, 74_250n)
    await tell(story, case_id, '2017-09-28')
    const closed = await stage.as(story.resident, (act) => viewBenefitCase(act, case_id), {
      today: '2017-09-28',
    })
    assert.equal(closed.head.outcome, 'approved')
    assert.equal(closed.determination?.amount, '74250')
    assert.equal(closed.determination?.review_class, 'fairly_stable')
    assert.equal(closed.determination?.next_review_on, '2018-03-27')
    assert.equal(closed.determination?.appeal.file_by, '2017-11-27')
    assert.deepEqual(
      [closed.determination?.means_check_id, closed.determination?.means_check_seal],
      [page.means_check?.means_check_id, page.means_check?.seal],
      'the decision names the sealed report that it rests on',
    )
    const rate = () => stage.as(story.resident, (act) => rateCase(act, { case_id, stars: 5, text: '快' }))
    assert.equal((await rate()).stars, 5)
    await assert.rejects(rate(), { code: 'rating_once' })
    await assert.rejects(apply(story, {}, '2017-10-09'), { code: 'already_entitled' })
  }))

test('a household over the standard is refused with the reason and the way to object', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { pension: '300000' })
    await check(story, case_id, 300_000n)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.outcome, 'ineligible')
    const { determination_id } = await onVersion(
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
    await tell(story, case_id, '2017-09-06')
    const [message] = await stage.tx<
      { body: string }[]
    >`select body from message where case_id = ${case_id} order by message_id desc limit 1`
    assert.match(message?.body ?? '', /家庭人均收入高于低保标准/)
    assert.match(message?.body ?? '', /行政复议/)
    assert.equal((await entitlements(story)).length, 0)
    assert.equal(
      (await stage.as(story.zhao, (act) => replayDetermination(act, determination_id!))).same,
      true,
    )
  }))

test('what the facts approve is not refused, and what they refuse is not approved', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await assert.rejects(
      onVersion(stage, case_id, story.zhao, (act, version) =>
        refuseCase(act, { case_id, version, reason: '名额已满，不予批准' }),
      ),
      { code: 'decision_is_approval' },
    )
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.household_id}, 'household', ${story.household_id}, 'vehicle_count', '[2017-01-01,)', '2017-09-26', 1, 'register', '车辆登记', ${community})`
    await assert.rejects(approve(story, 'zheng', case_id, '74250', '2017-09-27'), {
      code: 'decision_is_refusal',
    })
  }))
