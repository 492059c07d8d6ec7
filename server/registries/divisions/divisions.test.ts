import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDivisions } from '../../../city/load/divisions.ts'
import { openHouse, visit } from '../../../test/client.ts'
import { asPublic, testDatabase } from '../../../test/database.ts'
import { divisionsModule, getCurrentDivision, requireCommunity } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [divisionsModule])
await database.owner.begin((tx) => loadDivisions(tx))
const visitor = await visit(server)
const list = async (query: string) => (await visitor.get(`/api/divisions?${query}`)).body.rows ?? []

test('the city has 16 districts today, and had counties before they became districts', async () => {
  assert.equal((await list('')).length, 16)
  const before = (await list('on=2015-01-01')).map((row) => row['name'])
  assert.ok(before.includes('宁河县') && before.includes('蓟县') && !before.includes('蓟州区'))
})

test('a street has its communities, each with its path and whether it is rural', async () => {
  const streets = await list('parent=120104')
  assert.equal(streets.length, 12)
  const [community] = await list(`parent=${String(streets[0]?.['division_code'])}`)
  assert.match(String(community?.['path']), /^南开区.+街道.+/)
  assert.equal(community?.['rural'], false)
  assert.equal(community?.['has_children'], false)
})

test('records of an ended county count under its successor, also those of its streets', async () => {
  await database.as(asPublic, async (act) => {
    assert.equal(await getCurrentDivision(act.tx, '120225'), '120119')
    assert.equal(await getCurrentDivision(act.tx, '120225104201'), '120119')
    assert.equal(await getCurrentDivision(act.tx, '120104'), '120104')
  })
})

test('nothing is registered in a division that is unknown, ended or not begun', async () => {
  const require = (code: string, day: string) =>
    database.as(asPublic, (act) => requireCommunity(act, code, day))
  await assert.rejects(require('120199001001', '2017-09-01'), { code: 'division_unknown' })
  await assert.rejects(require('120225', '2017-09-01'), { code: 'division_ended' })
  await assert.rejects(require('120119', '2010-01-01'), { code: 'division_ended' })
  await assert.rejects(require('120104', '2017-09-01'), { code: 'division_too_wide' })
})

test('a division carries those above it; one that is not there is not found', async () => {
  const answer = await visitor.get('/api/divisions/120104')
  assert.deepEqual(
    (answer.body['ancestors'] as { name: string }[]).map(({ name }) => name),
    ['天津市', '天津市'],
  )
  assert.equal((await visitor.get('/api/divisions/120199')).status, 404)
})
