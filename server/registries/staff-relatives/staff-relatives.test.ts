import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision, buildPerson, buildSecondPost, buildStaff } from '../../../test/builders/index.ts'
import { openHouse, signInAs } from '../../../test/client.ts'
import type { Client } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { identityCheckCharacter } from '../identifiers/index.ts'
import { staffRelativesModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [staffRelativesModule])
const owner = database.owner
const home = '120104003007'
const far = '120105001001'
const number = (first17: string) => first17 + identityCheckCharacter(first17)

const made = await owner.begin(async (tx) => {
  await buildDivision(tx, home)
  await buildDivision(tx, far)
  const person = (name: string, first17: string, division_code: string) =>
    buildPerson(tx, { name, identity_number: number(first17), division_code })
  const mother = await person('孙桂英', '12010419500101102', home)
  const uncle = await person('孙远', '12010519520202103', far)
  const self = await person('孙敏', '12010419800303104', home)
  const staff = (role: Parameters<typeof buildStaff>[1]['role'], area: string, display_name: string) =>
    buildStaff(tx, { role, area, display_name })
  return {
    mother,
    uncle,
    self,
    clerk: await buildStaff(tx, {
      role: 'street_clerk',
      area: '120104003',
      display_name: '孙敏',
      person_id: self.person_id,
    }),
    colleague: await staff('street_clerk', '120104003', '李强'),
    approver: await staff('district_approver', '120104', '郑海'),
    far_approver: await staff('district_approver', '120105', '何平'),
    policy: await staff('policy_officer', '12', '刘明'),
    leader: await staff('leader', '12', '周建国'),
    security: await staff('security_administrator', '12', '祁晶'),
  }
})
const as = (caller: Parameters<typeof signInAs>[2]) => signInAs(server, database, caller)
const clerk = await as(made.clerk)
const colleague = await as(made.colleague)
const approver = await as(made.approver)
const far_approver = await as(made.far_approver)
const policy = await as(made.policy)

const mother = {
  name: '孙桂英',
  identity_number: made.mother.identity_number,
  relation: 'parent',
  from: '2017-09-01',
}
const uncle = {
  name: '孙远',
  identity_number: made.uncle.identity_number,
  relation: 'other',
  from: '2017-08-01',
}
const own = async (client: Client) =>
  (await client.get('/api/staff-relatives/own')).body.rows?.map((row) => row['name'])
const listed = async (client: Client, state = 'any') =>
  (await client.get(`/api/staff-relatives?state=${state}`)).body.rows?.map((row) => row['name'])
const declare = (given: object, client = clerk) => client.post('/api/staff-relatives/own', given)

test('a clerk declares by number and name together, wherever the relative lives, and is not told where', async () => {
  const first = await declare(mother)
  assert.deepEqual([first.status, first.body['name'], first.body['by_oneself']], [200, '孙桂英', true])
  const second = await declare(uncle)
  assert.equal(second.status, 200, second.text)
  assert.doesNotMatch(second.text, /division|120105|identity_number/)
  const wrongName = await declare({ ...uncle, name: '孙近' })
  assert.deepEqual([wrongName.status, wrongName.body['code']], [422, 'relative_not_registered'])
  assert.equal(wrongName.body['field'], 'identity_number')
  assert.equal((await declare({ ...mother, identity_number: '1' })).body['code'], 'relative_not_registered')
  assert.equal((await declare(mother)).body['code'], 'relative_declared_already')
  assert.equal((await declare({ ...mother, from: '2017-09-02' })).body['code'], 'relative_after_today')
  const oneself = { ...mother, name: '孙敏', identity_number: made.self.identity_number }
  assert.equal((await declare(oneself)).body['code'], 'relative_is_oneself')
})

test('one’s own are seen by oneself and by the office where the relative lives, not by colleagues', async () => {
  assert.deepEqual((await own(clerk))?.toSorted(), ['孙桂英', '孙远'])
  assert.deepEqual(await own(colleague), [])
  assert.deepEqual(await listed(approver), ['孙桂英'])
  assert.deepEqual(await listed(far_approver), ['孙远'])
  assert.deepEqual((await listed(policy))?.toSorted(), ['孙桂英', '孙远'])
  for (const client of [clerk, await as(made.leader)]) {
    assert.equal((await client.get('/api/staff-relatives')).status, 403)
    assert.equal((await client.post('/api/staff-relatives/export', {})).status, 403)
    assert.equal((await client.get('/api/staff-relatives/colleagues')).status, 403)
  }
  assert.equal((await (await as(made.security)).get('/api/staff-relatives/own')).status, 403)
  const seen = (caller: typeof made.clerk) =>
    database.as(caller, (act) => act.tx`select person_id from staff_relative`)
  assert.equal((await seen(made.colleague)).length, 0)
  assert.equal((await seen(made.clerk)).length, 2)
})

