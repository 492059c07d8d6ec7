/** Runs the jobs: those in the queue, and those of the clock. */
import { parseCronItems, run, runOnce } from 'graphile-worker'
import type { RunnerOptions, TaskList } from 'graphile-worker'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Act } from '../act.ts'
import { connect, withCaller } from '../db/index.ts'
import type { ConnectionTarget, Database } from '../db/index.ts'
import { Problem } from '../problems/index.ts'
import { connectionString, jobSchema } from './install.ts'
import { quietLogger } from './logger.ts'
import { countRunning, findCityArea, getEvent, unlockAllJobs } from './queries.ts'
import { findSubscriber, listRegisteredJobs, readPayload, registerLongJob } from './registry.ts'
import type { JobHouse } from './registry.ts'

export type WorkerOptions = {
  /** The application's login. */
  target: ConnectionTarget
  schema: string
  pool: Database
  clock: { today: () => string | Promise<string>; now: () => string }
  /** Told that a job failed: its name and the kind of error. */
  report?: (message: string) => void
}

/** Runs jobs until `stop`, which lets those under way finish. */
export async function startJobs(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const letGo = await takePresence(options)
  const stopping = new AbortController()
  const common = { ...driverOptions(options), pollInterval: 2000, noHandleSignals: true }
  const working = await run({
    ...common,
    concurrency: 2,
    taskList: taskList(options, stopping.signal, ({ waits }) => !waits),
    parsedCronItems: cronItems(),
  })
  const waiting = await run({
    ...common,
    concurrency: 12,
    taskList: taskList(options, stopping.signal, ({ waits }) => waits),
    parsedCronItems: [],
  })
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([working.stop(), waiting.stop()])
      await letGo()
    },
  }
}

/** Runs what is due now, and what that brings, then returns. For tests and the command line. */
export async function drainJobs(options: WorkerOptions): Promise<void> {
  const tasks = taskList(options, new AbortController().signal)
  await runOnce({ ...driverOptions(options), concurrency: 1, noHandleSignals: true, taskList: tasks })
  // The driver writes down a failure without waiting for it.
  const schema = jobSchema(options.schema)
  for (let tries = 0; tries < 200 && (await countRunning(options.pool, schema)) > 0; tries += 1)
    await delay(10)
}

function driverOptions(options: WorkerOptions): RunnerOptions {
  return {
    connectionString: connectionString(options.target),
    schema: jobSchema(options.schema),
    maxPoolSize: 4,
    logger: quietLogger(options.report),
  }
}

function taskList(
  options: WorkerOptions,
  signal: AbortSignal,
  which: (job: { waits: boolean }) => boolean = () => true,
): TaskList {
  const tasks: TaskList = {}
  for (const { name, job } of listRegisteredJobs()) {
    if (!which(job)) continue
    tasks[name] = async (payload) => {
      const fault = await job.run(houseOf(options, signal), payload).then(() => undefined, kindOf)
      if (fault === undefined) return
      options.report?.(`job ${name}: ${fault}`)
      // What is kept with the job is shown to an administrator: it must not tell of people.
      throw new Error(fault)
    }
  }
  return tasks
}

function cronItems() {
  return parseCronItems(
    listRegisteredJobs().flatMap(({ name, job }) =>
      job.cron === undefined
        ? []
        : [{ task: name, match: job.cron, options: { jobKey: `clock ${name}`, maxAttempts: 1 } }],
    ),
  )
}

function houseOf(options: WorkerOptions, signal: AbortSignal): JobHouse {
  const { pool, clock } = options
  return {
    pool,
    now: clock.now,
    signal,
    act: async <Result>(work: (act: Act) => Promise<Result>, area?: string) => {
      const whole = area ?? (await findCityArea(pool))
      if (whole === undefined) throw new Error('the city has no divisions')
      const moment = { today: await clock.today(), now: clock.now(), request_id: 'job' }
      return withCaller(pool, { kind: 'system', area: whole }, moment, work)
    },
  }
}

function kindOf(error: unknown): string {
  if (error instanceof Problem) return error.code
  if (!(error instanceof Error)) return typeof error
  const { code, constraint_name } = error as { code?: string; constraint_name?: string }
  const place = error.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line) && !line.includes('node_modules'))
  return [error.name, code, constraint_name, place?.trim()].filter((part) => part !== undefined).join(' ')
}

/**
 * Says that a worker of this city is alive, for as long as its connection holds a lock. The first one to come frees
 * the jobs that a killed server left locked; otherwise they would wait for hours.
 */
async function takePresence({ target, schema }: WorkerOptions): Promise<() => Promise<void>> {
  const connection = connect(target, { schema, max: 1, name: 'haihe jobs' })
  const key = `haihe jobs ${schema}`
  const [row] = await connection<{ alone: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${key}, 0)) as alone`
  if (row?.alone === true) await unlockAllJobs(connection, jobSchema(schema))
  await connection`select pg_advisory_lock_shared(hashtextextended(${key}, 0))`
  if (row?.alone === true) await connection`select pg_advisory_unlock(hashtextextended(${key}, 0))`
  return () => connection.end({ timeout: 2 })
}

const handling = z.object({ event_id: z.uuid(), subscriber: z.string() })

registerLongJob('event.handle', async ({ pool, act }, payload) => {
  const { event_id, subscriber: name } = readPayload(handling, payload)
  const subscriber = findSubscriber(name)
  if (subscriber === undefined) throw new Error('nobody handles this event any more')
  const event = await getEvent(pool, event_id)
  await act((inner) => subscriber.handle(inner, event))
})
