/** What each day brings: notices end, silence accepts, reviews fall due. Idempotent; a day may be run again. */
import type { Act } from '../platform/act.ts'
import { registerJob, subscribe } from '../platform/jobs/index.ts'
import { audit } from '../platform/audit/index.ts'
import { runCaseworkDay } from '../casework/index.ts'
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

// By the machine's clock each morning in China, and whenever a demonstration's day is moved.
registerJob(
  'benefits.run_day',
  async (act) => {
    await runDay(act)
  },
  { cron: '5 16 * * *' },
)
subscribe('business_day.moved', 'benefits.run_day_after_move', async (act) => {
  await runDay(act)
})
