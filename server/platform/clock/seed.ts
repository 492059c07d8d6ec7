/** The years of working days that ship with the house, from the package chinese-days (2004 to 2026). */
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Database } from '../db/index.ts'
import { insertCalendarDays, insertCalendarYears, listCalendarYears } from './queries.ts'

export type CalendarDay = { day: string; working: boolean; name: string }

/** Days that depart from Monday to Friday, with the holiday that they belong to. */
export function seededDays(): CalendarDay[] {
  return [...readDays(arrangement.holidays, false), ...readDays(arrangement.workdays, true)].sort((a, b) =>
    a.day < b.day ? -1 : 1,
  )
}

/** The package lists `2017-10-01: "National Day,国庆节,3"`. */
function readDays(listed: Record<string, string>, working: boolean): CalendarDay[] {
  return Object.entries(listed).map(([day, text]) => ({ day, working, name: text.split(',')[1] ?? text }))
}

/** Fills an empty calendar; leaves one that has any year alone. */
export async function seedCalendar(owner: Database): Promise<void> {
  await owner.begin(async (tx) => {
    if ((await listCalendarYears(tx)).length > 0) return
    const days = seededDays()
    const years = [...new Set(days.map((each) => Number(each.day.slice(0, 4))))]
    await insertCalendarYears(tx, years, 'chinese-days')
    await insertCalendarDays(tx, days)
  })
}
