import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildDetermination,
  buildDivision,
  buildEntitlement,
  buildHousehold,
  buildStaff,
} from '../../../test/builders/index.ts'
import { asStaff, testDatabase, type Stage } from '../../../test/database.ts'
import { getProgramme } from '../../../law/index.ts'
import { registerProgrammeDashboard } from './indicators.ts'
import { correctSpend } from '../../payments/index.ts'
import { exportIndicatorRecords } from '../../insight/export.ts'
import { getDashboard, listIndicatorRecords } from '../../insight/index.ts'
import { listDashboardTotals } from '../../insight/service.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
registerProgrammeDashboard(getProgramme(programme_id))
const once = 'temporary-assistance'
registerProgrammeDashboard(getProgramme(once))
const leader = asStaff({ role: 'leader', area: '12' })
const ask = { programme_id, division_code: undefined, as_of: '2017-09-18' }

test('a figure of the city is the sum of its districts and the number of records behind it', () =>
  database.inRollback(async (stage) => {
    await buildEntitlement(stage.tx, { amount: 74250n, division_code: '120101001001' })
    await buildEntitlement(stage.tx, { amount: 10000n, division_code: '120102001001' })
    await buildEntitlement(stage.tx, {
      amount: 10000n,
      division_code: '120102001001',
      from_month: '2017-10-01',
    })
    const page = await stage.as(leader, (act) => getDashboard(act, ask))
    assert.equal(page.households.value, 2n)
    assert.deepEqual(
      page.divisions.map((row) => [row.division_code, row.households, row.people]),
      [
        ['120101', 1, 1],
        ['120102', 1, 1],
      ],
    )
    const records = await stage.as(leader, (act) =>
      listIndicatorRecords(act, { ...ask, indicator_id: `${programme_id}.households`, limit: 50, offset: 0 }),
    )
    assert.equal(records.total, 2)
    assert.equal(
      records.rows.reduce((sum, row) => sum + row.value, 0n),
      page.households.value,
    )
  }))

test('the list of programmes says of each what its own page says', () =>
  database.inRollback(async (stage) => {
    await buildEntitlement(stage.tx, { amount: 74250n, division_code: '120101001001' })
    await buildEntitlement(stage.tx, { amount: 10000n, division_code: '120102001001' })
    const district = asStaff({ role: 'district_approver', area: '120101' })
    for (const [viewer, households] of [
      [leader, 2],
      [district, 1],
    ] as const) {
      const list = await stage.as(viewer, (act) => listDashboardTotals(act, ask))
      const page = await stage.as(viewer, (act) => getDashboard(act, ask))
      const row = list.rows.find((each) => each.programme_id === programme_id)
      assert.equal(row?.households, households)
      assert.deepEqual(
        [row?.people, row?.households, row?.spend, row?.open_cases, row?.overdue_cases].map(Number),
        [page.people, page.households, page.spend, page.open_cases, page.overdue_cases].map(({ value }) =>
          Number(value),
        ),
      )
      assert.deepEqual([list.month, page.month], ['2017-09-01', '2017-09-01'])
    }
    await assert.rejects(
      stage.as(asStaff({ role: 'audit_administrator', area: '12' }), (act) => listDashboardTotals(act, ask)),
    )
  }))

test('the file of a number holds every record of it, however many pages the list has', () =>
  database.inRollback(async (stage) => {
    for (let at = 0; at < 7; at += 1) {
      await buildEntitlement(stage.tx, { amount: 1n, division_code: `12010${1 + (at % 2)}001001` })
    }
    for (const figure of ['people', 'households'] as const) {
      const indicator_id = `${programme_id}.${figure}`
      const page = await stage.as(leader, (act) => getDashboard(act, ask))
      const listed = await stage.as(leader, (act) =>
        listIndicatorRecords(act, { ...ask, indicator_id, limit: 2, offset: 2 }),
      )
      const filed = await stage.as(leader, async (act) =>
        Array.fromAsync((await exportIndicatorRecords(act, { ...ask, indicator_id })).rows),
      )
      assert.deepEqual([page[figure].value, listed.total, filed.length], [7n, 7, 7])
      assert.deepEqual(listed.rows, filed.slice(2, 4))
    }
  }))

