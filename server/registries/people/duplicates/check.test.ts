import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision, buildPerson } from '../../../../test/builders/index.ts'
import { openHouse, signIn } from '../../../../test/client.ts'
import type { Client } from '../../../../test/client.ts'
import { testDatabase } from '../../../../test/database.ts'
import { identityCheckCharacter } from '../../identifiers/index.ts'
import { peopleModule } from '../index.ts'

const database = await testDatabase()
const server = await openHouse(database, [peopleModule])
const home = '120104003007'
const far = '120105001001'
const number = (first17: string) => first17 + identityCheckCharacter(first17)
const here = number('12010419590426102')
const there = number('12010519600101101')

await database.owner.begin(async (tx) => {
  await buildDivision(tx, home)
  await buildDivision(tx, far)
  await buildPerson(tx, {
    name: '王桂兰',
    identity_number: here,
    birth_date: '1959-04-26',
    division_code: home,
  })
  await buildPerson(tx, {
    name: '李远',
    identity_number: there,
    birth_date: '1960-01-01',
    division_code: far,
  })
})
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })
const finance = await signIn(server, database, { role: 'finance', area: '120104' })

type Checked = {
  wrong: string | null
  sex: string | null
  birth_date: string | null
  registered: { name: string; masked_identity_number: string } | null
  registered_elsewhere: boolean
  candidates: { person: { name: string }; reasons: { label: string }[] }[]
}
const check = async (typed: object, client: Client = clerk) => {
  const { body, status, text } = await client.post('/api/people/check', typed)
  assert.equal(status, 200, text)
  return body as unknown as Checked
}

test('a number that is registered in the area leads to its record, masked, and is no stranger to itself', async () => {
  const checked = await check({ identity_number: here })
  assert.equal(checked.registered?.name, '王桂兰')
  assert.match(checked.registered.masked_identity_number, /^\d{3}\*{11}/)
  assert.equal(checked.registered_elsewhere, false)
  assert.deepEqual(checked.candidates, [])
})

test('a number of another area is said to be registered, and not whose it is', async () => {
  const checked = await check({ identity_number: there })
  assert.deepEqual(
    { registered: checked.registered, elsewhere: checked.registered_elsewhere, alike: checked.candidates },
    { registered: null, elsewhere: true, alike: [] },
  )
})

test('a number that nobody has says sex and birthday, one that is wrong says where', async () => {
  const free = await check({ identity_number: number('12010419701231101').toLowerCase() })
  assert.deepEqual([free.sex, free.birth_date, free.wrong], ['1', '1970-12-31', null])
  assert.equal(free.registered_elsewhere, false)
  const wrong = await check({ identity_number: '120104197012311' })
  assert.equal(wrong.wrong, '证件号码应为 18 位，现为 15 位。')
  assert.equal(wrong.sex, null)
})

test('one digit off, or the same name and birthday without a number, is shown as perhaps the same person', async () => {
  const slip = await check({ name: '王桂芝', identity_number: number('12010419590426104') })
  assert.deepEqual(
    slip.candidates.map(({ person, reasons }) => [person.name, ...reasons.map(({ label }) => label)]),
    [['王桂兰', '证件号码只差一位']],
  )
  const unnumbered = await check({ name: '王桂兰', birth_date: '1959-04-26' })
  assert.deepEqual(
    unnumbered.candidates.map(({ person, reasons }) => [person.name, ...reasons.map(({ label }) => label)]),
    [['王桂兰', '姓名与出生日期相同']],
  )
  assert.deepEqual((await check({ name: '王桂兰' })).candidates, [])
})

test('only who may register somebody may ask', async () => {
  assert.equal((await finance.post('/api/people/check', { identity_number: here })).status, 403)
})
