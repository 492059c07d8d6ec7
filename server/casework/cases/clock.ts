/**
 * Deadlines and lights. Limits come from the procedure's data; working days from the published calendar. Where that
 * is not published yet, a date is counted by Monday to Friday and marked as provisional.
 */
import type { Act } from '../../platform/act.ts'
import {
  addDays,
  addMonths,
  addWorkingDays,
  endOnWorkingDay,
  isWeekday,
  loadCalendar,
  workingDaysBetween,
  type WorkingCalendar,
} from '../../platform/clock/index.ts'
import type { Due } from '../../../law/index.ts'
import { nearWorkingDays, type Light } from './model.ts'
import type { CaseProcedure, CaseStep } from './procedure.ts'

/** Of a limit, after its number: 30 日, 24 小时. */
export const limitUnits: Record<Due['unit'], string> = {
  hour: '小时',
  day: '日',
  working_day: '个工作日',
  month: '个月',
}

export type Deadline = { due_on: string; provisional: boolean }

/** The days that limits are counted from; null where it has not happened. */
export type Beginnings = {
  application: string
  acceptance: string | null
  previous_step: string
  notice_end: string | null
}

const calendars = new WeakMap<object, Promise<WorkingCalendar>>()

/** The calendar around the act's day, loaded once per transaction. */
export function calendarOf(act: Act): Promise<WorkingCalendar> {
  const known = calendars.get(act.tx)
  if (known) return known
  const year = Number(act.today.slice(0, 4))
  const loading = loadCalendar(act.tx, year - 2, year + 2)
  calendars.set(act.tx, loading)
  return loading
}

/** `amount` working days after `day`. */
export function afterWorkingDays(calendar: WorkingCalendar, day: string, amount: number): Deadline {
  const result = addWorkingDays(calendar, day, amount)
  if (result.kind === 'day') return { due_on: result.day, provisional: false }
  let at = day
  for (let left = amount; left > 0;) {
    at = addDays(at, 1)
    if (isWeekday(at)) left--
  }
  return { due_on: at, provisional: true }
}

/** The end of a limit that begins on `from`; a period of days or months ends on a working day (Civil Code, 203). */
export function endOf(
  calendar: WorkingCalendar,
  limit: Pick<Due, 'amount' | 'unit'>,
  from: string,
): Deadline {
  if (limit.unit === 'working_day') return afterWorkingDays(calendar, from, limit.amount)
  // What is counted in hours cannot wait for a working day; a business day knows no hour, so a part of a day is one.
  if (limit.unit === 'hour')
    return { due_on: addDays(from, Math.ceil(limit.amount / 24)), provisional: false }
  const last = limit.unit === 'day' ? addDays(from, limit.amount) : addMonths(from, limit.amount)
  const result = endOnWorkingDay(calendar, last)
  return result.kind === 'day'
    ? { due_on: result.day, provisional: false }
    : { due_on: last, provisional: true }
}

/** When a step is due: its own limit, else the whole procedure's, so that nothing is without a date. */
export function stepDeadline(
  calendar: WorkingCalendar,
  procedure: CaseProcedure,
  step: CaseStep,
  beginnings: Beginnings,
): Deadline {
  if (step.due === null) {
    return endOf(calendar, procedure.whole, beginnings.acceptance ?? beginnings.application)
  }
  const from = beginnings[step.due.from] ?? beginnings.previous_step
  return endOf(calendar, step.due, from)
}

/** Last day of the whole procedure; null before acceptance. */
export function wholeDeadline(
  calendar: WorkingCalendar,
  procedure: CaseProcedure,
  acceptance: string | null,
): string | null {
  return acceptance === null ? null : endOf(calendar, procedure.whole, acceptance).due_on
}

/** Working days from today to the deadline, negative when it is over; null when the calendar is not published. */
export function workingDaysLeft(calendar: WorkingCalendar, today: string, due_on: string): number | null {
  const result = workingDaysBetween(calendar, today, due_on)
  return result.kind === 'count' ? result.count : null
}

/** The last day that counts as 临期 on `today`. */
export function nearUntil(calendar: WorkingCalendar, today: string): string {
  return afterWorkingDays(calendar, today, nearWorkingDays).due_on
}

export function lightOf(today: string, near_until: string, due_on: string): Light {
  if (due_on < today) return 'overdue'
  return due_on <= near_until ? 'near' : 'normal'
}

/** 9月21日. */
export function dayText(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** `2017-09-01` → 2017年9月. */
export function monthText(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`
}

/** 2017年9月21日. */
export function dateText(day: string): string {
  return `${day.slice(0, 4)}年${dayText(day)}`
}
