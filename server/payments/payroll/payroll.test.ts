import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDetermination, buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { changeBankAccount, getBankFile, readBankReturn, sendPayroll } from '../bank/service.ts'
import { listBankFiles } from '../bank/queries.ts'
import {
  endEntitlement,
  placeHold,
  recordDifferences,
  releaseHold,
  waiveRecovery,
} from '../entitlements/service.ts'
import { listDifferencesOfHousehold } from '../entitlements/queries.ts'
import { listTrialBalance } from '../ledger/queries.ts'
import { listPayrollExceptions, listPayrollLines } from './queries.ts'
import { approvePayroll, draftPayroll, draftReissue, lockPayroll, unlockPayroll } from './service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
const september = { programme_id, division_code: '120101', month: '2017-09-01' }
const october = { ...september, month: '2017-10-01' }

async function staffOf(stage: Stage) {
  return {
    finance: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    second: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    approver: await buildStaff(stage.tx, { role: 'district_approver', area: '120101' }),
    neighbour: await buildStaff(stage.tx, { role: 'finance', area: '120102' }),
    clerk: await buildStaff(stage.tx, { role: 'street_clerk', area: '120101001' }),
  }
}
type Staff = Awaited<ReturnType<typeof staffOf>>

const lines = (stage: Stage, staff: Staff, payroll_id: string) =>
  stage.as(staff.finance, (act) =>
    listPayrollLines(act.tx, { payroll_id, state: null, division_code: null, limit: 200, offset: 0 }),
  )

const balance = async (stage: Stage, staff: Staff) => {
  const rows = await stage.as(staff.finance, (act) =>
    listTrialBalance(act.tx, { division_code: '120101', until: '2099-01-01' }),
  )
  assert.equal(
    rows.reduce((sum, row) => sum + row.balance, 0n),
    0n,
    'the trial balance is zero',
  )
  return Object.fromEntries(rows.map((row) => [row.code, row.balance]))
}

/** Drafts, locks, approves and sends; answers the payroll under way. */
async function sent(stage: Stage, staff: Staff, key = september, moment = {}) {
  const draft = await stage.as(staff.finance, (act) => draftPayroll(act, key), moment)
  const locked = await stage.as(staff.finance, (act) => lockPayroll(act, draft), moment)
  const approved = await stage.as(staff.second, (act) => approvePayroll(act, locked), moment)
  return stage.as(staff.finance, (act) => sendPayroll(act, approved), moment)
}

const answerOf = (rows: { id: string; reason?: string }[]) =>
  Buffer.from(
    `发放编号,结果,原因\n${rows.map((row) => (row.reason === undefined ? `${row.id},成功,` : `${row.id},失败,${row.reason}`)).join('\n')}\n`,
  )

test('an entitled household with an account is on the payroll of its month, once however often it is drafted', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    await buildEntitlement(stage.tx, { amount: 10000n, from_month: '2017-10-01' })
    await buildEntitlement(stage.tx, { amount: 20000n, division_code: '120102001001' })
    const first = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    const again = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(again.payroll_id, first.payroll_id)
    assert.equal(again.line_count, 1)
    assert.equal(again.total, 74250n)
  }))

test('a month that was locked pays only what it had not paid: the second run of the same month is empty', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    await sent(stage, staff)
    await assert.rejects(
      stage.as(staff.finance, (act) => draftPayroll(act, september)),
      { code: 'payroll_empty' },
    )
    await buildEntitlement(stage.tx, { amount: 500n })
    const later = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.deepEqual([later.sequence, later.line_count, later.total], [2, 1, 500n])
  }))

test('who made the list cannot approve it; another person can', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    const locked = await stage.as(staff.finance, (act) => lockPayroll(act, draft))
    await assert.rejects(
      stage.as(staff.finance, (act) => approvePayroll(act, locked)),
      { status: 403, code: 'payroll_self_approval' },
    )
    const approved = await stage.as(staff.approver, (act) => approvePayroll(act, locked))
    assert.equal(approved.state, 'approved')
    assert.equal((await balance(stage, staff)).assistance_payable, -74250n)
  }))

test('a locked list can go back to its maker; a list that was changed meanwhile is refused with both versions', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    const locked = await stage.as(staff.finance, (act) => lockPayroll(act, draft))
    const back = await stage.as(staff.approver, (act) => unlockPayroll(act, locked))
    assert.equal(back.state, 'draft')
    await assert.rejects(
      stage.as(staff.finance, (act) => lockPayroll(act, locked)),
      (error: { code: string; details: { current: { version: number } } }) =>
        error.code === 'payroll_version' && error.details.current.version === back.version,
    )
  }))

test('a clerk of a street may not draft a payroll, and a neighbouring district is not there', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    await assert.rejects(
      stage.as(staff.clerk, (act) => draftPayroll(act, september)),
      { status: 403 },
    )
    await assert.rejects(
      stage.as(staff.neighbour, (act) => draftPayroll(act, september)),
      { status: 404 },
    )
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    await assert.rejects(
      stage.as(staff.neighbour, (act) => lockPayroll(act, draft)),
      { status: 404 },
    )
  }))

