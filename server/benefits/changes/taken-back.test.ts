import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import {
  approve,
  build,
  committedStage,
  granted,
  onVersion,
  programme_id,
  submitAs,
  tell,
  type Story,
} from '../../../test/builders/story.ts'
import { fileAppeal } from '../../casework/appeals/service.ts'
import { withdrawCase } from '../../casework/index.ts'
import { recordFact } from '../../registries/people/index.ts'
import {
  decideAppeal,
  examineAppeal,
  previewChange,
  refuseCase,
  reportChange,
  viewBenefitCase,
} from '../index.ts'
import { householdOn, loadHistory } from '../households/history.ts'

const database = await testDatabase()
const stage = committedStage(database)
const today = '2017-12-11'

/** 刘志强's pension as the means check found it (1,837.50) is reported as 1,987.50 from 10 November. */
async function reported(facts: Record<string, string> = { transfer_income: '198750' }) {
  const story = await build(stage)
  await granted(story)
  const { row } = await stage.as(
    story.zhao,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind: 'income',
        changed_on: '2017-11-10',
        text: '退休金上调',
        household: {},
        members: [{ person_id: story.spouse, answers: facts }],
        person_id: null,
      }),
    { today },
  )
  return { story, case_id: row.case_id }
}

async function takenBackOn(day: string, { story, case_id }: Awaited<ReturnType<typeof reported>>) {
  await onVersion(
    stage,
    case_id,
    story.resident,
    (act, version) => withdrawCase(act, { case_id, version, reason: '报错了' }),
    { today: day },
  )
  await runJobs(database, day)
}

/** A fact of 刘志强 as it holds on a day by what was known on a day. */
async function known(story: Story, name: string, holding_on: string, known_on: string) {
  const { facts } = await stage.as(story.city, async (act) =>
    householdOn(await loadHistory(act, story.household_id), { holding_on, known_on }),
  )
  return facts.get(`${story.spouse} ${name}`)?.number_value ?? null
}

test('what a report declared counts while it is open, and no longer once it is taken back; asked as of before, it still does', async () => {
  const told = await reported()
  const { story } = told
  const pension = (holding_on: string, known_on: string) =>
    known(story, 'transfer_income', holding_on, known_on)
  assert.equal(await pension('2017-12-11', today), 198_750n)
  await takenBackOn('2017-12-13', told)
  assert.equal(await pension('2017-12-13', '2017-12-13'), 183_750n)
  assert.equal(await pension('2017-11-10', '2017-12-13'), 183_750n)
  assert.equal(await pension('2017-12-11', '2017-12-12'), 198_750n)
  const { months } = await stage.as(
    story.zhao,
    (act) =>
      previewChange(act, {
        household_id: story.household_id,
        programme_id,
        kind: 'other',
        changed_on: '2017-11-10',
        text: '再试算一次',
        household: {},
        members: [],
        person_id: null,
      }),
    { today: '2017-12-14' },
  )
  assert.ok(months.every(({ amount, previous_amount }) => amount === previous_amount))
})

/** Meanwhile the register says 2,010.00 of the pension from December on. */
const pensionInRegister = (story: Awaited<ReturnType<typeof reported>>['story']) =>
  stage.as(
    story.zhao,
    (act) =>
      recordFact(act, story.spouse, {
        name: 'transfer_income',
        number_value: 201_000n,
        valid_from: '2017-12-01',
        source_kind: 'register',
        source_name: '社会保险',
      }),
    { today: '2017-12-12' },
  )

test('what became known otherwise meanwhile stays', async () => {
  const told = await reported()
  const { story } = told
  await pensionInRegister(story)
  await takenBackOn('2017-12-13', told)
  assert.equal(await known(story, 'transfer_income', '2017-12-13', '2017-12-13'), 201_000n)
  assert.equal(await known(story, 'transfer_income', '2017-11-20', '2017-12-13'), 183_750n)
})

