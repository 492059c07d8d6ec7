import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, noDetail, onVersion, open } from '../../../test/builders/case.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { acceptCase, checkDifferentPerson, getCase } from '../index.ts'
import { fileAppeal } from '../appeals/service.ts'
import { recordVisit } from '../visits/service.ts'
import { handOverCase, submitCase, takeCase } from './service.ts'
import { recordStepAct } from './queries.ts'

const database = await testDatabase()
const today = '2021-08-16'

/** Visited by the clerk, who hands the case over; the colleague submits it. */
async function handedOver(stage: Stage) {
  const built = await build(stage)
  const { case_id } = (await open(stage, built, today)).row
  const as = (who: typeof built.clerk, work: Parameters<typeof onVersion>[3]) =>
    onVersion(stage, case_id, who, work, { today })
  await as(built.other, (act, version) => acceptCase(act, { case_id, version }))
  await as(built.clerk, (act, version) => takeCase(act, { case_id, version }))
  await stage.as(
    built.clerk,
    (act) =>
      recordVisit(act, {
        case_id,
        visit_id: crypto.randomUUID(),
        visited_on: today,
        visited_at: null,
        second_visitor_id: built.community.account_id,
        place: '家中',
        finding: '与申报一致',
        agrees_with_declaration: true,
        detail: noDetail,
      }),
    { today },
  )
  await recordStepAct(stage.tx, case_id, 'visit', 'record_means_check')
  const account_id = built.other.account_id
  await as(built.clerk, (act, version) => handOverCase(act, { case_id, version, account_id, reason: '' }))
  await as(built.other, (act, version) => submitCase(act, { case_id, version, opinion: '' }))
  return { built, case_id }
}

test('who worked on a step does not confirm it by letting a colleague hand it on', () =>
  database.inRollback(async (stage) => {
    const { built, case_id } = await handedOver(stage)
    await stage.tx`update case_file set step_id = 'district_determination' where case_id = ${case_id}`
    const confirm = (who: typeof built.clerk) =>
      stage.as(who, async (act) => checkDifferentPerson(act, await getCase(act, case_id)), { today })
    await assert.rejects(confirm(built.clerk), { code: 'same_person_refused', status: 403 })
    await assert.rejects(confirm(built.other), { code: 'same_person_refused' })
    await confirm(built.district)
  }))

test('only who is or was of the household appeals, and hears of the appeal', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const stranger = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.tx`update case_file set state = 'closed', outcome = 'refused', closed_on = '2017-09-01' where case_id = ${case_id}`
    const file = (person_id: string) =>
      stage.as(built.clerk, (act) =>
        fileAppeal(act, { case_id, person_id, grounds: '退休金数额登记错误', ask_for_stay: false }),
      )
    await assert.rejects(file(stranger.head.person_id), { code: 'appeal_not_possible' })
    await file(built.household.members[1]!.person_id)
  }))
