import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildEntitlement, buildHospital, buildPerson, sendSigned } from '../../../../test/builders/index.ts'
import { openHouse } from '../../../../test/client.ts'
import { testDatabase } from '../../../../test/database.ts'
import { medicalAidModule } from '../index.ts'
import { fenOf } from './map.ts'

const database = await testDatabase()
const server = await openHouse(database, [medicalAidModule])
const hospital = await database.owner.begin((tx) => buildHospital(tx))
const send = (resource: Record<string, unknown>, options = {}) =>
  sendSigned(server, hospital, `/api/fhir/${String(resource['resourceType'])}`, resource, options)

async function newPatient() {
  const { payee_id } = await database.owner.begin((tx) => buildEntitlement(tx, { amount: 74250n }))
  const [person] = await database.owner<[{ identity_number: string; name: string }]>`
    select identity_number, name from person where person_id = ${payee_id}`
  return { ...person, person_id: payee_id }
}
type Person = { identity_number: string | null; name: string }

const money = (value: number) => ({ value, currency: 'CNY' })
const patientResource = ({ identity_number, name }: Person) => ({
  resourceType: 'Patient',
  id: 'patient',
  identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: identity_number }],
  name: [{ use: 'official', text: name }],
  gender: 'female',
})
const coverage = (value: string) => ({ identifier: { system: 'urn:haihe:coverage', value } })

/** An institutional claim in the shape of the specification's example: 10,000 yuan, 6,000.50 paid by the basic insurance. */
const claimOf = (person: Person, given: Record<string, unknown> = {}) => ({
  resourceType: 'Claim',
  text: {
    status: 'generated',
    div: '<div xmlns="http://www.w3.org/1999/xhtml">A human-readable rendering</div>',
  },
  contained: [
    patientResource(person),
    {
      resourceType: 'ClaimResponse',
      id: 'basic',
      status: 'active',
      type: { coding: [{ code: 'institutional' }] },
      use: 'claim',
      patient: { reference: '#patient' },
      created: '2017-08-28',
      insurer: { display: '基本医疗保险' },
      outcome: 'complete',
      payment: { type: { coding: [{ code: 'complete' }] }, amount: money(6000.5) },
    },
  ],
  identifier: [{ system: 'urn:haihe:claim-number', value: `F-${randomUUID()}` }],
  status: 'active',
  type: {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' },
      { system: 'urn:haihe:bill-kind', code: 'inpatient' },
    ],
  },
  use: 'claim',
  patient: { reference: '#patient' },
  billablePeriod: { start: '2017-08-20', end: '2017-08-28' },
  created: '2017-08-28',
  provider: { identifier: { value: hospital.code } },
  priority: { coding: [{ code: 'normal' }] },
  insurance: [
    {
      sequence: 1,
      focal: false,
      coverage: coverage('basic_insurance'),
      claimResponse: { reference: '#basic' },
    },
    { sequence: 2, focal: true, coverage: coverage('medical_aid') },
  ],
  item: [
    {
      sequence: 1,
      category: { coding: [{ system: 'urn:haihe:policy', code: 'within' }] },
      productOrService: { coding: [{ code: 'exam' }] },
      net: money(9000),
    },
    {
      sequence: 2,
      category: { coding: [{ system: 'urn:haihe:policy', code: 'outside' }] },
      productOrService: { text: '自费药' },
      net: money(1000),
    },
  ],
  total: money(10_000),
  ...given,
})

const totalOf = (body: Record<string, unknown>, code: string) =>
  (body['total'] as { category: { coding: { code: string }[] }; amount: { value: number } }[]).find(
    ({ category }) => category.coding[0]?.code === code,
  )?.amount.value

