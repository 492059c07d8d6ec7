/** Runs the jobs and subscribers that a test's acts have brought about, as the worker would. */
import { defaultSchema } from '../server/platform/db/index.ts'
import { machineNow } from '../server/platform/clock/index.ts'
import { drainJobs } from '../server/platform/jobs/index.ts'
import { firstDay } from './database.ts'
import type { TestDatabase } from './database.ts'

/** Returns when nothing that is due is left; a job that failed stays in the queue. Committed acts only. */
export async function runJobs(database: TestDatabase, today: string = firstDay): Promise<void> {
  await drainJobs({
    target: database.target('application'),
    schema: defaultSchema,
    pool: database.application,
    clock: { today: () => today, now: machineNow },
  })
}
