/** What the database lets a resident do to the cases of the own household, whatever the server asks for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '../../platform/act.ts'
import { build, onVersion, open, programme_id, toNotice, type Built } from '../../../test/builders/case.ts'
import { asPublic, testDatabase, type Stage } from '../../../test/database.ts'
import { acceptCase } from '../acceptance.ts'
import { publishNotice, fileObjection } from '../notices/service.ts'
import { listObjections } from '../notices/lists.ts'
import { askForSupplement } from '../supplements/service.ts'
import { withdrawCase } from './service.ts'

const database = await testDatabase()
const today = '2017-09-06'

const asResident = (stage: Stage, built: Built, work: (act: Act) => Promise<unknown>) =>
  stage.as(built.resident, work, { today })
const denied = { code: '42501' }

/** Every column that no verb of a resident's changes, with something that would be worth writing there. */
const kept: Record<string, string> = {
  step_id: `'notification'`,
  state: `'closed'`,
  outcome: `'approved'`,
  closed_on: `'2017-09-06'`,
  accepted_on: `'2017-09-06'`,
  opened_on: `'2017-01-01'`,
  owner_role: `'leader'`,
  owner_division: `'12'`,
  owner_account_id: 'null',
  due_on: `'2030-01-01'`,
  due_provisional: 'true',
  whole_due_on: `'2030-01-01'`,
  held_on: 'null',
  hold_kind: 'null',
  hold_reason: 'null',
  household_id: 'null',
  person_id: 'null',
  division_code: `'12'`,
  procedure_from: `'2021-07-01'`,
  restricted: 'true',
  case_number: `'x'`,
  kind: `'review'`,
}

test('a resident writes neither step, owner, date, hold nor outcome of the own case', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    for (const [column, value] of Object.entries(kept)) {
      const sql = `update case_file set ${column} = ${value} where case_id = '${case_id}'`
      await assert.rejects(
        asResident(stage, built, (act) => act.tx.unsafe(sql)),
        denied,
        column,
      )
    }
    for (const sql of [
      `update case_step set outcome = 'approve', finished_on = '${today}' where case_id = '${case_id}'`,
      `update case_step set acts = '{record_visit}' where case_id = '${case_id}'`,
      `update case_log set text = '' where case_id = '${case_id}'`,
      `update supplement_request set answered_on = '${today}' where case_id = '${case_id}'`,
      `update notice set state = 'ended' where case_id = '${case_id}'`,
      `update appeal set state = 'decided' where appeal_case_id = '${case_id}'`,
      `update case_number_series set last_number = 9999`,
      `delete from case_file where case_id = '${case_id}'`,
    ])
      await assert.rejects(
        asResident(stage, built, (act) => act.tx.unsafe(sql)),
        denied,
        sql,
      )
  }))

test('a resident takes a case in hand and keeps beside it what it would come to', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const done = await stage.as(
      built.resident,
      (act) => act.tx`
        update case_file set version = version + 1, proposed_amount = 1, proposed_member_count = 1
        where case_id = ${case_id}`,
    )
    assert.equal(done.count, 1)
  }))

test('a resident opens a case for the own household where it lives, and no other', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const other = await build(stage)
    const insert = (changed: Record<string, string | null>) =>
      asResident(stage, built, (act) => {
        const row = {
          case_number: 'x',
          domain: 'social-assistance',
          programme_id,
          kind: 'application',
          household_id: built.household.household_id,
          division_code: '120104008012',
          procedure_from: '2012-12-12',
          step_id: 'acceptance',
          opened_on: today,
          owner_role: 'street_clerk',
          owner_division: '120104008',
          due_on: today,
          ...changed,
        }
        return act.tx`insert into case_file ${act.tx(row)}`
      })
    await assert.rejects(insert({ household_id: other.household.household_id }), denied)
    await assert.rejects(insert({ division_code: '120104008' }), denied)
    await assert.rejects(insert({ kind: 'recomputation' }), denied)
    await assert.rejects(insert({ assisted_by: built.clerk.account_id }), denied)
    await assert.rejects(insert({ state: 'closed', outcome: 'approved', closed_on: today }), denied)
    await assert.rejects(insert({ owner_account_id: built.clerk.account_id }), denied)
    await insert({})
  }))

