import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import {
  apply,
  build,
  community,
  entitlements,
  granted,
  onVersion,
  paid,
  programme_id,
  submitAs,
  tell,
  type Story,
} from '../../../test/builders/story.ts'
import {
  approveCase,
  listDeterminations,
  replayDetermination,
  reportChange,
  stopAfterDeath,
  viewBenefitCase,
} from '../index.ts'

const database = await testDatabase()

/** A pension that rose far over the standard on the day, reported and brought to the approver's desk. */
async function risen(story: Story, changed_on: string, today: string): Promise<string> {
  const change = {
    household_id: story.household_id,
    programme_id,
    kind: 'income' as const,
    changed_on,
    text: '退休金补发上调',
    household: {},
    members: [{ person_id: story.spouse, answers: { transfer_income: '700000' } }],
    person_id: null,
  }
  const { row } = await story.stage.as(story.zhao, (act) => reportChange(act, change), { today })
  await submitAs(story, 'zhao', row.case_id, today, '属实')
  return row.case_id
}

const approveExit = (
  story: Story,
  case_id: string,
  amount: string,
  months: number | undefined,
  today: string,
) =>
  onVersion(
    story.stage,
    case_id,
    story.zheng,
    (act, version) =>
      approveCase(act, {
        case_id,
        version,
        amount,
        opinion: '',
        ...(months === undefined ? {} : { gradual_exit_months: months }),
      }),
    { today },
  )

const look = (story: Story, case_id: string, today: string) =>
  story.stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today })

test('from 2022-10-20 a household over the standard may be kept on for up to six months, and applies again afterwards', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2022-11-01'], 74_250n)
    const case_id = await risen(story, '2022-10-21', '2022-11-07')
    const page = await look(story, case_id, '2022-11-08')
    assert.equal(page.preview?.outcome, 'ineligible')
    const { gradual_exit } = page
    assert.deepEqual(
      [gradual_exit?.up_to_months, gradual_exit?.amount, gradual_exit?.from, gradual_exit?.article.article],
      [6, '74250', '2022-11-01', '渐退期'],
    )
    assert.equal(gradual_exit?.to_verify, '2022年10月20日通知的原文待核实')
    await assert.rejects(approveExit(story, case_id, '74250', 7, '2022-11-08'), {
      code: 'gradual_exit_too_long',
    })
    await assert.rejects(approveExit(story, case_id, '0', 6, '2022-11-08'), { code: 'amount_changed' })
    const { determination_id } = await approveExit(story, case_id, '74250', 6, '2022-11-08')
    const [made] = await stage.as(story.zheng, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual(
      [made?.outcome, made?.amount, made?.effective_from, made?.effective_until, made?.next_review_on],
      ['eligible', 74_250n, '2022-11-01', '2023-05-01', null],
    )
    assert.equal(made?.reason, '人均收入超过标准，渐退 6 个月')
    assert.deepEqual(
      (await entitlements(story)).map((each) => [each.from_month, each.until_month]),
      [
        ['2017-10-01', '2022-11-01'],
        ['2022-11-01', '2023-05-01'],
      ],
    )
    const differences = await stage.tx`select amount from difference_item`
    assert.equal(differences.length, 0, 'what was paid for November stays with the household')
    const replayed = await stage.as(story.zheng, (act) => replayDetermination(act, determination_id!))
    assert.deepEqual([replayed.same, replayed.recomputed_amount], [true, 74_250n])
    await tell(story, case_id, '2022-11-09')
    const [message] = await stage.tx<
      { body: string }[]
    >`select body from message where case_id = ${case_id} order by message_id desc limit 1`
    assert.match(message?.body ?? '', /渐退：每月 742\.50 元发到2023年4月，2023年5月起停发/)
    await assert.rejects(apply(story, {}, '2023-01-05'), { code: 'already_entitled' })
    const again = await apply(story, {}, '2023-04-10')
    assert.match(again.case_number, /〔2023〕/)
  }))

test('the approver may also end it at once; the gradual exit is an offer', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const case_id = await risen(story, '2022-11-02', '2022-11-07')
    await approveExit(story, case_id, '0', undefined, '2022-11-08')
    assert.deepEqual(
      (await entitlements(story)).map((each) => each.until_month),
      ['2022-12-01'],
    )
  }))

test('under the 2012 rule nobody is kept on, and under none who fails by more than income', () =>
  database.inRollback(async (stage) => {
    const before = await build(stage)
    await granted(before)
    const early = await risen(before, '2018-02-05', '2018-02-06')
    await submitAs(before, 'chen', early, '2018-02-07', '同意')
    assert.equal((await look(before, early, '2018-02-08')).gradual_exit, null)
    await assert.rejects(approveExit(before, early, '74250', 3, '2018-02-08'), {
      code: 'gradual_exit_not_possible',
    })
    const rich = await build(stage)
    await granted(rich)
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${rich.household_id}, 'household', ${rich.household_id}, 'vehicle_count', '[2022-10-01,)', '2022-11-01', 1, 'register', '车辆登记', ${community})`
    const case_id = await risen(rich, '2022-11-02', '2022-11-07')
    assert.equal((await look(rich, case_id, '2022-11-08')).gradual_exit, null)
    await assert.rejects(approveExit(rich, case_id, '74250', 3, '2022-11-08'), {
      code: 'gradual_exit_not_possible',
    })
  }))

test('a death in the household does not shorten the gradual exit while income alone stands in the way', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const case_id = await risen(story, '2022-11-02', '2022-11-07')
    await approveExit(story, case_id, '74250', 6, '2022-11-08')
    const until = async () => (await entitlements(story)).at(-1)?.until_month
    assert.equal(await until(), '2023-06-01')
    await stage.tx`update household_member set valid = daterange(lower(valid), '2022-12-11') where person_id = ${story.child}`
    const death = {
      household_id: story.household_id,
    }
    const childDied = { ...death, person_id: story.child, death_date: '2022-12-10' }
    await stage.as(asSystem(), (act) => stopAfterDeath(act, childDied), { today: '2022-12-12' })
    assert.equal(await until(), '2023-06-01')
    // Income fell again: by the rules from the next month on, without an end.
    await stage.tx`update household_member set valid = daterange(lower(valid), '2023-01-11') where person_id = ${story.spouse}`
    const spouseDied = { ...death, person_id: story.spouse, death_date: '2023-01-10' }
    await stage.as(asSystem(), (act) => stopAfterDeath(act, spouseDied), { today: '2023-01-12' })
    const [latest] = await stage.as(story.zheng, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual([latest?.amount, latest?.effective_until], [101_000n, null])
    assert.equal(await until(), null)
  }))
