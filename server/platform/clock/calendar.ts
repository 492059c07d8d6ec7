/** The working-day calendar of the city: loading it for a count, and importing a year when its notice appears. */
import type { Act } from '../act.ts'
import type { Database, Transaction } from '../db/index.ts'
import { problem } from './problems.ts'
import {
  deleteCalendarDays,
  deleteCalendarYear,
  insertCalendarDays,
  insertCalendarYears,
  listCalendarDays,
  listCalendarYears,
} from './queries.ts'
import type { CalendarDay } from './seed.ts'
import type { DayResult, WorkingCalendar } from './working-days.ts'

/** Loads the years `from` to `to`, both included. */
export async function loadCalendar(
  sql: Database | Transaction,
  from = 1990,
  to = 2200,
): Promise<WorkingCalendar> {
  const years = await listCalendarYears(sql)
  const days = await listCalendarDays(sql, from, to)
  return {
    years: new Set(years.map((row) => row.year).filter((year) => year >= from && year <= to)),
    departures: new Map(days.map((row) => [row.day, row.working])),
  }
}

/** The day of a result. @throws calendar_not_published, naming the year */
export function requireDay(result: DayResult): string {
  if (result.kind === 'day') return result.day
  throw problem('calendar_not_published', {
    detail: `${result.year}年放假安排尚未导入，请系统管理员导入后再办理。`,
  })
}

/**
 * Imports or replaces a year's arrangement: the days on which it departs from Monday to Friday.
 * The caller's right to do so is checked by the caller of this.
 * @throws calendar_day_outside_year
 */
export async function importCalendarYear(
  act: Act,
  year: number,
  source: string,
  days: CalendarDay[],
): Promise<void> {
  const outside = days.findIndex((each) => !each.day.startsWith(`${year}-`))
  if (outside >= 0) throw problem('calendar_day_outside_year', { field: `days.${outside}.day` })
  await deleteCalendarDays(act.tx, year)
  await deleteCalendarYear(act.tx, year)
  await insertCalendarYears(act.tx, [year], source)
  await insertCalendarDays(act.tx, days)
}
