/** SQL of jobs and events. */
import type { Database, Transaction } from '../db/index.ts'
import type { Event } from './registry.ts'

type Connection = Database | Transaction

export async function insertJob(
  tx: Transaction,
  job: { name: string; payload: string; key: string | null; run_at: string | null; queue: string | null },
): Promise<void> {
  await tx`
    select enqueue_job(${job.name}, ${job.payload}::text::json, ${job.key}, ${job.run_at}::timestamptz, ${job.queue})`
}

export async function newEventId(tx: Transaction): Promise<string> {
  const [row] = await tx<{ event_id: string }[]>`select uuidv7() as event_id`
  return row?.event_id ?? ''
}

export async function insertEvent(
  tx: Transaction,
  event: Omit<Event, 'payload'> & { payload: string },
): Promise<void> {
  await tx`
    insert into event (event_id, kind, subject_id, payload, business_date, at)
    values (${event.event_id}, ${event.kind}, ${event.subject_id}, ${event.payload}::text::jsonb,
      ${event.business_date}, ${event.at})`
}

export async function getEvent(sql: Connection, event_id: string): Promise<Event> {
  const [row] = await sql<Event[]>`
    select event_id, kind, subject_id, payload, business_date, at from event where event_id = ${event_id}`
  if (row === undefined) throw new Error('the event is not there')
  return row
}

/** The whole city: the divisions that lie in no other. */
export async function findCityArea(sql: Connection): Promise<string | undefined> {
  const [row] = await sql<{ division_code: string }[]>`
    select division_code from division where parent_code is null order by division_code limit 1`
  return row?.division_code
}

export type JobState = 'waiting' | 'running' | 'retrying' | 'failed'
export type JobRow = {
  job_id: string
  name: string
  state: JobState
  attempts: number
  max_attempts: number
  run_at: string
  created_at: string
  last_error: string | null
}

/** The queue as it is: what failed for good first, then what waits. Needs the application's login. */
export async function listJobs(sql: Connection, schema: string, limit: number): Promise<JobRow[]> {
  return sql<JobRow[]>`
    select j.id::text as job_id, t.identifier as name, j.attempts::integer, j.max_attempts::integer, j.run_at,
      j.created_at, j.last_error,
      case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'failed'
        when j.attempts > 0 then 'retrying' else 'waiting' end as state
    from ${sql(schema)}._private_jobs j join ${sql(schema)}._private_tasks t on t.id = j.task_id
    order by (j.attempts >= j.max_attempts) desc, j.run_at limit ${limit}`
}

export async function countJobs(
  sql: Connection,
  schema: string,
): Promise<{ waiting: number; failed: number }> {
  const [row] = await sql<{ waiting: number; failed: number }[]>`
    select count(*) filter (where attempts < max_attempts)::integer as waiting,
      count(*) filter (where attempts >= max_attempts)::integer as failed
    from ${sql(schema)}._private_jobs`
  return row ?? { waiting: 0, failed: 0 }
}

export async function countRunning(sql: Connection, schema: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from ${sql(schema)}._private_jobs where locked_at is not null`
  return row?.count ?? 0
}

/** Puts a job that failed or waits for its next try back to the front; answers it unless it is running or gone. */
export async function retryJob(sql: Connection, schema: string, job_id: string): Promise<boolean> {
  const rows = await sql`
    update ${sql(schema)}._private_jobs set attempts = 0, run_at = now(), last_error = null, updated_at = now()
    where id = ${job_id}::bigint and locked_at is null returning id`
  return rows.length > 0
}

export async function unlockAllJobs(sql: Connection, schema: string): Promise<void> {
  await sql`
    with freed as (
      update ${sql(schema)}._private_job_queues set locked_at = null, locked_by = null where locked_at is not null
    )
    update ${sql(schema)}._private_jobs set locked_at = null, locked_by = null where locked_at is not null`
}
