import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Caller } from '../../platform/act.ts'
import { asSystem, testDatabase, type Stage } from '../../../test/database.ts'
import { buildHousehold, buildResident, buildStaff } from '../../../test/builders/index.ts'
import { acceptCase, openCase, runCaseworkDay, submitCase, viewCase, withdrawCase } from '../index.ts'
import { recordDeliberation } from '../deliberations/service.ts'
import { decideObjection, fileObjection, listNotices, publishNotice } from '../notices/service.ts'
import { askForSupplement, answerSupplement } from '../supplements/service.ts'
import { recordVisit } from '../visits/service.ts'
import { changeProposal } from './move.ts'
import * as queries from './queries.ts'
import { recordStepAct } from './queries.ts'
import { handOverCase, returnCase, takeCase } from './service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
const community = '120104008012'

/** A household in 南开, its resident, and the people who work on its case. */
async function build(stage: Stage) {
  const household = await buildHousehold(stage.tx, {
    division_code: community,
    members: [
      { relation: 'head', name: '王桂兰', sex: '2', birth_date: '1959-03-11' },
      { relation: 'spouse', name: '刘志强', birth_date: '1957-06-02' },
    ],
  })
  await stage.tx`update division set name = '南开区' where division_code = '120104'`
  const head = household.members[0]!
  const resident = await buildResident(stage.tx, {
    person_id: head.person_id,
    household_id: household.household_id,
  })
  const staff = {
    clerk: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '赵敏' }),
    other: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '李强' }),
    neighbour: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' }),
    community: await buildStaff(stage.tx, { role: 'community_worker', area: community }),
    district: await buildStaff(stage.tx, { role: 'district_approver', area: '120104' }),
  }
  return { household, head, resident, ...staff }
}
type Built = Awaited<ReturnType<typeof build>>

const open = (stage: Stage, { household, head, resident }: Built, today = '2017-08-28') =>
  stage.as(
    resident,
    (act) =>
      openCase(act, {
        programme_id,
        kind: 'application',
        household_id: household.household_id,
        person_id: head.person_id,
        division_code: community,
        text: '申请',
      }),
    { today },
  )

/** To the street's notice: accepted, visited, checked, deliberated. */
async function toNotice(stage: Stage, built: Built): Promise<string> {
  const { row } = await open(stage, built)
  const { case_id } = row
  await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }), { today: '2017-08-28' })
  await stage.as(
    built.clerk,
    (act) =>
      recordVisit(act, {
        case_id,
        visit_id: crypto.randomUUID(),
        visited_on: '2017-09-01',
        visited_at: null,
        second_visitor_id: built.other.account_id,
        place: '家中',
        finding: '与申报一致',
        agrees_with_declaration: true,
        detail: noDetail,
      }),
    { today: '2017-09-01' },
  )
  await recordStepAct(stage.tx, case_id, 'visit', 'record_means_check')
  await changeProposal({ tx: stage.tx, today: '', now: '', request_id: '', caller: asSystem() }, case_id, {
    amount: 74_250n,
    member_count: 3,
  })
  await onVersion(
    stage,
    case_id,
    built.clerk,
    (act, version) => submitCase(act, { case_id, version, opinion: '' }),
    { today: '2017-09-04' },
  )
  await onVersion(
    stage,
    case_id,
    built.community,
    (act, version) =>
      recordDeliberation(act, {
        case_id,
        version,
        held_on: '2017-09-05',
        present_count: 9,
        representative_count: 6,
        agree_count: 9,
        disagree_count: 0,
        opinion: '情况属实',
      }),
    { today: '2017-09-05' },
  )
  await onVersion(
    stage,
    case_id,
    built.community,
    (act, version) => submitCase(act, { case_id, version, opinion: '' }),
    { today: '2017-09-05' },
  )
  return case_id
}

const noDetail = {
  resident_count: 3,
  home_kind: null,
  photo_file_ids: [],
  signature_file_id: null,
  latitude: null,
  longitude: null,
  accuracy_metres: null,
}

/** Runs an act on the version that the case has when the act begins. */
async function onVersion<T>(
  stage: Stage,
  case_id: string,
  caller: Caller,
  work: (act: Act, version: number) => Promise<T>,
  moment: { today?: string } = {},
): Promise<T> {
  const [row] = await stage.tx<
    { version: number }[]
  >`select version from case_file where case_id = ${case_id}`
  return stage.as(caller, (act) => work(act, row?.version ?? 0), moment)
}

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

test('a near relative’s case and one’s own household’s are for others', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const relative = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008' })
    await stage.tx`insert into staff_relative values (${relative.account_id}, ${built.head.person_id}, '母女', '2017-01-01')`
    const spouse = await buildStaff(stage.tx, {
      role: 'street_clerk',
      area: '120104008',
      person_id: built.household.members[1]!.person_id,
    })
    for (const clerk of [relative, spouse]) {
      await assert.rejects(
        stage.as(clerk, (act) => acceptCase(act, { case_id, version: 1 })),
        (error: { code: string; status: number; details: { article: { article: string } } }) => {
          assert.equal(error.code, 'relative_case')
          assert.equal(error.status, 403)
          assert.equal(error.details.article.article, '第二十六条')
          return true
        },
      )
    }
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
  }))

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