test('a FHIR Claim is settled like any other: the same law, the same books, the same answer when it comes again', async () => {
  const patient = await newPatient()
  const claim = claimOf(patient)
  const quoted = await send({ ...claim, use: 'predetermination' })
  assert.equal(quoted.status, 200, quoted.text)
  const idempotency_key = randomUUID()
  const first = await send(claim, { idempotency_key })
  assert.equal(first.status, 200, first.text)
  const { resourceType, outcome, use } = first.body
  assert.deepEqual([resourceType, outcome, use], ['ClaimResponse', 'complete', 'claim'])
  // 60 % of 2,999.50 yuan.
  for (const { body } of [quoted, first])
    assert.deepEqual(
      ['submitted', 'benefit', 'copay'].map((code) => totalOf(body, code)),
      [10_000, 1799.7, 2199.8],
    )
  const again = await send(claim, { idempotency_key })
  assert.deepEqual([again.text, again.again], [first.text, true])
  const rows = await database.owner<{ aid: bigint; total: bigint }[]>`
    select aid, total from claim where person_id = ${patient.person_id}`
  assert.deepEqual([...rows], [{ aid: 179_970n, total: 1_000_000n }])
})

test('eligibility says the group of the day and what the year has come to, and for somebody else that nothing is in force', async () => {
  const patient = await newPatient()
  await send(claimOf(patient))
  const stranger = await database.owner.begin((tx) => buildPerson(tx))
  const ask = (person: Person, servicedDate = '2017-08-28') =>
    send({
      resourceType: 'CoverageEligibilityRequest',
      status: 'active',
      purpose: ['validation', 'benefits'],
      patient: { reference: '#patient' },
      servicedDate,
      created: '2017-08-28',
      insurer: { display: '医疗救助' },
      contained: [patientResource(person)],
    })
  const answer = await ask(patient)
  assert.equal(answer.status, 200, answer.text)
  const [insurance] = answer.body['insurance'] as {
    inforce: boolean
    item: {
      category: { coding: { code: string }[] }
      benefit: { type: { coding: { code: string }[] }; usedMoney: { value: number } }[]
    }[]
  }[]
  assert.deepEqual([insurance!.inforce, insurance!.item[0]!.category.coding[0]!.code], [true, 'subsistence'])
  const own = insurance!.item[0]!.benefit.find(({ type }) => type.coding[0]!.code === 'own_share_before')
  assert.equal(own?.usedMoney.value, 2999.5)
  const before = (await ask(patient, '2016-12-31')).body['insurance'] as { inforce: boolean }[]
  assert.equal(before[0]!.inforce, false)
  assert.equal(((await ask(stranger)).body['insurance'] as { inforce: boolean }[])[0]!.inforce, false)
  assert.equal((await ask({ ...patient, name: '别人' })).body['code'], 'patient_not_found')
})

test('what a settlement needs and a resource lacks is refused at its element; nothing is settled', async () => {
  const patient = await newPatient()
  const claim = claimOf(patient)
  const [within] = claim.item
  const wrong: [string, Record<string, unknown>, string][] = [
    ['no number of the hospital’s', { identifier: [{ system: 'urn:other', value: 'X-1234' }] }, 'identifier'],
    ['no kind of bill', { type: { coding: [{ code: 'institutional' }] } }, 'type'],
    ['a patient that is not contained', { patient: { reference: '#somebody' } }, 'patient'],
    ['a fraction of a fen', { total: money(10_000.005) }, 'total'],
    [
      'an item of no known policy',
      { item: [{ ...within, category: { coding: [{ code: 'x' }] } }] },
      'item.0.category',
    ],
    [
      'a payment that is not contained',
      { insurance: [{ ...claim.insurance[0], claimResponse: { reference: '#lost' } }] },
      'insurance.claimResponse',
    ],
  ]
  for (const [what, given, field] of wrong) {
    const answer = await send({ ...claim, ...given })
    assert.deepEqual(
      [answer.status, answer.body['code'], answer.body['field']],
      [422, 'fhir_unreadable', field],
      what,
    )
  }
  assert.equal((await send({ ...claim, total: money(9999) })).body['code'], 'bill_unbalanced')
  assert.equal((await send({ ...claim, total: { value: 1, currency: 'USD' } })).status, 400)
  const rows = await database.owner`select 1 from claim where person_id = ${patient.person_id}`
  assert.equal(rows.length, 0)
})

test('every whole number of fen goes to yuan and back unchanged', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
      assert.equal(fenOf(fen / 100, 'total'), String(fen))
    }),
  )
})
