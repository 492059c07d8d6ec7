import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, dayNumber, daysBetween, firstOfMonth, lastOfMonth } from './days.ts'

const anyDay = fc.integer({ min: -30_000, max: 60_000 }).map((number) => addDays('1970-01-01', number))
const anyCount = fc.integer({ min: -5000, max: 5000 })

test('a month after 31 January is the last day of February', () => {
  assert.equal(addMonths('2017-01-31', 1), '2017-02-28')
  assert.equal(addMonths('2020-01-31', 1), '2020-02-29')
  assert.equal(addMonths('2017-12-31', 2), '2018-02-28')
  assert.equal(addMonths('2018-03-31', -1), '2018-02-28')
  assert.equal(lastOfMonth('2017-12-05'), '2017-12-31')
})

test('what is no day of the calendar is refused', () => {
  for (const text of ['2017-02-29', '2017-13-01', '2017-1-1', 'today', '2017-09-01T00:00']) {
    assert.throws(() => dayNumber(text), /not a day/)
    assert.throws(() => addMonths(text, 1), /not a day/)
  }
})

test('days added are days between', () => {
  fc.assert(fc.property(anyDay, anyCount, (day, count) => daysBetween(day, addDays(day, count)) === count))
})

test('months added keep the day of the month unless the month is too short', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, count) => {
      const later = addMonths(day, count)
      const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
      assert.equal(months(later) - months(day), count)
      assert.ok(
        later.slice(8) === day.slice(8) || (later === lastOfMonth(later) && later.slice(8) < day.slice(8)),
      )
      assert.ok(firstOfMonth(later) <= later)
    }),
  )
})
