import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asStaff, testDatabase } from '../../../test/database.ts'
import {
  addWorkingDays,
  businessDay,
  dayInChina,
  importCalendarYear,
  loadCalendar,
  moveBusinessDay,
  startBusinessClock,
} from './index.ts'

const database = await testDatabase()
const administrator = asStaff({ role: 'system_administrator', area: '12' })
const clerk = asStaff({ role: 'street_clerk', area: '120101001' })

test('in China the day begins at 16:00 in UTC', () => {
  assert.equal(dayInChina('2017-08-31T15:59:59Z'), '2017-08-31')
  assert.equal(dayInChina('2017-08-31T16:00:00Z'), '2017-09-01')
})

test('a city without a day of its own lives by the machine’s and cannot be moved', () =>
  database.inRollback(async (stage) => {
    assert.equal(await businessDay(stage.tx, '2026-01-01T00:00:00Z'), '2026-01-01')
    await assert.rejects(
      stage.as(administrator, (act) => moveBusinessDay(act, '2030-01-01')),
      { code: 'clock_runs_by_itself' },
    )
  }))

test('a demonstration’s day moves forward and never back', () =>
  database.inRollback(async (stage) => {
    await startBusinessClock(stage.tx, '2017-09-01')
    await stage.as(administrator, (act) => moveBusinessDay(act, '2017-10-09'))
    assert.equal(await businessDay(stage.tx, '2026-01-01T00:00:00Z'), '2017-10-09')
    await assert.rejects(
      stage.as(administrator, (act) => moveBusinessDay(act, '2017-10-08')),
      { code: 'clock_only_forward' },
    )
  }))

test('only an administrator may move the day: the database refuses everybody else', () =>
  database.inRollback(async (stage) => {
    await startBusinessClock(stage.tx, '2017-09-01')
    await assert.rejects(
      stage.as(clerk, (act) => moveBusinessDay(act, '2017-10-09')),
      { code: '42501' },
    )
  }))

test('an administrator imports a year when its notice appears', () =>
  database.inRollback(async (stage) => {
    const unknown = addWorkingDays(await loadCalendar(stage.tx), '2026-12-31', 1)
    assert.equal(unknown.kind, 'calendar_not_published')
    await stage.as(administrator, (act) =>
      importCalendarYear(act, 2027, '国办发明电〔2026〕1号', [
        { day: '2027-01-01', working: false, name: '元旦' },
      ]),
    )
    const known = addWorkingDays(await loadCalendar(stage.tx), '2026-12-31', 1)
    assert.deepEqual(known, { kind: 'day', day: '2027-01-04' })
    await assert.rejects(
      stage.as(administrator, (act) =>
        importCalendarYear(act, 2027, '通知', [{ day: '2028-01-01', working: false, name: '元旦' }]),
      ),
      { code: 'calendar_day_outside_year' },
    )
  }))
