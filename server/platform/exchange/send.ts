/**
 * The job that sends: prepares a request in one transaction, talks to the partner in none, settles what came of it in
 * another. It may run more than once for the same request: the partner knows it by its id and answers the same.
 */
import { z } from 'zod'
import type { Act } from '../act.ts'
import { readPayload, registerJob, registerLongJob } from '../jobs/index.ts'
import { fail, noteUnreadable, receive } from './answers.ts'
import type { ExchangeAnswer } from './contract.ts'
import { backoff, isLineFault, isOver, later, pauseAfter, type Fault } from './model.ts'
import { enqueueSend, getHandler } from './outbox.ts'
import { findPartner, type Partner } from './partners.ts'
import { post, type Outcome } from './post.ts'
import * as queries from './queries.ts'
import type { RequestRow } from './queries.ts'
import { digestOf } from './signature.ts'

type Letter = { request_id: string; partner: Partner; text: string }

registerLongJob(
  'exchange.send',
  async (house, payload) => {
    const { request_id } = readPayload(z.object({ request_id: z.uuid() }), payload)
    const letter = await house.act((act) => prepare(act, request_id))
    if (letter === undefined) return
    const outcome = await post(letter.partner, letter.text, house, house.signal)
    await house.act((act) => settle(act, letter, outcome))
  },
  { waits: true },
)

/** The letter to post now; undefined when there is nothing to send, or not yet. */
async function prepare(act: Act, request_id: string): Promise<Letter | undefined> {
  const request = await queries.lockRequest(act.tx, request_id)
  if (request === undefined || request.finished_at !== null) return undefined
  const partner = findPartner(request.partner_id)
  const hindrance = await findHindrance(act, request, partner)
  if (hindrance !== undefined || partner === undefined) return undefined
  const body = await getHandler(request.kind).compose(act, request)
  if (body === undefined) {
    await queries.changeRequest(act.tx, request_id, {
      state: 'cancelled',
      finished_on: act.today,
      finished_at: act.now,
    })
    return undefined
  }
  const body_hash = digestOf(JSON.stringify(body))
  if (request.body_hash !== null && !request.body_hash.equals(body_hash)) {
    await fail(act, request, 'changed')
    return undefined
  }
  await queries.changeRequest(act.tx, request_id, {
    attempts: request.attempts + 1,
    body_hash,
    // Whoever finds it still waiting long after that finds nobody at work on it.
    next_attempt_at: later(act.now, partner.timeout_milliseconds),
  })
  const { kind, asked_at } = request
  return { request_id, partner, text: JSON.stringify({ request_id, kind, asked_at, body }) }
}

/** Fails a request that cannot be sent, puts off one whose partner is left alone, and says which it was. */
async function findHindrance(
  act: Act,
  request: RequestRow,
  partner: Partner | undefined,
): Promise<'failed' | 'put off' | undefined> {
  if (isOver(request.final_by, act.now) || partner === undefined) {
    await fail(act, request, partner === undefined ? 'not_connected' : 'no_answer')
    return 'failed'
  }
  const open_until = await enter(act, partner)
  if (open_until === undefined) return undefined
  await tryAgain(act, request, open_until)
  return 'put off'
}

/** Until when the partner is to be left alone; undefined: go on. After a pause one try goes first. */
async function enter(act: Act, partner: Partner): Promise<string | undefined> {
  const row = await queries.lockPartner(act.tx, partner.partner_id)
  if (row === undefined || row.open_until === null) return undefined
  if (!isOver(row.open_until, act.now)) {
    return later(row.open_until, backoff(1, partner.first_wait_milliseconds, Math.random()))
  }
  if (row.probe_until !== null && !isOver(row.probe_until, act.now)) return row.probe_until
  const probe_until = later(act.now, partner.timeout_milliseconds + 1000)
  await queries.changePartner(act.tx, partner.partner_id, { probe_until })
  return undefined
}

