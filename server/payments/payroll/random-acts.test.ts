/** Whatever happens in whatever order: the books balance, no month is paid twice, and what was paid is what is due. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildDetermination, buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import type { BuiltEntitlement } from '../../../test/builders/entitlement.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { changeBankAccount, readBankReturn, sendPayroll } from '../bank/service.ts'
import {
  endEntitlement,
  grantEntitlement,
  placeHold,
  recordDifferences,
  releaseHold,
  stayRecoveries,
  waiveRecovery,
  type Due,
} from '../entitlements/service.ts'
import { correctSpend } from '../spend/queries.ts'
import type { PayrollRow } from './queries.ts'
import { approvePayroll, draftPayroll, draftReissue, lockPayroll, unlockPayroll } from './service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'

type Step =
  | { do: 'change'; household: number; back: number; amount: bigint }
  | { do: 'draft'; back: number }
  | { do: 'reissue'; back: number }
  | { do: 'lock' | 'unlock' | 'approve' | 'send'; which: number }
  | { do: 'return'; which: number; fails: number }
  | { do: 'hold' | 'release' | 'stay' | 'unstay' | 'waive' | 'account'; household: number }
  | { do: 'month' }

const household = fc.nat({ max: 2 })
const back = fc.nat({ max: 3 })
const which = fc.nat({ max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      household,
      back,
      amount: fc.constantFrom(0n, 1n, 333n, 50_000n, 74_251n),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('draft' as const), back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reissue' as const), back }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('lock' as const, 'approve' as const, 'send' as const),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unlock' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('return' as const), which, fails: fc.nat({ max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'hold' as const,
        'release' as const,
        'stay' as const,
        'unstay' as const,
        'waive' as const,
        'account' as const,
      ),
      household,
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'month' as const }) },
)

class World {
  today = '2017-09-05'
  readonly due = new Map<string, bigint>()
  readonly stage: Stage
  readonly homes: BuiltEntitlement[]
  readonly staff: Awaited<ReturnType<typeof staffOf>>
  private accounts = 0

  constructor(stage: Stage, homes: BuiltEntitlement[], staff: Awaited<ReturnType<typeof staffOf>>) {
    this.stage = stage
    this.homes = homes
    this.staff = staff
    for (const { household_id } of homes) this.setDue(household_id, '2017-07-01', 50_000n)
  }

  setDue(household_id: string, from: string, amount: bigint): void {
    for (let month = from; month < '2019-01-01'; month = addMonths(month, 1)) {
      this.due.set(`${household_id} ${month}`, amount)
    }
  }

  get month(): string {
    return `${this.today.slice(0, 8)}01`
  }

  async payroll(states: string[], at: number): Promise<PayrollRow | undefined> {
    const rows = await this.stage.tx<PayrollRow[]>`
      select * from payroll where state = any (${states}) order by payroll_id`
    return rows.length === 0 ? undefined : rows[at % rows.length]
  }

  as<T>(who: 'finance' | 'approver', work: Parameters<Stage['as']>[1]): Promise<T> {
    return this.stage.as(this.staff[who], work, { today: this.today }) as Promise<T>
  }

  /** Does one thing; what the house refuses is not done. */
  async take(what: Step): Promise<void> {
    try {
      await this.act(what)
    } catch (error) {
      const { code } = error as { code?: string }
      assert.match(String(code), /^(payroll_|line_not|difference_not)/, `${what.do}: ${String(error)}`)
    }
  }

  private async act(what: Step): Promise<void> {
    if (what.do === 'month') this.today = addMonths(this.today, 1)
    else if (what.do === 'change') await this.change(what)
    else if (what.do === 'draft' || what.do === 'reissue') await this.draft(what)
    else if ('which' in what) await this.advance(what)
    else await this.household(what)
  }

  private async change(what: Extract<Step, { do: 'change' }>): Promise<void> {
    const home = this.homes[what.household]!
    const { amount } = what
    const from_month = addMonths(this.month, 1 - what.back)
    const determination_id = await buildDetermination(this.stage.tx, {
      ...home,
      amount,
      effective_from: from_month,
    })
    const given = { ...home, programme_id, determination_id, amount, member_count: 1, from_month }
    const months: { month: string; due: Due[] }[] = []
    for (let month = from_month; month <= addMonths(this.month, 1); month = addMonths(month, 1)) {
      months.push({ month, due: [{ beneficiary_id: null, amount }] })
    }
    await this.as('approver', async (act) => {
      await (amount === 0n ? endEntitlement(act, given) : grantEntitlement(act, given))
      await recordDifferences(act, { ...given, previous_determination_id: null, reason: '改判', months })
    })
    this.setDue(home.household_id, from_month, amount)
  }

  private async draft(what: Extract<Step, { do: 'draft' | 'reissue' }>): Promise<void> {
    const key = { programme_id, division_code: '120101', month: addMonths(this.month, -what.back) }
    await this.as('finance', (act) =>
      what.do === 'draft' ? draftPayroll(act, key) : draftReissue(act, { ...key, line_ids: null }),
    )
  }

  private async advance(what: Extract<Step, { which: number }>): Promise<void> {
    const from = {
      lock: ['draft'],
      unlock: ['locked'],
      approve: ['locked'],
      send: ['approved'],
      return: ['sent', 'returned'],
    }[what.do]
    const payroll = await this.payroll(from, what.which)
    if (payroll === undefined) return
    if (what.do === 'lock') await this.as('finance', (act) => lockPayroll(act, payroll))
    if (what.do === 'unlock') await this.as('approver', (act) => unlockPayroll(act, payroll))
    if (what.do === 'approve') await this.as('approver', (act) => approvePayroll(act, payroll))
    if (what.do === 'send') await this.as('finance', (act) => sendPayroll(act, payroll))
    if (what.do === 'return') await this.answer(payroll, what.fails)
  }

  /** The bank's answer, read twice, as it happens. */
  private async answer({ payroll_id }: PayrollRow, fails: number): Promise<void> {
    const lines = await this.stage.tx<{ payroll_line_id: string }[]>`
      select payroll_line_id from payroll_line where payroll_id = ${payroll_id} and answer is null order by 1`
    const rows = lines.map(
      (line, at) => `${line.payroll_line_id},${at % 3 === fails - 1 ? '失败,账户已销户' : '成功,'}`,
    )
    const content = Buffer.from(`发放编号,结果,原因\n${rows.join('\n')}\n`)
    const input = { payroll_id, name: 'r.csv', content }
    await this.as('finance', (act) => readBankReturn(act, input))
    await this.as('finance', (act) => readBankReturn(act, input))
  }

  private async household(what: { do: string; household: number }): Promise<void> {
    const home = this.homes[what.household]!
    const of = { ...home, programme_id, reason: 'change' }
    if (what.do === 'hold') await this.as('approver', (act) => placeHold(act, of))
    if (what.do === 'release') await this.as('approver', (act) => releaseHold(act, of))
    if (what.do === 'stay') await this.as('approver', (act) => stayRecoveries(act, { ...of, stayed: true }))
    if (what.do === 'unstay')
      await this.as('approver', (act) => stayRecoveries(act, { ...of, stayed: false }))
    if (what.do === 'account') {
      const number = `62281111${String(++this.accounts).padStart(8, '0')}`
      const account = { person_id: home.payee_id, bank_name: '示例银行', number }
      await this.as('finance', (act) => changeBankAccount(act, account))
    }
    if (what.do === 'waive') {
      const [item] = await this.stage.tx<{ difference_item_id: string }[]>`
        select difference_item_id from difference_item
        where household_id = ${home.household_id} and amount < 0 and state in ('open', 'stayed') order by 1 limit 1`
      if (item !== undefined) {
        await this.as('approver', (act) => waiveRecovery(act, { ...item, reason: '困难' }))
      }
    }
  }
}

