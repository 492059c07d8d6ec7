import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller } from '../../platform/act.ts'
import { testDatabase, type Stage } from '../../../test/database.ts'
import { buildPerson, buildSecondPost, buildStaff } from '../../../test/builders/index.ts'
import {
  apply,
  approve,
  build,
  check,
  day,
  deliberate,
  inspect,
  onVersion,
  publish,
  submitAs,
  visited,
  type Story,
} from '../../../test/builders/story.ts'
import { recordVisit } from '../../casework/visits/service.ts'
import { viewCase, withdrawCase } from '../../casework/index.ts'
import { returnCase } from '../../casework/cases/service.ts'
import { refuseCase, submit } from '../index.ts'

const database = await testDatabase()
const district = { role: 'district_approver', area: '120104' } as const
const reviewed = '2017-09-18'

/** Accepted and reported by 赵敏, visited by 赵敏 and 李强: now at the district's review. */
async function atReview(stage: Stage) {
  const story = await build(stage)
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await publish(story, 'zhao', case_id, '2017-09-06')
  await day(story, '2017-09-14')
  await submitAs(story, 'zhao', case_id, '2017-09-14', '同意')
  await inspect(story, case_id, reviewed)
  return { story, case_id }
}

const acts = (story: Story, case_id: string, who: Caller) => {
  const as = <T>(work: Parameters<typeof onVersion<T>>[3]) =>
    onVersion(story.stage, case_id, who, work, { today: reviewed })
  return {
    review: () => as((act, version) => submit(act, { case_id, version, opinion: '同意' })),
    send_back: () => as((act, version) => returnCase(act, { case_id, version, reason: '材料不清楚' })),
    refuse: () => as((act, version) => refuseCase(act, { case_id, version, reason: '人均收入超过标准' })),
  }
}

const refused = { code: 'same_person_refused', status: 403 }

test('who accepted, visited or reported at the street does not review at the district in another post', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    for (const first of [story.zhao, story.li]) {
      const both = await buildSecondPost(stage.tx, first, district)
      const { review, send_back, refuse } = acts(story, case_id, both)
      for (const attempt of [review, send_back, refuse]) await assert.rejects(attempt(), refused)
      const { view } = await stage.as(both, (act) => viewCase(act, case_id), { today: reviewed })
      assert.match(view.acts.find((each) => each.act === 'submit')?.why_not ?? '', /须与“.*”的经办人分开/)
    }
    await acts(story, case_id, story.chen).review()
  }))

test('nor by another account of the same person', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    const { person_id } = await buildPerson(stage.tx, { division_code: '120104008012' })
    await stage.tx`update account set person_id = ${person_id} where account_id = ${story.li.account_id}`
    const again = await buildStaff(stage.tx, { ...district, person_id })
    await assert.rejects(acts(story, case_id, again).review(), refused)
  }))

test('nor whoever brings in a visit of the street late', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    const late = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008' })
    const visit = {
      ...visited,
      case_id,
      visit_id: crypto.randomUUID(),
      second_visitor_id: story.li.account_id,
    }
    await stage.as(late, (act) => recordVisit(act, visit), { today: reviewed })
    const both = await buildSecondPost(stage.tx, late, district)
    await assert.rejects(acts(story, case_id, both).review(), refused)
  }))

test('who worked on the case at the street or reviewed it does not decide; who did neither does', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    await acts(story, case_id, story.chen).review()
    await publish(story, 'chen', case_id, reviewed)
    await day(story, '2017-09-26')
    const both = await buildSecondPost(stage.tx, story.li, district)
    await assert.rejects(approve({ ...story, zheng: both }, 'zheng', case_id, '74250', '2017-09-27'), refused)
    await assert.rejects(approve(story, 'chen', case_id, '74250', '2017-09-27'), refused)
    await approve(story, 'zheng', case_id, '74250', '2017-09-27')
  }))

test('whoever signed for the district’s visit, first or second, does not decide; a third does', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    // Reviewed by somebody who did not visit: both who did are left to the rule on visits alone.
    await acts(story, case_id, story.zheng).review()
    await publish(story, 'chen', case_id, reviewed)
    await day(story, '2017-09-26')
    for (const visitor of [story.chen, story.sun]) {
      const decider = { ...story, zheng: visitor }
      await assert.rejects(approve(decider, 'zheng', case_id, '74250', '2017-09-27'), refused)
      const { view } = await stage.as(visitor, (act) => viewCase(act, case_id), { today: '2017-09-27' })
      assert.match(view.acts.find((each) => each.act === 'approve')?.why_not ?? '', /须与“入户”的经办人分开/)
    }
    const fourth = await buildStaff(stage.tx, district)
    await approve({ ...story, zheng: fourth }, 'zheng', case_id, '74250', '2017-09-27')
  }))

test('who reviews may have visited, and a visit made while a decision is pending bars from it in the database, too', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    await acts(story, case_id, story.sun).review()
    await publish(story, 'chen', case_id, reviewed)
    await day(story, '2017-09-26')
    const late = {
      ...visited,
      case_id,
      visit_id: crypto.randomUUID(),
      visited_on: '2017-09-26',
      second_visitor_id: story.zheng.account_id,
    }
    const fourth = await buildStaff(stage.tx, district)
    await stage.as(fourth, (act) => recordVisit(act, late), { today: '2017-09-27' })
    for (const who of [story.zheng, fourth])
      await assert.rejects(
        stage.as(
          story.chen,
          (act) => act.tx`
            update case_step set finished_on = '2017-09-27', outcome = 'approve', finished_by = ${who.account_id}
            where case_id = ${case_id} and step_id = 'determination'`,
        ),
        { constraint_name: 'case_step_by_another_person' },
      )
  }))

test('the database refuses the same, whatever the server forgot', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    const finish = (who: Caller & { account_id: string }, outcome: string) =>
      stage.as(
        story.chen,
        (act) => act.tx`
          update case_step set finished_on = ${reviewed}, outcome = ${outcome}, finished_by = ${who.account_id}
          where case_id = ${case_id} and step_id = 'district_review'`,
      )
    const violated = { constraint_name: 'case_step_by_another_person' }
    for (const who of [story.zhao, story.li]) {
      await assert.rejects(finish(who, 'submit'), violated)
      await assert.rejects(finish(who, 'return'), violated)
    }
    await finish(story.chen, 'submit')
    const decide = (decided_by: string) =>
      stage.as(
        story.chen,
        (act) => act.tx`
          insert into determination (case_id, household_id, programme_id, division_code, decided_on, effective_from,
            outcome, amount, member_count, law_version, receipt, receipt_hash, reason, decided_by, barred)
          select case_id, household_id, programme_id, division_code, ${reviewed}, '2017-10-01', 'eligible', 1, 1, '',
            '{}', '', '', ${decided_by}, ${[story.li.account_id]}::uuid[]
          from case_file where case_id = ${case_id}`,
      )
    await assert.rejects(decide(story.li.account_id), { constraint_name: 'determination_by_another_person' })
    await decide(story.zheng.account_id)
  }))

test('whoever accepted takes in the applicant’s withdrawal at any step', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await atReview(stage)
    const { row } = await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) => withdrawCase(act, { case_id, version, reason: '申请人找到工作' }),
      { today: reviewed },
    )
    assert.equal(row.outcome, 'withdrawn')
  }))
