import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision, buildHousehold, buildPerson, buildResident } from '../../../test/builders/index.ts'
import { openHouse, signIn, signInAs } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { divisionsModule } from '../divisions/index.ts'
import { peopleModule } from '../people/index.ts'
import { householdsModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [divisionsModule, peopleModule, householdsModule])
const owner = database.owner
const home = '120104003007'
const far = '120105001001'
const ended = '120104003009'

await owner.begin(async (tx) => {
  await buildDivision(tx, home)
  await buildDivision(tx, far)
  await tx`insert into division (division_code, name, kind, parent_code, rural, valid, successor_code)
    values (${ended}, '旧社区', 'community', '120104003', false, '[2000-01-01,2016-01-01)', ${home})`
})
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })
const far_clerk = await signIn(server, database, { role: 'street_clerk', area: '120105001' })
const city = await signIn(server, database, { role: 'leader', area: '12' })
const finance = await signIn(server, database, { role: 'finance', area: '120104' })

type Member = { person_id: string; name: string; relation: string; relation_title: string }
const membersOf = async (household_id: string, query = '', client = clerk) => {
  const { body } = await client.get(`/api/households/${household_id}${query}`)
  return (body['members'] as Member[]).map((member) => `${member.name} ${member.relation}`)
}
const build = (members: Parameters<typeof buildHousehold>[1]) =>
  owner.begin((tx) => buildHousehold(tx, { division_code: home, ...members }))
const couple = () =>
  build({
    members: [
      { relation: 'head', name: '甲' },
      { relation: 'spouse', name: '乙', sex: '2' },
    ],
  })

test('what is wrong with one member of a new household is said at that member’s field', async () => {
  const [taken] = (await couple()).members
  const place = { division_code: home, address: '示例里 5 门 101', established_on: '2017-01-01' }
  const head = { relation: 'head', person: { name: '周安', sex: '1', birth_date: '1970-01-01' } }
  const fieldOf = async (member: object) => {
    const { body, status } = await clerk.post('/api/households', { ...place, members: [head, member] })
    return [status, body['code'], body['field']]
  }
  assert.deepEqual(await fieldOf({ relation: 'child', person: { name: '周小安', identity_number: '1' } }), [
    422,
    'identity_number_wrong',
    'members.1.person.identity_number',
  ])
  const number = taken?.identity_number
  assert.deepEqual(
    await fieldOf({ relation: 'child', person: { name: '周小安', identity_number: number } }),
    [409, 'identity_number_taken', 'members.1.person.identity_number'],
  )
  assert.deepEqual(await fieldOf({ relation: 'child', person_id: taken?.person_id }), [
    409,
    'member_of_other_household',
    'members.1.person_id',
  ])
  assert.deepEqual(await fieldOf({ relation: 'child' }), [422, 'member_needed', 'members.1.person_id'])
})

test('a household is registered with all its members or not at all', async () => {
  const given = {
    division_code: home,
    address: '示例里 3 门 201',
    register_kind: 'urban',
    established_on: '2017-01-01',
    members: [
      { relation: 'head', person: { name: '周平', sex: '1', birth_date: '1970-01-01' } },
      { relation: 'child', person: { name: '周小平', sex: '2', birth_date: '2017-03-01' } },
    ],
  }
  const made = await clerk.post('/api/households', given)
  assert.equal(made.status, 200)
  assert.deepEqual(
    (made.body['members'] as Member[]).map((m) => `${m.name} ${m.relation_title}`),
    ['周平 户主', '周小平 女'],
  )
  const twoHeads = { ...given, members: given.members.map((member) => ({ ...member, relation: 'head' })) }
  assert.equal((await clerk.post('/api/households', twoHeads)).body['code'], 'household_without_head')
  const wrong = {
    ...given,
    members: [given.members[0], { relation: 'child', person: { name: '坏', identity_number: '1' } }],
  }
  const before = await owner`select count(*) from person`
  assert.equal((await clerk.post('/api/households', wrong)).body['code'], 'identity_number_wrong')
  assert.deepEqual(await owner`select count(*) from person`, before)
  assert.equal(
    (await clerk.post('/api/households', { ...given, division_code: ended })).body['code'],
    'division_ended',
  )
  assert.equal(
    (await clerk.post('/api/households', { ...given, division_code: '120104003' })).body['code'],
    'division_too_wide',
  )
  assert.equal((await clerk.post('/api/households', { ...given, division_code: far })).status, 404)
  assert.equal((await finance.post('/api/households', given)).status, 403)
})

test('somebody leaves, is in no household, and comes back; each day remembers', async () => {
  const { household_id, members } = await couple()
  const spouse = members[1]!.person_id
  const path = `/api/households/${household_id}/members`
  assert.equal(
    (await clerk.post(`${path}/${spouse}/departure`, { on: '2017-02-01', reason: '离婚' })).status,
    200,
  )
  assert.deepEqual(await membersOf(household_id), ['甲 head'])
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-01-31'), ['甲 head', '乙 spouse'])
  assert.equal(
    (await clerk.post(path, { relation: 'spouse', person_id: spouse, on: '2017-05-01' })).status,
    200,
  )
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-04-30'), ['甲 head'])
  assert.deepEqual(await membersOf(household_id), ['甲 head', '乙 spouse'])
})

