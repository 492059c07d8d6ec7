/** SQL of the business clock and the working-day calendar. */
import type { Database, Transaction } from '../db/index.ts'

export type ClockRow = { business_date: string | null; moved_at: string | null }
export type CalendarYearRow = { year: number; source: string; imported_at: string; departures: number }
export type CalendarDayRow = { day: string; working: boolean; name: string }

type Connection = Database | Transaction

export async function findClock(sql: Connection): Promise<ClockRow | undefined> {
  const [row] = await sql<ClockRow[]>`select business_date, moved_at from business_clock`
  return row
}

/** Answers the row when the clock was set: forward, or for the first time. */
export async function moveClock(sql: Connection, day: string): Promise<ClockRow | undefined> {
  const [row] = await sql<ClockRow[]>`
    insert into business_clock as clock (business_date, moved_at) values (${day}, now())
    on conflict (only_row) do update set business_date = excluded.business_date, moved_at = excluded.moved_at
    where clock.business_date is not null and clock.business_date <= excluded.business_date
    returning business_date, moved_at
  `
  return row
}

export async function listCalendarYears(sql: Connection): Promise<CalendarYearRow[]> {
  return sql<CalendarYearRow[]>`
    select y.year, y.source, y.imported_at,
      (select count(*)::integer from calendar_day d where d.year = y.year) as departures
    from calendar_year y order by y.year
  `
}

export async function listCalendarDays(sql: Connection, from: number, to: number): Promise<CalendarDayRow[]> {
  return sql<CalendarDayRow[]>`
    select day, working, name from calendar_day where year between ${from} and ${to} order by day
  `
}

export async function insertCalendarYears(sql: Connection, years: number[], source: string): Promise<void> {
  await sql`insert into calendar_year (year, source) select year, ${source} from unnest(${years}::integer[]) as year`
}

export async function insertCalendarDays(sql: Connection, days: CalendarDayRow[]): Promise<void> {
  await sql`
    insert into calendar_day (day, year, working, name)
    select day, extract(year from day)::integer, working, name
    from jsonb_to_recordset(${sql.json(days)}) as listed (day date, working boolean, name text)
  `
}

export async function deleteCalendarDays(sql: Connection, year: number): Promise<void> {
  await sql`delete from calendar_day where year = ${year}`
}

export async function deleteCalendarYear(sql: Connection, year: number): Promise<void> {
  await sql`delete from calendar_year where year = ${year}`
}