test('what nobody knew before is unknown again, not nothing', async () => {
  const told = await reported({ transfer_income: '198750', disability_grade: '1' })
  const { story } = told
  await stage.tx`delete from fact where subject_id = ${story.spouse} and name = 'transfer_income'
    and source_reference is distinct from (select case_number from case_file where case_id = ${told.case_id})`
  await takenBackOn('2017-12-13', told)
  assert.equal(await known(story, 'transfer_income', '2017-12-13', '2017-12-13'), null)
})

const refused = ({ story, case_id }: Awaited<ReturnType<typeof reported>>, day: string) =>
  onVersion(
    stage,
    case_id,
    story.zhao,
    (act, version) => refuseCase(act, { case_id, version, reason: '退休金没有上调，申报有误' }),
    { today: day },
  )

test('what a refused report declared is no longer known; asked as of before, it still is', async () => {
  const told = await reported()
  const { story } = told
  await refused(told, '2017-12-13')
  const pension = (holding_on: string, known_on: string) =>
    known(story, 'transfer_income', holding_on, known_on)
  assert.equal(await pension('2017-12-13', '2017-12-13'), 183_750n)
  assert.equal(await pension('2017-12-13', '2017-12-12'), 198_750n)
})

test('what somebody else found while a report was looked into stays known when the report is refused', async () => {
  const told = await reported()
  const { story } = told
  await pensionInRegister(story)
  await refused(told, '2017-12-13')
  assert.equal(await known(story, 'transfer_income', '2017-12-13', '2017-12-13'), 201_000n)
})

test('an appeal that overturns the refusal leaves what was reported standing again, and has it gone into anew', async () => {
  const told = await reported()
  const { story, case_id } = told
  await refused(told, '2017-12-13')
  await tell(story, case_id, '2017-12-14')
  const { appeal_id, appeal } = await stage.as(
    story.resident,
    (act) => fileAppeal(act, { case_id, grounds: '退休金确实上调了', ask_for_stay: false }),
    { today: '2017-12-18' },
  )
  const appeal_case_id = appeal.row.case_id
  const admitted = { appeal_id, admit: true, stays: false, reason: '符合受理条件' }
  await onVersion(
    stage,
    appeal_case_id,
    story.city,
    (act, version) => examineAppeal(act, { ...admitted, version }),
    { today: '2017-12-19' },
  )
  const effect = await onVersion(
    stage,
    appeal_case_id,
    story.city,
    (act, version) =>
      decideAppeal(act, { appeal_id, version, decision: 'changed', reasons: '有社保的上调通知' }),
    { today: '2017-12-20' },
  )
  assert.ok(effect.reopened_case_id)
  assert.equal(await known(story, 'transfer_income', '2017-12-20', '2017-12-20'), 198_750n)
  assert.equal(await known(story, 'transfer_income', '2017-12-20', '2017-12-19'), 183_750n)
})

test('a report that was decided on stays known', async () => {
  const { story, case_id } = await reported()
  await submitAs(story, 'zhao', case_id, '2017-12-12', '属实')
  await submitAs(story, 'chen', case_id, '2017-12-13', '同意')
  await approve(story, 'zheng', case_id, '59250', '2017-12-14')
  await runJobs(database, '2017-12-14')
  assert.equal(await known(story, 'transfer_income', '2017-12-14', '2017-12-14'), 198_750n)
})

test('a later case compares what was found with the declaration that stands, not with the one that was taken back', async () => {
  const told = await reported()
  const { story } = told
  await takenBackOn('2017-12-13', told)
  const again = await stage.as(
    story.zhao,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind: 'other',
        changed_on: '2017-12-01',
        text: '搬到楼下',
        household: {},
        members: [],
        person_id: null,
      }),
    { today: '2017-12-14' },
  )
  const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, again.row.case_id), {
    today: '2017-12-14',
  })
  const differing =
    JSON.stringify(page, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).match(
      /"discrepancy_text":"[^"]*"/g,
    ) ?? []
  assert.deepEqual([...new Set(differing)], ['"discrepancy_text":"比申报多 7.50 元"'])
})
