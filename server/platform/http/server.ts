/** Builds the door: one fastify server with everything that each answer needs, and the modules' routes in it. */
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { businessDay, machineNow } from '../clock/index.ts'
import type { Database } from '../db/index.ts'
import { defineRoute } from './contract.ts'
import { addErrorAnswers, problemOf, sendProblem } from './errors.ts'
import { speakOfFields } from './field-words.ts'
import type { DoorClock, House, Module } from './house.ts'
import { addCaller } from './identify.ts'
import { implement } from './implement.ts'
import { addAccessLog, loggerOptions } from './log.ts'
import type { LogLevel } from './log.ts'
import { addMetrics } from './metrics.ts'
import { addOpenApi } from './openapi.ts'
import { addPages } from './pages.ts'
import { addRateLimits, addSecurityHeaders } from './security.ts'

export type ServerOptions = Omit<House, 'city_name' | 'clock'> & {
  modules: Module[]
  /** The business clock of the database and the machine's time, unless a test brings its own. */
  clock?: DoorClock
  city_name?: string
  log_level?: LogLevel
  log_destination?: { write: (line: string) => void }
  /** Requests a minute; `false` only in benches. */
  rate_limits?: false | { session: number; address: number }
  /** Proxies whose forwarded address and protocol are believed, as fastify's `trustProxy`. */
  trust_proxy?: string | boolean
  /** The built browser part; `dist/ui` otherwise. */
  pages_folder?: string
}

const builtPages = fileURLToPath(new URL('../../../dist/ui', import.meta.url))

/** The server, ready for `listen` or `inject`. Close it with `server.close()`; the pool stays open. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  speakOfFields()
  const server = fastify({
    logger: loggerOptions(options.log_level ?? 'silent', options.log_destination),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1024 * 1024,
    connectionTimeout: 30_000,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    trustProxy: options.trust_proxy ?? false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Refused before there is a route: the router's own words would repeat the address.
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, problemOf(error)),
  })
  const { pool, mode, secrets } = options
  const clock = options.clock ?? clockOf(pool)
  server.decorate('house', { pool, clock, mode, secrets, city_name: options.city_name ?? '天津市' })
  server.setValidatorCompiler(validatorCompiler)
  // Answers are made text by `implement`; what reaches fastify unserialised is ours alone.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data))
  addErrorAnswers(server)
  await server.register(cookie)
  await server.register(multipart)
  await addSecurityHeaders(server)
  addCaller(server)
  if (options.rate_limits !== false) {
    await addRateLimits(server, options.rate_limits ?? { session: 1200, address: 600 })
  }
  addAnswerHeaders(server)
  addAccessLog(server)
  addMetrics(server)
  await addOpenApi(server, server.house.city_name)
  addHealth(server)
  for (const module of options.modules) module.routes(server)
  await addPages(server, options.pages_folder ?? builtPages)
  await server.ready()
  return server
}

function clockOf(pool: Database): DoorClock {
  return { today: () => businessDay(pool, machineNow()), now: machineNow }
}

/** Answers about people stay out of caches; the request's id goes out for the log. */
function addAnswerHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

const health = defineRoute({
  method: 'GET',
  path: '/api/health',
  summary: '服务与数据库是否可用',
  tags: ['平台'],
  access: 'public',
  response: z.object({ status: z.literal('ok'), business_date: z.iso.date() }),
})

function addHealth(server: FastifyInstance): void {
  implement(
    server,
    health,
    async (act) => {
      await act.tx`select 1`
      return { status: 'ok' as const, business_date: act.today }
    },
    { as_application: true },
  )
}