async function staffOf(stage: Stage) {
  return {
    finance: await buildStaff(stage.tx, { role: 'finance', area: '120101' }),
    approver: await buildStaff(stage.tx, { role: 'district_approver', area: '120101' }),
  }
}

async function check({ stage: { tx }, due }: World): Promise<void> {
  assert.deepEqual([...(await correctSpend(tx))], [], 'what was spent is kept as the lines have it')
  const months = await tx<{ household_id: string; month: string; sum: bigint }[]>`
    select household_id, month, sum(amount)::bigint as sum from (
      select l.household_id, l.month, l.regular_amount as amount from payroll_line l join payroll p using (payroll_id)
      where l.kind = 'regular' and p.state not in ('draft', 'locked')
      union all
      select household_id, month, amount from difference_item
    ) known group by household_id, month`
  for (const { household_id, month, sum } of months) {
    assert.equal(sum, due.get(`${household_id} ${month}`), `${month} comes to what is due`)
  }
  const [left] = await tx<Record<string, bigint>[]>`
    with balance as (
      select a.code, sum(e.amount)::bigint as amount from ledger_entry e join ledger_account a using (ledger_account_id)
      group by a.code
    ), approved as (
      select l.*, p.state from payroll_line l join payroll p using (payroll_id) where p.state not in ('draft', 'locked')
    )
    select coalesce((select sum(amount) from balance), 0)::bigint as books,
      coalesce((select amount from balance where code = 'recovery_receivable'), 0)::bigint - coalesce((
        select sum(settled_amount - amount) from difference_item where amount < 0 and state <> 'waived'), 0)::bigint as receivable,
      coalesce((select amount from balance where code = 'bank_transit'), 0)::bigint + coalesce((
        select sum(amount) from approved where state in ('sent', 'returned') and answer is null), 0)::bigint as transit,
      coalesce((select amount from balance where code = 'assistance_fund'), 0)::bigint + coalesce((
        select sum(amount) from approved where answer = 'paid'), 0)::bigint as fund,
      coalesce((select amount from balance where code = 'assistance_payable'), 0)::bigint + coalesce((
        select sum(amount - settled_amount) from difference_item where amount > 0), 0)::bigint + coalesce((
        select sum(amount) from approved where state = 'approved' or answer = 'returned'), 0)::bigint as payable,
      (select count(*) from difference_item d where settled_amount <> coalesce((
        select sum(s.amount) from difference_settlement s join approved using (payroll_line_id)
        where s.difference_item_id = d.difference_item_id), 0))::bigint as unsettled,
      (select count(*) from approved where kind = 'regular' and -difference_amount > regular_amount / 5)::bigint as over_cap`
  assert.deepEqual(
    { ...left },
    { books: 0n, receivable: 0n, transit: 0n, fund: 0n, payable: 0n, unsettled: 0n, over_cap: 0n },
  )
}

test('after any forty acts of finance and approvers the books say what was paid, owed and under way, and every month comes to what is due', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 40 }), (steps) =>
      database.inRollback(async (stage) => {
        const homes = []
        for (let at = 0; at < 3; at++) {
          homes.push(await buildEntitlement(stage.tx, { amount: 50_000n, from_month: '2017-07-01' }))
        }
        const world = new World(stage, homes, await staffOf(stage))
        for (const each of steps) await world.take(each)
        await check(world)
      }),
    ),
    { seed: 20170901, numRuns: Number(process.env['HAIHE_FUZZ_WORLDS'] ?? 12), endOnFailure: true },
  )
})
