/**
 * The days on the way when a demonstration's day is moved: each is run once, in order, in an act of its own, which
 * also enqueues the next. A day that fails stops the row visibly in the queue and is tried again from there.
 */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { addDays } from '../../platform/clock/index.ts'
import { isoDate } from '../../platform/http/contract.ts'
import { enqueue, readPayload, registerJob } from '../../platform/jobs/index.ts'
import { runDay } from '../../benefits/index.ts'

/** How the job is called in the queue; its payload says which days are still to be run. */
export const runDaysJob = 'business_day.run'

const stretch = z.object({ day: isoDate, until: isoDate })

/** Runs every day after `from` up to `until`, after the act that asks for it is done. */
export async function enqueueDays(act: Act, from: string, until: string): Promise<void> {
  if (from < until) await enqueueDay(act, addDays(from, 1), until)
}

async function enqueueDay(act: Act, day: string, until: string): Promise<void> {
  await enqueue(act, runDaysJob, { day, until })
}

registerJob(runDaysJob, async (act, payload) => {
  const { day, until } = readPayload(stretch, payload)
  await runDay({ ...act, today: day })
  await enqueueDays(act, day, until)
})
