import assert from 'node:assert/strict'
import { test } from 'node:test'
import { niceTicks, withoutCollisions } from './chart-scale.ts'

test('an axis begins at 0, has round steps and ends above the largest value', () => {
  assert.deepEqual(niceTicks(8_250), [0, 3000, 6000, 9000])
  assert.deepEqual(niceTicks(0), [0, 1])
  assert.ok((niceTicks(41_254).at(-1) ?? 0) >= 41_254)
})

test('of two labels that would run into one another, the one that matters more stands', () => {
  const mark = { at: 80, text: '16年4月', anchor: 'middle' } as const
  const first = { at: 48, text: '16年1月', anchor: 'start' } as const
  assert.deepEqual(withoutCollisions([mark, first]), [mark])
  const apart = { ...mark, at: 140 }
  assert.deepEqual(withoutCollisions([apart, first]), [apart, first])
  // In large type the same two do.
  assert.deepEqual(withoutCollisions([apart, first], 22), [apart])
})
