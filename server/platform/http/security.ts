/** What the browser is told to refuse, and how often anyone may ask. */
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../problems/index.ts'

/** Strict content policy: our own scripts, styles, fonts and data; nothing inline, no frames, no plugins. */
export async function addSecurityHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // Only over https, where the proxy in front says so.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    crossOriginEmbedderPolicy: false,
  })
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
  })
}

/** By session where there is one, else by address: people behind one address do not lock each other out. */
export async function addRateLimits(
  server: FastifyInstance,
  perMinute: { session: number; address: number },
): Promise<void> {
  await server.register(rateLimit, {
    timeWindow: '1 minute',
    cache: 50_000,
    max: (request) => (request.session === undefined ? perMinute.address : perMinute.session),
    keyGenerator: (request) => request.session?.session_id ?? request.ip,
    allowList: (request) => !isCounted(request),
    errorResponseBuilder: (_request, context) =>
      problem('too_many_requests', { retry_after: Math.ceil(context.ttl / 1000) }),
  })
}

/** Pages and their files are not counted, nor are health and metrics. */
function isCounted(request: FastifyRequest): boolean {
  const route = request.routeOptions.url ?? ''
  return route.startsWith('/api/') && route !== '/api/health'
}