test('nobody is in two households on one day, and no household has two heads', async () => {
  const [one, two] = [await couple(), await couple()]
  const path = `/api/households/${one.household_id}/members`
  const other = await clerk.post(path, {
    relation: 'child',
    person_id: two.members[1]!.person_id,
    on: '2017-05-01',
  })
  assert.deepEqual([other.status, other.body['code']], [409, 'member_of_other_household'])
  const person = { name: '丙', sex: '1', birth_date: '1970-01-01' }
  const head = await clerk.post(path, { relation: 'head', person, on: '2017-05-01' })
  assert.deepEqual([head.status, head.body['code']], [409, 'household_already_headed'])
  const early = await clerk.post(path, { relation: 'other', person, on: '2017-09-02' })
  assert.equal(early.body['code'], 'change_after_today')
  assert.equal((await far_clerk.post(path, { relation: 'other', person, on: '2017-05-01' })).status, 404)
})

test('the head changes in one step, and only leaves after it', async () => {
  const { household_id, members } = await couple()
  const [head, spouse] = members.map((member) => member.person_id) as [string, string]
  const leave = () =>
    clerk.post(`/api/households/${household_id}/members/${head}/departure`, {
      on: '2017-08-01',
      reason: '迁出',
    })
  assert.equal((await leave()).body['code'], 'head_must_change_first')
  const change = (on: string) =>
    clerk.post(`/api/households/${household_id}/head`, {
      person_id: spouse,
      on,
      former_head_relation: 'spouse',
    })
  assert.equal((await change('2010-01-01')).body['code'], 'membership_change_too_early')
  assert.equal((await change('2017-07-01')).status, 200)
  assert.deepEqual(await membersOf(household_id), ['乙 head', '甲 spouse'])
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-06-30'), ['甲 head', '乙 spouse'])
  assert.equal((await change('2017-07-02')).body['code'], 'head_already')
  assert.equal((await leave()).status, 200)
})

test('the last one out dissolves the household, and nothing can be done with it afterwards', async () => {
  const { household_id, members } = await build({ members: [{ relation: 'head', name: '独' }] })
  const path = `/api/households/${household_id}/members`
  await clerk.post(`${path}/${members[0]!.person_id}/departure`, { on: '2017-08-01', reason: '迁出' })
  const page = await clerk.get(`/api/households/${household_id}`)
  assert.equal((page.body['household'] as { dissolved_on: string }).dissolved_on, '2017-08-01')
  const back = await clerk.post(path, {
    relation: 'head',
    person_id: members[0]!.person_id,
    on: '2017-08-15',
  })
  assert.equal(back.body['code'], 'household_dissolved')
})

test('a household moves with people, address and what is known, and leaves the old area’s sight', async () => {
  const { household_id, members } = await couple()
  const [head] = members.map((member) => member.person_id) as [string]
  const wage = {
    name: 'wage_income',
    number_value: '5',
    valid_from: '2017-01-01',
    source_kind: 'register',
    source_name: '社会保险',
  }
  await clerk.post(`/api/people/${head}/facts`, { facts: [wage] })
  const to = { on: '2017-08-20', address: '示例园 5', division_code: far, version: 1 }
  assert.equal((await far_clerk.get(`/api/households/${household_id}`)).status, 404)
  assert.equal((await far_clerk.post(`/api/households/${household_id}/move`, to)).status, 404)
  const stale = await clerk.post(`/api/households/${household_id}/move`, { ...to, version: 7 })
  assert.deepEqual([stale.status, stale.body['code']], [409, 'version_conflict'])
  const moved = await clerk.post(`/api/households/${household_id}/move`, to)
  assert.deepEqual([moved.status, moved.body['still_visible']], [200, false])
  assert.equal((await clerk.get(`/api/households/${household_id}`)).status, 404)
  assert.equal((await clerk.get(`/api/people/${head}`)).status, 404)
  assert.equal((await clerk.get(`/api/facts/${head}`)).status, 404)
  const page = await far_clerk.get(`/api/households/${household_id}`)
  assert.equal((page.body['household'] as { address: string }).address, '示例园 5')
  const facts = await far_clerk.get(`/api/facts/${head}?holding_on=2017-05-01`)
  assert.deepEqual(
    facts.body.rows?.map((row) => row['number_value']),
    ['5'],
  )
  const seen = await city.get(`/api/facts/${head}`)
  assert.equal(seen.body.rows?.length, 1)
  const events =
    await owner`select payload from event where kind = 'household.moved' and subject_id = ${household_id}`
  assert.deepEqual(events[0]?.['payload'], { from: home, to: far, on: '2017-08-20' })
})

