/**
 * Asking another system: the request is written with the act that needs it and sent by a job afterwards. Modules say
 * once what they ask and what they do with the answer.
 */
import type { z } from 'zod'
import type { Act, Role } from '../act.ts'
import { enqueue } from '../jobs/index.ts'
import { later } from './model.ts'
import * as queries from './queries.ts'
import type { RequestRow } from './queries.ts'

export type ExchangeHandler<Body = unknown> = {
  /** `means_check.ask`: unique in the house. */
  kind: string
  /** What a final answer must look like; one that does not fit is asked for again. */
  answer: z.ZodType<Body>
  /** The body to send, made at the moment of sending; undefined when it must no longer be sent. */
  compose: (act: Act, request: RequestRow) => Promise<Record<string, unknown> | undefined>
  /** Takes the one final answer in; `late` when whoever asked has no more use for it. */
  take: (act: Act, request: RequestRow, body: Body) => Promise<'counted' | 'late'>
  /** There is no answer and none is waited for any longer. */
  failed: (act: Act, request: RequestRow) => Promise<void>
}

const handlers = new Map<string, ExchangeHandler>()

/** From now on requests of this kind are made and answered by the handler. Throws when the kind is taken. */
export function registerExchange<Body>(handler: ExchangeHandler<Body>): void {
  if (handlers.has(handler.kind)) throw new Error(`exchange ${handler.kind} is registered twice`)
  handlers.set(handler.kind, handler as ExchangeHandler)
}

export function getHandler(kind: string): ExchangeHandler {
  const handler = handlers.get(kind)
  if (handler === undefined) throw new Error(`nobody handles the exchange ${kind}`)
  return handler
}

/** Who is told and has to act when no answer comes. */
export type Owner = { owner_role: Role; owner_division: string; owner_account_id: string | null }

/**
 * Asks a connected partner. The request leaves after the act has committed, and only then; when the act is undone,
 * so is the request. Answers its id, under which the partner knows it.
 */
export async function ask(
  act: Act,
  request: { partner_id: string; kind: string; subject_id: string; division_code: string } & Owner,
): Promise<string> {
  const partner = (await queries.listPartners(act.tx)).find(
    (each) => each.partner_id === request.partner_id && each.connected,
  )
  if (partner === undefined) throw new Error(`no partner ${request.partner_id} is connected`)
  const request_id = await queries.insertRequest(act.tx, {
    ...request,
    asked_on: act.today,
    asked_at: act.now,
    final_by: later(act.now, partner.answer_within_hours * 3_600_000),
  })
  await enqueueSend(act, { request_id, partner_id: request.partner_id })
  return request_id
}

/**
 * Lets a try follow, at a machine time or at once. One partner's tries run one after the other, so a slow one keeps
 * nobody else waiting.
 */
export async function enqueueSend(
  act: Act,
  { request_id, partner_id }: Pick<RequestRow, 'request_id' | 'partner_id'>,
  run_at?: string,
): Promise<void> {
  await enqueue(
    act,
    'exchange.send',
    { request_id },
    {
      key: `exchange ${request_id}`,
      queue: `exchange ${partner_id}`,
      ...(run_at === undefined ? {} : { run_at }),
    },
  )
}

/**
 * Takes the open requests about a subject for this transaction. Whoever then locks the subject itself takes locks in
 * the order in which an arriving answer takes them: the request first, then what it is about.
 */
export const lockExchange = (act: Act, subject_id: string): Promise<void> =>
  queries.lockOpenRequests(act.tx, subject_id)

/** Takes back what is still open about a subject; an answer that comes all the same is late. */
export function cancelExchange(
  act: Act,
  subject_id: string,
  partner_id: string | null = null,
): Promise<number> {
  return queries.cancelRequests(act.tx, subject_id, partner_id, act)
}
