/** Opens the transaction of one request: under the caller's role and area, and read-only for a GET. */
import type { FastifyRequest } from 'fastify'
import type { Act, Caller } from '../act.ts'
import { inTransaction, withCaller } from '../db/index.ts'
import type { House } from './house.ts'

export type ActOptions = {
  /**
   * Runs as the visitor, whoever is signed in: what is public is the same for all, also for those whose own role may
   * not read it or sees less of it.
   */
  as_visitor?: boolean
  /**
   * Runs as the application's login instead of the caller's role: for sign-in, sessions and the job queue only.
   * The caller in the act stays the true one.
   */
  as_application?: boolean
  /** A GET that must write, e.g. the log of looks at a person. */
  writes?: boolean
}

/** Asking for a page or its head changes nothing. */
export function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

/** Runs `work` in one transaction of the request's caller, with the business day and the machine's time in hand. */
export async function runAct<Result>(
  house: House,
  request: FastifyRequest,
  options: ActOptions,
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const { pool, clock } = house
  const moment = { today: request.today ?? (await clock.today()), now: clock.now(), request_id: request.id }
  const readOnly = isReading(request) && options.writes !== true
  if (options.as_application === true) {
    return inTransaction(pool, readOnly ? 'read only' : 'read write', (tx) =>
      work({ tx, caller: request.caller, ...moment }),
    )
  }
  const caller: Caller = options.as_visitor === true ? { kind: 'public' } : request.caller
  return withCaller(pool, caller, moment, async (act) => {
    if (!readOnly) return work(act)
    const closed = act.tx.unsafe('set transaction read only').execute()
    // When the connection breaks, the work's own failure is the one that is told.
    closed.catch(() => undefined)
    const result = await work(act)
    await closed
    return result
  })
}