test('somebody whom the caller may not see is counted and listed, but not told', () =>
  database.inRollback(async (stage) => {
    const { payee_id } = await buildEntitlement(stage.tx, { amount: 74250n, name: '王桂兰' })
    await stage.tx`update person set restricted = true where person_id = ${payee_id}`
    const page = await stage.as(leader, (act) => getDashboard(act, ask))
    const { rows, total } = await stage.as(leader, (act) =>
      listIndicatorRecords(act, { ...ask, indicator_id: `${programme_id}.households`, limit: 50, offset: 0 }),
    )
    assert.deepEqual([page.households.value, total], [1n, 1])
    assert.deepEqual(rows[0]?.cells, {
      name: '受保护对象',
      division: null,
      members: '1',
      amount: null,
      since: null,
    })
    assert.equal(rows[0]?.path, null)
  }))

test('a past day is asked again: who was not yet on benefit is not counted', () =>
  database.inRollback(async (stage) => {
    await buildEntitlement(stage.tx, { amount: 74250n, from_month: '2017-05-01' })
    const before = await stage.as(leader, (act) => getDashboard(act, { ...ask, as_of: '2017-04-30' }))
    const after = await stage.as(leader, (act) => getDashboard(act, { ...ask, as_of: '2017-05-01' }))
    assert.deepEqual([before.households.value, after.households.value], [0n, 1n])
  }))

test('the change of the standard is named on the curve', () =>
  database.inRollback(async (stage) => {
    await buildEntitlement(stage.tx, { amount: 1n })
    const page = await stage.as(leader, (act) => getDashboard(act, ask))
    assert.deepEqual(page.trend.marks, [
      { month: '2016-04-01', label: '标准 780 元' },
      { month: '2017-04-01', label: '标准 860 元' },
    ])
  }))

test('a district sees its own figures, a neighbour is not there, an administrator sees none', () =>
  database.inRollback(async (stage) => {
    await buildEntitlement(stage.tx, { amount: 1n, division_code: '120101001001' })
    await buildEntitlement(stage.tx, { amount: 1n, division_code: '120102001001' })
    const district = asStaff({ role: 'district_approver', area: '120101' })
    const own = await stage.as(district, (act) => getDashboard(act, ask))
    assert.deepEqual([own.division_code, own.households.value], ['120101', 1n])
    await assert.rejects(
      stage.as(district, (act) => getDashboard(act, { ...ask, division_code: '120102' })),
      { status: 404 },
    )
    await assert.rejects(
      stage.as(asStaff({ role: 'system_administrator', area: '12' }), (act) => getDashboard(act, ask)),
      { status: 403 },
    )
  }))

test('a street counts what its own households were paid, though the list was its district’s', () =>
  database.inRollback(async (stage) => {
    const { household_id, payee_id, determination_id } = await buildEntitlement(stage.tx, {
      amount: 74250n,
      division_code: '120101001001',
    })
    await buildDivision(stage.tx, '120102001001')
    const approver = await buildStaff(stage.tx, { role: 'district_approver', area: '120101' })
    await stage.tx`
      with list as (
        insert into payroll (programme_id, division_code, month, state, prepared_on, due_on, approved_by)
        values (${programme_id}, '120101', '2017-09-01', 'sent', '2017-09-04', '2017-09-10', ${approver.account_id})
        returning payroll_id
      )
      insert into payroll_line (payroll_id, household_id, programme_id, month, determination_id, payee_id, payee_name,
        regular_amount, amount, kind, division_code)
      select payroll_id, ${household_id}, ${programme_id}, '2017-09-01', ${determination_id}, ${payee_id}, '王桂兰',
        74250, 74250, 'regular', '120101001001'
      from list`
    await correctSpend(stage.tx)
    const seen = async (area: string) => {
      const page = await stage.as(asStaff({ role: 'street_clerk', area }), (act) => getDashboard(act, ask))
      return [page.spend.value, page.trend.points.length]
    }
    assert.deepEqual(await seen('120101'), [74250n, 1])
    assert.deepEqual(await seen('120101001'), [74250n, 1])
    assert.deepEqual(await seen('120102001'), [0n, 0])
  }))

