import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import { testDatabase, type Stage } from '../../../test/database.ts'
import { listPayrollLines } from '../payroll/queries.ts'
import { approvePayroll, draftPayroll, lockPayroll } from '../payroll/service.ts'
import { readBankReturn, sendPayroll } from './service.ts'
import { tellPayees } from './tell.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'

/** September's payroll of the district is with the bank. */
async function sent(stage: Stage) {
  const finance = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
  const second = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
  const key = { programme_id, division_code: '120101', month: '2017-09-01' }
  const locked = await stage.as(finance, async (act) => lockPayroll(act, await draftPayroll(act, key)))
  const approved = await stage.as(second, (act) => approvePayroll(act, locked))
  const { payroll_id } = await stage.as(finance, (act) => sendPayroll(act, approved))
  const page = { payroll_id, state: null, division_code: null, limit: 200, offset: 0 }
  return { finance, payroll_id, lines: await stage.as(finance, (act) => listPayrollLines(act.tx, page)) }
}

const heard = (stage: Stage, person_id: string) => stage.tx<
  { title: string; body: string; path: string | null }[]
>`
  select title, body, path from message where person_id = ${person_id} order by message_id`

test('each payee hears once that the money is there, or that it came back, why, and what to do', () =>
  database.inRollback(async (stage) => {
    const good = await buildEntitlement(stage.tx, { amount: 74250n })
    const bad = await buildEntitlement(stage.tx, { amount: 30000n })
    const { finance, payroll_id, lines } = await sent(stage)
    const answers = lines.map(
      (line) =>
        `${line.payroll_line_id},${line.household_id === bad.household_id ? '失败,账户已销户' : '成功,'}`,
    )
    const content = Buffer.from(`发放编号,结果,原因\n${answers.join('\n')}\n`)
    for (const name of ['r.csv', 'again.csv'])
      await stage.as(finance, (act) => readBankReturn(act, { payroll_id, name, content }))
    const [account] = await stage.tx<{ end: string }[]>`
      select right(number, 4) as end from bank_account where person_id = ${good.payee_id}`
    const body = `742.50 元已发到尾号 ${account?.end} 的账户。`
    assert.deepEqual(
      [...(await heard(stage, good.payee_id))],
      [{ title: '9月的低保已发放', body, path: '/benefits' }],
    )
    const [returned, ...others] = await heard(stage, bad.payee_id)
    assert.deepEqual(others, [])
    assert.equal(returned?.title, '9月的低保没有发成')
    assert.match(
      returned?.body ?? '',
      /^300\.00 元.*被银行退回，原因是账户已销户。钱还在，不会少。请带身份证/,
    )
  }))

test('a payment says what of it was paid later or taken back', () =>
  database.inRollback(async (stage) => {
    const { payee_id } = await buildEntitlement(stage.tx, { amount: 1n })
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
    const line = { payee_id, programme_id, month: '2017-11-01', account_end: '0001', division_code: '120101' }
    for (const difference_amount of [15000n, -5000n]) {
      const amount = 59250n + difference_amount
      const answered = { ...line, amount, difference_amount, answer: 'paid' as const, return_reason: null }
      await stage.as(finance, (act) => tellPayees(act, [answered]))
    }
    assert.deepEqual(
      (await heard(stage, payee_id)).map(({ body }) => body),
      [
        '742.50 元已发到尾号 0001 的账户，其中补发 150.00 元。',
        '542.50 元已发到尾号 0001 的账户，已扣回以前多发的 50.00 元。',
      ],
    )
  }))
