import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { build, toNotice, onVersion } from '../../../test/builders/case.ts'
import { runCaseworkDay, submitCase } from '../index.ts'
import { decideObjection, fileObjection, listNotices, publishNotice } from './service.ts'
import * as queries from '../cases/queries.ts'

const database = await testDatabase()

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
