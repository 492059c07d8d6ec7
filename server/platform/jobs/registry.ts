/**
 * What jobs there are. A module registers its jobs and its interest in events when it is loaded; a job may run more
 * than once for one cause (a server was killed before it could say "done"), so every handler is idempotent.
 */
import type { z } from 'zod'
import type { Act } from '../act.ts'
import type { Database } from '../db/index.ts'

/** The hands of a job that works in several transactions of its own, such as sealing or a recomputation. */
export type JobHouse = {
  /** The application's login. */
  pool: Database
  /** Runs `work` in one transaction as the house itself, on the whole city or a narrower area. */
  act: <Result>(work: (act: Act) => Promise<Result>, area?: string) => Promise<Result>
  now: () => string
  /** Ends early when the server is stopping. */
  signal: AbortSignal
}

type Job = {
  run: (house: JobHouse, payload: unknown) => Promise<void>
  /** Five fields of cron, by the machine's clock in UTC. */
  cron: string | undefined
  waits: boolean
}
export type JobOptions = {
  cron?: string
  /** Mostly waits for others: runs beside the rest, so that it keeps nothing waiting. */
  waits?: boolean
}

const jobs = new Map<string, Job>()

/** A job that is one act of the house: `handler` runs in one transaction on the whole city's area. */
export function registerJob(
  name: string,
  handler: (act: Act, payload: unknown) => Promise<void>,
  options: JobOptions = {},
): void {
  registerLongJob(name, (house, payload) => house.act((act) => handler(act, payload)), options)
}

/** A job that opens its own transactions. Throws when the name is taken. */
export function registerLongJob(
  name: string,
  run: (house: JobHouse, payload: unknown) => Promise<void>,
  options: JobOptions = {},
): void {
  if (jobs.has(name)) throw new Error(`job ${name} is registered twice`)
  jobs.set(name, { run, cron: options.cron, waits: options.waits === true })
}

export function listRegisteredJobs(): { name: string; job: Job }[] {
  return [...jobs].map(([name, job]) => ({ name, job }))
}

/** Something that happened, as its subscribers get it. */
export type Event = {
  event_id: string
  /** Noun and past verb: `person.died`, `business_day.moved`. */
  kind: string
  subject_id: string | null
  payload: Record<string, unknown>
  business_date: string
  at: string
}

type Subscriber = { kind: string; handle: (act: Act, event: Event) => Promise<void> }
const subscribers = new Map<string, Subscriber>()

/**
 * From now on every event of this kind leads to one act of `handler`, in a transaction of its own, after the one
 * that announced it. `name` says what it does (`allowances.stop_after_death`) and is unique.
 */
export function subscribe(
  kind: string,
  name: string,
  handle: (act: Act, event: Event) => Promise<void>,
): void {
  if (subscribers.has(name)) throw new Error(`subscriber ${name} is registered twice`)
  subscribers.set(name, { kind, handle })
}

export function listSubscribersOf(kind: string): string[] {
  return [...subscribers].filter(([, subscriber]) => subscriber.kind === kind).map(([name]) => name)
}

export function findSubscriber(name: string): Subscriber | undefined {
  return subscribers.get(name)
}

/** A payload read by its schema; a job whose payload does not fit fails visibly. */
export function readPayload<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
  return schema.parse(payload)
}
