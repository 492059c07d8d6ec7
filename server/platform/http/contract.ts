/**
 * The contract of one HTTP route: method, path, who may call, and the zod schemas of what goes in and out.
 * Server routes, the browser's client and forms are all typed from the same object, so they cannot drift apart.
 * This module and every `contract.ts` import nothing but zod and other contracts: the browser loads them.
 */
import { z } from 'zod'

/** Who may call a route at all; finer rules (verb × record) stand in each module's `access.ts`. */
export type RouteAccess = 'public' | 'signed_in' | 'staff' | 'resident'

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: RouteMethod
  /** Fastify path below the host, e.g. `/api/cases/:case_id`. */
  path: string
  /** One Chinese line for the API document. */
  summary: string
  tags: string[]
  access: RouteAccess
  params?: Params
  query?: Query
  body?: Body
  /** `multipart` bodies are read by the handler as a stream and are not described by `body`. */
  consumes?: 'json' | 'multipart'
  /** JSON answer; for files use `z.any()` together with `produces`. */
  response: Answer
  produces?: string
}

/** Declares a route. Returns its argument; exists for the inference of the four schemas. */
export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodType,
>(route: RouteDefinition<Params, Query, Body, Answer>): RouteDefinition<Params, Query, Body, Answer> {
  return route
}

/** Shapes that many contracts share. */
export const fenText = z
  .string()
  .regex(/^-?\d{1,15}$/, '金额须为以分为单位的整数')
  .describe('人民币分，整数')
export const isoDate = z.iso.date().describe('日期 YYYY-MM-DD')
export const divisionCode = z
  .string()
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, '区划代码须为 2、4、6、9 或 12 位数字')
export const identifier = z.uuid()
/**
 * The key of something that the house itself names: a programme, a step, a fact, an act. Never eleven digits on end, so
 * that nobody's number passes for one: what stands in an address is logged on its way.
 */
export const code = z
  .string()
  .regex(/^(?!.*\d{11})[A-Za-z0-9_][A-Za-z0-9_./-]{0,99}$/, '须为代码：字母、数字和 _ . / -')
/** `limit` and `offset` of a list; lists answer with `{ rows, total }`. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
}