test('a birth makes a person and a member from the day of birth', async () => {
  const { household_id } = await couple()
  const path = `/api/households/${household_id}/births`
  const birth = { name: '丁丁', sex: '2', birth_date: '2017-08-30', relation: 'child' }
  const born = await clerk.post(path, birth)
  assert.deepEqual([born.status, (born.body['person'] as { age: number }).age], [200, 0])
  assert.deepEqual(await membersOf(household_id), ['甲 head', '乙 spouse', '丁丁 child'])
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-08-29'), ['甲 head', '乙 spouse'])
  assert.equal(
    (await clerk.post(path, { ...birth, birth_date: '2017-09-02' })).body['code'],
    'change_after_today',
  )
})

test('a death ends the membership the day after, needs a new head, and is announced once', async () => {
  const { household_id, members } = await couple()
  const [head, spouse] = members.map((member) => member.person_id) as [string, string]
  const die = (more: object) =>
    clerk.post(`/api/people/${head}/death`, {
      death_date: '2017-08-31',
      version: 1,
      source_name: '医院死亡证明',
      ...more,
    })
  assert.equal(
    (
      await far_clerk.post(`/api/people/${head}/death`, {
        death_date: '2017-08-31',
        version: 1,
        source_name: '医院',
      })
    ).status,
    404,
  )
  assert.equal((await die({})).body['code'], 'head_must_change_first')
  assert.equal((await die({ version: 3 })).body['code'], 'version_conflict')
  assert.equal((await die({ death_date: '1950-01-01' })).body['code'], 'death_before_birth')
  assert.equal((await die({ new_head_person_id: spouse })).status, 200)
  assert.equal((await die({ version: 2 })).body['code'], 'death_recorded_already')
  assert.deepEqual(await membersOf(household_id), ['乙 head'])
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-08-31'), ['甲 head', '乙 spouse'])
  const events = await owner`select payload from event where kind = 'person.died' and subject_id = ${head}`
  assert.deepEqual(
    [...events].map((row) => row['payload']),
    [{ death_date: '2017-08-31', household_id }],
  )
})

test('lists count only the own area and fit every filter', async () => {
  const list = async (client: typeof clerk, query = '') => (await client.get(`/api/households?${query}`)).body
  const mine = await list(clerk)
  assert.ok(Number(mine['total']) > 3)
  assert.ok(mine.rows?.every((row) => row['division_code'] === home))
  assert.equal((await list(clerk, `division=${far}`))['total'], 0)
  const all = await list(city)
  assert.equal(Number(all['total']), Number(mine['total']) + Number((await list(far_clerk))['total']))
  assert.ok((await list(clerk, 'member_count_min=3')).rows?.every((row) => Number(row['member_count']) >= 3))
  assert.ok((await list(clerk, 'state=dissolved')).rows?.every((row) => row['dissolved_on'] !== null))
  const answer = await city.get('/api/households/export')
  assert.deepEqual([answer.status, answer.text.slice(0, 2)], [200, 'PK'])
  assert.equal((await finance.get('/api/households/export')).status, 403)
})

test('a resident sees the own household and nobody else’s', async () => {
  const { household_id, members } = await couple()
  const resident = await owner.begin((tx) =>
    buildResident(tx, { person_id: members[0]!.person_id, household_id }),
  )
  const client = await signInAs(server, database, resident)
  const own = await client.get('/api/my/household')
  assert.deepEqual(
    (own.body['members'] as Member[]).map((member) => member.name),
    ['甲', '乙'],
  )
  assert.equal((await client.get(`/api/households/${household_id}`)).status, 403)
  assert.equal((await client.get('/api/households')).status, 403)
  const alone = await owner.begin(async (tx) =>
    buildResident(tx, { person_id: (await buildPerson(tx, { division_code: home })).person_id }),
  )
  assert.equal((await (await signInAs(server, database, alone)).get('/api/my/household')).status, 404)
})

test('two clerks change the head at the same moment: one wins, one is told', async () => {
  const { household_id, members } = await build({
    members: [{ relation: 'head' }, { relation: 'spouse' }, { relation: 'child' }],
  })
  const change = (at: number) =>
    clerk.post(`/api/households/${household_id}/head`, {
      person_id: members[at]!.person_id,
      on: '2017-07-01',
      former_head_relation: 'other',
    })
  const answers = await Promise.all([change(1), change(2)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422])
  const page = await clerk.get(`/api/households/${household_id}`)
  assert.equal((page.body['members'] as Member[]).filter((m) => m.relation === 'head').length, 1)
})

test('who joins a household of another street lives there: its office sees everybody, the former one does not', async () => {
  const household = await couple()
  const joining = await owner.begin(async (tx) => {
    await buildDivision(tx, '120104008012')
    return buildPerson(tx, { division_code: '120104008012', name: '丙' })
  })
  const district = await signIn(server, database, { role: 'district_approver', area: '120104' })
  const former = await signIn(server, database, { role: 'street_clerk', area: '120104008' })
  const joined = await district.post(`/api/households/${household.household_id}/members`, {
    person_id: joining.person_id,
    relation: 'other',
    on: '2017-09-01',
  })
  assert.equal(joined.status, 200)
  assert.deepEqual((await membersOf(household.household_id)).sort(), ['丙 other', '乙 spouse', '甲 head'])
  assert.equal((await former.get(`/api/people/${joining.person_id}`)).status, 404)
})
