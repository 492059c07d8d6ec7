/** Notices and objections as those who work on them see them: with their cases, in the caller's area. */
import type { Act } from '../../platform/act.ts'
import { dayNumber } from '../../platform/clock/index.ts'
import { getProgramme } from '../../../law/index.ts'
import { calendarOf, lightOf, nearUntil, workingDaysLeft } from '../cases/clock.ts'
import * as queries from './queries.ts'
import type { NoticeState } from './queries.ts'

/** Notices of the caller's area, the latest first; days left count today's as still hanging. */
export async function listCaseNotices(
  act: Act,
  filter: { state?: NoticeState | undefined; limit: number; offset: number },
) {
  const rows = await queries.listCaseNotices(act.tx, { ...filter, state: filter.state ?? null })
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ person_name, ...row }) => ({
      ...row,
      title: `${person_name ?? ''}户`,
      programme_title: getProgramme(row.programme_id).title,
      days_left: Math.max(0, dayNumber(row.ends_on) - dayNumber(act.today)),
    })),
  }
}

/** Objections of the caller's area with their clocks. */
export async function listObjections(
  act: Act,
  filter: { state: 'open' | 'decided'; limit: number; offset: number },
) {
  const rows = await queries.listObjections(act.tx, { ...filter, open: filter.state === 'open' })
  const calendar = await calendarOf(act)
  const near_until = nearUntil(calendar, act.today)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ person_name, ...row }) => ({
      ...row,
      title: `${person_name ?? ''}户`,
      programme_title: getProgramme(row.programme_id).title,
      light: lightOf(act.today, near_until, row.due_on),
      working_days_left: workingDaysLeft(calendar, act.today, row.due_on),
    })),
  }
}
