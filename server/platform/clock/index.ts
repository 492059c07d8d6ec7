/** The business clock, the working-day calendar, and arithmetic of days. */
export {
  businessDay,
  dayInChina,
  machineMilliseconds,
  machineNow,
  moveBusinessDay,
  startBusinessClock,
} from './clock.ts'
export { importCalendarYear, loadCalendar, requireDay } from './calendar.ts'
export { listCalendarYears } from './queries.ts'
export type { CalendarYearRow } from './queries.ts'
export { seedCalendar, type CalendarDay } from './seed.ts'
export { addDays, addMonths, dayNumber, daysBetween, firstOfMonth, isWeekday, lastOfMonth } from './days.ts'
export { addWorkingDays, endOnWorkingDay, isWorkingDay, workingDaysBetween } from './working-days.ts'
export type { CountResult, DayResult, NotPublished, WorkingCalendar, WorkingResult } from './working-days.ts'
