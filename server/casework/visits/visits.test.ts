import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, open, noDetail } from '../../../test/builders/case.ts'
import { acceptCase } from '../index.ts'
import { recordVisit } from './service.ts'

const database = await testDatabase()

test('a visit counts once however often it is sent, and only with two people', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
    const visit_id = crypto.randomUUID()
    const send = (change: Partial<Parameters<typeof recordVisit>[1]> = {}) =>
      stage.as(built.clerk, (act) =>
        recordVisit(act, {
          case_id,
          visit_id,
          visited_on: '2017-09-01',
          visited_at: '2017-09-01T02:31:00Z',
          second_visitor_id: built.other.account_id,
          place: '家中',
          finding: '三人同住',
          agrees_with_declaration: true,
          detail: noDetail,
          ...change,
        }),
      )
    await assert.rejects(send({ second_visitor_id: built.clerk.account_id }), { code: 'visit_by_two_people' })
    await assert.rejects(send({ second_visitor_id: built.neighbour.account_id }), {
      code: 'colleague_not_suitable',
    })
    await assert.rejects(send({ visited_on: '2017-09-02' }), { code: 'visit_after_today' })
    assert.equal(await send(), true)
    assert.equal(await send(), false)
    await assert.rejects(send({ finding: '两人同住' }), { code: 'visit_recorded_differently' })
  }))
