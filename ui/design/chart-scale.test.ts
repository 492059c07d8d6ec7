import assert from 'node:assert/strict'
import { test } from 'node:test'
import { niceTicks } from './chart-scale.ts'

test('an axis begins at 0, has round steps and ends above the largest value', () => {
  assert.deepEqual(niceTicks(8_250), [0, 3000, 6000, 9000])
  assert.deepEqual(niceTicks(0), [0, 1])
  assert.ok((niceTicks(41_254).at(-1) ?? 0) >= 41_254)
})
