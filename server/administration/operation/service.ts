/** What the system administrator does: none of it touches a person. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import * as clock from '../../platform/clock/index.ts'
import type { CalendarDay } from '../../platform/clock/index.ts'
import * as dictionary from '../../platform/dictionary/index.ts'
import type { Mode } from '../../platform/http/index.ts'
import {
  announce,
  countJobs,
  listJobs as listQueue,
  retryJob as retryQueued,
} from '../../platform/jobs/index.ts'
import { previewDays } from '../../benefits/index.ts'
import { withCaller } from '../../platform/db/index.ts'
import type { Database } from '../../platform/db/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import { longestMove } from './contract.ts'
import { enqueueDays, runDaysJob } from './jobs.ts'
import { countDaysLeft, getJobSchema } from './queries.ts'
import { jobTitle } from './job-titles.ts'

/** The day, and how far the days that were moved over have been run. Runs as the application's login. */
export async function getBusinessDay(act: Act, mode: Mode) {
  authorise(act, 'move_business_day')
  const days = await countDaysLeft(act.tx, await getJobSchema(act.tx), runDaysJob)
  return { business_date: act.today, movable: mode === 'demonstration', ...days }
}

/**
 * What will fall due on the way. The administrator sees no case, so the house itself counts, on the area of the
 * administrator's post, and answers nothing but counts.
 */
export async function previewBusinessDay(act: Act, pool: Database, until: string) {
  authorise(act, 'move_business_day')
  requireReach(act.today, until)
  const { today, now, request_id } = act
  const area = act.caller.kind === 'staff' ? act.caller.area : ''
  const moment = { today, now, request_id }
  const ahead = await withCaller(pool, { kind: 'system', area }, moment, (own) => previewDays(own, until))
  const calendar = await clock.loadCalendar(act.tx, Number(today.slice(0, 4)), Number(until.slice(0, 4)))
  const working = clock.workingDaysBetween(calendar, today, until)
  return {
    until,
    days: clock.daysBetween(today, until),
    working_days: working.kind === 'count' ? working.count : null,
    ...ahead,
  }
}

/**
 * Moves the demonstration's day, tells everyone whose clocks run, and has each day on the way run. Runs as the
 * application's login, which sees whether days of an earlier move are still being run.
 * @throws not_a_demonstration, clock_only_forward, day_too_far, days_still_running
 */
export async function moveBusinessDay(act: Act, mode: Mode, day: string): Promise<{ business_date: string }> {
  authorise(act, 'move_business_day')
  if (mode !== 'demonstration') throw problem('not_a_demonstration')
  requireReach(act.today, day)
  const business_date = await clock.moveBusinessDay(act, day)
  const left = await countDaysLeft(act.tx, await getJobSchema(act.tx), runDaysJob)
  // Days that fail hold nobody up: what they left undone, a later day does.
  if (left.days_left > 0 && !left.failed) throw problem('days_still_running')
  const detail = { from: act.today, to: business_date }
  await announce(act, { kind: 'business_day.moved', payload: detail })
  await enqueueDays(act, act.today, business_date)
  await audit(act, { act: 'business_day.move', subject_kind: 'business_day', subject_id: null, detail })
  return { business_date }
}

function requireReach(today: string, until: string): void {
  if (clock.daysBetween(today, until) > longestMove) throw problem('day_too_far', { field: 'business_date' })
}

export async function listCalendarYears(act: Act) {
  authorise(act, 'list_calendar')
  return { rows: await clock.listCalendarYears(act.tx) }
}

export async function importCalendarYear(
  act: Act,
  given: { year: number; source: string; days: CalendarDay[] },
): Promise<void> {
  authorise(act, 'import_calendar')
  await clock.importCalendarYear(act, given.year, given.source, given.days)
  await audit(act, {
    act: 'calendar.import',
    subject_kind: 'calendar',
    subject_id: String(given.year),
    detail: { source: given.source, days: given.days.length },
  })
}

export async function listDictionaries(act: Act) {
  authorise(act, 'list_dictionaries')
  return { rows: await dictionary.listDictionaries(act.tx) }
}

export async function setDictionaryEntry(
  act: Act,
  name: string,
  { from, ...entry }: Parameters<typeof dictionary.setDictionaryEntry>[3] & { from: string },
): Promise<void> {
  authorise(act, 'change_dictionary')
  await dictionary.setDictionaryEntry(act, name, from, entry)
}

export async function endDictionaryEntry(act: Act, name: string, code: string, from: string): Promise<void> {
  authorise(act, 'change_dictionary')
  await dictionary.endDictionaryEntry(act, name, code, from)
}

/** The queue; runs as the application's login, which alone can see it. */
export async function listJobs(act: Act) {
  authorise(act, 'list_jobs')
  const schema = await getJobSchema(act.tx)
  const rows = await listQueue(act.tx, schema, 200)
  return {
    rows: rows.map((row) => ({ ...row, title: jobTitle(row.name) })),
    ...(await countJobs(act.tx, schema)),
  }
}

export async function retryJob(act: Act, job_id: string): Promise<void> {
  authorise(act, 'retry_job')
  const schema = await getJobSchema(act.tx)
  if (!(await retryQueued(act.tx, schema, job_id))) throw problem('job_is_running')
  await audit(act, { act: 'job.retry', subject_kind: 'job', subject_id: job_id })
}
