import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision } from '../../../test/builders/index.ts'
import { openHouse, signIn } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { identityCheckCharacter } from '../identifiers/index.ts'
import { peopleModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [peopleModule])
const home = '120104003007'
const number = (first17: string) => first17 + identityCheckCharacter(first17)
await database.owner.begin((tx) => buildDivision(tx, home))
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })
const stranger = await signIn(server, database, { role: 'street_clerk', area: '120105001' })

const register = async (person: object) => {
  const made = await clerk.post('/api/people', { division_code: home, ...person })
  assert.equal(made.status, 200, made.text)
  return `/api/people/${String(made.body['person_id'])}`
}

test('the second of two clerks who correct one record gets 409 with both versions', async () => {
  const path = await register({ name: '李晓明', sex: '1', birth_date: '1980-01-01' })
  const first = await clerk.send('PATCH', path, { version: 1, reason: '户口簿', name: '李晓鸣' })
  assert.deepEqual([first.status, first.body['name'], first.body['version']], [200, '李晓鸣', 2])
  const second = await clerk.send('PATCH', path, { version: 1, reason: '户口簿', name: '李小明' })
  const { current, yours } = second.body as { current?: { name: string }; yours?: { name: string } }
  assert.deepEqual([second.status, current?.name, yours?.name], [409, '李晓鸣', '李小明'])
  const found = await clerk.post('/api/people/search', { text: 'lixiaoming', kind: 'pinyin' })
  assert.deepEqual(
    found.body.rows?.map((row) => row['name']),
    ['李晓鸣'],
  )
  assert.equal((await stranger.send('PATCH', path, { version: 2, reason: '户口簿', name: '李' })).status, 404)
})

test('who loses a wrong number keeps sex and birthday; a new number brings its own', async () => {
  const path = await register({
    name: '周安',
    identity_number: number('12010419800101101'),
    telephone: '13812340000',
  })
  const lost = await clerk.send('PATCH', path, {
    version: 1,
    reason: '号码是别人的',
    identity_number: null,
    telephone: null,
  })
  const { sex, birth_date, masked_identity_number, masked_telephone } = lost.body
  assert.deepEqual(
    [sex, birth_date, masked_identity_number, masked_telephone],
    ['1', '1980-01-01', null, null],
  )
  const found = await clerk.send('PATCH', path, {
    version: 2,
    reason: '身份证',
    identity_number: number('12010419810202102'),
  })
  assert.deepEqual([found.body['sex'], found.body['birth_date']], ['2', '1981-02-02'])
})

test('a correction stands in the timeline with its basis, and keeps what stood there before', async () => {
  const path = await register({ name: '周宁', sex: '2', birth_date: '1990-05-05', telephone: '13812340001' })
  const correct = (version: number, changes: object) =>
    clerk.send('PATCH', path, { version, reason: '户口簿第 3 页', ...changes })
  assert.equal((await correct(1, { name: '周凝', telephone: '13812340002' })).status, 200)
  assert.equal((await correct(2, { name: '周凝' })).body['code'], 'nothing_corrected')
  const timeline = await clerk.get(`${path}/timeline`)
  const entry = timeline.body.rows?.find((row) => String(row['text']).includes('更正'))
  assert.equal(entry?.['text'], '更正姓名、电话（户口簿第 3 页）')
  assert.doesNotMatch(timeline.text, /周宁|1381234000/)
  const [kept] = await database.owner`
    select before from person_correction where person_id = ${path.split('/').at(-1) ?? ''}`
  assert.deepEqual(kept?.['before'], { name: '周宁', telephone: '13812340001' })
})