test('a deliberation needs two thirds representatives', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    await onVersion(stage, case_id, built.clerk, (act, version) =>
      returnCase(act, { case_id, version, reason: '重新核实情况' }),
    )
    await onVersion(stage, case_id, built.clerk, (act, version) =>
      submitCase(act, { case_id, version, opinion: '' }),
    )
    const record = (representative_count: number) =>
      onVersion(stage, case_id, built.community, (act, version) =>
        recordDeliberation(act, {
          case_id,
          version,
          held_on: '2017-09-05',
          present_count: 9,
          representative_count,
          agree_count: 9,
          disagree_count: 0,
          opinion: '情况属实',
        }),
      )
    await assert.rejects(record(5), { code: 'deliberation_representatives_too_few' })
    await record(6)
  }))

test('a notice hangs seven days, masked; the day after its last the case goes on', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    const published = await onVersion(
      stage,
      case_id,
      built.clerk,
      (act, version) => publishNotice(act, { case_id, version }),
      { today: '2017-09-06' },
    )
    assert.equal(published.ends_on, '2017-09-13')
    const { rows } = await stage.as({ kind: 'public' }, (act) => listNotices(act, { limit: 10, offset: 0 }), {
      today: '2017-09-13',
    })
    assert.equal(rows[0]?.masked_name, '王*')
    assert.match(rows[0]?.masked_text ?? '', /每月 742\.50 元/)
    assert.doesNotMatch(rows[0]?.masked_text ?? '', /桂兰/)
    await assert.rejects(
      onVersion(
        stage,
        case_id,
        built.clerk,
        (act, version) => submitCase(act, { case_id, version, opinion: '' }),
        { today: '2017-09-13' },
      ),
      { code: 'notice_running' },
    )
    const day = (today: string) => stage.as(asSystem(), (act) => runCaseworkDay(act), { today })
    assert.equal((await day('2017-09-13')).notices_ended, 0)
    assert.equal((await day('2017-09-14')).notices_ended, 1)
    assert.equal((await queries.findCase(stage.tx, case_id))?.step_id, 'street_report')
    assert.equal(
      (
        await stage.as({ kind: 'public' }, (act) => listNotices(act, { limit: 10, offset: 0 }), {
          today: '2017-09-14',
        })
      ).total,
      0,
    )
  }))

test('a restricted case is never published, and goes on all the same', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    await stage.tx`update case_file set restricted = true where case_id = ${case_id}`
    const published = await onVersion(stage, case_id, built.clerk, (act, version) =>
      publishNotice(act, { case_id, version }),
    )
    assert.equal(published.notice_id, null)
    const hand = await onVersion(stage, case_id, built.clerk, (act, version) =>
      submitCase(act, { case_id, version, opinion: '' }),
    )
    assert.equal(hand.row.step_id, 'street_report')
  }))

test('an anonymous objection holds the case until it is decided', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    const publish = (today: string) =>
      onVersion(stage, case_id, built.clerk, (act, version) => publishNotice(act, { case_id, version }), {
        today,
      })
    const { notice_id } = await publish('2017-09-06')
    const object = (today: string) =>
      stage.as(
        { kind: 'public' },
        (act) => fileObjection(act, { notice_id: notice_id!, text: '他家有汽车，没有申报', contact: null }),
        { today },
      )
    const { objection_id, due_on } = await object('2017-09-08')
    assert.equal(due_on, '2017-10-12')
    await stage.as(asSystem(), (act) => runCaseworkDay(act), { today: '2017-09-20' })
    const held = await queries.findCase(stage.tx, case_id)
    assert.equal(held?.step_id, 'street_notice')
    assert.equal(held?.hold_kind, 'objection')
    await assert.rejects(
      stage.as(built.clerk, (act) => submitCase(act, { case_id, version: held!.version, opinion: '' })),
      { code: 'case_held' },
    )
    const decide = (decision: 'upheld' | 'rejected', version: number) =>
      stage.as(
        built.clerk,
        (act) => decideObjection(act, { objection_id, version, decision, finding: '经查名下无车' }),
        { today: '2017-09-20' },
      )
    const freed = await decide('rejected', held!.version)
    assert.equal(freed.row.held_on, null)
    await assert.rejects(decide('rejected', freed.row.version), { code: 'objection_decided' })
    await assert.rejects(object('2017-09-20'), { code: 'not_found' })
    const again = await publish('2017-09-20')
    assert.equal(again.ends_on, '2017-09-27')
  }))

test('an objection that holds good sends the case back', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    const { notice_id } = await onVersion(stage, case_id, built.clerk, (act, version) =>
      publishNotice(act, { case_id, version }),
    )
    const { objection_id } = await stage.as({ kind: 'public' }, (act) =>
      fileObjection(act, { notice_id: notice_id!, text: '他家有汽车，没有申报', contact: '13800000000' }),
    )
    const hand = await onVersion(stage, case_id, built.clerk, (act, version) =>
      decideObjection(act, {
        objection_id,
        version,
        decision: 'upheld',
        finding: '经查名下有车',
      }),
    )
    assert.equal(hand.row.step_id, 'visit')
    assert.equal(hand.row.held_on, null)
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
