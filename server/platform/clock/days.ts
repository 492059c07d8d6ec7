/**
 * Arithmetic of civil days, `YYYY-MM-DD`. Periods follow articles 200 to 204 of the Civil Code: the day on which
 * a period begins is not counted, and a period in months ends on the same day of its last month, or on that
 * month's last day where there is none.
 */
const dayLength = 86_400_000

/** Number of the day since 1970-01-01. @throws when the text is no day of the calendar */
export function dayNumber(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(time) || dayOf(time / dayLength) !== day)
    throw new Error(`not a day: ${day}`)
  return time / dayLength
}

function dayOf(number: number): string {
  return new Date(number * dayLength).toISOString().slice(0, 10)
}

/** `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return dayOf(dayNumber(day) + count)
}

/** Days from one day to another; 0 for the same, negative backwards. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** `count` months later, or earlier when negative: 2017-01-31 plus one is 2017-02-28. */
export function addMonths(day: string, count: number): string {
  dayNumber(day)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const months = year * 12 + (month - 1) + count
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return addDays(first, Math.min(date, daysInMonth(first)) - 1)
}

/** First day of the month that the day lies in. */
export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

/** Last day of the month that the day lies in. */
export function lastOfMonth(day: string): string {
  return addDays(firstOfMonth(day), daysInMonth(firstOfMonth(day)) - 1)
}

function daysInMonth(first: string): number {
  const next = first.slice(5, 7) === '12' ? `${Number(first.slice(0, 4)) + 1}-01-01` : addOne(first)
  return daysBetween(first, next)
}

function addOne(first: string): string {
  return `${first.slice(0, 5)}${String(Number(first.slice(5, 7)) + 1).padStart(2, '0')}-01`
}

/** Monday to Friday. */
export function isWeekday(day: string): boolean {
  const weekday = new Date(dayNumber(day) * dayLength).getUTCDay()
  return weekday >= 1 && weekday <= 5
}
