/** What one programme's decision does to what the household has of another, and what leaves no room for what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyFor, childOf, confirm, october, supported, toDistrict } from '../../test/builders/destitute.ts'
import { buildDetermination } from '../../test/builders/index.ts'
import {
  apply,
  approve,
  build,
  check,
  community,
  deliberate,
  entitlements,
  granted,
  onVersion,
  programme_id,
  tell,
  toDetermination,
  type Story,
} from '../../test/builders/story.ts'
import { asSystem, testDatabase, type Stage } from '../../test/database.ts'
import { listDeterminations, refuseCase, settleOtherProgrammes, viewBenefitCase } from './index.ts'

const database = await testDatabase()
const destitute = 'extreme-poverty-support'
const lowIncome = 'low-income-household-aid'

const settle = (story: Story, made: { programme_id: string; effective_from: string }, today: string) =>
  story.stage.as(
    asSystem(),
    (act) => settleOtherProgrammes(act, { household_id: story.household_id, ...made }),
    { today },
  )

test('a child who is supported as destitute is taken out of the household on subsistence from the same month', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const { case_id } = await applyFor(story, [childOf(story)], '2017-09-29', story.head)
    await toDistrict(story, case_id, [childOf(story)], october, 183_000n)
    await confirm(story, case_id, '172000', '2017-10-23')
    await settle(story, { programme_id: destitute, effective_from: '2017-11-01' }, '2017-10-23')
    // 1830 for three is 610 a head; for the two that are left it is 915, over 860.
    const [made] = await stage.as(story.zheng, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual([made?.outcome, made?.amount, made?.effective_from], ['ineligible', 0n, '2017-11-01'])
    assert.equal(
      made?.reason,
      '特困人员救助供养已核定，特困人员单独供养，不计入低保、低收入家庭（《待遇衔接》特困人员另算）',
    )
    assert.deepEqual(
      (await entitlements(story)).map((each) => [each.programme_id, each.from_month, each.until_month]),
      [
        [destitute, '2017-11-01', null],
        [programme_id, '2017-10-01', '2017-11-01'],
      ],
    )
    // Once more, as after a job that was cut short: nothing is decided twice.
    await settle(story, { programme_id: destitute, effective_from: '2017-11-01' }, '2017-10-23')
    const all = await stage.as(story.zheng, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.equal(all.length, 2)
  }))

test('whoever is supported already is not counted when the household applies for subsistence', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await supported(story, [childOf(story)], '172000', story.head)
    const { case_id } = await apply(story, { pension: '160000', deposits: '0' }, '2017-10-09')
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-10-09' })
    // (860 − 1600 / 2) × 2; with the child it would be (860 − 1600 / 3) × 3.
    assert.equal(page.preview?.amount, '12000')
    assert.equal(page.preview?.member_count, 2)
  }))

async function onSubsistence(story: Story, from: string, until: string | null): Promise<void> {
  const { household_id, stage, head } = story
  const of = { household_id, division_code: community, amount: 74_250n }
  const made = await buildDetermination(stage.tx, { ...of, effective_from: from })
  await stage.tx`
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code)
    values (${household_id}, ${programme_id}, ${made}, ${head}, 74250, 3, daterange(${from}::date, ${until}::date), ${community})`
}

/** A household over the standard that would get low-income aid, at the approver's desk, with subsistence until then. */
async function withSubsistenceUntil(stage: Stage, until: string | null) {
  const story = await build(stage)
  await onSubsistence(story, '2017-04-01', until)
  const { case_id } = await apply(story, { programme_id: lowIncome, pension: '300000' })
  await check(story, case_id, 300_000n)
  await deliberate(story, case_id)
  await toDetermination(story, case_id)
  return { story, case_id }
}

test('a household that is still kept on subsistence gets no low-income aid beside it, by the article, and may be refused', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await withSubsistenceUntil(stage, '2018-01-01')
    const page = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(page.preview?.outcome, 'eligible')
    assert.equal(page.excluded_by?.article.article, '收入范围')
    const act = page.acts.find((each) => each.act === 'approve')
    assert.deepEqual([act?.allowed, act?.why_not], [false, '本户在享最低生活保障，不能同时享受'])
    await assert.rejects(approve(story, 'zheng', case_id, '25800', '2017-09-27'), {
      code: 'excluded_by_programme',
      status: 409,
    })
    const reason = '低保还在渐退期内'
    await onVersion(
      stage,
      case_id,
      story.zheng,
      (act_, version) => refuseCase(act_, { case_id, version, reason }),
      { today: '2017-09-27' },
    )
    await tell(story, case_id, '2017-09-28')
    const messages = await stage.tx<{ body: string }[]>`select body from message where case_id = ${case_id}`
    assert.ok(messages.some(({ body }) => body.includes('《低收入家庭救助标准》收入范围')))
    assert.deepEqual(
      (await entitlements(story)).map((each) => each.programme_id),
      [programme_id],
    )
  }))

test('when subsistence ends before the first month, low-income aid is approved', () =>
  database.inRollback(async (stage) => {
    const { story, case_id } = await withSubsistenceUntil(stage, '2017-10-01')
    await approve(story, 'zheng', case_id, '25800', '2017-09-27')
    assert.deepEqual(
      (await entitlements(story)).map((each) => [each.programme_id, each.from_month]),
      [
        [lowIncome, '2017-10-01'],
        [programme_id, '2017-04-01'],
      ],
    )
  }))

test('low-income aid that runs ends by the article in the month in which subsistence begins', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { programme_id: lowIncome, pension: '300000' })
    await check(story, case_id, 300_000n)
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await approve(story, 'zheng', case_id, '25800', '2017-09-27')
    await onSubsistence(story, '2017-11-01', null)
    await settle(story, { programme_id, effective_from: '2017-11-01' }, '2017-10-23')
    const lowIncomeMonths = (await entitlements(story)).filter((each) => each.programme_id === lowIncome)
    assert.deepEqual(
      lowIncomeMonths.map((each) => [each.from_month, each.until_month]),
      [['2017-10-01', '2017-11-01']],
    )
  }))
