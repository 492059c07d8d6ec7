/** Requests made from the house's own API document: well-formed, nearly so, and not at all. */
import fc from 'fast-check'

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
  additionalProperties?: boolean | Schema
}
type Parameter = { name: string; in: 'path' | 'query'; schema: Schema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}
export type Document = { paths: Record<string, Record<string, Operation>> }
export type Route = { method: string; path: string; operation: Operation }
export type HostileRequest = { method: string; url: string; body: string | undefined; caller: number }

/** Every route of the document, in its order. */
export function listRoutes({ paths }: Document): Route[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
}

const nasty = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\ufeff',
  '\u202e王',
  '𠮷䶮',
  '=1+1',
  '@SUM(A1)',
  "' or 1=1 --",
  '%',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '2017-02-30',
  '0000-01-01',
  '9999-12-31',
  '2017-09-01T00:00:00Z',
  '-0',
  '1.5',
  '1e400',
  'NaN',
  '999999999999999',
  '99999999999999999999',
  '12',
  '999999',
  '120104008012',
  '__proto__',
  'null',
  '王'.repeat(5000),
]

const anything = fc.oneof(
  fc.constantFrom<unknown>(...nasty),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), [], {}, [null], [[]]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
)

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('情况属实，予以办理', '测试说明文字', '2017-09-01') },
  { weight: 1, arbitrary: fc.constantFrom(...nasty) },
)

function valid(schema: Schema, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valueOf(each, ids, depth + 1)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return objectOf(schema, ids, depth)
  if (type === 'array') return fc.array(valueOf(schema.items ?? {}, ids, depth + 1), { maxLength: 3 })
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'number') {
    const least = Math.max(schema.minimum ?? -5, -(2 ** 31))
    return fc.integer({ min: least, max: Math.max(least, Math.min(schema.maximum ?? 50, least + 20)) })
  }
  return textOf(schema, ids)
}

function textOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids) }, fc.uuid())
  if (schema.format === 'date') {
    const days = ['2017-09-01', '2016-02-29', '1949-10-01', '2017-08-31', '9999-12-31', '0001-01-01']
    return fc.constantFrom(...days)
  }
  if (schema.pattern?.includes('15') === true) return fc.constantFrom('0', '74250', '999999999999999', '-1')
  if (schema.pattern?.includes('\\d{2}(') === true)
    return fc.constantFrom('12', '120104', '120104008012', '99')
  if (schema.pattern?.includes('-01') === true)
    return fc.constantFrom('2017-09-01', '2017-08-01', '0001-01-01')
  return text
}

function objectOf(schema: Schema, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {})
  if (entries.length === 0) return fc.dictionary(text, anything, { maxKeys: 3 })
  const model = Object.fromEntries(entries.map(([name, each]) => [name, valueOf(each, ids, depth + 1)]))
  return fc.record(model, { requiredKeys: schema.required ?? [] })
}

/** Mostly what the document asks for, else something else. */
function valueOf(schema: Schema, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null)
  return fc.oneof({ weight: 14, arbitrary: valid(schema, ids, depth) }, { weight: 1, arbitrary: anything })
}

const inAddress = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed())

/** One request to any of the routes by any of `callers`; `ids` are identifiers that exist. */
export function requestArbitrary(
  routes: readonly Route[],
  ids: readonly string[],
  callers: number,
): fc.Arbitrary<HostileRequest> {
  return fc
    .constantFrom(...routes)
    .chain((route) => {
      const parameters = route.operation.parameters ?? []
      const values = fc.tuple(...parameters.map((each) => fc.option(valueOf(each.schema, ids), { freq: 4 })))
      const schema = Object.values(route.operation.requestBody?.content ?? {})[0]?.schema
      const body = schema === undefined ? fc.constant(undefined) : valueOf(schema, ids)
      return fc.tuple(fc.constant(route), values, body, fc.nat({ max: callers - 1 }))
    })
    .map(([route, values, body, caller]) => {
      let url = route.path
      const query: string[] = []
      for (const [at, { name, in: place }] of (route.operation.parameters ?? []).entries()) {
        const value = values[at] ?? null
        if (place === 'path') url = url.replace(`{${name}}`, inAddress(value ?? 'x') || 'x')
        else if (value !== null) query.push(`${name}=${inAddress(value)}`)
      }
      if (query.length > 0) url += `?${query.join('&')}`
      return { method: route.method, url, body: JSON.stringify(body), caller }
    })
}
