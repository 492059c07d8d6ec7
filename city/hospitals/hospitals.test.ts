import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { buildEntitlement } from '../../test/builders/index.ts'
import { openHouse } from '../../test/client.ts'
import { firstDay, testDatabase } from '../../test/database.ts'
import {
  endLentKeys,
  lendHospitalKeys,
  listAidedPatients,
  medicalAidModule,
} from '../../server/domains/medical-aid/index.ts'
import { buildHospital } from '../../test/builders/index.ts'
import { differencesOf } from './book.ts'
import { HOSPITALS, listCityHospitals } from './list.ts'
import type { Plan, Played } from './main.ts'

const database = await testDatabase()
const server = await openHouse(database, [medicalAidModule])
await server.listen({ port: 0, host: '127.0.0.1' })
const { port } = server.server.address() as { port: number }

function playApart(plan: Plan): Promise<Played> {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)))
  child.send(plan)
  return new Promise((resolve, reject) => {
    child.once('message', (played) => resolve(played as Played))
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)))
  })
}

test('the city has 340 designated hospitals, each with a number and a name of its own, in every district', () => {
  const hospitals = listCityHospitals()
  assert.equal(hospitals.length, HOSPITALS)
  for (const part of ['code', 'name'] as const)
    assert.equal(new Set(hospitals.map((hospital) => hospital[part])).size, HOSPITALS, part)
  assert.equal(new Set(hospitals.map(({ division_code }) => division_code)).size, 16)
  assert.ok(hospitals.every(({ name }) => name.includes('示例')))
})

test('hospitals that repeat, overtake, break off and mistake themselves end with books equal to ours, to the fen', async () => {
  await database.owner.begin(async (tx) => {
    for (let each = 0; each < 3; each += 1) await buildHospital(tx)
    // Few patients: their years are fought over.
    for (let each = 0; each < 4; each += 1) await buildEntitlement(tx, { amount: 1n })
  })
  const hospitals = await lendHospitalKeys(database.owner, 3, firstDay)
  const patients = await listAidedPatients(database.owner, { today: firstDay, limit: 10 })
  assert.deepEqual([hospitals.length, patients.length], [3, 4])
  const plan: Plan = {
    house: `http://127.0.0.1:${port}`,
    today: firstDay,
    hospitals,
    patients,
    rate: 0,
    seconds: 600,
    visits: 120,
    faults: 0.6,
    seed: 7,
    lines: 8,
  }
  const played = await playApart(plan)
  assert.deepEqual([played.broken, played.differences], [[], []])
  assert.ok(played.claims >= 120 && played.reversed > 0, JSON.stringify(played))
  assert.equal(Object.keys(played.faults).length, 8)
  const [books] = await database.owner<[{ aid: bigint; balance: bigint; claims: number; over: number }]>`
    select (select sum(aid) from claim where state = 'settled')::bigint as aid,
      (select sum(amount) from ledger_entry)::bigint as balance,
      (select count(*)::int from claim) as claims,
      (select count(*)::int from claim_total where amount > at_most) as over`
  assert.deepEqual(
    [books.aid, books.balance, books.claims, books.over],
    [BigInt(played.aid), 0n, played.claims, 0],
  )
  const [owed] = await database.owner<[{ owed: bigint }]>`
    select -sum(e.amount)::bigint as owed from ledger_entry e join ledger_account a using (ledger_account_id)
    where a.code = 'hospital_payable'`
  assert.equal(owed.owed, BigInt(played.aid))
  await endLentKeys(database.owner, hospitals)
  const [{ living }] = await database.owner<[{ living: number }]>`
    select count(*)::int as living from hospital_key where hospital_key_id like 'play-%' and revoked_at is null`
  assert.equal(living, 0)
})

test('a book that differs in a fen, a state or a number is told', () => {
  const entry = { state: 'settled' as const, aid: '100', own_paid: '5' }
  const book = new Map([
    ['a', entry],
    ['b', entry],
    ['c', entry],
  ])
  const theirs = [
    { claim_number: 'a', ...entry },
    { claim_number: 'b', ...entry, aid: '101' },
    { claim_number: 'd', ...entry },
  ]
  assert.deepEqual(
    differencesOf(book, theirs).map(({ claim_number }) => claim_number),
    ['b', 'c', 'd'],
  )
})
