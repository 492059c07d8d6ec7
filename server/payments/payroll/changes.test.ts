import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDetermination, buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import type { BuiltEntitlement } from '../../../test/builders/entitlement.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { sendPayroll } from '../bank/service.ts'
import { listDifferencesOfHousehold, listMonthsPaid } from '../entitlements/queries.ts'
import {
  endEntitlement,
  grantEntitlement,
  placeHold,
  recordDifferences,
  stayRecoveries,
  waiveRecovery,
} from '../entitlements/service.ts'
import { listTrialBalance } from '../ledger/queries.ts'
import { listPayrollExceptions, listPayrollLines } from './queries.ts'
import type { PayrollRow } from './queries.ts'
import { approvePayroll, draftPayroll, lockPayroll, unlockPayroll } from './service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
const september = { programme_id, division_code: '120101', month: '2017-09-01' }
const october = { ...september, month: '2017-10-01' }
const inOctober = { today: '2017-10-09' }

async function staffOf(stage: Stage) {
  return {
    finance: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    approver: await buildStaff(stage.tx, { role: 'district_approver', area: '120101' }),
  }
}
type Staff = Awaited<ReturnType<typeof staffOf>>

const locked = async (stage: Stage, staff: Staff, key = september, moment = {}): Promise<PayrollRow> => {
  const draft = await stage.as(staff.finance, (act) => draftPayroll(act, key), moment)
  return stage.as(staff.finance, (act) => lockPayroll(act, draft), moment)
}
const approved = async (stage: Stage, staff: Staff, key = september, moment = {}): Promise<PayrollRow> => {
  const list = await locked(stage, staff, key, moment)
  return stage.as(staff.approver, (act) => approvePayroll(act, list), moment)
}

/** What a new determination does: from the month on another amount, and differences of months already paid. */
async function change(stage: Stage, staff: Staff, of: BuiltEntitlement, month: string, amount: bigint) {
  const determination_id = await buildDetermination(stage.tx, { ...of, amount, effective_from: month })
  const given = { ...of, programme_id, determination_id, amount, member_count: 1, from_month: month }
  await stage.as(staff.approver, async (act) => {
    await (amount === 0n ? endEntitlement(act, given) : grantEntitlement(act, given))
    const months = ['2017-09-01', '2017-10-01'].filter((each) => each >= month)
    return recordDifferences(act, {
      ...given,
      previous_determination_id: of.determination_id,
      reason: '改判',
      months: months.map((each) => ({ month: each, due: [{ beneficiary_id: null, amount }] })),
    })
  })
}

const items = (stage: Stage, staff: Staff, of: BuiltEntitlement) =>
  stage.as(staff.finance, (act) => listDifferencesOfHousehold(act.tx, of.household_id))
const linesOf = (stage: Stage, staff: Staff, payroll_id: string) =>
  stage.as(staff.finance, (act) =>
    listPayrollLines(act.tx, { payroll_id, state: null, division_code: null, limit: 200, offset: 0 }),
  )
const receivable = async (stage: Stage, staff: Staff) => {
  const rows = await stage.as(staff.finance, (act) =>
    listTrialBalance(act.tx, { division_code: '120101', until: '2099-01-01' }),
  )
  return rows.find((row) => row.code === 'recovery_receivable')?.balance ?? 0n
}

test('a draft has paid nobody: what changes before it is locked is simply drafted anew', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50_000n })
    await stage.as(staff.finance, (act) => draftPayroll(act, september))
    await change(stage, staff, household, '2017-09-01', 30_000n)
    assert.deepEqual([...(await items(stage, staff, household))], [])
    const again = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(again.total, 30_000n)
  }))

test('what changed while the list was locked sends it back to its maker instead of being paid twice', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50_000n })
    const list = await locked(stage, staff)
    await change(stage, staff, household, '2017-09-01', 30_000n)
    await assert.rejects(
      stage.as(staff.approver, (act) => approvePayroll(act, list)),
      { status: 409, code: 'payroll_outdated' },
    )
    await stage.as(staff.approver, (act) => unlockPayroll(act, list))
    const paid = await approved(stage, staff)
    assert.equal(paid.total, 30_000n)
    const months = await stage.as(staff.finance, (act) =>
      listMonthsPaid(act.tx, household.household_id, programme_id),
    )
    assert.deepEqual(
      months.map((each) => [each.month, each.regular_amount + each.difference_amount]),
      [['2017-09-01', 30_000n]],
    )
  }))

