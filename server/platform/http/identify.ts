/** First thing on every request: who is it? Everything after relies on `request.caller`. */
import type { FastifyInstance } from 'fastify'
import { callerOf, identify, readCookie } from '../sessions/index.ts'

/** Sets caller, session and visitor. Pages and health ask the database nothing. */
export function addCaller(server: FastifyInstance): void {
  server.decorateRequest('caller')
  server.decorateRequest('session')
  server.decorateRequest('visitor')
  server.decorateRequest('session_lost', false)
  server.decorateRequest('today')
  server.addHook('onRequest', async (request) => {
    request.caller = { kind: 'public' }
    const route = request.routeOptions.url ?? ''
    if (!route.startsWith('/api/') || route === '/api/health') return
    const { pool, clock } = server.house
    const now = clock.now()
    request.today = await clock.today()
    const visitor = readCookie(request, 'haihe_visitor')
    if (visitor !== undefined && /^[\w-]{43}$/.test(visitor)) request.visitor = visitor
    const token = readCookie(request, 'haihe_session')
    if (token === undefined) return
    request.session = await identify(pool, token, now, request.today, {
      touch: request.routeOptions.config.in_background !== true,
    })
    request.caller = callerOf(request.session)
    request.session_lost = request.session === undefined
  })
}
