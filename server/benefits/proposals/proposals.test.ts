import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase, type Stage } from '../../../test/database.ts'
import {
  build,
  committedStage,
  entitlements,
  granted,
  paid,
  programme_id,
  type Story,
} from '../../../test/builders/story.ts'
import { applyAll, buildOfficers, enact, learned, redecide } from '../../../test/builders/proposals.ts'
import { runJobs } from '../../../test/jobs.ts'
import { announce } from '../../platform/jobs/index.ts'
import { buildStaff } from '../../../test/builders/index.ts'
import { selfCheck } from '../self-check/service.ts'
import { readLaw } from './current-law.ts'
import {
  approveProposal,
  changeProposal,
  draftProposal,
  returnProposal,
  submitProposal,
  viewProposal,
} from './service.ts'

const database = await testDatabase()

const rise = {
  title: '低保标准提到九百元',
  effective_from: '2017-12-01',
  document: '关于调整低保标准的通知（测试）',
  document_number: null,
  document_date: null,
  mark: 'M' as const,
  reason: '',
  changes_the_past: false,
  values: [
    { parameter: 'subsistence_standard_urban', value_division: '12', value: '900' },
    { parameter: 'subsistence_standard_rural', value_division: '12', value: '900' },
  ],
  versions: [],
}
type Draft = typeof rise

/** The law in memory is this process's own: put back what the files say when a test has ended. */
const inRollback = (work: (stage: Stage) => Promise<void>): Promise<void> =>
  database.inRollback(work).finally(() => readLaw(database.owner))

/** The spouse's pension turns out to be far over the standard: no benefit from the month on. */
async function stoppedFrom(story: Story, month: string, today: string): Promise<void> {
  await learned(story, story.spouse, { name: 'transfer_income', value: 900_000, from: today })
  await redecide(story, { month, today, reason: '收入超过标准' })
}

const running = async (story: Story) =>
  (await entitlements(story)).map((each) => [each.amount, each.from_month, each.until_month])

