import type { Transaction } from '../../platform/db/index.ts'
import { jobSchema } from '../../platform/jobs/index.ts'

/** The schema of this city's queue. */
export async function getJobSchema(tx: Transaction): Promise<string> {
  const [row] = await tx<{ schema: string }[]>`select current_schema() as schema`
  return jobSchema(row?.schema ?? '')
}

export type DaysRow = { days_left: number; next_day: string | null; failed: boolean }

/** Days that were moved over and are still to be run. Needs the application's login, which alone sees the queue. */
export async function countDaysLeft(tx: Transaction, schema: string, job: string): Promise<DaysRow> {
  const [row] = await tx<DaysRow[]>`
    select coalesce(sum((j.payload ->> 'until')::date - (j.payload ->> 'day')::date + 1), 0)::integer as days_left,
      min(j.payload ->> 'day') as next_day, coalesce(bool_or(j.last_error is not null), false) as failed
    from ${tx(schema)}._private_jobs j join ${tx(schema)}._private_tasks t on t.id = j.task_id
    where t.identifier = ${job}`
  return row as DaysRow
}
