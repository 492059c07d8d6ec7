import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import { openHouse, signInAs } from '../../../test/client.ts'
import type { Answer } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { paymentsModule } from '../index.ts'

const database = await testDatabase()
const { owner } = database
const server = await openHouse(database, [paymentsModule], { rate_limits: false })
const staff = (role: 'finance' | 'district_approver') =>
  owner.begin((tx) => buildStaff(tx as never, { role, area: '120101' }))
const ann = await signInAs(server, database, await staff('finance'))
const ben = await signInAs(server, database, await staff('finance'))
const cid = await signInAs(server, database, await staff('district_approver'))
for (let at = 0; at < 5; at++) await owner.begin((tx) => buildEntitlement(tx as never, { amount: 50_000n }))
const key = { programme_id: 'minimum-living-guarantee', division_code: '120101', month: '2017-09-01' }

const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort()
const fund = async () =>
  (
    await owner<{ amount: bigint }[]>`
    select coalesce(-sum(e.amount), 0)::bigint as amount from ledger_entry e
    join ledger_account using (ledger_account_id) where code = 'assistance_fund'`
  )[0]?.amount

test('whatever two people do to one payroll at once happens once, down to the bank’s answer read twice', async () => {
  const drafts = await Promise.all([ann, ben, ann, ben].map((who) => who.post('/api/payrolls', key)))
  assert.ok(drafts.some(({ status }) => status === 200))
  assert.ok(drafts.every(({ status }) => status === 200 || status === 409))
  const [{ count }] = await owner<[{ count: number }]>`select count(*)::int as count from payroll_line`
  assert.equal(count, 5)
  const latest = async () =>
    (await owner<{ payroll_id: string; version: number }[]>`select payroll_id, version from payroll`)[0]!
  const both = async (act: string, who = [ann, ben]) => {
    const { payroll_id, version } = await latest()
    return Promise.all(who.map((each) => each.post(`/api/payrolls/${payroll_id}/${act}`, { version })))
  }
  assert.deepEqual(statuses(await both('lock', [ann, ann])), [200, 409])
  assert.deepEqual(statuses(await both('approve', [ben, cid])), [200, 409])
  assert.deepEqual(statuses(await both('send')), [200, 409])
  const { payroll_id } = await latest()
  const lines = await owner<{ payroll_line_id: string }[]>`select payroll_line_id from payroll_line`
  const rows = lines.map(
    ({ payroll_line_id }, at) => `${payroll_line_id},${at === 0 ? '失败,销户' : '成功,'}`,
  )
  const content = `发放编号,结果,原因\n${rows.join('\n')}\n`
  const answers = await Promise.all(
    [ann, ben, ann].map((who) =>
      who.upload(`/api/payrolls/${payroll_id}/bank-return`, { name: 'r.csv', content }),
    ),
  )
  assert.ok(answers.every(({ status }) => status === 200 || status === 409))
  assert.equal(await fund(), 200_000n)
  await owner`update bank_account set number = '6228333300000001' where person_id = (
    select payee_id from payroll_line where answer = 'returned')`
  const reissues = await Promise.all(
    [ann, ben].map((who) => who.post('/api/payrolls/reissue', { ...key, line_ids: null })),
  )
  assert.ok(reissues.some(({ status }) => status === 200))
  const again = await owner`select from payroll_line where kind = 'reissue'`
  assert.equal(again.length, 1)
})
