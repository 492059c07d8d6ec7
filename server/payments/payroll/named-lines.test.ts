import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDetermination, buildHousehold, buildStaff } from '../../../test/builders/index.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { changeBankAccount, readBankReturn, sendPayroll } from '../bank/service.ts'
import { grantEntitlement, recordDifferences } from '../entitlements/service.ts'
import { listMissedMonths } from './missed-months.ts'
import { listNamedExceptions } from './named-line-queries.ts'
import { listPayrollLines } from './queries.ts'
import { approvePayroll, draftPayroll, draftReissue, lockPayroll } from './service.ts'

const database = await testDatabase()
const programme_id = 'extreme-poverty-support'
const division_code = '120101001001'
const september = { programme_id, division_code: '120101', month: '2017-09-01' }
const october = { ...september, month: '2017-10-01' }
const inOctober = { today: '2017-10-02' }

/** 周德明 and 周德芳, each supported by name, with an account of their own. */
async function buildElders(stage: Stage, accounts = 2) {
  const { household_id, members } = await buildHousehold(stage.tx, {
    division_code,
    members: [
      { relation: 'head', name: '周德明' },
      { relation: 'sibling', name: '周德芳' },
    ],
  })
  const [brother, sister] = members.map((each) => each.person_id) as [string, string]
  for (const [at, person_id] of [brother, sister].slice(0, accounts).entries())
    await stage.tx`
      insert into bank_account (person_id, bank_name, number, valid, division_code)
      values (${person_id}, '示例银行', ${`6228000000000${at}00`}, daterange('2010-01-01', null), ${division_code})`
  const staff = {
    finance: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    second: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    approver: await buildStaff(stage.tx, { role: 'district_approver', area: '120101' }),
  }
  const of = { household_id, programme_id, division_code }
  let supersedes: string | undefined
  /** As a determination would. */
  const grant = async (amounts: Record<string, bigint>, from_month: string) => {
    const amount = Object.values(amounts).reduce((sum, each) => sum + each, 0n)
    const determination_id = await buildDetermination(stage.tx, {
      ...of,
      amount,
      effective_from: from_month,
      ...(supersedes === undefined ? {} : { supersedes }),
    })
    supersedes = determination_id
    const shares = Object.entries(amounts).map(([beneficiary_id, each]) => ({
      beneficiary_id,
      payee_id: beneficiary_id,
      amount: each,
    }))
    const given = { ...of, determination_id, payee_id: brother, amount, member_count: shares.length }
    await stage.as(staff.approver, (act) => grantEntitlement(act, { ...given, from_month, shares }))
    return determination_id
  }
  return { brother, sister, staff, of, grant }
}
type Elders = Awaited<ReturnType<typeof buildElders>>

const linesOf = async (stage: Stage, { staff }: Elders, payroll_id: string) => {
  const rows = await stage.as(staff.finance, (act) =>
    listPayrollLines(act.tx, { payroll_id, state: null, division_code: null, limit: 9, offset: 0 }),
  )
  return rows.toSorted((a, b) => a.payee_name.localeCompare(b.payee_name, 'zh'))
}
const amountsOf = async (stage: Stage, elders: Elders, payroll_id: string) =>
  (await linesOf(stage, elders, payroll_id)).map((row) => [row.payee_name, row.amount])

async function approved(stage: Stage, { staff }: Elders, key = september, moment = {}) {
  const draft = await stage.as(staff.finance, (act) => draftPayroll(act, key), moment)
  const locked = await stage.as(staff.finance, (act) => lockPayroll(act, draft), moment)
  return stage.as(staff.second, (act) => approvePayroll(act, locked), moment)
}

test('each who is supported by name has a line of the own, to the own account, once a month', () =>
  database.inRollback(async (stage) => {
    const elders = await buildElders(stage)
    await elders.grant({ [elders.brother]: 252_000n, [elders.sister]: 212_000n }, '2017-09-01')
    const { payroll_id } = await approved(stage, elders)
    assert.deepEqual(await amountsOf(stage, elders, payroll_id), [
      ['周德芳', 212_000n],
      ['周德明', 252_000n],
    ])
    await assert.rejects(approved(stage, elders), { code: 'payroll_empty' })
  }))

