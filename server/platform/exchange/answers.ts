/** What becomes of an answer, whichever way it came: counted once, or noted as what it is. */
import type { Act } from '../act.ts'
import type { ExchangeAnswer } from './contract.ts'
import { judge, unreadableLimit, type Fault, type TakenAs } from './model.ts'
import { getHandler } from './outbox.ts'
import * as queries from './queries.ts'
import type { RequestRow } from './queries.ts'
import { digestOf } from './signature.ts'

/** Takes in an answer to a request that is locked for this transaction. */
export async function receive(
  act: Act,
  request: RequestRow,
  answer: ExchangeAnswer,
  way: 'reply' | 'inbox',
): Promise<TakenAs> {
  const digest = digestOf(JSON.stringify(answer.body))
  const { request_id, division_code } = request
  const counted = request.state === 'answered' ? await queries.findCountedDigest(act.tx, request_id) : null
  const judged = judge({ ...request, counted }, { ...answer, digest })
  const taken_as = judged === 'counted' ? await count(act, request, answer) : judged
  await queries.insertAnswer(act.tx, {
    request_id,
    digest,
    sequence: answer.sequence,
    way,
    taken_as,
    received_on: act.today,
    received_at: act.now,
    division_code,
  })
  if (taken_as === 'interim') {
    await queries.changeRequest(act.tx, request_id, { state: 'accepted', sequence: answer.sequence })
  }
  return taken_as
}

async function count(act: Act, request: RequestRow, answer: ExchangeAnswer): Promise<TakenAs> {
  const handler = getHandler(request.kind)
  const parsed = handler.answer.safeParse(answer.body)
  if (!parsed.success) {
    if (request.state !== 'failed') await noteUnreadable(act, request, 'unreadable')
    return 'unreadable'
  }
  const taken_as = await handler.take(act, request, parsed.data)
  if (taken_as === 'late' && request.state === 'failed') return taken_as
  await queries.changeRequest(act.tx, request.request_id, {
    state: taken_as === 'counted' ? 'answered' : 'cancelled',
    sequence: Math.max(request.sequence, answer.sequence),
    finished_on: act.today,
    finished_at: act.now,
    ...(taken_as === 'counted' ? { fault: null } : {}),
  })
  return taken_as
}

/** An answer that nobody can read is asked for again, a few times. Answers whether the request has failed by it. */
export async function noteUnreadable(act: Act, request: RequestRow, fault: Fault): Promise<boolean> {
  const unreadable = request.unreadable + 1
  await queries.changeRequest(act.tx, request.request_id, { unreadable, fault })
  if (unreadable < unreadableLimit) return false
  await fail(act, { ...request, unreadable }, fault)
  return true
}

/** Ends a request without an answer; its owner is told by whoever asked. */
export async function fail(act: Act, request: RequestRow, fault: Fault): Promise<void> {
  const ended = {
    state: 'failed' as const,
    finished_on: act.today,
    finished_at: act.now,
    // The last fault of the line says more than that the time was over.
    fault: fault === 'no_answer' ? (request.fault ?? fault) : fault,
  }
  await queries.changeRequest(act.tx, request.request_id, ended)
  await getHandler(request.kind).failed(act, { ...request, ...ended })
}
