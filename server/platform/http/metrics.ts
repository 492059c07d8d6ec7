/** Numbers about the process at `/metrics`: counts and times by route pattern; nothing about people. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { routeOf } from './errors.ts'

/** Counts every answer; a registry of its own per server, so that tests may open several. */
export function addMetrics(server: FastifyInstance): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'haihe_' })
  const labelNames = ['method', 'route', 'status'] as const
  const answers = new Counter({
    name: 'haihe_http_answers_total',
    help: 'Answers by route and status',
    labelNames,
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'haihe_http_answer_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    answers.inc({ method: request.method, route, status: reply.statusCode })
    seconds.observe({ method: request.method, route }, reply.elapsedTime / 1000)
  })
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
  return registry
}
