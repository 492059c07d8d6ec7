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
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import { getJobSchema } from './queries.ts'

/** Moves the demonstration's day and tells everyone whose clocks run. Throws `not_a_demonstration`. */
export async function moveBusinessDay(act: Act, mode: Mode, day: string): Promise<{ business_date: string }> {
  authorise(act, 'move_business_day')
  if (mode !== 'demonstration') throw problem('not_a_demonstration')
  const business_date = await clock.moveBusinessDay(act, day)
  const detail = { from: act.today, to: business_date }
  await announce(act, { kind: 'business_day.moved', payload: detail })
  await audit(act, { act: 'business_day.move', subject_kind: 'business_day', subject_id: null, detail })
  return { business_date }
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
  return { rows: await listQueue(act.tx, schema, 200), ...(await countJobs(act.tx, schema)) }
}

export async function retryJob(act: Act, job_id: string): Promise<void> {
  authorise(act, 'retry_job')
  const schema = await getJobSchema(act.tx)
  if (!(await retryQueued(act.tx, schema, job_id))) throw problem('job_is_running')
  await audit(act, { act: 'job.retry', subject_kind: 'job', subject_id: job_id })
}
