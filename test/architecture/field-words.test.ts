/** What is wrong at a field is said in Chinese: every schema of every route, fed with what does not fit it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { speakOfFields } from '../../server/platform/http/field-words.ts'
import { listRoutes } from './contracts.ts'

speakOfFields()

const ofOneKind = [undefined, null, '', 'x', '好', '2017-02-30', 'no/such day', -1, 1.5, 1e15, NaN, true]
const long = '9'.repeat(20_001)
const many = Array.from({ length: 20_001 }, () => 'x')
const junk: unknown[] = [...ofOneKind, long, [], {}, [null], many, { x: 1 }]

/** The schema itself and those of its fields and items, so that each is reached whatever stands beside it. */
function partsOf(schema: unknown, seen = new Set<unknown>()): z.ZodType[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return []
  seen.add(schema)
  const { def } = schema as unknown as { def: Record<string, unknown> }
  const inner = [def['innerType'], def['element'], def['valueType'], def['in'], def['out']]
  const fields = Object.values((def['shape'] as Record<string, unknown> | undefined) ?? {})
  const options = (def['options'] as unknown[] | undefined) ?? []
  return [schema, ...[...inner, ...fields, ...options].flatMap((each) => partsOf(each, seen))]
}

/** Of latin letters only what stands in an example or a name of its own, such as PDF, may be shown. */
const plain = /^(?=.*\p{Script=Han})[^<>=]*$/u
const code = /[A-Za-z]{2,}/

test('no message at a field shows a type, a sign of comparison or an English word', async () => {
  const routes = await listRoutes()
  assert.ok(routes.length > 150)
  const said = new Set<string>()
  for (const { params, query, body } of routes)
    for (const part of [params, query, body].flatMap((schema) => partsOf(schema)))
      for (const input of junk)
        for (const { message } of part.safeParse(input).error?.issues ?? []) said.add(message)
  assert.ok(said.size > 20, [...said].join('\n'))
  assert.deepEqual(
    [...said].filter((message) => !plain.test(message) || code.test(message)),
    [],
  )
})
