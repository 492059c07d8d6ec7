import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  applyForHardship,
  assess,
  buildHardship,
  decideHardship,
  hardship,
  sent,
  september,
  tellHardship,
  toDesk,
  type Hardship,
  answer,
  balances,
  on14,
} from '../../test/builders/hardship.ts'
import { sendPayroll } from '../payments/bank/service.ts'
import { listMissedMonths } from '../payments/payroll/missed-months.ts'
import { approvePayroll, draftReissue, lockPayroll } from '../payments/payroll/service.ts'
import { listPaymentsOfHousehold } from '../payments/index.ts'
import { onVersion } from '../../test/builders/story.ts'
import { accept, replayDetermination, viewBenefitCase } from './index.ts'

const database = await testDatabase()

test('after a fire the street decides on 5,000 yuan by itself, and it is paid once', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const { case_id, case_number } = await applyForHardship(story)
    assert.equal(case_number, '津南开临时〔2017〕0001号')
    await toDesk(story, case_id, '500000')
    const desk = await stage.as(story.sun, (act) => viewBenefitCase(act, case_id), on14)
    assert.equal(desk.head.step_title, '审批')
    assert.equal(desk.owner?.role, 'street_clerk')
    assert.equal(desk.preview?.payment_kind, 'once')
    assert.equal(desk.preview?.amount, '500000')
    assert.equal(desk.pays_text, '批准后一次发给')
    assert.equal(desk.acts.find((each) => each.act === 'approve')?.allowed, true)
    await assert.rejects(decideHardship(story, 'zhao', case_id, '500000'), { code: 'same_person_refused' })
    await assert.rejects(decideHardship(story, 'li', case_id, '500000'), { code: 'same_person_refused' })
    await assert.rejects(decideHardship(story, 'chen', case_id, '500000'), { code: 'case_not_yours' })
    await assert.rejects(decideHardship(story, 'sun', case_id, '500001'), { code: 'amount_changed' })
    const { determination_id } = await decideHardship(story, 'sun', case_id, '500000')
    const again = await stage.as(story.zheng, (act) => replayDetermination(act, determination_id!))
    assert.deepEqual([again.same, again.recomputed_amount], [true, 500_000n])
    await tellHardship(story, case_id)
    const [message] = await stage.tx<{ body: string }[]>`
      select body from message where case_id = ${case_id} order by message_id desc limit 1`
    assert.match(message?.body ?? '', /一次性 5,000\.00 元/)
    assert.doesNotMatch(message?.body ?? '', /每月/)
    const [waiting] = await stage.as(story.finance, listMissedMonths, on14)
    assert.deepEqual([waiting?.programme_id, waiting?.amount], [hardship, 500_000n])

    const payroll = await sent(story)
    assert.deepEqual([payroll.kind, payroll.line_count, payroll.total], ['one_off', 1, 500_000n])
    await assert.rejects(sent(story), { code: 'payroll_empty' })
    assert.deepEqual([...(await stage.as(story.finance, listMissedMonths, on14))], [])
    await answer(story, payroll.payroll_id, '失败,账户已销户')
    await stage.tx`update bank_account set number = '6228000000000002' where person_id = ${story.head}`
    const reissue = await stage.as(
      story.finance,
      (act) => draftReissue(act, { ...september, line_ids: null }),
      on14,
    )
    const locked = await stage.as(story.finance, (act) => lockPayroll(act, reissue), on14)
    const approved = await stage.as(story.second, (act) => approvePayroll(act, locked), on14)
    await stage.as(story.finance, (act) => sendPayroll(act, approved), on14)
    await answer(story, approved.payroll_id, '成功,')
    const books = await balances(story)
    assert.deepEqual(
      [books['assistance_expense'], books['assistance_fund'], books['assistance_payable'] ?? 0n],
      [500_000n, -500_000n, 0n],
    )
    const payments = await stage.as(story.resident, (act) =>
      listPaymentsOfHousehold(act.tx, story.household_id),
    )
    assert.deepEqual(payments.map((each) => [each.kind, each.amount, each.state]).toSorted(), [
      ['one_off', 500_000n, 'reissued'],
      ['reissue', 500_000n, 'paid'],
    ])
    const told = await stage.tx<{ title: string }[]>`
      select title from message where person_id = ${story.head} order by message_id desc limit 2`
    assert.deepEqual(
      told.map((each) => each.title),
      ['临时救助已发放', '临时救助没有发成'],
    )
  }))