test('who lost the benefit, or whose payment was held, after the list was locked is not paid by it', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const ended = await buildEntitlement(stage.tx, { amount: 50_000n })
    const list = await locked(stage, staff)
    await change(stage, staff, ended, '2017-09-01', 0n)
    await assert.rejects(
      stage.as(staff.approver, (act) => approvePayroll(act, list)),
      { code: 'payroll_outdated' },
    )
    const held = await buildEntitlement(stage.tx, { amount: 20_000n })
    await stage.as(staff.approver, (act) => unlockPayroll(act, list))
    const second = await locked(stage, staff)
    await stage.as(staff.approver, (act) => placeHold(act, { ...held, programme_id, reason: 'change' }))
    await assert.rejects(
      stage.as(staff.approver, (act) => approvePayroll(act, second)),
      { code: 'payroll_outdated' },
    )
  }))

test('a recovery that was waived or stayed after the list was locked is not taken', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50_000n })
    await approved(stage, staff)
    await change(stage, staff, household, '2017-09-01', 35_000n)
    const list = await locked(stage, staff, october, inOctober)
    const [item] = await items(stage, staff, household)
    await stage.as(staff.approver, (act) => stayRecoveries(act, { ...household, programme_id, stayed: true }))
    await assert.rejects(
      stage.as(staff.approver, (act) => approvePayroll(act, list), inOctober),
      { code: 'payroll_outdated' },
    )
    const waiver = { difference_item_id: item!.difference_item_id, reason: '重病住院，无力退回' }
    await stage.as(staff.approver, (act) => waiveRecovery(act, waiver))
    await assert.rejects(
      stage.as(staff.approver, (act) => approvePayroll(act, list), inOctober),
      { code: 'payroll_outdated' },
    )
    assert.equal(await receivable(stage, staff), 0n)
    await stage.as(staff.approver, (act) => unlockPayroll(act, list), inOctober)
    assert.equal((await approved(stage, staff, october, inOctober)).total, 35_000n)
    assert.equal(await receivable(stage, staff), 0n)
  }))

test('what is owed for months that are over is paid also when the benefit has ended since', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50_000n })
    await approved(stage, staff)
    await change(stage, staff, household, '2017-09-01', 60_000n)
    await change(stage, staff, household, '2017-10-01', 0n)
    const paid = await approved(stage, staff, october, inOctober)
    const [line] = await linesOf(stage, staff, paid.payroll_id)
    assert.deepEqual([line?.regular_amount, line?.difference_amount, line?.amount], [0n, 10_000n, 10_000n])
    const [item] = await items(stage, staff, household)
    assert.equal(item?.state, 'settled')
    await stage.as(staff.finance, (act) => sendPayroll(act, paid), inOctober)
  }))

test('an entitled child under protection is missed by a list that its maker may not make, not forgotten', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const child = await buildEntitlement(stage.tx, { amount: 50_000n, name: '受护儿' })
    await buildEntitlement(stage.tx, { amount: 20_000n })
    await stage.tx`update person set restricted = true where person_id = ${child.payee_id}`
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(draft.total, 20_000n)
    const missed = await stage.as(staff.finance, (act) =>
      listPayrollExceptions(act.tx, { ...september, today: '2017-09-01' }),
    )
    assert.deepEqual(
      missed.map((each) => [each.reason, each.payee_name, each.amount]),
      [['restricted', '受保护对象', 50_000n]],
    )
    await stage.tx`
      insert into person_entitled (person_id, account_id, reason, entitled, granted_by, granted_on)
      values (${child.payee_id}, ${staff.finance.account_id}, '发放', true, ${staff.approver.account_id}, '2017-09-01')`
    const whole = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(whole.total, 70_000n)
    const seen = await stage.as(staff.approver, (act) =>
      listPayrollLines(act.tx, {
        payroll_id: whole.payroll_id,
        state: null,
        division_code: null,
        limit: 9,
        offset: 0,
      }),
    )
    assert.ok(!seen.some((line) => line.payee_name === '受护儿'))
    assert.ok(seen.some((line) => line.payee_name === '受保护对象'))
  }))
