import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import {
  buildBill,
  buildEntitlement,
  buildHospital,
  buildPerson,
  sendSigned,
} from '../../../../test/builders/index.ts'
import { openHouse } from '../../../../test/client.ts'
import { testDatabase } from '../../../../test/database.ts'
import { medicalAidModule } from '../index.ts'

const database = await testDatabase()
const server = await openHouse(database, [medicalAidModule])
const hospital = await database.owner.begin((tx) => buildHospital(tx))
const other = await database.owner.begin((tx) => buildHospital(tx, { division_code: '120101' }))

/** Somebody on subsistence since January 2017, with name and number. */
async function patientOnSubsistence(from_month = '2017-01-01') {
  const { payee_id, household_id } = await database.owner.begin((tx) =>
    buildEntitlement(tx, { amount: 74250n, from_month, division_code: '120104008001' }),
  )
  const [person] = await database.owner<[{ identity_number: string; name: string }]>`
    select identity_number, name from person where person_id = ${payee_id}`
  return { ...person, person_id: payee_id, household_id }
}

const quote = (content: unknown) => sendSigned(server, hospital, '/api/hospital/quotes', content)
const settle = (content: unknown, options = {}, from = hospital) =>
  sendSigned(server, from, '/api/hospital/claims', content, options)
const reverse = (claim_number: string, options = {}, from = hospital) =>
  sendSigned(server, from, '/api/hospital/reversals', { claim_number }, options)

async function booksOf(reference: string) {
  return database.owner<{ code: string; amount: bigint }[]>`
    select a.code, e.amount from ledger_transaction t
    join ledger_entry e using (ledger_transaction_id) join ledger_account a using (ledger_account_id)
    where t.reference like ${reference} order by e.position`
}

const claimIdOf = async (claim_number: string) =>
  (
    await database.owner<[{ claim_id: string; state: string }]>`
      select claim_id, state from claim where claim_number = ${claim_number}`
  )[0]

const totalOf = async (person_id: string, name: string, year = 2017) =>
  (
    await database.owner<{ amount: bigint }[]>`
      select amount from claim_total where person_id = ${person_id} and year = ${year} and name = ${name}`
  )[0]?.amount

test('a quote says who bears what by which article, and leaves nothing behind', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  const answer = await quote(bill)
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(
    (answer.body['payers'] as { payer: string; amount: string }[]).map(({ payer, amount }) => [
      payer,
      amount,
    ]),
    [
      ['basic_insurance', '600000'],
      ['serious_illness_insurance', '0'],
      // 60 % of an own share of 4,000 yuan, which lies within the first band.
      ['medical_aid', '240000'],
      ['patient', '160000'],
    ],
  )
  const [aid] = (answer.body['payers'] as Record<string, unknown>[]).filter(
    ({ payer }) => payer === 'medical_aid',
  )
  assert.deepEqual(aid?.['article'], { document: 'state-council-order-649', article: '第三十一条' })
  const [inpatient] = answer.body['explanations'] as { steps: string[] }[]
  assert.ok(
    inpatient!.steps.some((step) => step.includes('住院和门特救助，2400元')),
    inpatient!.steps.join('\n'),
  )
  assert.equal(await claimIdOf(bill.claim_number), undefined)
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), undefined)
})

test('a settlement is booked once in the books of the patient’s district, and its sums balance', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  const answer = await settle(bill)
  assert.deepEqual(
    [answer.status, answer.body['state'], answer.body['aid']],
    [200, 'settled', '240000'],
    answer.text,
  )
  const { claim_id } = (await claimIdOf(bill.claim_number))!
  assert.deepEqual(
    (await booksOf(`claim ${claim_id}`)).map(({ code, amount }) => [code, amount]),
    [
      ['medical_aid_expense', 240_000n],
      ['hospital_payable', -240_000n],
      ['patient_due', 160_000n],
      ['hospital_collection', -160_000n],
    ],
  )
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), 400_000n)
})

test('the same request again gets the first answer to the byte, whatever has changed since; nothing is paid twice', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  const idempotency_key = randomUUID()
  const first = await settle(bill, { idempotency_key })
  await settle(buildBill(patient))
  await database.owner`update entitlement set valid = daterange('2017-01-01', '2017-02-01') where household_id = ${patient.household_id}`
  const again = await settle(bill, { idempotency_key })
  assert.deepEqual([again.status, again.text, again.again, first.again], [200, first.text, true, false])
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), 800_000n)
})

test('the same number with another content is refused, and so is a key that stands for another claim', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  const idempotency_key = randomUUID()
  assert.equal((await settle(bill, { idempotency_key })).status, 200)
  const changed = await settle({ ...bill, bill: { ...bill.bill, basic_paid: '600001' } })
  assert.deepEqual(
    [changed.status, changed.body['code'], changed.body['field']],
    [409, 'claim_number_taken', 'claim_number'],
  )
  const reused = await settle(buildBill(patient), { idempotency_key })
  assert.deepEqual([reused.status, reused.body['code']], [409, 'claim_key_reused'])
  const keyless = await settle(buildBill(patient), { idempotency_key: null })
  assert.deepEqual([keyless.status, keyless.body['code']], [400, 'claim_key_missing'])
})

