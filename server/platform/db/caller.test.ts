import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { asPublic, asResident, asStaff, asSystem, testDatabase } from '../../../test/database.ts'
import type { Act, Caller } from '../act.ts'
import { entranceStatements } from './index.ts'

const database = await testDatabase()

const seen = async (act: Act) => {
  const [row] = await act.tx`
    select current_user::text as role, current_area() as area, current_account_id() as account,
      current_person_id() as person, current_household_id() as household
  `
  return row
}

test('each caller acts under a role of its own, with no more than its own area and person', async () => {
  const clerk = asStaff({ role: 'street_clerk', area: '120101001' })
  const nobody = { area: null, account: null, person: null, household: null }
  assert.deepEqual(await database.as(clerk, seen), {
    ...nobody,
    role: 'haihe_staff',
    area: '120101001',
    account: clerk.account_id,
  })
  const resident = asResident({ person_id: randomUUID(), household_id: randomUUID() })
  assert.deepEqual(await database.as(resident, seen), {
    role: 'haihe_resident',
    area: null,
    account: resident.account_id,
    person: resident.person_id,
    household: resident.household_id,
  })
  assert.deepEqual(await database.as(asPublic, seen), { ...nobody, role: 'haihe_public' })
  assert.deepEqual(await database.as(asSystem('12'), seen), { ...nobody, role: 'haihe_staff', area: '12' })
  const auditor = asStaff({ role: 'audit_administrator', area: '12' })
  assert.equal((await database.as(auditor, seen))?.['role'], 'haihe_auditor')
})

test('after a caller has left, the same connection is nobody again', async () => {
  await database.as(asStaff({ role: 'leader', area: '12' }), seen)
  const rows = await database.application`
    select current_user::text as role, current_setting('haihe.area', true) as area
  `
  assert.deepEqual([...rows], [{ role: 'haihe_app', area: '' }])
})

test('an area that is not a code never reaches the database', () => {
  for (const area of ["12'; reset role; --", '', '%', '1201010010010']) {
    const caller: Caller = asStaff({ role: 'street_clerk', area })
    assert.throws(() => entranceStatements(caller), /not a division code/)
  }
  assert.throws(() => entranceStatements(asResident({ person_id: "x' or true" })), /not an identifier/)
})

test('what a caller did not finish is not there', async () => {
  const administrator = asStaff({ role: 'system_administrator', area: '12' })
  await assert.rejects(
    database.as(administrator, async (act) => {
      await act.tx`insert into unit (name, kind, division_code) values ('半途', 'institution', '12')`
      throw new Error('stop')
    }),
    /stop/,
  )
  const [row] = await database.owner`select count(*) from unit where name = '半途'`
  assert.equal(row?.['count'], 0n)
})

test('values keep their form on the way through: whole numbers, days and instants', async () => {
  const [row] = await database.application`
    select ${9_007_199_254_740_993n}::bigint as fen, ${'2017-09-01'}::date as day,
      ${'2017-09-01T00:00:00.000Z'}::timestamptz as instant, ${['a', 'b']}::text[] as list
  `
  assert.deepEqual(row, {
    fen: 9_007_199_254_740_993n,
    day: '2017-09-01',
    instant: '2017-09-01T00:00:00Z',
    list: ['a', 'b'],
  })
})
