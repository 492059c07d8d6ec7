import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysLeftText, daysUntil } from './days.ts'

test('days are counted across the end of a month', () => {
  assert.equal(daysUntil('2017-09-18', '2017-09-27'), 9)
  assert.equal(daysUntil('2017-08-28', '2017-09-01'), 4)
})

test('the last day is today, and what is past says by how much', () => {
  assert.equal(daysLeftText('2017-09-18', '2017-09-18'), '就是今天')
  assert.equal(daysLeftText('2017-09-18', '2017-09-16'), '已过 2 天')
})
