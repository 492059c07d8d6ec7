/**
 * A browser for tests: keeps cookies and the page's token, and speaks to a server that never opens a port.
 *
 *     const server = await openHouse(database, [casesModule])
 *     const clerk = await signIn(server, database, { role: 'street_clerk', area: '120101001' })
 *     const answer = await clerk.post('/api/cases', { household_id })
 *     assert.equal(answer.status, 200)
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Caller, Role } from '../server/platform/act.ts'
import { machineNow } from '../server/platform/clock/index.ts'
import { buildServer } from '../server/platform/http/index.ts'
import type { Module, ServerOptions } from '../server/platform/http/index.ts'
import { startSession } from '../server/platform/sessions/index.ts'
import { buildStaff } from './builders/index.ts'
import { firstDay } from './database.ts'
import type { TestDatabase } from './database.ts'

export type Answer = {
  status: number
  // The body as the contract gives it; tests say what they expect of it.
  body: Record<string, unknown> & { rows?: Record<string, unknown>[] }
  text: string
  /** The answer as it came: a file. */
  bytes: Buffer
  headers: Record<string, unknown>
}

export type Client = {
  account_id: string | undefined
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** Sends one file with fields as a form. */
  upload: (path: string, file: UploadedFile, fields?: Record<string, string>) => Promise<Answer>
}
export type UploadedFile = { field?: string; name: string; content: Buffer | string; type?: string }

/** A server on this file's database on `firstDay`, closed when the file ends. */
export async function openHouse(
  database: TestDatabase,
  modules: Module[],
  options: Partial<ServerOptions> = {},
): Promise<FastifyInstance> {
  const server = await buildServer({
    pool: database.application,
    clock: { today: () => firstDay, now: machineNow },
    mode: 'demonstration',
    secrets: { pepper: 'pepper of the tests, thirty-two long' },
    modules,
    ...options,
  })
  database.beforeEnd(() => server.close())
  return server
}

/** Someone who has not signed in. */
export async function visit(server: FastifyInstance): Promise<Client> {
  return clientOf(server, {}, undefined)
}

/** A new member of staff in a session. */
export async function signIn(
  server: FastifyInstance,
  database: TestDatabase,
  staff: { role: Role; area: string; display_name?: string },
): Promise<Client> {
  return signInAs(server, database, await database.owner.begin((tx) => buildStaff(tx, staff)))
}

/** Someone whom `buildStaff` or `buildResident` has made, in a session. */
export async function signInAs(
  server: FastifyInstance,
  database: TestDatabase,
  caller: Extract<Caller, { account_id: string }>,
): Promise<Client> {
  const { token, csrf_token } = await startSession(database.application, {
    account_id: caller.account_id,
    post_id: caller.kind === 'staff' ? caller.post_id : null,
    now: server.house.clock.now(),
    address: '127.0.0.1',
  })
  return clientOf(server, { haihe_session: token }, csrf_token, caller.account_id)
}

async function clientOf(
  server: FastifyInstance,
  cookies: Record<string, string>,
  csrf_token: string | undefined,
  account_id?: string,
): Promise<Client> {
  let token = csrf_token
  const inject = async (options: InjectOptions): Promise<Answer> => {
    const headers = { ...(token === undefined ? {} : { 'x-csrf-token': token }), ...options.headers }
    const response = await server.inject({ ...options, cookies, headers })
    for (const { name, value } of response.cookies) cookies[name] = value
    const isJson = /[/+]json\b/.test(String(response.headers['content-type'] ?? ''))
    const body = isJson ? (JSON.parse(response.body) as Answer['body']) : {}
    if (typeof body['csrf_token'] === 'string') token = body['csrf_token']
    const { statusCode: status, rawPayload: bytes, body: text } = response
    return { status, body, text, bytes, headers: response.headers }
  }
  const send: Client['send'] = (method, path, body, headers = {}) =>
    inject({
      method: method as 'POST',
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body as Record<string, unknown> }),
    })
  return {
    account_id,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    upload: (path, file, fields = {}) => inject({ method: 'POST', url: path, ...formOf(file, fields) }),
  }
}

function formOf(
  file: UploadedFile,
  fields: Record<string, string>,
): Pick<InjectOptions, 'payload' | 'headers'> {
  const boundary = `form-${randomUUID()}`
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file.field ?? 'file'}"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(parts.join('') + head),
    Buffer.from(file.content as string),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
