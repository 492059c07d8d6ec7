import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision, buildHousehold } from '../../../test/builders/index.ts'
import { openHouse, signIn } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { divisionsModule } from '../divisions/index.ts'
import { peopleModule } from '../people/index.ts'
import { householdsModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [divisionsModule, peopleModule, householdsModule])
const home = '120104003007'

await database.owner.begin((tx) => buildDivision(tx, home))
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })

type Member = { name: string; relation: string; since: string }
const membersAt = async (household_id: string, query = '') => {
  const { body } = await clerk.get(`/api/households/${household_id}${query}`)
  return body['members'] as Member[]
}
const membersOf = async (household_id: string, query = '') =>
  (await membersAt(household_id, query)).map((member) => `${member.name} ${member.relation}`)
const build = (members: Parameters<typeof buildHousehold>[1]) =>
  database.owner.begin((tx) => buildHousehold(tx, { division_code: home, ...members }))

test('with a new head, what the others are to the head is said anew; what was stays as of its day', async () => {
  const { household_id, members } = await build({
    members: [
      { relation: 'head', name: '甲' },
      { relation: 'spouse', name: '乙', sex: '2' },
      { relation: 'child', name: '丙' },
      { relation: 'grandchild', name: '丁' },
    ],
  })
  const [head, spouse, child, grandchild] = members.map((member) => member.person_id)
  const change = (relations: object[], on = '2017-07-01') =>
    clerk.post(`/api/households/${household_id}/head`, {
      person_id: child,
      on,
      former_head_relation: 'parent',
      relations,
    })
  const elsewhere = (await build({ members: [{ relation: 'head', name: '戊' }] })).members[0]!.person_id
  assert.equal((await change([{ person_id: elsewhere, relation: 'other' }])).body['code'], 'not_a_member')
  assert.equal((await change([{ person_id: head, relation: 'other' }])).body['code'], 'not_a_member')
  const given = [
    { person_id: spouse, relation: 'parent' },
    { person_id: grandchild, relation: 'child' },
  ]
  assert.equal((await change(given)).status, 200)
  assert.deepEqual((await membersOf(household_id)).toSorted(), [
    '丁 child',
    '丙 head',
    '乙 parent',
    '甲 parent',
  ])
  assert.deepEqual((await membersOf(household_id, '?as_of=2017-06-30')).toSorted(), [
    '丁 grandchild',
    '丙 child',
    '乙 spouse',
    '甲 head',
  ])
  for (const { name, since } of await membersAt(household_id))
    assert.ok(since < '2017-07-01', `${name} joined when they joined`)
})

test('a head leaves in one step with who takes the place', async () => {
  const { household_id, members } = await build({
    members: [
      { relation: 'head', name: '甲' },
      { relation: 'child', name: '乙' },
      { relation: 'grandchild', name: '丙' },
    ],
  })
  const [head, child, grandchild] = members.map((member) => member.person_id)
  const leave = (body: object) =>
    clerk.post(`/api/households/${household_id}/members/${head}/departure`, {
      on: '2017-08-01',
      reason: '入住养老院',
      ...body,
    })
  assert.equal((await leave({})).body['code'], 'head_must_change_first')
  const left = await leave({
    new_head_person_id: child,
    relations: [{ person_id: grandchild, relation: 'child' }],
  })
  assert.equal(left.status, 200, left.text)
  assert.deepEqual(await membersOf(household_id), ['乙 head', '丙 child'])
  assert.deepEqual(await membersOf(household_id, '?as_of=2017-07-31'), [
    '甲 head',
    '乙 child',
    '丙 grandchild',
  ])
})
