import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, open } from '../../../test/builders/case.ts'
import { acceptCase, submitCase, viewCase, withdrawCase } from '../index.ts'
import { handOverCase, takeCase } from './service.ts'

const database = await testDatabase()

test('a case has a number of its district, programme and year, an owner and a date', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { row } = await open(stage, built)
    assert.equal(row.case_number, '津南开低保〔2017〕0001号')
    assert.equal(row.step_id, 'acceptance')
    assert.equal(row.owner_role, 'street_clerk')
    assert.equal(row.owner_division, '120104008')
    assert.equal(row.due_on, '2017-09-04')
  }))

test('the same household cannot have a second open application for the programme', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { row } = await open(stage, built)
    await assert.rejects(open(stage, built), { constraint_name: 'case_file_one_open_case' })
    await stage.as(built.resident, (act) =>
      withdrawCase(act, { case_id: row.case_id, version: 1, reason: '' }),
    )
    assert.equal((await open(stage, built)).row.case_number, '津南开低保〔2017〕0002号')
  }))

test('who saves over another’s version is told both versions', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(built.clerk, (act) => takeCase(act, { case_id, version: 1 }))
    await assert.rejects(
      stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 })),
      (error: {
        status: number
        code: string
        details: { current: { version: number }; yours: unknown }
      }) => {
        assert.equal(error.code, 'version_conflict')
        assert.equal(error.details.current.version, 2)
        assert.deepEqual(error.details.yours, { version: 1 })
        return true
      },
    )
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 2 }))
  }))

test('a case of another area is not there at all, one’s own area’s is', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await assert.rejects(
      stage.as(built.neighbour, (act) => viewCase(act, case_id)),
      { code: 'not_found' },
    )
    await assert.rejects(
      stage.as(built.neighbour, (act) => acceptCase(act, { case_id, version: 1 })),
      { code: 'not_found' },
    )
    const { view } = await stage.as(built.clerk, (act) => viewCase(act, case_id))
    assert.equal(view.head.title, '王桂兰户')
    assert.equal(view.acts.find((each) => each.act === 'accept')?.allowed, true)
    assert.deepEqual(
      view.steps.map((each) => each.title),
      ['申请', '受理', '入户', '评议', '街道公示 7 天', '街道报区', '区审核', '区公示 7 天', '审批', '告知'],
    )
  }))

test('a step belongs to its role: the district does not accept, the street does', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await assert.rejects(
      stage.as(built.district, (act) => acceptCase(act, { case_id, version: 1 })),
      { code: 'case_not_yours', status: 403 },
    )
    const hand = await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }), {
      today: '2017-08-28',
    })
    assert.equal(hand.row.step_id, 'visit')
    assert.equal(hand.row.due_on, '2017-09-11')
    assert.equal(hand.row.whole_due_on, '2017-09-27')
  }))

test('what somebody took, nobody else goes on with until it is handed over', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(built.clerk, (act) => takeCase(act, { case_id, version: 1 }))
    await assert.rejects(
      stage.as(built.other, (act) => acceptCase(act, { case_id, version: 2 })),
      { code: 'case_taken_by_other' },
    )
    const hand = (account_id: string) =>
      stage.as(built.clerk, (act) => handOverCase(act, { case_id, version: 2, account_id, reason: '出差' }))
    await assert.rejects(hand(built.neighbour.account_id), { code: 'colleague_not_suitable' })
    await hand(built.other.account_id)
    await stage.as(built.other, (act) => acceptCase(act, { case_id, version: 3 }))
  }))

test('a step is not left before what it requires is on record', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
    await assert.rejects(
      stage.as(built.clerk, (act) => submitCase(act, { case_id, version: 2, opinion: '' })),
      { code: 'act_required_first' },
    )
  }))

test('where the calendar is not published the deadline says so', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { row } = await open(stage, built, '2030-01-02')
    assert.equal(row.due_provisional, true)
    const { view } = await stage.as(built.clerk, (act) => viewCase(act, row.case_id), { today: '2030-01-02' })
    assert.equal(view.clock?.calendar_published, false)
    assert.equal(view.clock?.working_days_left, null)
  }))
