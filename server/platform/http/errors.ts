/** Turns whatever was thrown into a problem: ours as it is, the database's by constraint, all else without a word. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import postgres from 'postgres'
import { isConnectionLoss } from '../db/index.ts'
import { findProblemOfConstraint, notFound, Problem, problem } from '../problems/index.ts'
import type { ProblemBody } from '../problems/contract.ts'

/** Every refusal of the house leaves through here. */
export function addErrorAnswers(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const refusal = problemOf(error)
    const fault = { fault: traceOf(error), route: routeOf(request) }
    if (refusal.status >= 500) request.log.error(fault, 'fault')
    else if (error instanceof postgres.PostgresError) request.log.warn(fault, 'refused by the database')
    return sendProblem(request, reply, refusal)
  })
}

/** Sends one problem, with the request's id by which the log is searched. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Problem): FastifyReply {
  const body: ProblemBody = {
    type: `/problems/${refusal.code}`,
    title: refusal.title,
    status: refusal.status,
    code: refusal.code,
    ...refusal.details,
    request_id: request.id,
  }
  const { retry_after } = refusal.details
  if (retry_after !== undefined) reply.header('retry-after', String(retry_after))
  // An export that was refused is no longer a file.
  reply.removeHeader('content-disposition')
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
    )
}

/** The problem that stands for any error. Unknown ones say nothing of themselves. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An address that cannot be one of ours leads nowhere, like one of ours that is gone.
    return error.validationContext === 'params' ? notFound() : invalidInput(error.validation)
  }
  const { code, statusCode, constraint_name } = error as {
    code?: string
    statusCode?: number
    constraint_name?: string
  }
  const named = findProblemOfConstraint(constraint_name)
  if (named !== undefined) return named
  if (isConnectionLoss(error)) return problem('unavailable')
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return databaseProblem(code)
  if (statusCode === 413) return problem('too_large')
  if (statusCode === 415 || statusCode === 406) return problem('unsupported_content')
  if (statusCode === 429) return problem('too_many_requests')
  if (statusCode === 404) return notFound()
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return problem('malformed')
  return problem('internal_error')
}

/** By SQLSTATE, for what no module has named. */
function databaseProblem(code: string): Problem {
  if (code === '23505' || code === '23P01') return problem('already_exists')
  if (code === '23503') return problem('still_referred_to')
  if (code.startsWith('23') || code.startsWith('22')) return problem('refused_by_database')
  // Row-level security refused a row, or a privilege is missing: the same answer as for what does not exist.
  if (code === '42501') return notFound()
  if (code === '40001' || code === '40P01' || code === '55P03') return problem('busy')
  if (code.startsWith('57') || code.startsWith('53') || code.startsWith('08')) return problem('unavailable')
  return problem('internal_error')
}

/** One message a field, the first: what is wrong with it after that is seen once the first is mended. */
function invalidInput(validation: { instancePath?: string; message?: string }[]): Problem {
  const messages = new Map<string, string>()
  for (const { instancePath = '', message = '请核对' } of validation) {
    const field = instancePath.replace(/^\//, '').replaceAll('/', '.')
    if (!messages.has(field)) messages.set(field, message)
  }
  const errors = [...messages].map(([field, message]) => ({ field, message }))
  const [first] = errors
  return problem('invalid_input', { errors, ...(first !== undefined && { field: first.field }) })
}

/** What may be logged of an error: its kind and place. Its message may hold data of people. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, constraint_name, table_name } = error as {
    code?: string
    constraint_name?: string
    table_name?: string
  }
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  const own = error.name === 'ContractBroken' ? { message: error.message } : {}
  return {
    name: error.name,
    code,
    constraint_name,
    table_name,
    ...own,
    at: places?.slice(0, 8).map((line) => line.trim()),
  }
}

/** The route's pattern, never the address that was asked for: addresses name people. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')
}
