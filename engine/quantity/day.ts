// Days as the engine computes with them: the integer YYYYMMDD. It orders like the calendar, and full years
// between two days are one division: floor((20170901 - 19570902) / 10000) = 59.
import { LawError } from '../error.ts'

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `'2017-09-01'` → 20170901. Refuses days that don't exist. */
export function parseDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    const length = month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0)
    if (day >= 1 && day <= length) return year * 10_000 + month * 100 + day
  }
  throw new LawError('fact_refused', `日期须为 YYYY-MM-DD：${text}`)
}

/** 20170901 → `'2017-09-01'`. */
export function formatDay(day: number): string {
  const text = String(day).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}
