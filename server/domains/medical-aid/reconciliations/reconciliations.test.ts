import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  buildBill,
  buildEntitlement,
  buildHospital,
  buildStaff,
  sendSigned,
} from '../../../../test/builders/index.ts'
import { openHouse, signIn, signInAs } from '../../../../test/client.ts'
import { firstDay, testDatabase } from '../../../../test/database.ts'
import { medicalAidModule } from '../index.ts'
import { compareDays, type Entry } from './model.ts'

const database = await testDatabase()
let today = firstDay
const server = await openHouse(database, [medicalAidModule], {
  clock: { today: () => today, now: () => new Date().toISOString() },
})
const nextDay = '2017-09-02'

async function openDay() {
  today = firstDay
  const hospital = await database.owner.begin((tx) => buildHospital(tx, { division_code: '120104' }))
  const { payee_id } = await database.owner.begin((tx) => buildEntitlement(tx, { amount: 74250n }))
  const [person] = await database.owner<[{ identity_number: string; name: string }]>`
    select identity_number, name from person where person_id = ${payee_id}`
  const send = async (path: string, content: unknown) => {
    const answer = await sendSigned(server, hospital, `/api/hospital/${path}`, content)
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }
  const settle = async () => {
    const { claim_number, aid, own_paid } = await send('claims', buildBill(person))
    return { claim_number, state: 'settled', aid, own_paid } as Record<string, unknown>
  }
  const reconcile = (rows: unknown[], day = firstDay) => send('reconciliations', { day, rows })
  return { hospital, settle, send, reconcile }
}

const differencesOf = (hospital_id: string) =>
  database.owner<
    { claim_number: string; kind: string; state: string; due_on: string; note: string | null }[]
  >`
    select claim_number, kind, state, due_on, note from claim_difference where hospital_id = ${hospital_id}
    order by claim_number`

test('two books of a day that are the same match claim by claim, and nothing is left to do', async () => {
  const { hospital, settle, send, reconcile } = await openDay()
  const rows = [await settle(), await settle()]
  const book = await send('day-books', { day: firstDay })
  assert.deepEqual(
    book['rows'],
    rows.map(({ state, aid, own_paid, claim_number }) => ({ state, aid, own_paid, claim_number })),
  )
  today = nextDay
  const answer = await reconcile(rows)
  assert.deepEqual(
    [answer['matched'], answer['differences'], answer['our_aid'], answer['their_aid'], answer['due_on']],
    [2, [], '480000', '480000', null],
  )
  assert.deepEqual([...(await differencesOf(hospital.hospital_id))], [])
})

test('what is missing on either side, reversed or of another amount becomes work with a date; a later file clears it', async () => {
  const { hospital, settle, send, reconcile } = await openDay()
  const [kept, forgotten, reversed, wrong] = [await settle(), await settle(), await settle(), await settle()]
  await send('reversals', { claim_number: reversed!['claim_number'] })
  today = nextDay
  const unknown = { claim_number: 'C-only-theirs', state: 'settled', aid: '100', own_paid: '0' }
  const answer = await reconcile([kept, reversed, { ...wrong, aid: '1' }, unknown])
  const kinds = Object.fromEntries(
    (answer['differences'] as { claim_number: string; kind: string }[]).map(({ claim_number, kind }) => [
      claim_number,
      kind,
    ]),
  )
  assert.deepEqual(kinds, {
    [String(forgotten!['claim_number'])]: 'missing_there',
    [String(reversed!['claim_number'])]: 'state',
    [String(wrong!['claim_number'])]: 'amount',
    'C-only-theirs': 'missing_here',
  })
  // Three working days after Saturday, 2 September.
  assert.equal(answer['due_on'], '2017-09-06')
  assert.equal((await differencesOf(hospital.hospital_id)).filter(({ state }) => state === 'open').length, 4)
  const corrected = [kept, forgotten, { ...reversed, state: 'reversed' }, { ...wrong, aid: '1' }]
  await reconcile(corrected)
  await reconcile(corrected)
  const after = await differencesOf(hospital.hospital_id)
  assert.deepEqual(
    after.filter(({ state }) => state === 'open').map(({ claim_number }) => claim_number),
    [wrong!['claim_number']],
  )
  const [{ count }] = await database.owner<[{ count: number }]>`
    select count(*)::int as count from claim_reconciliation where hospital_id = ${hospital.hospital_id}`
  assert.equal(count, 2)
})

test('a day is reconciled when it is over, and no number is listed twice', async () => {
  const { hospital, settle } = await openDay()
  const row = await settle()
  const ask = (day: string, rows: unknown[]) =>
    sendSigned(server, hospital, '/api/hospital/reconciliations', { day, rows })
  assert.equal((await ask(firstDay, [row])).body['code'], 'day_not_over')
  today = nextDay
  assert.equal((await ask(firstDay, [row, row])).body['code'], 'day_listed_twice')
  assert.equal((await ask(firstDay, [row])).status, 200)
})

test('a hospital’s day is its own: another one’s book does not have it', async () => {
  const { settle } = await openDay()
  await settle()
  const other = await openDay()
  assert.deepEqual((await other.send('day-books', { day: firstDay }))['rows'], [])
})

test('finance of the hospital’s district looks into a difference and says what it was; a neighbour and a leader do not', async () => {
  const { reconcile } = await openDay()
  today = nextDay
  await reconcile([{ claim_number: 'C-nobody-has', state: 'settled', aid: '5', own_paid: '0' }])
  const finance = await signIn(server, database, { role: 'finance', area: '120104' })
  const neighbour = await signIn(server, database, { role: 'finance', area: '120101' })
  const leader = await signInAs(
    server,
    database,
    await database.owner.begin((tx) => buildStaff(tx, { role: 'leader', area: '12' })),
  )
  const listed = await finance.get('/api/medical-aid/differences')
  const row = listed.body.rows!.find(({ claim_number }) => claim_number === 'C-nobody-has')!
  assert.deepEqual(
    [row['kind'], row['ours'], (row['theirs'] as { aid: string }).aid],
    ['missing_here', null, '5'],
  )
  const path = `/api/medical-aid/differences/${String(row['claim_difference_id'])}/settle`
  const note = '医院把测试单子列进了当天的账，已请其更正'
  assert.equal((await neighbour.get('/api/medical-aid/differences')).body.rows!.length, 0)
  assert.equal((await neighbour.post(path, { note })).status, 404)
  assert.equal((await leader.post(path, { note })).status, 403)
  assert.equal((await finance.post(path, { note: '好' })).status, 400)
  assert.equal((await finance.post(path, { note })).status, 200)
  assert.equal((await finance.post(path, { note })).body['code'], 'difference_settled_before')
})

test('books that differ in nothing have no difference, and what differs is told once for each number', () => {
  const entry = fc.record({
    state: fc.constantFrom<Entry['state'][]>('settled', 'reversed'),
    aid: fc.bigInt({ min: 0n, max: 5n }),
    own_paid: fc.bigInt({ min: 0n, max: 5n }),
  })
  const book = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), entry)).map((rows) => new Map(rows))
  fc.assert(
    fc.property(book, book, (ours, theirs) => {
      assert.deepEqual(compareDays(ours, ours).differences, [])
      const { matched, differences, our_aid, their_aid } = compareDays(ours, theirs)
      assert.equal(matched + differences.length, new Set([...ours.keys(), ...theirs.keys()]).size)
      if (differences.length === 0) assert.equal(our_aid, their_aid)
    }),
  )
})
