import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { build, open } from '../../../test/builders/case.ts'
import { listDeliveries } from '../../platform/messages/index.ts'
import { runCaseworkDay, viewCase } from '../index.ts'
import { askForSupplement, answerSupplement } from './service.ts'
import * as queries from '../cases/queries.ts'

const database = await testDatabase()

test('what is missing is told once; a second request is refused, and the clock waits for the answer', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const ask = (version: number) =>
      stage.as(built.clerk, (act) =>
        askForSupplement(act, { case_id, version, items: [{ label: '退休金对账单', note: '' }] }),
      )
    const held = await ask(1)
    assert.equal(held.row.hold_kind, 'supplement')
    await assert.rejects(ask(2), { code: 'case_held' })
    const told = await stage.as(built.clerk, (act) => listDeliveries(act.tx, case_id))
    assert.equal(told.length, 1)
    assert.equal(told[0]?.read_at, null)
    const answered = await stage.as(
      built.resident,
      (act) => answerSupplement(act, { case_id, version: 2, materials: [] }),
      { today: '2017-09-05' },
    )
    assert.equal(answered.row.held_on, null)
    assert.equal(answered.row.due_on, '2017-09-12')
    await assert.rejects(ask(3), { code: 'supplement_told_once' })
  }))

test('papers hold a case to the end of the day by which they were to come, and no longer', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const asked = await stage.as(
      built.clerk,
      (act) => askForSupplement(act, { case_id, version: 1, items: [{ label: '残疾证', note: '' }] }),
      { today: '2017-08-28' },
    )
    assert.equal(asked.row.due_on, '2017-09-11')
    const on = async (today: string) => {
      const { view } = await stage.as(built.clerk, (act) => viewCase(act, case_id), { today })
      const refuse = view.acts.find((each) => each.act === 'refuse')
      return { held: view.clock?.held, text: view.clock?.text, refuse: refuse?.allowed, why: refuse?.why_not }
    }
    const waiting = await on('2017-09-11')
    assert.deepEqual([waiting.held, waiting.refuse], [true, false])
    assert.match(waiting.why ?? '', /补齐后才能继续；9月11日没有补齐的，从第二天起可以接着办/)
    const over = await on('2017-09-12')
    assert.deepEqual([over.held, over.refuse, over.text], [false, true, '9月11日前决定是否受理'])
  }))

test('papers that are brought to the counter are taken in there; while they are missing the office may accept all the same', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const items = [{ label: '残疾证', note: '' }]
    await stage.as(built.clerk, (act) => askForSupplement(act, { case_id, version: 1, items }))
    const offered = async () =>
      (await stage.as(built.other, (act) => viewCase(act, case_id))).view.acts
        .filter((each) => each.allowed)
        .map((each) => each.act)
    assert.deepEqual((await offered()).toSorted(), [
      'accept',
      'answer_supplement',
      'hand_over',
      'take',
      'withdraw',
    ])
    const { row } = await stage.as(built.other, (act) =>
      answerSupplement(act, { case_id, version: 2, materials: [] }),
    )
    assert.equal(row.held_on, null)
    assert.ok(!(await offered()).includes('answer_supplement'))
    assert.ok(!(await offered()).includes('ask_for_supplement'), 'told once')
  }))

test('an application nobody answers in five working days counts as accepted from the day it came', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const day = (today: string) => stage.as(asSystem(), (act) => runCaseworkDay(act), { today })
    assert.equal((await day('2017-09-04')).accepted, 0)
    assert.equal((await day('2017-09-05')).accepted, 1)
    assert.equal((await day('2017-09-05')).accepted, 0)
    const row = await queries.findCase(stage.tx, case_id)
    assert.equal(row?.step_id, 'visit')
    assert.equal(row?.accepted_on, '2017-08-28')
  }))
