import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { buildBill, buildEntitlement, buildHospital, sendSigned } from '../../../../test/builders/index.ts'
import { openHouse } from '../../../../test/client.ts'
import { testDatabase } from '../../../../test/database.ts'
import { medicalAidModule } from '../index.ts'

const database = await testDatabase()
const server = await openHouse(database, [medicalAidModule])
const hospital = await database.owner.begin((tx) => buildHospital(tx))
const path = '/api/hospital/claims'

async function newBill() {
  const { payee_id } = await database.owner.begin((tx) => buildEntitlement(tx, { amount: 74250n }))
  const [person] = await database.owner<[{ identity_number: string; name: string }]>`
    select identity_number, name from person where person_id = ${payee_id}`
  return buildBill(person)
}
const minutesAway = (minutes: number) => new Date(Date.parse(server.house.clock.now()) + minutes * 60_000)

test('whatever is wrong with a signature, the answer is the same and nothing is settled', async () => {
  const bill = await newBill()
  const stranger = generateKeyPairSync('ed25519').privateKey
  const wrong: [string, Parameters<typeof sendSigned>[4]][] = [
    ['another key under this name', { key: stranger }],
    ['a key that nobody has registered', { key_id: 'nobody-has-this-key' }],
    ['a body that was changed on its way', { body: JSON.stringify({ ...bill, claim_number: 'C-changed' }) }],
    ['another address than the one signed', { path: '/api/hospital/quotes' }],
    ['a signature that leaves out the body', { fields: ['@method', '@path', '@query'] }],
    ['a signature that leaves out the address', { fields: ['@method', 'content-digest'] }],
    ['a signature of six minutes ago', { created: minutesAway(-6) }],
    ['a signature of six minutes from now', { created: minutesAway(6) }],
  ]
  for (const [what, tampering] of wrong) {
    const answer = await sendSigned(server, hospital, path, bill, tampering)
    assert.deepEqual([answer.status, answer.body['code']], [401, 'hospital_signature_wrong'], what)
  }
  const [{ count }] = await database.owner<[{ count: number }]>`select count(*)::int as count from claim`
  assert.equal(count, 0)
})

test('a clock that is four minutes off is borne with', async () => {
  for (const minutes of [-4, 4]) {
    const answer = await sendSigned(server, hospital, path, await newBill(), {
      created: minutesAway(minutes),
    })
    assert.equal(answer.status, 200, answer.text)
  }
})

test('a request without a signature learns nothing of what is wrong with its body', async () => {
  const response = await server.inject({ method: 'POST', url: path, payload: { nonsense: true } })
  assert.deepEqual(
    [response.statusCode, response.json<{ code: string }>().code],
    [401, 'hospital_signature_wrong'],
  )
})

test('a key that is revoked settles nothing from that instant on, also where it is still remembered', async () => {
  const own = await database.owner.begin((tx) => buildHospital(tx))
  assert.equal((await sendSigned(server, own, path, await newBill())).status, 200)
  await database.owner`update hospital_key set revoked_at = now() where hospital_key_id = ${own.hospital_key_id}`
  const answer = await sendSigned(server, own, path, await newBill())
  assert.deepEqual([answer.status, answer.body['code']], [401, 'hospital_key_revoked'])
})
