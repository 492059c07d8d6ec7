import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getVersion } from '../../../engine/index.ts'
import { getProgramme, isInForce } from '../../../law/index.ts'
import {
  applyAll,
  buildOfficers,
  enact,
  learned,
  redecide,
  versionOf,
} from '../../../test/builders/proposals.ts'
import { build, entitlements, granted, paid, programme_id, type Story } from '../../../test/builders/story.ts'
import { testDatabase, type Stage } from '../../../test/database.ts'
import { programmeOf } from '../decisions/decide.ts'
import { findDetermination, listDeterminations } from '../determinations/queries.ts'
import { replayDetermination } from '../determinations/view.ts'
import { asProposed, readLaw } from './current-law.ts'
import { approveProposal, draftProposal, submitProposal, viewProposal } from './service.ts'
import { listChangeableVersions } from './versions.ts'

const database = await testDatabase()

const version = 'earned-income-draft'
const draft = {
  title: '就业收入扣减试行（测试）',
  effective_from: '2017-12-01',
  document: '就业收入扣减的草案（测试）',
  document_number: null,
  document_date: null,
  mark: 'M' as const,
  reason: '',
  changes_the_past: false,
  values: [] as { parameter: string; value_division: string; value: string }[],
  versions: [{ programme_id, version, version_division: '12' }],
}

/** The law in memory is this process's own: put back what the files say when a test has ended. */
const inRollback = (work: (stage: Stage) => Promise<void>): Promise<void> =>
  database.inRollback(work).finally(() => readLaw(database.owner))

/** 王桂兰 has found work: 2,100 yuan a month, and there is no pension any more. 480 yuan a month by the rules of 2014. */
async function earning(story: Story): Promise<void> {
  await granted(story)
  const from = '2017-10-05'
  await learned(story, story.head, { name: 'wage_income', value: 210_000, from })
  await learned(story, story.head, { name: 'employed', value: 1, from })
  await learned(story, story.spouse, { name: 'transfer_income', value: 0, from })
  await redecide(story, { month: '2017-11-01', today: '2017-10-09', reason: '找到工作' })
}

const running = async (story: Story) =>
  (await entitlements(story)).map((each) => [each.amount, each.from_month, each.until_month])
const receiptOf = async ({ stage, city }: Story, determination_id: string) =>
  (await stage.as(city, ({ tx }) => findDetermination(tx, determination_id)))!
const rulesOn = (date: string): string => getVersion(programmeOf(programme_id).rules, date, '120104').id

test('a draft of the rules is law nowhere: not while it is proposed, and not by one person alone', () =>
  inRollback(async (stage) => {
    const { liu } = await buildOfficers(stage)
    assert.equal(rulesOn('2099-01-01'), '2014')
    const proposal_id = await stage.as(liu, (act) => draftProposal(act, draft))
    await stage.as(liu, (act) => submitProposal(act, { proposal_id, version: 1 }))
    await readLaw(stage.tx)
    assert.equal(rulesOn('2017-12-01'), '2014')
    await assert.rejects(
      stage.as(liu, (act) => approveProposal(act, { proposal_id, version: 2 })),
      { code: 'proposal_same_person' },
    )
    // Nor past the house: the database asks for the one who approved.
    await assert.rejects(
      stage.as(liu, ({ tx }) =>
        tx.savepoint(
          (inner) => inner`
          insert into enacted_version (programme_id, version, version_division, effective_from, rules_hash, proposal_id, division_code)
          select programme_id, version, version_division, '2017-12-01', rules_hash, proposal_id, division_code
          from proposal_version where proposal_id = ${proposal_id}`,
        ),
      ),
      /row-level security/,
    )
    await readLaw(stage.tx)
    assert.equal(rulesOn('2099-01-01'), '2014')
  }))

test('approved by a second person, the draft is law from its day on and not the day before, in its city alone', () =>
  inRollback(async (stage) => {
    await enact(stage, await buildOfficers(stage), draft, '2017-11-06')
    assert.equal(rulesOn('2017-11-30'), '2014')
    assert.equal(rulesOn('2017-12-01'), version)
    assert.equal(getVersion(programmeOf(programme_id).rules, '2017-12-01', '110101').id, '2014')
  }))

test('every household with the benefit is decided by the new rules from their month on, and old receipts replay by the old', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await earning(story)
    const proposal_id = await enact(stage, await buildOfficers(stage), draft, '2017-11-06')
    await applyAll(stage, proposal_id, '2017-11-06')
    // 2,100 yuan count as 1,470: 490 a person, 370 under the standard, for three.
    assert.deepEqual(await running(story), [
      [74_250n, '2017-10-01', '2017-11-01'],
      [48_000n, '2017-11-01', '2017-12-01'],
      [111_000n, '2017-12-01', null],
    ])
    const rows = await stage.as(story.city, ({ tx }) =>
      listDeterminations(tx, story.household_id, programme_id),
    )
    const seen: Record<string, unknown> = {}
    for (const { determination_id, amount } of rows) {
      const { receipt } = await receiptOf(story, determination_id)
      const { same } = await stage.as(story.city, (act) => replayDetermination(act, determination_id))
      seen[String(amount)] = [receipt.version, same]
    }
    assert.deepEqual(seen, { 74250: ['2014', true], 48000: ['2014', true], 111000: [version, true] })
    const view = await stage.as(story.city, (act) => viewProposal(act, proposal_id))
    const [latest] = rows.filter(({ amount }) => amount === 111_000n)
    const { receipt } = await receiptOf(story, latest!.determination_id)
    assert.equal(receipt.law.slice(0, 8), view.versions[0]!.code)
  }))