test('sent ten times at once a claim is settled once, and every answer is the same', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  const idempotency_key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => settle(bill, { idempotency_key })))
  assert.equal(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1)
  assert.equal(answers.filter(({ again }) => !again).length, 1)
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), 400_000n)
})

test('claims of one person at two hospitals at the same moment never pass the yearly limit together', async () => {
  const patient = await patientOnSubsistence()
  // Half of 150,000 yuan outside the policy would be 75,000 each; together not above 100,000.
  const costly = { within_policy: '0', basic_paid: '0', outside_policy: '15000000' }
  const answers = await Promise.all([
    settle(buildBill(patient, { bill: costly })),
    settle(buildBill(patient, { bill: costly }), {}, other),
  ])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
  assert.deepEqual(answers.map(({ body }) => BigInt(String(body['aid']))).toSorted(), [
    2_500_000n,
    7_500_000n,
  ])
  assert.equal(await totalOf(patient.person_id, 'serious_aid_before'), 10_000_000n)
  await assert.rejects(
    database.owner`update claim_total set amount = amount + 1 where person_id = ${patient.person_id} and name = 'serious_aid_before'`,
    { constraint_name: 'claim_total_within_limit' },
  )
})

test('later bills of the year are aided in the band that the earlier ones have filled; the next year begins anew', async () => {
  const patient = await patientOnSubsistence('2016-01-01')
  const large = { within_policy: '3000000', basic_paid: '1000000' }
  const aidOf = async (days: { admitted_on: string; discharged_on: string }) =>
    (await settle(buildBill(patient, { ...days, bill: large }))).body['aid']
  const [admitted_on, discharged_on] = ['2017-03-01', '2017-03-09']
  assert.equal(await aidOf({ admitted_on, discharged_on }), '1200000')
  assert.equal(await aidOf({ admitted_on, discharged_on }), '1600000')
  // Over the turn of the year: it counts in the year of the discharge.
  assert.equal(await aidOf({ admitted_on: '2016-12-28', discharged_on: '2017-01-03' }), '1600000')
  assert.equal(await aidOf({ admitted_on: '2016-12-01', discharged_on: '2016-12-20' }), '1200000')
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), 6_000_000n)
  assert.equal(await totalOf(patient.person_id, 'own_share_before', 2016), 2_000_000n)
})

test('a reversal undoes a whole claim once: the year, the limit and the books are as before', async () => {
  const patient = await patientOnSubsistence()
  const costly = buildBill(patient, { bill: { outside_policy: '25000000' } })
  assert.equal((await settle(costly)).body['aid'], '10240000')
  const idempotency_key = randomUUID()
  const first = await reverse(costly.claim_number, { idempotency_key })
  assert.deepEqual([first.status, first.body['state']], [200, 'reversed'], first.text)
  const again = await reverse(costly.claim_number, { idempotency_key })
  assert.deepEqual([again.status, again.text, again.again], [200, first.text, true])
  const twice = await reverse(costly.claim_number)
  assert.deepEqual([twice.status, twice.body['code']], [409, 'claim_reversed_before'])
  assert.equal(await totalOf(patient.person_id, 'serious_aid_before'), 0n)
  const { claim_id, state } = (await claimIdOf(costly.claim_number))!
  assert.equal(state, 'reversed')
  const books = await booksOf(`claim ${claim_id}%`)
  assert.equal(books.length, 8)
  const sums = new Map<string, bigint>()
  for (const { code, amount } of books) sums.set(code, (sums.get(code) ?? 0n) + amount)
  assert.deepEqual([...new Set(sums.values())], [0n])
  // The same request settles nothing anew: its number has been used.
  assert.equal((await settle(costly)).again, true)
  assert.equal(await totalOf(patient.person_id, 'serious_aid_before'), 0n)
})

test('a claim across the year’s turn that is reversed frees the year that it used', async () => {
  const patient = await patientOnSubsistence('2016-01-01')
  const bill = buildBill(patient, { admitted_on: '2016-12-30', discharged_on: '2017-01-02' })
  assert.equal((await settle(bill)).status, 200)
  assert.deepEqual(
    [
      await totalOf(patient.person_id, 'own_share_before', 2016),
      await totalOf(patient.person_id, 'own_share_before'),
    ],
    [undefined, 400_000n],
  )
  assert.equal((await reverse(bill.claim_number)).status, 200)
  assert.equal(await totalOf(patient.person_id, 'own_share_before'), 0n)
})

test('a hospital knows nothing of another’s numbers', async () => {
  const patient = await patientOnSubsistence()
  const bill = buildBill(patient)
  await settle(bill)
  assert.equal((await reverse(bill.claim_number, {}, other)).status, 404)
  const theirs = await settle(bill, {}, other)
  assert.deepEqual([theirs.status, theirs.again], [200, false])
})

