/**
 * Working days as the State Council's yearly notices arrange them. What a year's notice has not said yet is not
 * guessed: a count that needs such a year answers `calendar_not_published`.
 */
import { addDays, daysBetween, isWeekday } from './days.ts'

/** A loaded calendar: the years whose arrangement is known, and the days on which it departs from Monday to Friday. */
export type WorkingCalendar = {
  years: ReadonlySet<number>
  departures: ReadonlyMap<string, boolean>
}

export type NotPublished = { kind: 'calendar_not_published'; year: number }
export type DayResult = { kind: 'day'; day: string } | NotPublished
export type CountResult = { kind: 'count'; count: number } | NotPublished
export type WorkingResult = { kind: 'working'; working: boolean } | NotPublished

/** Whether people work on the day. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): WorkingResult {
  const year = Number(day.slice(0, 4))
  if (!calendar.years.has(year)) return { kind: 'calendar_not_published', year }
  return { kind: 'working', working: calendar.departures.get(day) ?? isWeekday(day) }
}

/** The `count`-th working day after `day`, which is not counted itself (Civil Code, article 201); `day` for 0. */
export function addWorkingDays(calendar: WorkingCalendar, day: string, count: number): DayResult {
  if (!Number.isInteger(count) || count < 0) throw new Error(`not a number of working days: ${count}`)
  let at = day
  for (let left = count; left > 0;) {
    at = addDays(at, 1)
    const result = isWorkingDay(calendar, at)
    if (result.kind !== 'working') return result
    if (result.working) left--
  }
  return { kind: 'day', day: at }
}

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): CountResult {
  if (daysBetween(from, to) < 0) {
    const reverse = workingDaysBetween(calendar, to, from)
    return reverse.kind === 'count' ? { kind: 'count', count: -reverse.count } : reverse
  }
  let count = 0
  for (let at = from; at !== to;) {
    at = addDays(at, 1)
    const result = isWorkingDay(calendar, at)
    if (result.kind !== 'working') return result
    if (result.working) count++
  }
  return { kind: 'count', count }
}

/** The day itself when people work on it, else the next on which they do: where a period ends (Civil Code, article 203). */
export function endOnWorkingDay(calendar: WorkingCalendar, day: string): DayResult {
  for (let at = day; ; at = addDays(at, 1)) {
    const result = isWorkingDay(calendar, at)
    if (result.kind !== 'working') return result
    if (result.working) return { kind: 'day', day: at }
  }
}
