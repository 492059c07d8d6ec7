import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceText } from './clock-text.ts'

test('how wrong a clock is, is said in minutes, hours or days, and which way', () => {
  assert.equal(differenceText(2220), '37 分钟（手机慢）')
  assert.equal(differenceText(-3 * 3600), '3 小时（手机快）')
  assert.equal(differenceText(-40 * 86_400), '40 天（手机快）')
})
