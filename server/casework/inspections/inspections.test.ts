import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import {
  build,
  community,
  noDetail,
  onVersion,
  programme_id,
  toNotice,
  type Built,
} from '../../../test/builders/case.ts'
import { asSystem } from '../../../test/database.ts'
import { buildStaff, buildStaffRelative } from '../../../test/builders/index.ts'
import { runCaseworkDay, submitCase, viewCase } from '../index.ts'
import { publishNotice } from '../notices/service.ts'
import { recordVisit } from '../visits/service.ts'
import { drawOf } from './draw.ts'
import { enterDraw } from './queries.ts'
import { listInspections } from './service.ts'

const database = await testDatabase()

/** To the district's desk in September 2017. */
async function toDistrict(stage: Stage, built: Built): Promise<string> {
  const case_id = await toNotice(stage, built)
  await onVersion(stage, case_id, built.clerk, (act, version) => publishNotice(act, { case_id, version }), {
    today: '2017-09-06',
  })
  await stage.as(asSystem(), (act) => runCaseworkDay(act), { today: '2017-09-14' })
  await submit(stage, case_id, built.clerk, '2017-09-14')
  return case_id
}

const submit = (stage: Stage, case_id: string, who: Built['clerk'], today: string) =>
  onVersion(stage, case_id, who, (act, version) => submitCase(act, { case_id, version, opinion: '同意' }), {
    today,
  })

const list = (stage: Stage, who: Built['clerk'], today: string, state: 'to_visit' | 'all' = 'all') =>
  stage.as(who, (act) => listInspections(act, { state, limit: 50, offset: 0 }), { today })

test('of any number of cases that have come so far, at least the share is drawn, and the seed draws them again', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.uuid(), { maxLength: 60 }),
      (seed, percent, ids) => {
        const drawn = drawOf(seed, percent, ids)
        assert.deepEqual(drawOf(seed, percent, ids), drawn)
        drawn.forEach((_, at) => {
          const count = drawn.slice(0, at + 1).filter(Boolean).length
          assert.ok(count * 100 >= percent * (at + 1))
        })
        if (percent === 0) assert.ok(!drawn.includes(true))
        if (percent === 100) assert.ok(!drawn.includes(false))
      },
    ),
  )
})

test('a drawn case is not submitted for approval before the district has visited it itself', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toDistrict(stage, built)
    const look = async (who: Built['clerk']) =>
      (await stage.as(who, (act) => viewCase(act, case_id), { today: '2017-09-15' })).view
    const before = await look(built.district)
    assert.deepEqual(before.spot_visit?.reasons, ['drawn'])
    assert.equal(before.spot_visit?.text, '抽中，须由区里入户')
    const submitting = before.acts.find((each) => each.act === 'submit')
    assert.equal(submitting?.why_not, '先由区里入户（抽中）')
    assert.equal(before.acts.find((each) => each.act === 'record_visit')?.allowed, true)
    await assert.rejects(submit(stage, case_id, built.district, '2017-09-15'), {
      code: 'act_required_first',
      status: 409,
    })
    const visitBy = (who: Built['clerk'], second_visitor_id: string) =>
      stage.as(
        who,
        (act) =>
          recordVisit(act, {
            case_id,
            visit_id: crypto.randomUUID(),
            visited_on: '2017-09-15',
            visited_at: null,
            second_visitor_id,
            place: '家中',
            finding: '与申报一致',
            agrees_with_declaration: true,
            detail: noDetail,
          }),
        { today: '2017-09-15' },
      )
    // Another visit of the street is not the district's.
    await visitBy(built.clerk, built.other.account_id)
    await assert.rejects(submit(stage, case_id, built.district, '2017-09-15'), { code: 'act_required_first' })
    await visitBy(built.district, built.clerk.account_id)
    assert.equal((await look(built.district)).spot_visit?.visited_on, '2017-09-15')
    const passed = await submit(stage, case_id, built.district, '2017-09-15')
    assert.equal(passed.row.step_id, 'district_notice')
  }))