test('a month that has not begun cannot be paid', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    await assert.rejects(
      stage.as(staff.finance, (act) => draftPayroll(act, october)),
      { code: 'payroll_month_ahead' },
    )
  }))

test('without an account, or held, a household is not paid but named with the reason', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const bare = await buildEntitlement(stage.tx, { amount: 100n, account: false })
    const held = await buildEntitlement(stage.tx, { amount: 200n })
    await buildEntitlement(stage.tx, { amount: 400n })
    await stage.as(staff.approver, (act) =>
      placeHold(act, { ...held, programme_id, reason: '复议期间停止执行' }),
    )
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(draft.total, 400n)
    const named = await stage.as(staff.finance, (act) =>
      listPayrollExceptions(act.tx, { ...september, today: '2017-09-01' }),
    )
    assert.deepEqual(
      new Map(named.map((row) => [row.household_id, row.reason])),
      new Map([
        [bare.household_id, 'no_account'],
        [held.household_id, 'held'],
      ]),
    )
    await stage.as(staff.approver, (act) =>
      releaseHold(act, { ...held, programme_id, reason: '复议期间停止执行' }),
    )
    const refreshed = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(refreshed.total, 600n)
  }))

test('the file names every payment with its amount in yuan, and its download is logged', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74205n, name: '王,桂"兰' })
    const payroll = await sent(stage, staff)
    const [file] = await stage.as(staff.finance, (act) => listBankFiles(act.tx, payroll.payroll_id))
    const { content } = await stage.as(staff.finance, (act) => getBankFile(act, file!.bank_file_id))
    const [head, line] = content.toString('utf8').split('\r\n')
    assert.equal(head, '发放编号,户名,账号,开户行,金额（元）,用途')
    assert.match(line!, /^[0-9a-f-]{36},王桂兰,\d+,示例银行,742\.05,社会救助201709$/)
    const logged = await stage.tx`select from audit_entry where act = 'bank_file.download'`
    assert.equal(logged.length, 1)
  }))

test('what the bank paid leaves the fund; what came back is owed again and goes out once more to a new account', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const good = await buildEntitlement(stage.tx, { amount: 74250n })
    const bad = await buildEntitlement(stage.tx, { amount: 30000n })
    const payroll = await sent(stage, staff)
    const ids = new Map(
      (await lines(stage, staff, payroll.payroll_id)).map((l) => [l.household_id, l.payroll_line_id]),
    )
    const content = answerOf([
      { id: ids.get(good.household_id)! },
      { id: ids.get(bad.household_id)!, reason: '账户已销户' },
    ])
    const input = { payroll_id: payroll.payroll_id, name: 'r.csv', content }
    const result = await stage.as(staff.finance, (act) => readBankReturn(act, input))
    assert.deepEqual([result.paid, result.returned, result.payroll.state], [74250n, 30000n, 'reconciled'])
    const repeated = await stage.as(staff.finance, (act) => readBankReturn(act, input))
    assert.equal(repeated.repeated, true)
    assert.deepEqual(await balance(stage, staff), {
      assistance_expense: 104250n,
      assistance_fund: -74250n,
      assistance_payable: -30000n,
      bank_transit: 0n,
    })
    const key = { ...september, line_ids: null }
    await assert.rejects(
      stage.as(staff.finance, (act) => draftReissue(act, key)),
      { code: 'payroll_empty' },
    )
    const account = { person_id: bad.payee_id, bank_name: '示例银行', number: '6228999900000001' }
    await stage.as(staff.finance, (act) => changeBankAccount(act, account))
    const again = await stage.as(staff.finance, (act) => draftReissue(act, key))
    assert.deepEqual([again.kind, again.line_count, again.total], ['reissue', 1, 30000n])
    const locked = await stage.as(staff.finance, (act) => lockPayroll(act, again))
    const approved = await stage.as(staff.second, (act) => approvePayroll(act, locked))
    const out = await stage.as(staff.finance, (act) => sendPayroll(act, approved))
    const [line] = await lines(stage, staff, out.payroll_id)
    const done = {
      payroll_id: out.payroll_id,
      name: 'r2.csv',
      content: answerOf([{ id: line!.payroll_line_id }]),
    }
    await stage.as(staff.finance, (act) => readBankReturn(act, done))
    assert.equal((await balance(stage, staff)).assistance_fund, -104250n)
    assert.equal((await balance(stage, staff)).assistance_payable, 0n)
  }))

