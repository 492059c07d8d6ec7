/**
 * The browser's one way to the server, typed from the route contracts. Adds the CSRF token, turns every refusal into
 * a ProblemError, and, when the session has run out in the middle of something, asks to sign in again in place and
 * then sends the same request once more, so that nothing typed is lost.
 */
import type { z } from 'zod'
import { type Problem, ProblemError } from '../design/problem.ts'

/** The part of `RouteDefinition` that the browser needs; any route of a `contract.ts` fits. */
export type AnyRoute = {
  method: string
  path: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: z.ZodType
}

type Given<Key extends string, Schema> = [Schema] extends [z.ZodUndefined]
  ? { [K in Key]?: undefined }
  : undefined extends z.input<Extract<Schema, z.ZodType>>
    ? { [K in Key]?: z.input<Extract<Schema, z.ZodType>> }
    : Record<string, never> extends z.input<Extract<Schema, z.ZodType>>
      ? { [K in Key]?: z.input<Extract<Schema, z.ZodType>> }
      : { [K in Key]: z.input<Extract<Schema, z.ZodType>> }

type SchemaOf<Route, Key extends 'params' | 'query' | 'body'> = Route extends { [K in Key]?: infer Schema }
  ? Exclude<Schema, undefined>
  : z.ZodUndefined

/** What a route takes: the parts that its contract names, and no others. */
export type InputOf<Route extends AnyRoute> = Given<'params', SchemaOf<Route, 'params'>> &
  Given<'query', SchemaOf<Route, 'query'>> &
  Given<'body', SchemaOf<Route, 'body'>>

/** What a route answers. */
export type AnswerOf<Route extends AnyRoute> = z.output<Route['response']>

export type RequestOptions = {
  /** Acts that may be sent twice carry one; the server then answers the second time as the first. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
  /** Sent in the background: a session that ran out is thrown, nobody is asked to sign in in the middle of something. */
  quiet?: boolean
}

let csrfToken = ''
let signInAgain: (() => Promise<boolean>) | undefined
let refreshSession: (() => Promise<unknown>) | undefined

/** Called by the session with the token of its latest answer. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

/** Called by the shell: opens the sign-in dialog in place; resolves to whether the same account is back. */
export function setSignInAgain(handler: (() => Promise<boolean>) | undefined): void {
  signInAgain = handler
}

/** Called by the session: reads it anew, and with it a fresh CSRF token. */
export function setRefreshSession(handler: (() => Promise<unknown>) | undefined): void {
  refreshSession = handler
}

async function readProblem(response: Response): Promise<Problem> {
  const plain: Problem = { status: response.status, title: '没有办成' }
  if (!(response.headers.get('content-type') ?? '').includes('json')) return plain
  const body: unknown = await response.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? { ...plain, ...body, status: response.status } : plain
}

async function send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  const multipart = body instanceof FormData
  if (body !== undefined && !multipart) headers['content-type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = multipart ? body : JSON.stringify(body)
  if (options.signal) init.signal = options.signal
  return fetch(path, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ProblemError({ status: 0, title: '没有连上服务器' })
  })
}

/** Sends, signs in again in place where the session ran out, takes a fresh CSRF token where it was stale. */
async function answered(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions,
): Promise<Response> {
  let response = await send(method, path, body, options)
  if (response.status === 401 && signInAgain && !options.quiet && !path.startsWith('/api/session')) {
    if (await signInAgain()) response = await send(method, path, body, options)
  }
  if (response.ok) return response
  const problem = await readProblem(response)
  if (problem.code !== 'cross_site_refused' || !refreshSession) throw new ProblemError(problem)
  await refreshSession()
  response = await send(method, path, body, options)
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

/** A file (PDF, picture, workbook) as it comes; by POST when it is asked for with a body. Throws ProblemError. */
export async function requestFile(
  path: string,
  options: RequestOptions & { body?: unknown } = {},
): Promise<Blob> {
  const method = options.body === undefined ? 'GET' : 'POST'
  return (await answered(method, path, options.body, options)).blob()
}

/**
 * One request by method and path. Pages use `call`; this is for uploads and the session.
 * Throws ProblemError on every refusal; status 0 means that the server was not reached.
 */
export async function request<Answer>(
  method: string,
  path: string,
  body?: unknown,
  options: RequestOptions = {},
): Promise<Answer> {
  const response = await answered(method, path, body, options)
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}

/** Path of a route with its parameters and query filled in; also for links to files. */
export function pathOf(
  path: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replaceAll(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each))
  }
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

type LooseInput = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** Calls a route of a contract: `call(getCase, { params: { case_id } })`. Throws ProblemError. */
export function call<Route extends AnyRoute>(
  route: Route,
  input: InputOf<Route>,
  options: RequestOptions = {},
): Promise<AnswerOf<Route>> {
  const { params, query, body } = input as LooseInput
  return request<AnswerOf<Route>>(route.method, pathOf(route.path, params, query), body, options)
}

/** Address of a file route (PDF, Excel), for links, frames and images. */
export function fileAddress<Route extends AnyRoute>(route: Route, input: InputOf<Route>): string {
  const { params, query } = input as LooseInput
  return pathOf(route.path, params, query)
}
