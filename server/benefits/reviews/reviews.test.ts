import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  apply,
  approve,
  build,
  day,
  entitlements,
  granted,
  onVersion,
  papers,
  programme_id,
  signAll,
  submitAs,
  tell,
  type Story,
} from '../../../test/builders/story.ts'
import {
  approveCase,
  listDeterminations,
  openReview,
  recordAnswers,
  sealMeansCheck,
  startMeansCheck,
  submit,
  viewBenefitCase,
} from '../index.ts'
import { getCase } from '../../casework/index.ts'

const database = await testDatabase()

/** A review that is due, taken to the approver's desk with what the pension source says. */
async function reviewed(story: Story, pension: bigint): Promise<string> {
  const { stage, zhao } = story
  await day(story, '2018-03-27')
  const [review] = await stage.tx<{ case_id: string }[]>`
    select case_id from case_file where kind = 'review' and household_id = ${story.household_id}`
  const { case_id } = review!
  await signAll(story, case_id, '2018-03-28')
  const means_check_id = await stage.as(zhao, (act) => startMeansCheck(act, case_id), { today: '2018-03-28' })
  const answers = papers(story, { pension, as_of: '2018-03-28' })
  await stage.as(zhao, (act) => recordAnswers(act, { means_check_id, version: 1, answers }), {
    today: '2018-03-29',
  })
  await stage.tx`update means_check_answer set discrepancy = 'explained', explanation = '已核实' where discrepancy = 'open'`
  await stage.as(zhao, (act) => sealMeansCheck(act, { means_check_id, version: 2 }), { today: '2018-03-29' })
  await submitAs(story, 'zhao', case_id, '2018-03-30')
  await submitAs(story, 'chen', case_id, '2018-03-30')
  return case_id
}

test('a review without change keeps the amount, by the new month’s standard, and sets the next review', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const case_id = await reviewed(story, 183_750n)
    const page = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2018-03-30' })
    assert.equal(page.preview?.amount, '92250')
    assert.equal(page.head.proposed_amount, 92_250n)
    // April 2018 brings the standard of 920.
    await approve(story, 'zheng', case_id, '92250', '2018-03-30')
    const [latest] = await stage.as(story.city, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.equal(latest?.amount, 92_250n)
    assert.equal(latest?.effective_from, '2018-04-01')
    assert.equal(latest?.next_review_on, '2018-09-30')
    await tell(story, case_id, '2018-04-02')
    assert.equal((await stage.as(story.chen, (act) => getCase(act, case_id))).row.outcome, 'approved')
  }))

test('a review that finds too much income ends the benefit with the next month, and the household may apply again', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const case_id = await reviewed(story, 400_000n)
    await approve(story, 'zheng', case_id, '0', '2018-03-30')
    await tell(story, case_id, '2018-04-02')
    assert.equal((await stage.as(story.chen, (act) => getCase(act, case_id))).row.outcome, 'ended')
    assert.deepEqual(
      (await entitlements(story)).map((each) => each.until_month),
      ['2018-04-01'],
    )
    const again = await apply(story, {}, '2018-06-04')
    assert.match(again.case_number, /津南开低保〔2018〕/)
  }))

test('a review may be opened before its day, and is not opened twice', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const open = () =>
      stage.as(
        story.zhao,
        (act) =>
          openReview(act, { household_id: story.household_id, programme_id, reason: '群众反映收入变化' }),
        { today: '2017-11-01' },
      )
    await assert.rejects(open(), { code: 'not_entitled' })
    await granted(story)
    const { case_id } = await open()
    await assert.rejects(open(), { code: 'case_already_open' })
    await assert.rejects(
      onVersion(stage, case_id, story.chen, (act, version) => submit(act, { case_id, version, opinion: '' })),
      { code: 'case_not_yours' },
    )
  }))

test('the approver chooses the class of review among those of the rule and the register; the facts suggest one', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const case_id = await reviewed(story, 183_750n)
    const page = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2018-03-30' })
    assert.deepEqual(
      page.review_classes.map((each) => [each.review_class, each.every_months, each.suggested]),
      [
        ['fairly_stable', 6, true],
        ['no_change_expected', 12, false],
        ['able_to_work_urban', 1, false],
      ],
    )
    const choose = (review_class: string) =>
      onVersion(
        stage,
        case_id,
        story.zheng,
        (act, version) => approveCase(act, { case_id, version, amount: '92250', opinion: '', review_class }),
        { today: '2018-03-30' },
      )
    await assert.rejects(choose('class_a'), { code: 'review_class_unknown' })
    await choose('able_to_work_urban')
    const [latest] = await stage.as(story.zheng, (act) =>
      listDeterminations(act.tx, story.household_id, programme_id),
    )
    assert.deepEqual([latest?.review_class, latest?.next_review_on], ['able_to_work_urban', '2018-04-30'])
  }))
