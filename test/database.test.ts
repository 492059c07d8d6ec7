import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildHousehold, buildStaff } from './builders/index.ts'
import { asPublic, asStaff, testDatabase } from './database.ts'

const database = await testDatabase()

test('a test sees an empty city with its calendar, and leaves nothing behind', async () => {
  await database.inRollback(async (stage) => {
    await stage.tx`insert into division (division_code, name, kind, valid) values ('12', '天津市', 'province', '[,)')`
    const seen = await stage.as(asPublic, (act) => act.tx`select name from division`)
    assert.deepEqual([...seen], [{ name: '天津市' }])
    const [role] = await stage.tx`select current_user as name, current_setting('haihe.area') as area`
    assert.deepEqual(role, { name: 'haihe_owner', area: '' })
  })
  const [left] = await database.owner`select count(*) from division`
  assert.equal(left?.['count'], 0n)
})

test('a refusal by the database inside a caller leaves the test’s transaction usable', () =>
  database.inRollback(async (stage) => {
    const clerk = asStaff({ role: 'street_clerk', area: '120101001' })
    await assert.rejects(
      stage.as(
        clerk,
        (act) =>
          act.tx`insert into division (division_code, name, kind, valid) values ('12', '天津市', 'province', '[,)')`,
      ),
      { code: '42501' },
    )
    const [role] = await stage.tx`select current_user as name`
    assert.equal(role?.['name'], 'haihe_owner')
  }))

test('a clerk sees the households of the own street and no other', () =>
  database.inRollback(async (stage) => {
    const household = await buildHousehold(stage.tx, {
      division_code: '120101001001',
      members: [{ relation: 'head' }, { relation: 'spouse', sex: '2' }],
    })
    const clerk = await buildStaff(stage.tx, { role: 'street_clerk', area: '120101001' })
    const neighbour = await buildStaff(stage.tx, { role: 'street_clerk', area: '120101002' })
    const seen = (caller: typeof clerk) =>
      stage.as(caller, (act) => act.tx`select household_id from household_member`)
    assert.deepEqual(
      (await seen(clerk)).map((row) => row['household_id']),
      [household.household_id, household.household_id],
    )
    assert.deepEqual([...(await seen(neighbour))], [])
  }))