test('a standard that two people enacted raises every household’s amount from its month on, by the facts of its receipt', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const proposal_id = await enact(stage, await buildOfficers(stage), rise, '2017-11-06')
    // What became known since is for a change or a review to bring in.
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.head}, 'person', ${story.household_id}, 'wage_income', '[2017-10-01,)', '2017-11-01', 500000, 'register', '税务', '120104008012')`
    await applyAll(stage, proposal_id, '2017-11-06')
    assert.deepEqual(await running(story), [
      [74_250n, '2017-10-01', '2017-12-01'],
      [86_250n, '2017-12-01', null],
    ])
    const view = await stage.as(story.city, (act) => viewProposal(act, proposal_id))
    assert.deepEqual(
      [view.state, view.households_changed, view.households_waiting, view.difference_total],
      ['applied', 1, 0, '0'],
    )
    assert.deepEqual(
      view.values.map((each) => [each.before, each.value]),
      [
        ['860', '900'],
        ['860', '900'],
      ],
    )
  }))

test('before its month it is law to come: the household of today gets the amount of today', () =>
  inRollback(async (stage) => {
    const before = { ...rise, effective_from: '2018-02-01' }
    await enact(stage, await buildOfficers(stage), before, '2017-11-06')
    const answers = {
      register_kind: 'urban',
      member_count: 3,
      household_income: '183750',
      financial_assets: '0',
      vehicle_count: 0,
      home_count: 1,
      other_premises: false,
    }
    const amountOn = async (today: string) => {
      const { results } = await stage.as({ kind: 'public' }, async (act) => selfCheck(act, { answers }), {
        today,
      })
      return results.find((each) => each.programme_id === programme_id)?.amount
    }
    assert.equal(await amountOn('2018-01-31'), '74250')
    assert.equal(await amountOn('2018-02-01'), '86250')
  }))

test('a standard that reaches back pays the months that were paid too little, once', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01', '2017-11-01'], 74_250n)
    const people = await buildOfficers(stage)
    const back = { ...rise, effective_from: '2017-10-01' }
    await assert.rejects(enact(stage, people, back, '2017-11-20'), { code: 'proposal_changes_the_past' })
    const proposal_id = await enact(stage, people, { ...back, changes_the_past: true }, '2017-11-20')
    await applyAll(stage, proposal_id, '2017-11-20')
    await applyAll(stage, proposal_id, '2017-11-20')
    const differences = await stage.tx<{ month: string; amount: bigint }[]>`
      select month, amount from difference_item order by month`
    assert.deepEqual(
      [...differences],
      [
        { month: '2017-10-01', amount: 12_000n },
        { month: '2017-11-01', amount: 12_000n },
      ],
    )
    const view = await stage.as(story.city, (act) => viewProposal(act, proposal_id))
    assert.equal(view.difference_total, '24000')
  }))

test('a benefit that ended stays ended: only the months in which it was had are paid again', () =>
  inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01', '2017-11-01'], 74_250n)
    await stoppedFrom(story, '2017-12-01', '2017-11-20')
    const back = { ...rise, effective_from: '2017-10-01', changes_the_past: true }
    const proposal_id = await enact(stage, await buildOfficers(stage), back, '2017-12-20')
    await applyAll(stage, proposal_id, '2017-12-20')
    assert.deepEqual(await running(story), [[86_250n, '2017-10-01', '2017-12-01']])
    const differences = await stage.tx<{ month: string; amount: bigint }[]>`
      select month, amount from difference_item order by month`
    assert.deepEqual(
      differences.map((each) => [each.month, each.amount]),
      [
        ['2017-10-01', 12_000n],
        ['2017-11-01', 12_000n],
      ],
    )
  }))

test('nobody approves his own proposal, and nobody but the drafter changes it', () =>
  inRollback(async (stage) => {
    const { liu, zhou } = await buildOfficers(stage)
    const other = await buildStaff(stage.tx, { role: 'policy_officer', area: '12' })
    const proposal_id = await stage.as(liu, (act) => draftProposal(act, rise))
    await assert.rejects(
      stage.as(other, (act) => changeProposal(act, { ...rise, proposal_id, version: 1 })),
      { code: 'proposal_not_yours' },
    )
    await assert.rejects(
      stage.as(zhou, (act) => approveProposal(act, { proposal_id, version: 1 })),
      {
        code: 'proposal_state_wrong',
      },
    )
    await stage.as(liu, (act) => submitProposal(act, { proposal_id, version: 1 }))
    await assert.rejects(
      stage.as(liu, (act) => approveProposal(act, { proposal_id, version: 2 })),
      {
        code: 'proposal_same_person',
      },
    )
    await assert.rejects(
      stage.as(zhou, (act) => approveProposal(act, { proposal_id, version: 1 })),
      {
        code: 'version_conflict',
      },
    )
    await stage.as(zhou, (act) => returnProposal(act, { proposal_id, version: 2 }))
    await stage.as(liu, (act) => submitProposal(act, { proposal_id, version: 3 }))
    await stage.as(other, (act) => approveProposal(act, { proposal_id, version: 4 }))
  }))

test('a value without document, of an unknown parameter, of another city, or on a day that has one is refused', () =>
  inRollback(async (stage) => {
    const { liu } = await buildOfficers(stage)
    const clerk = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008' })
    const [urban] = rise.values
    const refused = (draft: Draft, code: string) =>
      assert.rejects(
        stage.as(liu, (act) => draftProposal(act, draft)),
        { code },
      )
    await refused({ ...rise, values: [{ ...urban!, parameter: 'unheard_of' }] }, 'proposal_value_wrong')
    await refused({ ...rise, values: [{ ...urban!, value: '900.001' }] }, 'proposal_value_wrong')
    await refused({ ...rise, values: [{ ...urban!, value: '-1' }] }, 'proposal_value_wrong')
    await refused({ ...rise, values: [{ ...urban!, value_division: '13' }] }, 'proposal_value_wrong')
    await refused({ ...rise, effective_from: '2018-04-01' }, 'proposal_value_wrong')
    await assert.rejects(
      stage.as(clerk, (act) => draftProposal(act, rise)),
      { code: 'case_not_yours' },
    )
    await assert.rejects(
      stage.tx.savepoint(
        (tx) => tx`
        insert into proposal (title, effective_from, document, mark, prepared_by, prepared_on, division_code)
        values ('没有依据', '2018-01-01', '', 'M', ${liu.account_id}, '2017-09-01', '12')`,
      ),
      /proposal_document_check/,
    )
  }))

test('two proposals cannot enact one value for one day', () =>
  inRollback(async (stage) => {
    const people = await buildOfficers(stage)
    await enact(stage, people, rise, '2017-11-06')
    await assert.rejects(enact(stage, people, { ...rise, title: '再提一次' }, '2017-11-06'), {
      code: 'proposal_value_wrong',
    })
  }))

// Last: what it enacts is committed.
test('an approved standard waits for its time and is applied when the day has come', async () => {
  const stage = committedStage(database)
  const story = await build(stage)
  await granted(story)
  const later = { ...rise, effective_from: '2018-02-01' }
  const proposal_id = await enact(stage, await buildOfficers(stage), later, '2017-11-06')
  const state = async () => (await stage.tx`select state from proposal where proposal_id = ${proposal_id}`)[0]
  await runJobs(database, '2017-11-06')
  assert.equal((await state())?.['state'], 'approved')
  await stage.as(asSystem(), (act) => announce(act, { kind: 'business_day.moved' }), { today: '2018-01-02' })
  await runJobs(database, '2018-01-02')
  assert.equal((await state())?.['state'], 'applied')
  assert.deepEqual((await running(story)).at(-1), [86_250n, '2018-02-01', null])
})
