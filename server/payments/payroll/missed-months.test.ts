import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildEntitlement, buildStaff } from '../../../test/builders/index.ts'
import { testDatabase } from '../../../test/database.ts'
import { placeHold } from '../entitlements/service.ts'
import { listMissedMonths } from './missed-months.ts'
import { approvePayroll, draftPayroll, lockPayroll } from './service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
const district = { programme_id, division_code: '120101' }

test('months that a grant reaches back to are listed until their payrolls are drafted, and then paid once', () =>
  database.inRollback(async (stage) => {
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
    const second = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
    const neighbour = await buildStaff(stage.tx, { role: 'finance', area: '120102' })
    const clerk = await buildStaff(stage.tx, { role: 'street_clerk', area: '120101001' })
    const today = { today: '2017-12-05' }
    const missed = async (who = finance) => [...(await stage.as(who, listMissedMonths, today))]
    const draft = async (month: string) => {
      const drafted = await stage.as(finance, (act) => draftPayroll(act, { ...district, month }), today)
      const locked = await stage.as(finance, (act) => lockPayroll(act, drafted), today)
      return stage.as(second, (act) => approvePayroll(act, locked), today)
    }
    await buildEntitlement(stage.tx, { amount: 10_000n, from_month: '2017-10-01' })
    await draft('2017-10-01')
    await draft('2017-11-01')
    assert.deepEqual(await missed(), [])
    // Won on appeal in December, from October on.
    await buildEntitlement(stage.tx, { amount: 74_250n, from_month: '2017-10-01' })
    const rows = await missed()
    assert.deepEqual(
      rows.map((each) => [each.month, each.household_count, each.amount]),
      [
        ['2017-11-01', 1, 74_250n],
        ['2017-10-01', 1, 74_250n],
      ],
    )
    assert.deepEqual(await missed(neighbour), [])
    await assert.rejects(missed(clerk), { code: 'payroll_not_permitted' })
    const october = await draft('2017-10-01')
    assert.deepEqual([october.line_count, october.total, october.sequence], [1, 74_250n, 2])
    assert.deepEqual(
      (await missed()).map((each) => each.month),
      ['2017-11-01'],
    )
    await draft('2017-11-01')
    assert.deepEqual(await missed(), [])
  }))

test('a missed month says how many drafting leaves out: payment held, no account', () =>
  database.inRollback(async (stage) => {
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120101' })
    const today = { today: '2017-12-05' }
    await buildEntitlement(stage.tx, { amount: 10_000n, from_month: '2017-11-01', account: false })
    const held = await buildEntitlement(stage.tx, { amount: 20_000n, from_month: '2017-11-01' })
    const hold = {
      household_id: held.household_id,
      programme_id,
      reason: 'appeal',
      division_code: held.division_code,
    }
    await stage.as(finance, (act) => placeHold(act, hold), today)
    const [row] = await stage.as(finance, listMissedMonths, today)
    assert.deepEqual([row?.household_count, row?.held_count, row?.no_account_count], [2, 1, 1])
  }))