test('what is wrong is refused with a code, the article where there is one, and the field; nothing is written', async () => {
  const patient = await patientOnSubsistence('2017-08-01')
  const outsider = await database.owner.begin((tx) => buildPerson(tx))
  const undesignated = await database.owner.begin((tx) =>
    buildHospital(tx, { designated: ['2014-05-01', '2017-08-20'] }),
  )
  const bill = (given: Parameters<typeof buildBill>[1] = {}, of = patient) => buildBill(of, given)
  const money = buildBill(patient).bill
  const unbalanced = { ...money, total: '1000001' }
  const cases: [unknown, number, string, string | undefined, string | undefined][] = [
    [
      { ...bill(), patient: { identity_number: patient.identity_number, name: '别人' } },
      422,
      'patient_not_found',
      'patient.identity_number',
      undefined,
    ],
    [
      bill({}, { ...patient, ...outsider, identity_number: outsider.identity_number! }),
      422,
      'patient_not_entitled',
      'admitted_on',
      '救助对象',
    ],
    // The benefit begins in August: the last day of July is one too early.
    [bill({ admitted_on: '2017-07-31' }), 422, 'patient_not_entitled', 'admitted_on', '救助对象'],
    [bill({ admitted_on: '2017-08-29' }), 422, 'claim_dates_reversed', 'discharged_on', undefined],
    [bill({ discharged_on: '2017-09-02' }), 422, 'claim_in_the_future', 'discharged_on', undefined],
    [
      bill({ admitted_on: '2016-08-01', discharged_on: '2016-08-31' }),
      422,
      'claim_too_late',
      'discharged_on',
      '结算时限',
    ],
    [{ ...bill(), bill: unbalanced }, 422, 'bill_unbalanced', 'bill.total', undefined],
    [
      { ...bill(), bill: { ...money, basic_paid: '1000001' } },
      422,
      'insurance_above_policy',
      'bill.basic_paid',
      undefined,
    ],
    [
      { ...bill(), items: [{ category: '床位费', within_policy: '1', outside_policy: '0' }] },
      422,
      'bill_unbalanced',
      'bill.within_policy',
      undefined,
    ],
    [{ ...bill(), bill: { ...money, basic_paid: '-1' } }, 400, 'invalid_input', undefined, undefined],
    [{ ...bill(), bill: { ...money, basic_paid: '0.5' } }, 400, 'invalid_input', undefined, undefined],
    [
      bill({ admitted_on: '2014-04-01', discharged_on: '2014-04-02' }),
      422,
      'law_of_day_missing',
      'admitted_on',
      undefined,
    ],
  ]
  for (const [content, status, code, field, article] of cases) {
    const answer = await settle(content)
    assert.deepEqual([answer.status, answer.body['code']], [status, code], answer.text)
    if (field !== undefined) assert.equal(answer.body['field'], field, code)
    if (article !== undefined) assert.equal((answer.body['article'] as { article: string }).article, article)
    assert.doesNotMatch(answer.text, new RegExp(`${patient.name}|${patient.identity_number}`))
  }
  const elsewhere = await settle(bill(), {}, undesignated)
  assert.deepEqual(
    [elsewhere.status, elsewhere.body['code'], (elsewhere.body['article'] as { article: string }).article],
    [422, 'hospital_not_designated', '定点医疗机构'],
  )
  // On its last day it still is.
  assert.equal(
    (await settle(bill({ admitted_on: '2017-08-19', discharged_on: '2017-08-19' }), {}, undesignated)).status,
    200,
  )
  const [{ count }] = await database.owner<[{ count: number }]>`
    select count(*)::int as count from claim where person_id = ${patient.person_id}`
  assert.equal(count, 1)
})

test('the last day on which a claim can be settled is the 365th after the discharge', async () => {
  const patient = await patientOnSubsistence('2016-01-01')
  const on = (day: string) => settle(buildBill(patient, { admitted_on: day, discharged_on: day }))
  assert.equal((await on('2016-09-01')).status, 200)
  assert.equal((await on('2016-08-31')).body['code'], 'claim_too_late')
})

test('a small bill that passes the threshold of the year is refused with its reason: aid never exceeds what the bill leaves', async () => {
  const patient = await patientOnSubsistence()
  const outside = (fen: string) =>
    buildBill(patient, { bill: { within_policy: '0', basic_paid: '0', outside_policy: fen } })
  assert.equal((await settle(outside('1999900'))).body['aid'], '0')
  for (const send of [quote, settle]) {
    const answer = await send(outside('100'))
    assert.deepEqual([answer.status, answer.body['code']], [422, 'aid_above_bill'], answer.text)
  }
  assert.equal(await totalOf(patient.person_id, 'outside_before'), 1_999_900n)
  // One that leaves enough is aided for the whole year.
  assert.equal((await settle(outside('2000100'))).body['aid'], '2000000')
})