test('rules that reach back have to say so, and pay what the months before were paid too little, once', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await earning(story)
    await paid(story, ['2017-11-01'], 48_000n)
    const people = await buildOfficers(stage)
    const back = { ...draft, effective_from: '2017-11-01' }
    await assert.rejects(enact(stage, people, back, '2017-12-04'), { code: 'proposal_changes_the_past' })
    const proposal_id = await enact(stage, people, { ...back, changes_the_past: true }, '2017-12-04')
    await applyAll(stage, proposal_id, '2017-12-04')
    await applyAll(stage, proposal_id, '2017-12-04')
    const differences = await stage.tx<{ month: string; amount: bigint }[]>`
      select month, amount from difference_item`
    assert.deepEqual([...differences], [{ month: '2017-11-01', amount: 63_000n }])
  }))

test('a draft brings its own value, which the proposal may set otherwise, and no proposal without the draft', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await earning(story)
    const half = { parameter: 'earned_income_deduction', value_division: '12', value: '0.5' }
    const people = await buildOfficers(stage)
    const { versions: _versions, ...alone } = { ...draft, values: [half] }
    await assert.rejects(
      stage.as(people.liu, (act) => draftProposal(act, { ...alone, versions: [] })),
      { code: 'proposal_value_wrong' },
    )
    const proposal_id = await enact(stage, people, { ...draft, values: [half] }, '2017-11-06')
    await applyAll(stage, proposal_id, '2017-11-06')
    // Half of 2,100 counts: 350 a person, 510 under the standard.
    assert.deepEqual((await running(story)).at(-1), [153_000n, '2017-12-01', null])
    // Once it is law, it is a value like any other.
    const later = {
      ...alone,
      effective_from: '2018-02-01',
      values: [{ ...half, value: '0.2' }],
      versions: [],
    }
    await applyAll(stage, await enact(stage, people, later, '2018-01-08'), '2018-01-08')
    assert.deepEqual((await running(story)).at(-1), [90_000n, '2018-02-01', null])
  }))

test('from a later day on the former rules may be put in force again', () =>
  inRollback(async (stage) => {
    const people = await buildOfficers(stage)
    await enact(stage, people, draft, '2017-11-06')
    const [former] = listChangeableVersions('2017-12-01', '12').filter((each) => !each.draft)
    assert.equal(former?.version, '2014')
    const back = {
      ...draft,
      effective_from: '2018-06-01',
      versions: [{ programme_id, version: '2014', version_division: '12' }],
    }
    await enact(stage, people, back, '2018-05-07')
    assert.deepEqual(['2018-05-31', '2018-06-01'].map(rulesOn), [version, '2014'])
  }))

test('rules that are not there, that hold already, of another city, or on a day that has some are refused', () =>
  inRollback(async (stage) => {
    const people = await buildOfficers(stage)
    const refused = (of: Partial<(typeof draft.versions)[0]>, rest: Partial<typeof draft> = {}) =>
      assert.rejects(
        stage.as(people.liu, (act) =>
          draftProposal(act, { ...draft, ...rest, versions: [{ ...draft.versions[0]!, ...of }] }),
        ),
        { code: 'proposal_value_wrong' },
      )
    await refused({ version: '1949' })
    await refused({ programme_id: 'nothing' })
    await refused({ version: '2014' })
    await refused({ version_division: '13' })
    // Before the standard of that law there is nothing to decide by.
    await refused({}, { effective_from: '1990-01-01', changes_the_past: true })
    await enact(stage, people, draft, '2017-11-06')
    await refused({})
    await refused({}, { effective_from: '2018-01-01' })
  }))

test('whoever approves puts in force the rules that were looked at, and no others', () =>
  inRollback(async (stage) => {
    const { liu, zhou } = await buildOfficers(stage)
    const proposal_id = await stage.as(liu, (act) => draftProposal(act, draft))
    await stage.as(liu, (act) => submitProposal(act, { proposal_id, version: 1 }))
    await stage.tx`update proposal_version set rules_hash = ${'0'.repeat(64)} where proposal_id = ${proposal_id}`
    await assert.rejects(
      stage.as(zhou, async (act) =>
        approveProposal(act, { proposal_id, version: await versionOf(stage, proposal_id) }),
      ),
      { code: 'proposal_rules_changed' },
    )
  }))

test('a proposal shows article by article what the draft makes different, and its worked cases by both', () =>
  inRollback(async (stage) => {
    const { liu } = await buildOfficers(stage)
    const proposal_id = await stage.as(liu, (act) => draftProposal(act, draft))
    const { versions } = await stage.as(liu, (act) => viewProposal(act, proposal_id))
    const [shown] = versions
    assert.equal(shown?.to_verify, true)
    const income = shown?.articles.find(({ label }) => label === '个人月收入')
    assert.match(income?.before ?? '', /「工资（/)
    assert.match(income?.after ?? '', /「扣减后的工资」/)
    const added = shown?.articles.find(({ label }) => label === '扣减后的工资')
    assert.equal(added?.before, null)
    const [first] = shown?.cases ?? []
    assert.deepEqual(
      [first?.before.outcome, first?.after.outcome, first?.after.amount],
      ['ineligible', 'eligible', '25000'],
    )
  }))

test('where the files have lost rules that were enacted, there is no law from their day on, rather than other law', () => {
  const gone = { programme_id, version: 'gone', division: '12', from: '2018-01-01' }
  const programme = asProposed(getProgramme(programme_id), { enacted: [], versions: [gone] })
  assert.equal(isInForce(programme, '2017-12-31', '120104'), true)
  assert.equal(isInForce(programme, '2018-01-01', '120104'), false)
})