test('a resident adds no step to a case that the office has in hand', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const add = (step_id: string, round: number) =>
      asResident(
        stage,
        built,
        (act) => act.tx`
          insert into case_step (case_id, step_id, round, started_on, division_code, household_id)
          values (${case_id}, ${step_id}, ${round}, ${today}, '120104008012', ${built.household.household_id})`,
      )
    await assert.rejects(add('notification', 1), denied)
    await add('acceptance', 2)
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }), { today })
    await assert.rejects(add('visit', 2), denied)
  }))

test('a resident writes into the log under the own name only', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const write = (account_id: string) =>
      asResident(
        stage,
        built,
        (act) => act.tx`
          insert into case_log (case_id, at, business_date, account_id, actor_name, act, step_id, text, division_code, household_id)
          values (${case_id}, now(), ${today}, ${account_id}, '王桂兰', 'approve', 'acceptance', '', '120104008012',
            ${built.household.household_id})`,
      )
    await assert.rejects(write(built.clerk.account_id), denied)
    await write(built.resident.account_id)
  }))

test('nobody withdraws or answers for a household out of reach, nor what is decided, nor a review', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const stranger = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const withdraw = (who: Built['clerk' | 'resident']) =>
      stage.as(who, async (act) => {
        const [row] = await act.tx<{ done: boolean }[]>`select withdraw_case(${case_id}, ${today}) as done`
        return row?.done
      })
    assert.equal(await withdraw(stranger.resident), false)
    assert.equal(await withdraw(built.neighbour), false)
    await stage.tx`update case_file set kind = 'review' where case_id = ${case_id}`
    assert.equal(await withdraw(built.resident), false)
    await stage.tx`update case_file set kind = 'application' where case_id = ${case_id}`
    assert.equal(await withdraw(built.resident), true)
    assert.equal(await withdraw(built.resident), false)
  }))

test('only the wait for papers is ended by an answer, not an objection', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(
      built.clerk,
      (act) => askForSupplement(act, { case_id, version: 1, items: [{ label: '残疾证', note: '' }] }),
      { today },
    )
    const answer = (who: Built['resident'] | Built['neighbour']) =>
      stage.as(who, async (act) => {
        const [row] = await act.tx<{ done: boolean }[]>`
          select answer_supplement(${case_id}, ${today}, '2017-09-20', false) as done`
        return row?.done
      })
    await stage.tx`update case_file set hold_kind = 'objection' where case_id = ${case_id}`
    assert.equal(await answer(built.resident), false)
    await stage.tx`update case_file set hold_kind = 'supplement' where case_id = ${case_id}`
    assert.equal(await answer(built.neighbour), false)
    assert.equal(await answer(built.resident), true)
  }))

test('an objection to a case that is withdrawn waits for nobody any more', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    const { notice_id } = await onVersion(
      stage,
      case_id,
      built.clerk,
      (act, version) => publishNotice(act, { case_id, version }),
      { today },
    )
    await stage.as(
      asPublic,
      (act) => fileObjection(act, { notice_id: notice_id!, text: '听说他家有车', contact: null }),
      { today },
    )
    await onVersion(
      stage,
      case_id,
      built.resident,
      (act, version) => withdrawCase(act, { case_id, version, reason: '' }),
      { today },
    )
    const list = (state: 'open' | 'decided') =>
      stage.as(built.clerk, (act) => listObjections(act, { state, limit: 50, offset: 0 }), { today })
    assert.equal((await list('open')).total, 0)
    assert.deepEqual(
      (await list('decided')).rows.map((row) => [row.state, row.finding]),
      [['lapsed', '申请已撤回，不再核查']],
    )
    const [notice] = await stage.tx<{ state: string }[]>`select state from notice where case_id = ${case_id}`
    assert.equal(notice?.state, 'withdrawn')
  }))
