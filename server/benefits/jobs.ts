/** What each day brings: notices end, silence accepts, reviews fall due. Idempotent; a day may be run again. */
import type { Act } from '../platform/act.ts'
import { registerJob } from '../platform/jobs/index.ts'
import { audit } from '../platform/audit/index.ts'
import { previewCaseworkDays, runCaseworkDay } from '../casework/index.ts'
import { listDueReviews } from './determinations/queries.ts'
import { openDueReviews } from './reviews/service.ts'

export type DayDone = { notices_ended: number; accepted: number; reviews_opened: number }

/** Runs the business day of the act. Lights and overdue need no job: they follow from the day itself. */
export async function runDay(act: Act): Promise<DayDone> {
  const done = { ...(await runCaseworkDay(act)), reviews_opened: await openDueReviews(act) }
  await audit(act, {
    act: 'business_day.run',
    subject_kind: 'business_day',
    subject_id: act.today,
    detail: done,
  })
  return done
}

export type DaysAhead = {
  notices_ending: number
  silent_acceptances: number
  deadlines_passing: number
  reviews_due: number
}

/** What the days up to `until` will bring in the caller's area, as far as it is known today. Nothing is changed. */
export async function previewDays(act: Act, until: string): Promise<DaysAhead> {
  const [due] = await listDueReviews(act.tx, {
    until,
    today: act.today,
    programme_id: null,
    only_without_case: true,
    limit: 1,
    offset: 0,
  })
  return { ...(await previewCaseworkDays(act, until)), reviews_due: due?.total ?? 0 }
}

// By the machine's clock each morning in China. Where the day is moved by hand, whoever moves it runs each day on its way.
registerJob(
  'benefits.run_day',
  async (act) => {
    await runDay(act)
  },
  { cron: '5 16 * * *' },
)
