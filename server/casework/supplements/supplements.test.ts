import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { build, open } from '../../../test/builders/case.ts'
import { listDeliveries } from '../../platform/messages/index.ts'
import { runCaseworkDay } from '../index.ts'
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
