import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryAfter } from './backoff.ts'

test('a phone tries again within seconds, then less often, at least every six minutes', () => {
  const waits = [1, 2, 3, 4, 5, 50].map((failures) => retryAfter(failures, 0.5))
  assert.deepEqual(waits, [5000, 15_000, 45_000, 120_000, 300_000, 300_000])
  assert.ok(retryAfter(50, 1) <= 6 * 60_000)
  assert.ok(retryAfter(1, 0) < retryAfter(1, 1))
})