test('a case that is not drawn passes without a visit, but not one of a relative of staff or with an objection', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toDistrict(stage, built)
    await stage.tx`update inspection set drawn = false`
    await stage.tx`update inspection_draw set drawn_count = 0`
    const reasons = async () =>
      (await stage.as(built.district, (act) => viewCase(act, case_id))).view.spot_visit?.reasons
    assert.deepEqual(await reasons(), [])
    await buildStaffRelative(stage.tx, {
      account_id: built.other.account_id,
      person_id: built.head.person_id,
    })
    assert.deepEqual(await reasons(), ['relative_of_staff'])
    await assert.rejects(submit(stage, case_id, built.district, '2017-09-15'), { code: 'act_required_first' })
    await stage.tx`delete from staff_relative`
    await stage.tx`
      insert into objection (notice_id, case_id, text, filed_on, due_on, state, finding, decided_on, division_code)
      select notice_id, case_id, '他家有汽车', '2017-09-08', '2017-10-12', 'rejected', '查无', '2017-09-10', division_code
      from notice where case_id = ${case_id}`
    assert.deepEqual(await reasons(), ['reported'])
    await assert.rejects(submit(stage, case_id, built.district, '2017-09-15'), { code: 'act_required_first' })
    await stage.tx`delete from objection`
    assert.equal((await submit(stage, case_id, built.district, '2017-09-15')).row.step_id, 'district_notice')
  }))

test('a draw keeps its list; its seed is read only when the month is over, and runs again to the same list', () =>
  database.inRollback(async (stage) => {
    const cases: string[] = []
    const built = await build(stage)
    cases.push(await toDistrict(stage, built))
    for (let more = 0; more < 4; more++) cases.push(await toDistrict(stage, await build(stage)))
    const running = await list(stage, built.district, '2017-09-20')
    assert.deepEqual(
      running.rows.map((each) => [each.case_id, each.position]),
      cases.map((case_id, at) => [case_id, at + 1]),
    )
    assert.equal(running.draws[0]?.seed, null)
    assert.equal(running.draws[0]?.same, null)
    assert.ok((running.draws[0]?.drawn_count ?? 0) >= 2, 'at least 30 % of five')
    const open = await list(stage, built.district, '2017-09-20', 'to_visit')
    assert.equal(open.total, running.draws[0]?.drawn_count)
    const over = await list(stage, built.district, '2017-10-01')
    assert.match(over.draws[0]?.seed ?? '', /^[0-9a-f]{64}$/)
    assert.equal(over.draws[0]?.same, true)
    await stage.tx`update inspection set drawn = not drawn where position = 3`
    assert.equal((await list(stage, built.district, '2017-10-01')).draws[0]?.same, false)
    await assert.rejects(
      stage.as(built.district, (act) => act.tx`select seed from inspection_draw`),
      { code: '42501' },
      'nobody reads a seed before its month is over',
    )
    const neighbour = await buildStaff(stage.tx, { role: 'district_approver', area: '120101' })
    assert.equal((await list(stage, neighbour, '2017-10-01')).total, 0)
    await assert.rejects(list(stage, built.clerk, '2017-10-01'), { code: 'case_not_yours' })
  }))

test('an office enters only its own cases into a draw, each in the district where it lies', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toDistrict(stage, built)
    await stage.tx`delete from inspection`
    const enter = (who: Built['clerk'], district: string, division_code = community) =>
      stage.as(who, (act) =>
        enterDraw(act.tx, {
          programme_id,
          district,
          month: '2017-09-01',
          percent: 100,
          case_id,
          division_code,
          entered_on: '2017-09-14',
        }),
      )
    for (const refused of [
      () => enter(built.neighbour, '120104'),
      () => enter(built.clerk, '120101'),
      () => enter(built.clerk, '120104', '120104008013'),
    ])
      await assert.rejects(refused, { code: '42501' })
    assert.equal(await enter(built.clerk, '120104'), true)
  }))
