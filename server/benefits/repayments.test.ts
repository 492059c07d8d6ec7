/** What a household was given too much and pays back by itself, and one-off aid that comes back from the bank twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import {
  answer,
  balances,
  buildHardship,
  decideHardship,
  hardship,
  inAdvance,
  lineIds,
  notNeeded,
  refuseAid,
  on14,
  papersAfter,
  sent,
  september,
  type Hardship,
} from '../../test/builders/hardship.ts'
import { buildStaff } from '../../test/builders/index.ts'
import { sendPayroll } from '../payments/bank/service.ts'
import { listDifferencesOfHousehold } from '../payments/entitlements/queries.ts'
import { waiveRecovery } from '../payments/entitlements/service.ts'
import { approvePayroll, draftReissue, lockPayroll } from '../payments/payroll/service.ts'
import { bookRepayment, cancelRepayment, recordRepayment } from '../payments/repayments/service.ts'
import { viewBenefitLedger } from './index.ts'

const database = await testDatabase()

/** 3,000 yuan in advance, 1,000 decided: 2,000 are to come back. */
async function owing(story: Hardship): Promise<string> {
  const case_id = await inAdvance(story)
  const payroll = await sent(story)
  await answer(story, payroll.payroll_id, '成功,')
  await papersAfter(story, case_id, '100000')
  await decideHardship(story, 'sun', case_id, '100000')
  const [item] = await differences(story)
  return item!.difference_item_id
}

const differences = (story: Hardship) =>
  story.stage.as(story.finance, (act) => listDifferencesOfHousehold(act.tx, story.household_id))

const given = (difference_item_id: string, amount: bigint, reference = '收据 0001') => ({
  difference_item_id,
  amount,
  means: 'cash' as const,
  reference,
  received_on: '2017-09-14',
})

const take = (story: Hardship, input: ReturnType<typeof given>, who = story.finance) =>
  story.stage.as(who, (act) => recordRepayment(act, input), on14)
const bookAs = (story: Hardship, repayment_id: string, who = story.second) =>
  story.stage.as(who, (act) => bookRepayment(act, { repayment_id }), on14)

/** Of the aid: what is due, paid and open in the benefit ledger. */
async function inLedger(story: Hardship) {
  const { rows } = await story.stage.as(
    story.zheng,
    (act) => viewBenefitLedger(act, story.household_id),
    on14,
  )
  const own = rows.filter((row) => row.programme_id === hardship)
  return own.map((row) => [row.due, row.paid, row.difference])
}

test('what was given too much comes back over the counter: one takes it in, another books it, and nothing is owed any more', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const item = await owing(story)
    const repayment_id = await take(story, given(item, 150_000n))
    assert.deepEqual(await inLedger(story), [['100000', '300000', '-200000']])
    assert.deepEqual(
      (await differences(story)).map((each) => [each.settled_amount, each.state]),
      [[0n, 'open']],
    )
    await assert.rejects(bookAs(story, repayment_id, story.finance), { code: 'repayment_self_booking' })
    await bookAs(story, repayment_id)
    await assert.rejects(bookAs(story, repayment_id), { code: 'repayment_not_open' })
    await bookAs(story, await take(story, given(item, 50_000n, '收据 0002')), story.chen)
    assert.deepEqual(
      (await differences(story)).map((each) => [each.settled_amount, each.state]),
      [[-200_000n, 'settled']],
    )
    const books = await balances(story)
    assert.deepEqual(
      [books['assistance_expense'], books['recovery_receivable'] ?? 0n, books['assistance_fund']],
      [100_000n, 0n, -100_000n],
    )
    assert.deepEqual(await inLedger(story), [['100000', '100000', '0']])
  }))

test('nobody pays back more than is owed, nor twice by one receipt; what was taken in wrongly is cancelled', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const item = await owing(story)
    await assert.rejects(take(story, given(item, 200_001n)), { code: 'repayment_too_much' })
    await assert.rejects(take(story, { ...given(item, 1n), received_on: '2017-09-15' }), {
      code: 'repayment_ahead',
    })
    const first = await take(story, given(item, 200_000n))
    await assert.rejects(take(story, given(item, 1n, '收据 0002')), { code: 'repayment_too_much' })
    const reason = '金额看错了'
    await stage.as(story.finance, (act) => cancelRepayment(act, { repayment_id: first, reason }), on14)
    await assert.rejects(bookAs(story, first), { code: 'repayment_not_open' })
    await take(story, given(item, 120_000n))
    await assert.rejects(take(story, given(item, 1n)), { constraint_name: 'repayment_once' })
  }))

test('what was waived meanwhile is not booked as paid back', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const item = await owing(story)
    const repayment_id = await take(story, given(item, 200_000n))
    const waiver = { difference_item_id: item, reason: '重病住院，无力退回' }
    await stage.as(story.chen, (act) => waiveRecovery(act, waiver), on14)
    assert.deepEqual(await inLedger(story), [['100000', '300000', '0']])
    await assert.rejects(bookAs(story, repayment_id), { code: 'difference_not_open' })
    await assert.rejects(take(story, given(item, 1n, '收据 0003')), { code: 'difference_not_open' })
  }))

test('finance of the district takes it in; a clerk of the street may not, and another district finds nothing', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const item = await owing(story)
    await assert.rejects(take(story, given(item, 1n), story.sun), { code: 'payroll_not_permitted' })
    const elsewhere = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
    await assert.rejects(take(story, given(item, 1n), elsewhere), { status: 404 })
    const repayment_id = await take(story, given(item, 1n))
    await assert.rejects(bookAs(story, repayment_id, elsewhere), { status: 404 })
  }))

/** Sent once more to the account of now. */
async function again(story: Hardship, line_ids: string[] | null) {
  const { stage, finance, second } = story
  const reissue = await stage.as(finance, (act) => draftReissue(act, { ...september, line_ids }), on14)
  const locked = await stage.as(finance, (act) => lockPayroll(act, reissue), on14)
  const approved = await stage.as(second, (act) => approvePayroll(act, locked), on14)
  return stage.as(finance, (act) => sendPayroll(act, approved), on14)
}

test('aid that came back from the bank twice was not paid: when it is refused, nothing is asked back and nothing goes out again', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const first = await sent(story)
    await answer(story, first.payroll_id, '失败,账号户名不符')
    const second = await again(story, await lineIds(stage, first.payroll_id))
    await answer(story, second.payroll_id, '失败,账户已销户')
    await notNeeded(story, case_id)
    await refuseAid(story, case_id)
    assert.deepEqual([...(await differences(story))], [])
    const books = await balances(story)
    assert.deepEqual(
      [books['assistance_expense'] ?? 0n, books['assistance_payable'] ?? 0n, books['assistance_fund'] ?? 0n],
      [0n, 0n, 0n],
    )
    await assert.rejects(again(story, await lineIds(stage, second.payroll_id)), { code: 'payroll_empty' })
  }))

test('aid that arrived when it was sent for the second time counts as paid', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const first = await sent(story)
    await answer(story, first.payroll_id, '失败,账号户名不符')
    const second = await again(story, await lineIds(stage, first.payroll_id))
    await answer(story, second.payroll_id, '成功,')
    await papersAfter(story, case_id, '300000')
    await decideHardship(story, 'sun', case_id, '300000')
    assert.deepEqual([...(await differences(story))], [])
    await assert.rejects(sent(story), { code: 'payroll_empty' })
  }))
