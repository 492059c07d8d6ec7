import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from './days.ts'
import { seededDays } from './seed.ts'
import {
  addWorkingDays,
  endOnWorkingDay,
  isWorkingDay,
  workingDaysBetween,
  type WorkingCalendar,
} from './working-days.ts'

const seeded = seededDays()
const calendar: WorkingCalendar = {
  years: new Set(seeded.map((each) => Number(each.day.slice(0, 4)))),
  departures: new Map(seeded.map((each) => [each.day, each.working])),
}
const day = (text: string) => ({ kind: 'day', day: text })

test('the calendar knows every year from 2004 to 2026', () => {
  assert.deepEqual(
    [...calendar.years].sort(),
    Array.from({ length: 23 }, (_, at) => 2004 + at),
  )
})

test('in 2017 people work on Saturday 30 September, and not again before 9 October', () => {
  assert.deepEqual(isWorkingDay(calendar, '2017-09-30'), { kind: 'working', working: true })
  assert.deepEqual(addWorkingDays(calendar, '2017-09-29', 1), day('2017-09-30'))
  assert.deepEqual(addWorkingDays(calendar, '2017-09-30', 1), day('2017-10-09'))
  assert.deepEqual(endOnWorkingDay(calendar, '2017-10-05'), day('2017-10-09'))
  assert.deepEqual(workingDaysBetween(calendar, '2017-09-29', '2017-10-09'), { kind: 'count', count: 2 })
})

test('the day on which a period begins is not counted', () => {
  assert.deepEqual(addWorkingDays(calendar, '2017-09-04', 5), day('2017-09-11'))
  assert.deepEqual(addWorkingDays(calendar, '2017-09-02', 0), day('2017-09-02'))
})

test('a count that reaches a year without a published arrangement says so and guesses nothing', () => {
  assert.deepEqual(addWorkingDays(calendar, '2026-12-31', 1), { kind: 'calendar_not_published', year: 2027 })
  assert.deepEqual(workingDaysBetween(calendar, '2003-12-30', '2004-02-01'), {
    kind: 'calendar_not_published',
    year: 2003,
  })
  assert.deepEqual(endOnWorkingDay(calendar, '2027-01-02'), { kind: 'calendar_not_published', year: 2027 })
})

const knownDay = fc.integer({ min: 0, max: 365 * 20 }).map((number) => addDays('2004-01-01', number))
const someDays = fc.integer({ min: 1, max: 120 })

test('the working days added are the working days between', () => {
  fc.assert(
    fc.property(knownDay, someDays, (from, count) => {
      const end = addWorkingDays(calendar, from, count)
      assert.ok(end.kind === 'day')
      assert.deepEqual(workingDaysBetween(calendar, from, end.day), { kind: 'count', count })
      assert.deepEqual(workingDaysBetween(calendar, end.day, from), { kind: 'count', count: -count })
      assert.deepEqual(isWorkingDay(calendar, end.day), { kind: 'working', working: true })
    }),
  )
})

test('a longer period never ends earlier', () => {
  fc.assert(
    fc.property(knownDay, someDays, someDays, (from, one, other) => {
      const first = addWorkingDays(calendar, from, one)
      const both = addWorkingDays(calendar, from, one + other)
      assert.ok(first.kind === 'day' && both.kind === 'day' && first.day < both.day)
    }),
  )
})