async function settle(act: Act, { request_id, partner }: Letter, outcome: Outcome): Promise<void> {
  const request = await queries.lockRequest(act.tx, request_id)
  await notePartner(act, partner, outcome)
  if (request === undefined) return
  if (outcome.kind === 'answer') return settleAnswer(act, request, partner, outcome.answer)
  // Answered through the inbox meanwhile, or taken back.
  if (request.finished_at !== null) return
  if (outcome.kind === 'refused') return fail(act, request, 'refused')
  if (outcome.kind === 'stopped') return tryAgain(act, request, act.now)
  if (outcome.kind === 'fault' && !isLineFault(outcome.fault)) {
    return readAgain(act, request, partner, outcome.fault)
  }
  const note = outcome.kind === 'fault' ? { fault: outcome.fault } : { state: 'accepted' as const }
  await queries.changeRequest(act.tx, request_id, note)
  const asked = outcome.kind === 'fault' ? outcome.retry_after_milliseconds : null
  await tryAgain(act, { ...request, ...note }, nextTry(act, request, partner, asked))
}

async function settleAnswer(
  act: Act,
  request: RequestRow,
  partner: Partner,
  answer: ExchangeAnswer,
): Promise<void> {
  if (answer.request_id !== request.request_id) return readAgain(act, request, partner, 'unreadable')
  await receive(act, request, answer, 'reply')
  const now = await queries.lockRequest(act.tx, request.request_id)
  // Preliminary, overtaken or unreadable: it is asked for again.
  if (now !== undefined && now.finished_at === null)
    await tryAgain(act, now, nextTry(act, now, partner, null))
}

async function readAgain(act: Act, request: RequestRow, partner: Partner, fault: Fault): Promise<void> {
  if (request.finished_at !== null || (await noteUnreadable(act, request, fault))) return
  await tryAgain(act, request, nextTry(act, request, partner, null))
}

/** When the next try goes: after its wait, or after what the partner asked for, whichever is longer. */
function nextTry(act: Act, request: RequestRow, partner: Partner, asked: number | null): string {
  const wait = backoff(request.attempts, partner.first_wait_milliseconds, Math.random())
  return later(act.now, Math.max(wait, asked ?? 0))
}

/** Another try at a time, and never after the request's own: then it fails. */
async function tryAgain(act: Act, request: RequestRow, at: string): Promise<void> {
  const next_attempt_at = isOver(request.final_by, at) ? request.final_by : at
  await queries.changeRequest(act.tx, request.request_id, { next_attempt_at })
  await enqueueSend(act, request, next_attempt_at)
}

/** Counts the partner's faults in a row; enough of them, and it is left alone for a while. */
async function notePartner(act: Act, partner: Partner, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'stopped') return
  const row = await queries.lockPartner(act.tx, partner.partner_id)
  if (row === undefined) return
  if (outcome.kind !== 'fault' || !isLineFault(outcome.fault)) {
    const fine = { faults: 0, open_until: null, probe_until: null, answered_at: act.now }
    return queries.changePartner(act.tx, partner.partner_id, fine)
  }
  const faults = row.faults + 1
  const pause = pauseAfter(faults, partner.first_pause_milliseconds)
  await queries.changePartner(act.tx, partner.partner_id, {
    faults,
    fault: outcome.fault,
    fault_at: act.now,
    probe_until: null,
    open_until: pause === 0 ? null : later(act.now, pause),
  })
}

/** Each minute: whose time is over fails, and what lies without anybody at work on it is taken up again. */
export async function mind(act: Act): Promise<void> {
  const lost_before = later(act.now, -10 * 60_000)
  for (const each of await queries.listNeglected(act.tx, act.now, lost_before, 500)) {
    const request = await queries.lockRequest(act.tx, each.request_id)
    if (request === undefined || request.finished_at !== null) continue
    if (isOver(request.final_by, act.now)) await fail(act, request, 'no_answer')
    else await enqueueSend(act, request)
  }
}

registerJob('exchange.mind', mind, { cron: '* * * * *' })
