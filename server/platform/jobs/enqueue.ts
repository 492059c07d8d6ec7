/** Putting work into the queue, in the act's own transaction: when the act is undone, so is the job. */
import type { Act } from '../act.ts'
import { insertEvent, insertJob, newEventId } from './queries.ts'
import { listSubscribersOf } from './registry.ts'

export type EnqueueOptions = {
  /** A waiting job with the same key is replaced instead of doubled. */
  key?: string
  /** Machine time before which it does not run. */
  run_at?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** Enqueues a registered job. Payloads are plain JSON and hold keys, not names of people. */
export async function enqueue(
  act: Act,
  name: string,
  payload: Record<string, unknown> = {},
  options: EnqueueOptions = {},
): Promise<void> {
  const { key = null, run_at = null, queue = null } = options
  await insertJob(act.tx, { name, payload: json(payload), key, run_at, queue })
}

export type Announcement = { kind: string; subject_id?: string | null; payload?: Record<string, unknown> }

/** Writes an event and a job for each of its subscribers in the act's transaction. Answers the event's id. */
export async function announce(act: Act, announcement: Announcement): Promise<string> {
  const event_id = await newEventId(act.tx)
  const { kind, subject_id = null, payload = {} } = announcement
  await insertEvent(act.tx, {
    event_id,
    kind,
    subject_id,
    payload: json(payload),
    business_date: act.today,
    at: act.now,
  })
  for (const subscriber of listSubscribersOf(kind)) {
    await enqueue(act, 'event.handle', { event_id, subscriber }, { key: `${event_id} ${subscriber}` })
  }
  return event_id
}

function json(payload: Record<string, unknown>): string {
  return JSON.stringify(payload, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}
