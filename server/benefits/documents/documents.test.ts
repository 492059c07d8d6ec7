import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apply, approve, build, check, deliberate, toDetermination } from '../../../test/builders/story.ts'
import { applyForHardship, buildHardship, decideHardship, toDesk } from '../../../test/builders/hardship.ts'
import { asPublic, asStaff, testDatabase } from '../../../test/database.ts'
import { viewBenefitCase } from '../cases/view.ts'
import { checkReceipt, decisionNoticeOf, printApprovalForm, printDecisionNotice } from './service.ts'

const database = await testDatabase()
const how = { demonstration: true, origin: 'http://localhost' }
const today = { today: '2017-09-27' }

test('an approved case has its form and its notice, and a stranger can check the receipt printed on them', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await assert.rejects(
      stage.as(story.zheng, (act) => printDecisionNotice(act, { case_id, ...how }), today),
      { status: 404 },
      'there is no notice before there is a decision',
    )
    const { determination_id } = await approve(story, 'zheng', case_id, '74250', '2017-09-27')
    const papers = [
      await stage.as(story.zheng, (act) => printApprovalForm(act, { case_id, ...how }), today),
      await stage.as(story.resident, (act) => printDecisionNotice(act, { case_id, ...how }), today),
    ]
    for (const pdf of papers) assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
    const [row] = await stage.tx<{ hash: string }[]>`
      select encode(receipt_hash, 'hex') as hash from determination where determination_id = ${determination_id}`
    const checked = await stage.as(asPublic, (act) => checkReceipt(act, row!.hash), today)
    assert.deepEqual(
      [checked.programme_title, checked.outcome, checked.amount, checked.same, checked.superseded],
      ['最低生活保障', 'eligible', 74_250n, true, false],
    )
    assert.equal('receipt' in checked, false, 'the facts of the household stay inside')
    const printed = await stage.tx`select from audit_entry where act = 'document.print'`
    assert.equal(printed.length, 2)
  }))

test('a receipt that the house did not make is not known, and a neighbour cannot print the form', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await assert.rejects(
      stage.as(asPublic, (act) => checkReceipt(act, '0'.repeat(64))),
      { status: 404 },
    )
    const neighbour = asStaff({ role: 'district_approver', area: '120102' })
    await assert.rejects(
      stage.as(neighbour, (act) => printApprovalForm(act, { case_id, ...how })),
      { status: 404 },
    )
  }))

test('aid that is paid once has papers without a month, signed by the street that decided', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const { case_id } = await applyForHardship(story)
    await toDesk(story, case_id, '500000')
    await decideHardship(story, 'sun', case_id, '500000')
    const view = await stage.as(story.sun, (act) => viewBenefitCase(act, case_id), { today: '2017-09-14' })
    const notice = decisionNoticeOf(view)
    assert.match(notice.office, /街道办事处$/)
    assert.equal(notice.amount, '5,000.00')
    assert.ok(typeof notice.amount_text === 'object')
    assert.equal(notice.amount_text.before, '决定一次性发给您家')
    assert.doesNotMatch(JSON.stringify(notice), /每月|起停发/)
    for (const print of [printApprovalForm, printDecisionNotice]) {
      const pdf = await stage.as(story.sun, (act) => print(act, { case_id, ...how }), { today: '2017-09-14' })
      assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
    }
  }))