/** A grant of 1,000 yuan to the household, sent to the bank the day after, answered as told. */
async function aid(
  stage: Stage,
  of: Awaited<ReturnType<typeof buildHousehold>>,
  granted_on: string,
  answer: 'paid' | 'returned' | null | 'not sent',
): Promise<string> {
  const payee_id = of.members[0]!.person_id
  const { household_id, division_code } = of
  const determination_id = await buildDetermination(stage.tx, {
    household_id,
    division_code,
    amount: 100_000n,
    effective_from: `${granted_on.slice(0, 7)}-01`,
  })
  const [grant] = await stage.tx<{ id: string }[]>`
    insert into one_off_grant (household_id, programme_id, determination_id, payee_id, amount, member_count, granted_on,
      division_code)
    values (${household_id}, ${once}, ${determination_id}, ${payee_id}, 100000, 1, ${granted_on}, ${division_code})
    returning one_off_grant_id as id`
  const line = { household_id, division_code, payee_id, determination_id, grant: grant!.id }
  if (answer !== 'not sent') return sendLine(stage, line, granted_on, answer)
  return ''
}

async function sendLine(
  stage: Stage,
  line: {
    household_id: string
    division_code: string
    payee_id: string
    determination_id: string
    grant: string
  },
  on: string,
  answer: string | null,
): Promise<string> {
  const approver = await buildStaff(stage.tx, { role: 'district_approver', area: '120101' })
  const [sent] = await stage.tx<{ id: string }[]>`
    with list as (
      insert into payroll (programme_id, division_code, month, kind, sequence, state, prepared_on, sent_on, due_on, approved_by)
      select ${once}, '120101', date_trunc('month', ${on}::date)::date, 'one_off', count(*) + 1, 'sent', ${on}, ${on}::date + 1,
        ${on}, ${approver.account_id} from payroll
      returning payroll_id, month
    )
    insert into payroll_line (payroll_id, household_id, programme_id, month, one_off_grant_id, determination_id, payee_id,
      payee_name, regular_amount, amount, kind, answer, division_code)
    select payroll_id, ${line.household_id}, ${once}, month, ${line.grant}, ${line.determination_id}, ${line.payee_id},
      '王桂兰', 100000, 100000, 'one_off', ${answer}, ${line.division_code}
    from list returning payroll_line_id as id`
  return sent!.id
}

test('of aid that is paid once the households of the year are counted, each once, when the money has left and not come back', () =>
  database.inRollback(async (stage) => {
    const household = () =>
      buildHousehold(stage.tx, { division_code: '120101001001', members: [{ relation: 'head' }] })
    const twice = await household()
    await aid(stage, twice, '2017-03-01', 'paid')
    await aid(stage, twice, '2017-08-01', null)
    await aid(stage, await household(), '2016-12-30', 'paid')
    await aid(stage, await household(), '2017-05-01', 'returned')
    await aid(stage, await household(), '2017-05-01', 'not sent')
    const asked = { ...ask, programme_id: once }
    const page = await stage.as(leader, (act) => getDashboard(act, asked))
    assert.deepEqual(
      [page.counted, page.people.title, page.households.title],
      ['本年救助', '本年救助人数', '本年救助户数'],
    )
    assert.deepEqual([page.people.value, page.households.value], [1n, 1n])
    const { rows, total } = await stage.as(leader, (act) =>
      listIndicatorRecords(act, { ...asked, indicator_id: `${once}.households`, limit: 50, offset: 0 }),
    )
    assert.deepEqual(
      [total, rows.length, rows[0]?.cells['amount'], rows[0]?.cells['since']],
      [1, 1, '200000', '2017-08-01'],
    )
    const before = await stage.as(leader, (act) => getDashboard(act, { ...asked, as_of: '2017-03-01' }))
    assert.equal(before.households.value, 0n)
    const day_after = await stage.as(leader, (act) => getDashboard(act, { ...asked, as_of: '2017-03-02' }))
    assert.equal(day_after.households.value, 1n)
    const last_year = await stage.as(leader, (act) => getDashboard(act, { ...asked, as_of: '2016-12-31' }))
    assert.equal(last_year.households.value, 1n)
    const list = await stage.as(leader, (act) => listDashboardTotals(act, ask))
    assert.deepEqual(
      list.rows.map((row) => [row.programme_id, row.counted, row.households]),
      [
        [programme_id, '在保', 0],
        [once, '本年救助', 1],
      ],
    )
  }))
