import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, open } from '../../../test/builders/case.ts'
import { testDatabase, type Stage } from '../../../test/database.ts'
import { acceptCase } from '../index.ts'
import { cancelVisit, changePlan, orderVisits, planVisit } from './planning.ts'
import { listVisits } from './service.ts'

const database = await testDatabase()

async function accepted(stage: Stage) {
  const built = await build(stage)
  const { case_id } = (await open(stage, built)).row
  await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
  const plan = (change: Partial<Parameters<typeof planVisit>[1]> = {}) =>
    stage.as(built.clerk, (act) =>
      planVisit(act, {
        case_id,
        planned_on: '2017-09-04',
        visitor_id: null,
        second_visitor_id: built.other.account_id,
        safety_remark: null,
        ...change,
      }),
    )
  return { ...built, case_id, plan }
}

test('a visit is planned for two people of the street, the community or the district, and not for one or for strangers', () =>
  database.inRollback(async (stage) => {
    const { plan, clerk, other, community, neighbour, district } = await accepted(stage)
    await assert.rejects(plan({ second_visitor_id: clerk.account_id }), { code: 'visit_by_two_people' })
    await assert.rejects(plan({ second_visitor_id: neighbour.account_id }), {
      code: 'colleague_not_suitable',
    })
    await assert.rejects(plan({ visitor_id: neighbour.account_id }), { code: 'colleague_not_suitable' })
    await plan({ visitor_id: community.account_id, second_visitor_id: other.account_id })
    await plan({ second_visitor_id: district.account_id })
    const { rows } = await stage.as(clerk, (act) =>
      listVisits(act, { state: 'planned', limit: 10, offset: 0 }),
    )
    assert.deepEqual(
      rows.map((row) => [row.visitor_id, row.second_visitor_id]),
      [
        [community.account_id, other.account_id],
        [clerk.account_id, district.account_id],
      ],
    )
  }))

test('a plan is changed on the version that was seen, by the office where the household lies', () =>
  database.inRollback(async (stage) => {
    const { plan, clerk, other, community, neighbour } = await accepted(stage)
    const visit_id = await plan()
    const change = {
      visit_id,
      planned_on: '2017-09-05',
      visitor_id: other.account_id,
      second_visitor_id: community.account_id,
      safety_remark: '院里有犬',
      version: 1,
    }
    assert.equal(await stage.as(clerk, (act) => changePlan(act, change)), 2)
    await assert.rejects(
      stage.as(clerk, (act) => changePlan(act, change)),
      { code: 'version_conflict' },
    )
    await assert.rejects(
      stage.as(neighbour, (act) => changePlan(act, { ...change, version: 2 })),
      { code: 'not_found' },
    )
    await stage.as(clerk, (act) => cancelVisit(act, { visit_id, version: 2, reason: '住院了' }))
    await assert.rejects(
      stage.as(clerk, (act) => changePlan(act, { ...change, version: 3 })),
      { code: 'visit_not_planned' },
    )
  }))

test('who goes puts the day’s visits into the order of the way; other people’s stay where they are', () =>
  database.inRollback(async (stage) => {
    const { plan, clerk, other, community } = await accepted(stage)
    const [first, second] = [await plan(), await plan()]
    const others = await plan({
      visitor_id: community.account_id,
      second_visitor_id: other.account_id,
    })
    const ordered = await stage.as(clerk, (act) => orderVisits(act, [others, second, first]))
    assert.equal(ordered, 2)
    const { rows } = await stage.as(clerk, (act) =>
      listVisits(act, { state: 'planned', limit: 10, offset: 0 }),
    )
    assert.deepEqual(
      rows.map((row) => row.visit_id),
      [second, first, others],
    )
  }))
