/** What a household gets of all programmes, month by month, and the warning of where more income leaves it less. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applyFor,
  buildWithElders,
  childOf,
  confirm,
  destitute,
  october,
  supported,
  toDistrict,
  wholly,
} from '../../../test/builders/destitute.ts'
import { buildHousehold, buildResident, buildStaff } from '../../../test/builders/index.ts'
import {
  apply,
  approve,
  build,
  check,
  deliberate,
  granted,
  paid,
  programme_id,
  toDetermination,
  type Story,
} from '../../../test/builders/story.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { reportChange, settleOtherProgrammes, stopAfterDeath, viewBenefitLedger } from '../index.ts'

const database = await testDatabase()
const lowIncome = 'low-income-household-aid'

const ledger = (story: Story, today: string, caller = story.zheng) =>
  story.stage.as(caller, (act) => viewBenefitLedger(act, story.household_id), { today })

test('each month says what is due of which programme, what was paid, and what is still open', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01'], 74_250n)
    const { rows, earlier } = await ledger(story, '2017-10-16')
    assert.deepEqual(
      rows.map((row) => [row.month, row.programme_id, row.due, row.paid, row.difference, row.member_count]),
      [
        ['2017-11-01', programme_id, '74250', '0', '74250', 3],
        ['2017-10-01', programme_id, '74250', '74250', '0', 3],
      ],
    )
    assert.equal(earlier, false)
  }))

test('a month that was paid too much is owed back until it is settled or waived', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01', '2017-11-01'], 74_250n)
    await stage.tx`update person set death_date = '2017-10-20' where person_id = ${story.child}`
    const death = {
      household_id: story.household_id,
      person_id: story.child,
      death_date: '2017-10-20',
    }
    await stage.as(asSystem(), (act) => stopAfterDeath(act, death), { today: '2017-11-13' })
    const november = async () =>
      (await ledger(story, '2017-11-13')).rows.find((row) => row.month === '2017-11-01')
    // 918.75 a head for the two that are left is over the standard: nothing is due for November.
    const before = await november()
    assert.deepEqual([before?.due, before?.paid, before?.difference], ['0', '74250', '-74250'])
    await stage.tx`update difference_item set settled_amount = -20000 where month = '2017-11-01'`
    const settled = await november()
    assert.deepEqual([settled?.paid, settled?.difference], ['54250', '-54250'])
    await stage.tx`update difference_item set state = 'waived', waiver_reason = '困难' where month = '2017-11-01'`
    const waived = await november()
    assert.deepEqual([waived?.waived, waived?.difference], ['54250', '0'])
  }))

test('two programmes of one household stand side by side, each with its own people; what an institution gets is apart', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const uncle = { person_id: story.spouse, lost: wholly, in_institution: true }
    await supported(story, [uncle], '252000')
    const { rows } = await ledger(story, '2017-10-16')
    assert.deepEqual(
      rows.map((row) => [row.month, row.programme_id, row.people, row.due, row.to_institution]),
      [
        ['2017-11-01', destitute, ['周德明'], '172000', '80000'],
        ['2017-10-01', destitute, ['周德明'], '172000', '80000'],
      ],
    )
  }))

test('a household sees its own ledger; neither another household nor a neighbouring street does', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const own = await ledger(story, '2017-10-16', story.resident as never)
    assert.equal(own.rows.length, 2)
    const other = await buildHousehold(stage.tx, { division_code: '120104009001' })
    const [person] = other.members
    const stranger = await buildResident(stage.tx, {
      person_id: person!.person_id,
      household_id: other.household_id,
    })
    const neighbour = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' })
    await assert.rejects(ledger(story, '2017-10-16', stranger as never), { status: 404 })
    await assert.rejects(ledger(story, '2017-10-16', neighbour), { status: 404 })
  }))

/** A household of three with a disabled member and a pension of 3,000 yuan, on low-income aid of 258 yuan a month. */
async function onLowIncomeAid(story: Story): Promise<void> {
  const { case_id } = await apply(story, { programme_id: lowIncome, pension: '300000' })
  await check(story, case_id, 300_000n)
  await deliberate(story, case_id)
  await toDetermination(story, case_id)
  await approve(story, 'zheng', case_id, '25800', '2017-09-27')
}

test('a household on low-income aid is warned of the income at which it loses 258 yuan, by which article', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await onLowIncomeAid(story)
    const { cliffs, cliffs_unknown } = await ledger(story, '2017-10-16')
    assert.equal(cliffs_unknown, null)
    const [cliff, ...others] = cliffs
    assert.deepEqual(others, [])
    // 1,290 a head is the ceiling: three times that, and a fen, less the 3,000 that they have.
    assert.deepEqual([cliff?.more_income, cliff?.monthly_loss], ['87001', '25799'])
    assert.equal(cliff?.loses_medical_aid, true)
    const [lost] = cliff?.lost ?? []
    assert.deepEqual([lost?.programme_id, lost?.before, lost?.after], [lowIncome, '25800', '0'])
    assert.equal(lost?.because?.article.article, '收入范围')
  }))

test('a household without any benefit is warned of nothing, and one whose income is not known is told so', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    assert.deepEqual((await ledger(story, '2017-09-15')).cliffs, [])
    await onLowIncomeAid(story)
    await stage.as(
      story.zhao,
      (act) =>
        reportChange(act, {
          household_id: story.household_id,
          programme_id: lowIncome,
          kind: 'income',
          changed_on: '2017-10-10',
          text: '收入说不准',
          household: {},
          members: [story.head, story.spouse, story.child].map((person_id) => ({
            person_id,
            answers: { transfer_income: null },
          })),
          person_id: null,
        }),
      { today: '2017-10-16' },
    )
    const { cliffs, cliffs_unknown } = await ledger(story, '2017-10-16')
    assert.deepEqual(cliffs, [])
    assert.equal(cliffs_unknown, '家里人的收入还不清楚，算不出收入再多会怎样')
  }))

test('whoever is supported apart is left out of the warning: what the others may earn is reckoned without him', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await onLowIncomeAid(story)
    const before = await ledger(story, '2017-10-16')
    await supportedLater(story)
    const after = await ledger(story, '2017-10-24')
    // 2 × 1,290 is under the 3,000 that the two have: low-income aid has ended with the child's support.
    assert.equal(before.cliffs.length, 1)
    assert.deepEqual(
      after.cliffs.flatMap((cliff) => cliff.lost).map((lost) => lost.programme_id),
      [],
    )
  }))

/** The grown child is supported as destitute from November, and the household's low-income aid is decided anew. */
async function supportedLater(story: Story): Promise<void> {
  const elders = [childOf(story)]
  const { case_id } = await applyFor(story, elders, '2017-09-29', story.head)
  await toDistrict(story, case_id, elders, october, 300_000n)
  await confirm(story, case_id, '172000', '2017-10-23')
  await story.stage.as(
    asSystem(),
    (act) =>
      settleOtherProgrammes(act, {
        household_id: story.household_id,
        programme_id: destitute,
        effective_from: '2017-11-01',
      }),
    { today: '2017-10-23' },
  )
}
