/**
 * Joins a contract to its handler: caller, access, cross-site check, one transaction, idempotency, and an answer
 * that is held to the contract before the transaction commits, so nothing is half-written.
 */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify'
import type { z } from 'zod'
import { checkAccess, checkSameSite } from './access.ts'
import { runAct } from './act.ts'
import type { ActOptions } from './act.ts'
import { serialise } from './answer.ts'
import type { RouteAccess, RouteDefinition } from './contract.ts'
import type { Answerable, Handler } from './house.ts'
import { answerOnce } from './idempotency.ts'
import { readMultipart } from './multipart.ts'
import type { MultipartLimits, ReceivedForm } from './multipart.ts'
import { Problem, problem } from '../problems/index.ts'
import { describeRoute } from './openapi.ts'
import { sendStream } from './stream.ts'
import type { StreamContent } from './stream.ts'

export type RouteOptions = Pick<ActOptions, 'as_application' | 'writes'> & {
  /** Requests a minute from one address (public) or one session; the house's default otherwise. */
  requests_per_minute?: number
  /** Asked by open pages of their own accord: does not keep an idle session alive. */
  in_background?: boolean
  /** Bytes of a JSON body; 1 MB otherwise. */
  body_limit?: number
}

type Schema = z.ZodType
type Serve = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Serves a JSON route. The handler's answer becomes the body, checked and stripped by `route.response`. */
export function implement<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer>,
  handler: Handler<z.output<Params>, z.output<Query>, z.output<Body>, Answerable<z.output<Answer>>>,
  options: RouteOptions = {},
): void {
  register(server, route, options, async (request, reply) => {
    const input = inputOf<z.output<Params>, z.output<Query>, z.output<Body>>(request, request.body)
    const text = await runAct(server.house, request, actOptions(route, options), (act) =>
      answerOnce(act, request, reply, request.body, async () =>
        textOf(route, await handler(act, input, reply)),
      ),
    )
    if (text instanceof Problem) throw text
    return reply.type('application/json; charset=utf-8').send(text)
  })
}

/**
 * Serves a route that takes files. The form is read to its end, within its limits, before the transaction opens, so
 * a slow sender holds no connection. `input.body` is `{ fields, files }`.
 */
export function implementMultipart<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer>,
  handler: Handler<z.output<Params>, z.output<Query>, ReceivedForm, Answerable<z.output<Answer>>>,
  options: RouteOptions & MultipartLimits = {},
): void {
  register(server, route, options, async (request, reply) => {
    const form = await readMultipart(request, options)
    const input = inputOf<z.output<Params>, z.output<Query>, ReceivedForm>(request, form)
    const fingerprint = [form.fields, form.files.map((file) => file.sha256.toString('hex'))]
    const text = await runAct(server.house, request, actOptions(route, options), (act) =>
      answerOnce(act, request, reply, fingerprint, async () =>
        textOf(route, await handler(act, input, reply)),
      ),
    )
    if (text instanceof Problem) throw text
    return reply.type('application/json; charset=utf-8').send(text)
  })
}

/**
 * Serves a file or an export. The handler sets headers and resolves to text, bytes or an async iterable of pieces;
 * these are read to the end inside the transaction: its rows are under the caller's role and one snapshot.
 */
export function implementStream<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer>,
  handler: Handler<z.output<Params>, z.output<Query>, z.output<Body>, StreamContent>,
  options: RouteOptions = {},
): void {
  register(server, route, options, async (request, reply) => {
    const input = inputOf<z.output<Params>, z.output<Query>, z.output<Body>>(request, request.body)
    const whole = await runAct(server.house, request, actOptions(route, options), async (act) => {
      const content = await handler(act, input, reply)
      if (content instanceof Problem) return content
      if (!reply.hasHeader('content-type')) reply.type(route.produces ?? 'application/octet-stream')
      return sendStream(reply, content)
    }).catch((error: unknown) => {
      // Something is out already: the connection breaks, so that it never looks whole.
      if (reply.sent) reply.raw.destroy()
      throw error
    })
    if (whole instanceof Problem) throw whole
    if (typeof whole === 'string' || Buffer.isBuffer(whole)) return reply.send(whole)
    whole.end()
    return reply
  })
}

/**
 * Serves a route for another system: no session and no page, but bytes that prove their sender. `prove` sees them
 * before anything reads them, and throws. The handler opens its own transaction. What it answers as text is sent as it
 * is: the JSON of an answer that was given before.
 */
export function implementSigned<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer>,
  prove: (request: FastifyRequest, body: Buffer) => void | Promise<void>,
  handler: (
    input: { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<Answerable<z.output<Answer>> | string>,
  options: Pick<RouteOptions, 'requests_per_minute' | 'body_limit'> = {},
): void {
  register(
    server,
    route,
    options,
    async (request, reply) => {
      const input = inputOf<z.output<Params>, z.output<Query>, z.output<Body>>(request, request.body)
      const answer = await handler(input, request, reply)
      const text = typeof answer === 'string' ? answer : serialise(route, answer)
      return reply.type('application/json; charset=utf-8').send(text)
    },
    async (request, payload) => {
      const body = await wholeBody(payload, options.body_limit ?? 1024 * 1024)
      await prove(request, body)
      return Object.assign(Readable.from([body]), { receivedEncodedLength: body.length })
    },
  )
}

async function wholeBody(payload: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of payload) {
    length += piece.length
    if (length > limit) throw problem('too_large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Lets the body through, or throws; before it is read and checked, so a stranger learns nothing from validation. */
type Gate = (request: FastifyRequest, payload: RequestPayload) => RequestPayload | Promise<RequestPayload>

function register<Params extends Schema, Query extends Schema, Body extends Schema, Answer extends Schema>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer>,
  options: RouteOptions,
  serve: Serve,
  gate: Gate = (request, payload) => {
    if (route.method !== 'GET') checkSameSite(request)
    return payload
  },
): void {
  const limit = options.requests_per_minute
  server.route({
    method: route.method,
    url: route.path,
    schema: describeRoute(route),
    preParsing: async (request, _reply, payload) => {
      checkAccess(request, route.access)
      return gate(request, payload)
    },
    config: {
      in_background: options.in_background ?? false,
      ...(limit === undefined ? {} : { rateLimit: { max: limit } }),
    },
    ...(options.body_limit === undefined ? {} : { bodyLimit: options.body_limit }),
    handler: serve,
  })
}

/** A public route is the visitor's, for everybody alike. */
function actOptions(route: { access: RouteAccess }, options: ActOptions): ActOptions {
  return { ...options, as_visitor: route.access === 'public' }
}

function textOf(route: { path: string; response: Schema }, answer: unknown): string | Problem {
  return answer instanceof Problem ? answer : serialise(route, answer)
}

function inputOf<Params, Query, Body>(
  request: FastifyRequest,
  body: unknown,
): { params: Params; query: Query; body: Body } {
  return { params: request.params as Params, query: request.query as Query, body: body as Body }
}