test('who has no account is named as the one that is missing, and the other is paid', () =>
  database.inRollback(async (stage) => {
    const elders = await buildElders(stage, 1)
    await elders.grant({ [elders.brother]: 252_000n, [elders.sister]: 212_000n }, '2017-09-01')
    const { payroll_id } = await approved(stage, elders)
    assert.deepEqual(await amountsOf(stage, elders, payroll_id), [['周德明', 252_000n]])
    const missing = await stage.as(elders.staff.finance, (act) =>
      listNamedExceptions(act.tx, { ...september, today: act.today }),
    )
    assert.deepEqual(
      missing.map(({ payee_name, amount, reason }) => [payee_name, amount, reason]),
      [['周德芳', 212_000n, 'no_account']],
    )
    const missed = await stage.as(elders.staff.finance, (act) => listMissedMonths(act), inOctober)
    assert.deepEqual(
      missed.map(({ month, household_count, amount, no_account_count }) => [
        month,
        household_count,
        amount,
        no_account_count,
      ]),
      [['2017-09-01', 1, 212_000n, 1]],
    )
  }))

test('what came back of one goes out again to this one’s new account, and the other is left alone', () =>
  database.inRollback(async (stage) => {
    const elders = await buildElders(stage)
    const { staff, sister } = elders
    await elders.grant({ [elders.brother]: 252_000n, [sister]: 212_000n }, '2017-09-01')
    const list = await approved(stage, elders)
    const sent = await stage.as(staff.finance, (act) => sendPayroll(act, list))
    const [hers, his] = await linesOf(stage, elders, sent.payroll_id)
    const content = Buffer.from(
      `发放编号,结果,原因\n${hers!.payroll_line_id},失败,账户已销户\n${his!.payroll_line_id},成功,\n`,
    )
    const input = { payroll_id: sent.payroll_id, name: 'r.csv', content }
    await stage.as(staff.finance, (act) => readBankReturn(act, input))
    const account = { person_id: sister, bank_name: '示例银行', number: '6228999900000001' }
    await stage.as(staff.finance, (act) => changeBankAccount(act, account))
    const again = await stage.as(staff.finance, (act) => draftReissue(act, { ...september, line_ids: null }))
    assert.deepEqual(
      (await linesOf(stage, elders, again.payroll_id)).map((row) => [row.beneficiary_name, row.amount]),
      [['周德芳', 212_000n]],
    )
  }))

test('what a past month owes to one goes to this one’s line, and whom nothing was paid for has a line of that month', () =>
  database.inRollback(async (stage) => {
    const elders = await buildElders(stage)
    const { brother, sister, staff, of } = elders
    const before = await elders.grant({ [brother]: 172_000n }, '2017-09-01')
    await approved(stage, elders)
    // Decided later for both, from September: the brother can do less, the sister is supported, too.
    const amounts = { [brother]: 212_000n, [sister]: 172_000n }
    const determination_id = await elders.grant(amounts, '2017-09-01')
    const due = Object.entries(amounts).map(([beneficiary_id, amount]) => ({ beneficiary_id, amount }))
    const recorded = await stage.as(staff.approver, (act) =>
      recordDifferences(act, {
        ...of,
        determination_id,
        previous_determination_id: before,
        reason: '重新核定',
        months: [{ month: '2017-09-01', due }],
      }),
    )
    assert.deepEqual([...recorded], [{ month: '2017-09-01', amount: 40_000n }])
    const late = await approved(stage, elders, september, inOctober)
    assert.deepEqual(await amountsOf(stage, elders, late.payroll_id), [['周德芳', 172_000n]])
    const { payroll_id } = await approved(stage, elders, october, inOctober)
    assert.deepEqual(await amountsOf(stage, elders, payroll_id), [
      ['周德芳', 172_000n],
      ['周德明', 252_000n],
    ])
  }))

test('a list that was drafted before somebody’s share changed is not locked', () =>
  database.inRollback(async (stage) => {
    const elders = await buildElders(stage)
    const { brother, sister, staff } = elders
    await elders.grant({ [brother]: 252_000n, [sister]: 212_000n }, '2017-09-01')
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    // The same sum for the household, shared otherwise.
    await elders.grant({ [brother]: 212_000n, [sister]: 252_000n }, '2017-09-01')
    await assert.rejects(
      stage.as(staff.finance, (act) => lockPayroll(act, draft)),
      { code: 'payroll_outdated' },
    )
    const again = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    await stage.as(staff.finance, (act) => lockPayroll(act, again))
  }))