test('six months of the standard is the street’s to decide, a fen more is the district’s', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const { case_id } = await applyForHardship(story)
    // 860 × 6 = 5,160; the ceiling of three people is 7,740.
    await toDesk(story, case_id, '516000')
    const own = await stage.as(story.sun, (act) => viewBenefitCase(act, case_id), on14)
    assert.equal(own.owner?.role, 'street_clerk')
    const { case_id: other } = await applyElsewhere(story)
    const beyond = await stage.as(story.chen, (act) => viewBenefitCase(act, other), on14)
    assert.equal(beyond.owner?.role, 'district_approver')
    await assert.rejects(decideHardship(story, 'sun', other, '516001'), { code: 'case_not_yours' })
    const { determination_id } = await decideHardship(story, 'chen', other, '516001')
    assert.ok(determination_id)
  }))

/** Another household of the same street, which needs a fen more than the street may give. */
async function applyElsewhere(story: Hardship) {
  const neighbour = { ...story, ...(await buildHardship(story.stage)) }
  const made = await applyForHardship(neighbour)
  await toDesk(neighbour, made.case_id, '516001')
  return made
}

test('nobody gets more than three months of the standard a person, whatever is needed', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const { case_id } = await applyForHardship(story)
    await toDesk(story, case_id, '900000')
    const page = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), on14)
    assert.equal(page.preview?.amount, '774000')
    assert.equal(page.owner?.role, 'district_approver')
  }))

test('once a year for the same cause: the register counts, and the street says where it was another matter', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const first = await applyForHardship(story)
    await toDesk(story, first.case_id, '300000')
    await decideHardship(story, 'sun', first.case_id, '300000')
    await tellHardship(story, first.case_id)
    const again = await applyForHardship(story)
    const preview = async (case_id = again.case_id, today = '2017-09-18') =>
      (await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today })).preview
    assert.equal((await preview())?.outcome, 'ineligible')
    await take(story, again.case_id)
    await assess(story, again.case_id, '200000', '2017-09-18')
    const failed = (await preview())?.reasons.find((reason) => reason.holds === false)
    assert.equal(failed?.label, '今年没有因同一事由救助过')
    await assess(story, again.case_id, '200000', '2017-09-18', [{ fact: 'times_aided_for_cause', value: 0 }])
    const other = await preview()
    assert.deepEqual([other?.outcome, other?.amount], ['eligible', '200000'])
    // In the next year the count begins anew.
    const inJanuary = await preview(first.case_id, '2018-01-02')
    assert.equal(inJanuary?.outcome, 'eligible')
  }))

/** Taken in by the street, on the 18th. */
const take = (story: Hardship, case_id: string) =>
  onVersion(story.stage, case_id, story.zhao, (act, version) => accept(act, { case_id, version }), {
    today: '2017-09-18',
  })

test('what the street found for one matter is not known in the next one', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const first = await applyForHardship(story)
    await toDesk(story, first.case_id, '300000')
    await decideHardship(story, 'sun', first.case_id, '300000')
    await tellHardship(story, first.case_id)
    const { case_id } = await applyForHardship(story, { kind: 'other', today: '2017-09-18' })
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-18' })
    assert.deepEqual(
      page.preview?.missing.map((each) => each.fact),
      ['living_in_difficulty'],
    )
    const known = page.assessment?.values.map((each) => [each.fact, each.value, each.source_name])
    assert.deepEqual(known, [['times_aided_for_cause', 0, '待遇登记']])
  }))
