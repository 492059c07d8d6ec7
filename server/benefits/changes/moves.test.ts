import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import {
  apply,
  build,
  check,
  committedStage,
  granted,
  onVersion,
  paid,
  programme_id,
  type Story,
} from '../../../test/builders/story.ts'
import { buildDivision, buildStaff } from '../../../test/builders/index.ts'
import { runJobs } from '../../../test/jobs.ts'
import {
  approveCase,
  listDeterminations,
  readReport,
  reportChange,
  submit,
  viewBenefitCase,
} from '../index.ts'
import { moveEntitlements, recordDifferences } from '../../payments/index.ts'
import { listTrialBalance } from '../../payments/ledger/queries.ts'
import { approvePayroll, draftPayroll, lockPayroll } from '../../payments/payroll/service.ts'
import { listPayrollLines } from '../../payments/payroll/queries.ts'
import { move } from '../../registries/households/index.ts'

const database = await testDatabase()
const stage = committedStage(database)
const { tx } = stage
const target = await buildDivision(tx, '120105001001')
await tx`update division set name = '河北区' where division_code = '120105'`

async function moved(story: Story, on: string): Promise<void> {
  const [household] = await tx<{ version: number }[]>`
    select version from household where household_id = ${story.household_id}`
  const to = { on, address: '新址', division_code: target, version: household!.version }
  await stage.as(story.chen, (act) => move(act, story.household_id, to), { today: on })
  await runJobs(database, on)
}

const office = async () => ({
  clerk: await buildStaff(tx, { role: 'street_clerk', area: '120105001' }),
  approver: await buildStaff(tx, { role: 'district_approver', area: '120105' }),
  second: await buildStaff(tx, { role: 'district_approver', area: '120105' }),
  finance: await buildStaff(tx, { role: 'finance', area: '120105' }),
})

const account = (story: Story) => tx`
  insert into bank_account (person_id, bank_name, number, valid, division_code)
  values (${story.head}, '示例银行', '6228000000000001', daterange('2010-01-01', null), '120104008012')`

/** A recovery of 100 yuan, known in the old district's books. */
async function overpaid(story: Story): Promise<void> {
  const [latest] = await stage.as(story.city, (act) =>
    listDeterminations(act.tx, story.household_id, programme_id),
  )
  await stage.as(
    story.chen,
    (act) =>
      recordDifferences(act, {
        household_id: story.household_id,
        programme_id,
        determination_id: latest!.determination_id,
        previous_determination_id: null,
        reason: '漏报收入',
        division_code: '120104008012',
        months: [{ month: '2017-10-01', due: [{ beneficiary_id: null, amount: 64_250n }] }],
      }),
    { today: '2017-11-02' },
  )
}

const receivable = async (district: string) => {
  const rows = await listTrialBalance(tx, { division_code: district, until: '2099-01-01' })
  return rows.find((row) => row.code === 'recovery_receivable')?.balance ?? 0n
}

test('who moves to another district is paid by it from the first month that is not paid, with account and recoveries', async () => {
  const story = await build(stage)
  await granted(story)
  await account(story)
  await paid(story, ['2017-10-01'], 74_250n)
  await overpaid(story)
  assert.equal(await receivable('120104'), 10_000n)
  await moved(story, '2017-11-20')
  const { finance, approver } = await office()
  const key = { programme_id, division_code: '120105', month: '2017-11-01' }
  const november = { today: '2017-11-21' }
  const draft = await stage.as(finance, (act) => draftPayroll(act, key), november)
  const locked = await stage.as(finance, (act) => lockPayroll(act, draft), november)
  const approved = await stage.as(approver, (act) => approvePayroll(act, locked), november)
  assert.deepEqual([approved.line_count, approved.total], [1, 64_250n])
  assert.deepEqual([await receivable('120104'), await receivable('120105')], [0n, 0n])
  await stage.as(story.city, (act) =>
    moveEntitlements(
      { ...act, caller: { kind: 'system', area: '12' } },
      { household_id: story.household_id, division_code: target },
    ),
  )
  const lines = await listPayrollLines(tx, {
    payroll_id: approved.payroll_id,
    state: null,
    division_code: null,
    limit: 5,
    offset: 0,
  })
  assert.equal(lines[0]?.division_code, target)
})

test('an open case goes along to the new office, which can finish it back to months that the old one paid', async () => {
  const story = await build(stage)
  await granted(story)
  await account(story)
  await paid(story, ['2017-11-01'], 74_250n)
  const { row } = await stage.as(
    story.resident,
    (act) =>
      reportChange(act, {
        household_id: story.household_id,
        programme_id,
        kind: 'income',
        changed_on: '2017-10-10',
        text: '退休金增加',
        household: {},
        members: [{ person_id: story.spouse, answers: { transfer_income: '193750' } }],
        person_id: null,
      }),
    { today: '2017-11-15' },
  )
  await moved(story, '2017-11-20')
  const { clerk, approver, second } = await office()
  await assert.rejects(
    stage.as(story.chen, (act) => viewBenefitCase(act, row.case_id), { today: '2017-11-21' }),
    { code: 'not_found' },
  )
  const seen = await stage.as(clerk, (act) => viewBenefitCase(act, row.case_id), { today: '2017-11-21' })
  assert.equal(seen.owner?.division_code.startsWith('120105'), true)
  const case_id = row.case_id
  for (const [who, at] of [
    [clerk, '2017-11-21'],
    [approver, '2017-11-22'],
  ] as const) {
    const { step_id } = (
      await tx<{ step_id: string }[]>`select step_id from case_file where case_id = ${case_id}`
    )[0]!
    if (step_id === 'determination') break
    await tx`update case_step set acts = '{record_visit,record_means_check}' where case_id = ${case_id} and finished_on is null`
    await onVersion(stage, case_id, who, (act, version) => submit(act, { case_id, version, opinion: '' }), {
      today: at,
    })
  }
  const amount = await stage.as(second, (act) => viewBenefitCase(act, case_id), { today: '2017-11-23' })
  const wanted = amount.months.at(-1)!.amount
  await onVersion(
    stage,
    case_id,
    second,
    (act, version) => approveCase(act, { case_id, version, amount: wanted, opinion: '' }),
    { today: '2017-11-23' },
  )
  const differences = await tx<{ month: string; amount: bigint; division_code: string }[]>`
    select month, amount, division_code from difference_item where household_id = ${story.household_id}`
  assert.deepEqual(
    differences.map((each) => [each.month, each.amount, each.division_code]),
    [['2017-11-01', BigInt(wanted) - 74_250n, target]],
  )
})

test('the means check of an open case goes along whole: the new office reads the report, the old one no longer', async () => {
  const story = await build(stage)
  const { case_id } = await apply(story)
  await check(story, case_id)
  const { clerk } = await office()
  const [{ means_check_id }] = await tx<[{ means_check_id: string }]>`
    select means_check_id from means_check where case_id = ${case_id}`
  const read = (who: typeof clerk) =>
    stage.as(who, (act) => readReport(act, means_check_id), { today: '2017-09-06' })
  assert.equal((await read(story.zhao)).genuine, true)
  await assert.rejects(read(clerk), { code: 'not_found' })
  await moved(story, '2017-09-05')
  assert.equal((await read(clerk)).genuine, true)
  await assert.rejects(read(story.zhao), { code: 'not_found' })
})