test('who keeps the register adds what was found out, of those who work in the area, with where from', async () => {
  const { body } = await approver.get('/api/staff-relatives/colleagues')
  assert.deepEqual(
    body.rows?.map((row) => row['name']),
    ['郑海', '孙敏', '李强'].toSorted((a, b) => names(body, a) - names(body, b)),
  )
  const found = { ...uncle, account_id: made.colleague.account_id, basis: '群众来信，已核实' }
  const elsewhere = await approver.post('/api/staff-relatives', found)
  assert.deepEqual([elsewhere.status, elsewhere.body['in_area']], [200, false])
  assert.deepEqual(await own(colleague), ['孙远'])
  const here = await approver.post('/api/staff-relatives', { ...found, ...mother })
  assert.equal(here.body['in_area'], true)
  assert.equal((await colleague.post('/api/staff-relatives', found)).status, 403)
  assert.equal((await far_approver.post('/api/staff-relatives', found)).body['code'], 'colleague_unknown')
  assert.equal((await approver.post('/api/staff-relatives', { ...found, basis: '' })).status, 400)
})

test('a declaration ends by date and by somebody else; it stays on record', async () => {
  const rows = (await approver.get('/api/staff-relatives')).body.rows
  const row = rows?.find((each) => each['account_id'] === made.colleague.account_id)
  const path = `/api/staff-relatives/${String(row?.['staff_relative_id'])}/end`
  const end = { on: '2017-09-01', reason: '登记有误，同名的人' }
  assert.equal((await colleague.post(path, end)).status, 403)
  assert.equal((await far_approver.post(path, end)).status, 404)
  assert.equal((await approver.post(path, end)).body['code'], 'relative_end_wrong')
  assert.equal((await approver.post(path, { ...end, on: '2017-09-02' })).body['code'], 'relative_end_wrong')
  await owner`update staff_relative set valid = daterange('2017-08-01', null)
    where staff_relative_id = ${String(row?.['staff_relative_id'])}`
  const ended = await approver.post(path, end)
  assert.deepEqual([ended.status, ended.body['until'], ended.body['may_end']], [200, '2017-09-01', false])
  assert.equal(ended.body['ended_by_name'], '郑海')
  assert.equal((await approver.post(path, end)).body['code'], 'relative_ended_already')
  assert.equal((await listed(approver, 'present'))?.length, 1)
  assert.equal((await listed(approver, 'ended'))?.length, 1)
  assert.ok((await own(colleague))?.includes('孙桂英'))
})

test('nobody ends one’s own, by whatever post or account, and the database holds it', async () => {
  const second = await owner.begin((tx) =>
    buildSecondPost(tx, made.clerk, { role: 'district_approver', area: '120104' }),
  )
  const twin = await owner.begin((tx) =>
    buildStaff(tx, { role: 'policy_officer', area: '12', person_id: made.self.person_id }),
  )
  for (const caller of [second, twin]) {
    const client = await as(caller)
    const row = (await client.get('/api/staff-relatives')).body.rows?.find(
      (each) => each['account_id'] === made.clerk.account_id && each['name'] === '孙桂英',
    )
    assert.equal(row?.['may_end'], false)
    const refused = await client.post(`/api/staff-relatives/${String(row['staff_relative_id'])}/end`, {
      on: '2017-09-01',
      reason: '已经不来往了',
    })
    assert.deepEqual([refused.status, refused.body['code']], [403, 'relative_ended_by_another'])
    const past = database.as(
      caller,
      (act) => act.tx`
        update staff_relative set valid = daterange(lower(valid), '2017-09-20'), ended_by = ${caller.account_id},
          ended_on = '2017-09-01', end_reason = '试试看'
        where staff_relative_id = ${String(row['staff_relative_id'])} returning 1`,
    )
    assert.equal((await past).length, 0)
  }
  await assert.rejects(
    database.as(made.clerk, (act) => act.tx`delete from staff_relative`),
    { code: '42501' },
  )
})

test('declaring, ending and taking the list out stand in the audit, and a declaration is announced', async () => {
  assert.equal((await approver.post('/api/staff-relatives/export', { state: 'any' })).text.slice(0, 2), 'PK')
  const acts = await owner<{ act: string }[]>`
    select distinct act from audit_entry where act like 'staff_relative.%' order by act`
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['staff_relative.declare', 'staff_relative.end', 'staff_relative.export'],
  )
  const [event] = await owner<{ payload: { accounts: string[] } }[]>`
    select payload from event where kind = 'staff_relative.declared' order by at, event_id limit 1`
  assert.ok(event?.payload.accounts.includes(made.clerk.account_id))
})

function names(body: { rows?: Record<string, unknown>[] }, name: string): number {
  return body.rows?.findIndex((row) => row['name'] === name) ?? -1
}