test('one bad row or a foreign line in a return, and nothing of it is booked', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await buildEntitlement(stage.tx, { amount: 74250n })
    const payroll = await sent(stage, staff)
    const [line] = await lines(stage, staff, payroll.payroll_id)
    const read = (content: Buffer) =>
      stage.as(staff.finance, (act) =>
        readBankReturn(act, { payroll_id: payroll.payroll_id, name: 'r.csv', content }),
      )
    await assert.rejects(read(Buffer.from(`发放编号,结果,原因\n${line!.payroll_line_id},也许,\n`)), {
      code: 'bank_return_unreadable',
    })
    await assert.rejects(
      read(answerOf([{ id: line!.payroll_line_id }, { id: '00000000-0000-7000-8000-000000000000' }])),
      { code: 'bank_return_mismatch' },
    )
    assert.equal((await lines(stage, staff, payroll.payroll_id))[0]!.state, 'sent')
    assert.equal((await balance(stage, staff)).bank_transit, -74250n)
  }))

test('a later determination pays the difference of months that are over with the next payroll', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50000n })
    await sent(stage, staff)
    const determination_id = await buildDetermination(stage.tx, {
      ...household,
      amount: 60000n,
      effective_from: '2017-09-01',
      supersedes: household.determination_id,
    })
    const change = {
      ...household,
      programme_id,
      determination_id,
      previous_determination_id: household.determination_id,
      reason: '收入减少',
      months: [
        { month: '2017-09-01', due: [{ beneficiary_id: null, amount: 60000n }] },
        { month: '2017-10-01', due: [{ beneficiary_id: null, amount: 60000n }] },
      ],
    }
    const recorded = await stage.as(staff.approver, (act) => recordDifferences(act, change))
    assert.deepEqual(
      recorded.map((item) => [item.month, item.amount]),
      [['2017-09-01', 10000n]],
    )
    const repeated = await stage.as(staff.approver, (act) => recordDifferences(act, change))
    assert.equal(repeated.length, 0)
    const paid = await sent(stage, staff, october, { today: '2017-10-09' })
    const [line] = await lines(stage, staff, paid.payroll_id)
    assert.deepEqual([line!.regular_amount, line!.difference_amount, line!.amount], [50000n, 10000n, 60000n])
    await balance(stage, staff)
  }))

test('a recovery takes at most a fifth of a month, goes on the month after, and what is waived is not taken', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const household = await buildEntitlement(stage.tx, { amount: 50000n })
    await sent(stage, staff)
    const determination_id = await buildDetermination(stage.tx, {
      ...household,
      amount: 35000n,
      effective_from: '2017-09-01',
      supersedes: household.determination_id,
    })
    await stage.as(staff.approver, (act) =>
      recordDifferences(act, {
        ...household,
        programme_id,
        determination_id,
        previous_determination_id: household.determination_id,
        reason: '漏报收入',
        months: [{ month: '2017-09-01', due: [{ beneficiary_id: null, amount: 35000n }] }],
      }),
    )
    const paid = await sent(stage, staff, october, { today: '2017-10-09' })
    const [line] = await lines(stage, staff, paid.payroll_id)
    assert.deepEqual([line!.difference_amount, line!.amount], [-10000n, 40000n])
    const [item] = await stage.as(staff.finance, (act) =>
      listDifferencesOfHousehold(act.tx, household.household_id),
    )
    assert.deepEqual([item!.amount, item!.settled_amount, item!.state], [-15000n, -10000n, 'open'])
    const waiver = { difference_item_id: item!.difference_item_id, reason: '重病住院，无力退回' }
    await assert.rejects(
      stage.as(staff.finance, (act) => waiveRecovery(act, waiver)),
      { status: 403 },
    )
    await stage.as(staff.approver, (act) => waiveRecovery(act, waiver))
    assert.equal((await balance(stage, staff)).recovery_receivable, 0n)
    const november = { ...september, month: '2017-11-01' }
    const later = await sent(stage, staff, november, { today: '2017-11-09' })
    assert.equal((await lines(stage, staff, later.payroll_id))[0]!.difference_amount, 0n)
  }))

test('an ended entitlement is not paid from its first month without it', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    const ended = await buildEntitlement(stage.tx, { amount: 100n })
    await buildEntitlement(stage.tx, { amount: 300n })
    await stage.as(staff.approver, (act) =>
      endEntitlement(act, { ...ended, programme_id, from_month: '2017-09-01' }),
    )
    const draft = await stage.as(staff.finance, (act) => draftPayroll(act, september))
    assert.equal(draft.total, 300n)
  }))

test('entries that do not add up to zero are refused by the database, and so is writing them past its door', () =>
  database.inRollback(async (stage) => {
    const staff = await staffOf(stage)
    await assert.rejects(
      stage.as(
        staff.finance,
        (act) => act.tx`
          select book_transaction('2017-09-01', 'x', 'x', 'x', '120101', null, '[{"account":"assistance_fund","amount":"1"}]')`,
      ),
      /add up/,
    )
    await assert.rejects(
      stage.as(staff.finance, (act) => act.tx`insert into ledger_entry select from ledger_entry`),
      /permission denied/,
    )
    await assert.rejects(
      stage.as(
        staff.neighbour,
        (act) => act.tx`
          select book_transaction('2017-09-01', 'x', 'x', 'y', '120101', null,
            '[{"account":"assistance_fund","amount":"1"},{"account":"bank_transit","amount":"-1"}]')`,
      ),
      /outside the area/,
    )
  }))
