import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DistrictOutline, districtShapes, innermostPoint } from './district-geometry.ts'

test('a label stands in the thick part of a district, not at the middle of its box', () => {
  // An L: the middle of its box lies outside of it.
  const { point, room } = innermostPoint([
    [
      [0, 0],
      [10, 0],
      [10, 4],
      [4, 4],
      [4, 10],
      [0, 10],
    ],
  ])
  assert.ok(point[0] < 4.1 && point[1] < 4.1)
  assert.ok(room > 1.9)
})

test('districts are fitted into the box with their proportions kept', () => {
  const outline: DistrictOutline = {
    features: [
      {
        id: '120101',
        properties: { name: '和平区' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [117, 39],
              [118, 39],
              [118, 40],
              [117, 40],
            ],
          ],
        },
      },
    ],
  }
  const [shape] = districtShapes(outline, { x: 0, y: 0, width: 100, height: 100 })
  assert.equal(shape?.path, 'M11 100L89 100L89 0L11 0Z')
  assert.deepEqual(
    shape?.label.map((value) => Math.round(value)),
    [50, 50],
  )
})
