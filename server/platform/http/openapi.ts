/** The API described by its own contracts: OpenAPI 3.1 at `/api/openapi.json`. */
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemBody } from '../problems/contract.ts'
import type { RouteDefinition } from './contract.ts'

const refusals = {
  400: '填写有误',
  401: '未登录或登录已过期',
  403: '没有权限',
  404: '没有找到',
  409: '与现行内容冲突',
  429: '操作过于频繁',
} as const

/** What fastify validates and the document shows of a route. */
export function describeRoute(route: RouteDefinition): FastifySchema {
  const isForm = route.consumes === 'multipart'
  const produces = route.produces ?? 'application/json'
  const response: Record<string, unknown> = {
    200: { description: route.summary, content: { [produces]: { schema: route.response } } },
  }
  for (const [status, description] of Object.entries(refusals)) {
    response[status] = { description, content: { 'application/problem+json': { schema: problemBody } } }
  }
  return {
    summary: route.summary,
    tags: route.tags,
    operationId: operationId(route),
    ...(route.access === 'public' ? { security: [] } : {}),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(isForm ? { consumes: ['multipart/form-data'] } : {}),
    ...(isForm || route.body === undefined ? {} : { body: route.body }),
    response,
  }
}

function operationId(route: { method: string; path: string }): string {
  const words = route.path.replace(/^\/api\//, '').split(/[^A-Za-z0-9]+/)
  return [route.method.toLowerCase(), ...words.filter((word) => word !== '')].join('_')
}

const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } })

/** Collects every route that is added after this; the document is made when it is first asked for. */
export async function addOpenApi(server: FastifyInstance, cityName: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `海河 ${cityName}民政一体化平台`,
        version: '0.1.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'haihe_session' },
          page: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
        },
      },
      security: [{ session: [], page: [] }],
    },
    transform: toJsonSchema,
  })
  let text: string | undefined
  server.get(
    '/api/openapi.json',
    { schema: { response: { 200: z.any() }, hide: true } },
    async (_request, reply) => {
      text ??= JSON.stringify(server.swagger())
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text)
    },
  )
}
