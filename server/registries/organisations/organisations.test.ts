import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivision } from '../../../test/builders/index.ts'
import { openHouse, signIn } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { organisationsModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [organisationsModule])
await database.owner.begin((tx) => buildDivision(tx, '120104003'))
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })
const stranger = await signIn(server, database, { role: 'street_clerk', area: '120105001' })
const finance = await signIn(server, database, { role: 'finance', area: '120104' })
const home = {
  name: '示例养老院',
  credit_code: '11120000000125735b',
  kind: 'elder_care_home',
  division_code: '120104003',
}

test('an organisation is registered by its code once, and found within the area only', async () => {
  assert.equal((await finance.post('/api/organisations', home)).status, 403)
  const made = await clerk.post('/api/organisations', home)
  assert.deepEqual(
    [made.status, made.body['credit_code'], made.body['kind_title']],
    [200, '11120000000125735B', '养老机构'],
  )
  assert.equal((await clerk.post('/api/organisations', home)).body['code'], 'credit_code_taken')
  const path = `/api/organisations/${String(made.body['organisation_id'])}`
  assert.equal((await stranger.get(path)).status, 404)
  assert.equal((await finance.get(path)).status, 200)
  const list = (client: typeof clerk) => client.post('/api/organisations/search', { text: '养老' })
  assert.deepEqual([(await list(clerk)).body['total'], (await list(stranger)).body['total']], [1, 0])
  assert.equal((await clerk.post('/api/organisations/export', {})).text.slice(0, 2), 'PK')
  assert.equal((await finance.post('/api/organisations/export', {})).status, 403)
  const closed = await clerk.send('PATCH', path, {
    version: 1,
    established_on: '2010-01-01',
    dissolved_on: '2017-08-01',
  })
  assert.deepEqual([closed.body['dissolved_on'], closed.body['version']], ['2017-08-01', 2])
  const late = await clerk.send('PATCH', path, { version: 1, name: '示例敬老院' })
  assert.deepEqual([late.status, (late.body['current'] as { version: number }).version], [409, 2])
})

test('a wrong code is refused with its reason', async () => {
  const wrong = await clerk.post('/api/organisations', { ...home, credit_code: '111200000001257350' })
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'credit_code'])
  assert.match(String(wrong.body['detail']), /校验码不对/)
})
