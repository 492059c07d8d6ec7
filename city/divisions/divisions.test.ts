import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FORMER_DIVISIONS, listDivisions, parentCode } from './index.ts'
import type { Outline } from './outline.ts'
import { decodeOutline } from './outline.ts'

const divisions = listDivisions()
const byCode = new Map(divisions.map((division) => [division.code, division]))
const outline: Outline = JSON.parse(readFileSync(new URL('tianjin-outline.json', import.meta.url), 'utf8'))

test('Tianjin has 16 districts, 299 streets and towns, 5617 communities and villages', () => {
  const count = (length: number) => divisions.filter((division) => division.code.length === length).length
  assert.deepEqual([count(6), count(9), count(12)], [16, 299, 5617])
  assert.equal(byCode.size, divisions.length)
})

test('every division lies in another one, up to the province', () => {
  for (const { code } of divisions) {
    const parent = parentCode(code)
    assert.ok(parent === undefined ? code === '12' : byCode.has(parent), code)
  }
})

test('嘉陵道街道 belongs to 南开区, 出头岭镇 to 蓟州区', () => {
  assert.equal(byCode.get('120104')?.name, '南开区')
  assert.equal(byCode.get('120104008')?.name, '嘉陵道街道')
  assert.equal(byCode.get('120119120')?.name, '出头岭镇')
})

test('a village counts as rural and a community as urban', () => {
  for (const { kind, register, code } of divisions)
    if (code.length === 12) assert.equal(register, kind === 'village' ? 'rural' : 'urban')
})

test('a former county or district counts under a district of today', () => {
  assert.equal(FORMER_DIVISIONS.find(({ name }) => name === '蓟县')?.successor, '120119')
  for (const { code, successor } of FORMER_DIVISIONS) {
    assert.equal(byCode.get(successor)?.kind, 'district')
    assert.equal(byCode.has(code), false)
  }
})

test('each district has one outline under its code and name, within the city, closed', () => {
  const districts = divisions.filter((division) => division.kind === 'district')
  assert.deepEqual(
    outline.features.map(({ id, properties }) => `${id} ${properties.name}`).sort(),
    districts.map(({ code, name }) => `${code} ${name}`).sort(),
  )
  for (const { geometry } of outline.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const [longitude, latitude] of polygons.flat(2)) {
      assert.ok(longitude > 116.6 && longitude < 118.2, String(longitude))
      assert.ok(latitude > 38.5 && latitude < 40.3, String(latitude))
    }
  }
})

test('a compressed outline decodes to degrees', () => {
  const decoded = decodeOutline({
    features: [
      {
        id: '120101',
        properties: { name: '和平区', cp: [117.2, 39.1] },
        geometry: { type: 'Polygon', coordinates: ['@@B@'], encodeOffsets: [[119992, 40041]] },
      },
    ],
  })
  assert.deepEqual(decoded.features[0]?.geometry.coordinates, [
    [
      [117.1797, 39.1025],
      [117.1807, 39.1025],
    ],
  ])
})
