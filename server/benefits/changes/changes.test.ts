import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import {
  programme_id,
  build,
  submitAs,
  day,
  approve,
  granted,
  entitlements,
  paid,
} from '../../../test/builders/story.ts'
import {
  listDeterminations,
  previewChange,
  replayDetermination,
  reportChange,
  startMeansCheck,
  stopAfterDeath,
  viewBenefitCase,
} from '../index.ts'

const database = await testDatabase()

test('a pension that rose in November is recovered for December and lowers what follows; nothing decided is edited', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01', '2017-11-01', '2017-12-01'], 74_250n)
    const report = (changed_on: string, today: string) =>
      stage.as(
        story.zhao,
        (act) =>
          reportChange(act, {
            household_id: story.household_id,
            programme_id,
            kind: 'income',
            changed_on,
            text: '退休金上调',
            household: {},
            members: [{ person_id: story.spouse, answers: { transfer_income: '198750' } }],
            person_id: null,
          }),
        { today },
      )
    await assert.rejects(report('2017-12-20', '2017-12-10'), { code: 'change_too_early' })
    const { row } = await report('2017-11-10', '2017-12-11')
    await assert.rejects(report('2017-11-10', '2017-12-11'), { code: 'case_already_open' })
    assert.equal(row.step_id, 'visit')
    const { case_id } = row
    await submitAs(story, 'zhao', case_id, '2017-12-12', '属实')
    const page = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), { today: '2017-12-13' })
    assert.deepEqual(
      page.months.map(({ month, amount, difference }) => [month, amount, difference]),
      [
        ['2017-12-01', '59250', '-15000'],
        ['2018-01-01', '59250', '0'],
      ],
    )
    await submitAs(story, 'chen', case_id, '2017-12-13', '同意')
    await assert.rejects(approve(story, 'chen', case_id, '59250', '2017-12-14'), {
      code: 'same_person_refused',
    })
    await approve(story, 'zheng', case_id, '59250', '2017-12-14')
    const differences = await stage.tx<
      { month: string; amount: bigint }[]
    >`select month, amount from difference_item`
    assert.deepEqual([...differences], [{ month: '2017-12-01', amount: -15_000n }])
    const [latest, first] = await stage.as(story.city, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.equal(latest?.amount, 59_250n)
    assert.equal(latest?.supersedes, first?.determination_id)
    assert.equal(first?.amount, 74_250n)
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.deepEqual(
      running.map((each) => [each.amount, each.from_month]),
      [[59_250n, '2017-12-01']],
    )
  }))

test('a new standard from April is determined by the law of its month', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const { row } = await stage.as(
      story.zhao,
      (act) =>
        reportChange(act, {
          household_id: story.household_id,
          programme_id,
          kind: 'income',
          changed_on: '2018-02-10',
          text: '退休金上调',
          household: {},
          members: [{ person_id: story.spouse, answers: { transfer_income: '198750' } }],
          person_id: null,
        }),
      { today: '2018-04-02' },
    )
    await submitAs(story, 'zhao', row.case_id, '2018-04-03')
    await submitAs(story, 'chen', row.case_id, '2018-04-04')
    await approve(story, 'zheng', row.case_id, '77250', '2018-04-08')
    const made = await stage.as(story.city, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual(
      made.map((each) => [each.effective_from, each.amount]),
      [
        ['2018-04-01', 77_250n],
        ['2018-03-01', 59_250n],
        ['2017-10-01', 74_250n],
      ],
    )
  }))

test('a death is acted on the same day: the share of the dead ends with the next month', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`update person set death_date = '2017-11-20' where person_id = ${story.spouse}`
    await stage.tx`update household_member set valid = daterange(lower(valid), '2017-11-21') where person_id = ${story.spouse}`
    const stop = () =>
      stage.as(
        asSystem(),
        (act) =>
          stopAfterDeath(act, {
            household_id: story.household_id,
            person_id: story.spouse,
            death_date: '2017-11-20',
          }),
        { today: '2017-11-20' },
      )
    await stop()
    await stop()
    const made = await stage.as(story.city, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual(made.map((each) => [each.effective_from, each.amount, each.reason]).slice(0, 1), [
      ['2017-12-01', 172_000n, '成员死亡'],
    ])
    assert.equal(made.length, 2)
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.deepEqual(
      running.map((each) => each.amount),
      [172_000n],
    )
  }))

test('a death is previewed without the dead: the share of two, not of three', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const preview = await stage.as(
      story.zhao,
      (act) =>
        previewChange(act, {
          household_id: story.household_id,
          programme_id,
          kind: 'death',
          changed_on: '2017-11-10',
          text: '',
          household: {},
          members: [],
          person_id: story.spouse,
        }),
      { today: '2017-11-10' },
    )
    assert.equal(preview.decision.amount, '172000')
    assert.deepEqual(
      preview.months.map(({ month, amount, previous_amount }) => [month, amount, previous_amount]),
      [['2017-12-01', '172000', '74250']],
    )
  }))

test('the death of the last member is previewed as an end, not as a gap in the register', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`delete from household_member where person_id in ${stage.tx([story.spouse, story.child])}`
    const preview = await stage.as(
      story.zhao,
      (act) =>
        previewChange(act, {
          household_id: story.household_id,
          programme_id,
          kind: 'death',
          changed_on: '2017-11-10',
          text: '',
          household: {},
          members: [],
          person_id: story.head,
        }),
      { today: '2017-11-10' },
    )
    assert.equal(preview.decision.outcome, 'ineligible')
    assert.deepEqual(
      preview.months.map(({ month, amount }) => [month, amount]),
      [['2017-12-01', '0']],
    )
  }))

test('when the last member dies payment ends', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`update household_member set valid = daterange(lower(valid), '2017-11-21') where household_id = ${story.household_id}`
    await stage.as(
      asSystem(),
      (act) =>
        stopAfterDeath(act, {
          household_id: story.household_id,
          person_id: story.head,
          death_date: '2017-11-20',
        }),
      { today: '2017-11-20' },
    )
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.equal(running.length, 0)
    const [latest] = await stage.as(story.city, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.equal(latest?.outcome, 'ineligible')
    assert.equal(
      (await stage.as(story.zheng, (act) => replayDetermination(act, latest!.determination_id))).same,
      true,
    )
  }))

test('a review opens when its day comes, once, and its result sets the next', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    assert.equal((await day(story, '2018-03-26')).reviews_opened, 0)
    assert.equal((await day(story, '2018-03-27')).reviews_opened, 1)
    assert.equal((await day(story, '2018-03-28')).reviews_opened, 0)
    const [review] = await stage.tx<
      { case_id: string }[]
    >`select case_id from case_file where kind = 'review'`
    const { case_id } = review!
    await assert.rejects(submitAs(story, 'zhao', case_id, '2018-03-29'), { code: 'act_required_first' })
    await assert.rejects(
      stage.as(story.zhao, (act) => startMeansCheck(act, case_id)),
      { code: 'authorisation_missing' },
    )
  }))
