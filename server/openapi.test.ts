import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHouse, visit } from '../test/client.ts'
import { testDatabase } from '../test/database.ts'
import { modules } from './modules.ts'

const database = await testDatabase()
const visitor = await visit(await openHouse(database, modules))
type Operation = { summary?: string; operationId?: string; responses?: Record<string, unknown> }

test('the whole house describes itself in valid OpenAPI 3.1, each route with a Chinese line and its own name', async () => {
  const { body } = await visitor.get('/api/openapi.json')
  const result = await new Validator().validate(body)
  assert.deepEqual(result.errors ?? [], [])
  const paths = body['paths'] as Record<string, Record<string, Operation>>
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  assert.ok(operations.length > 40)
  for (const { summary } of operations) assert.match(summary ?? '', /\p{Script=Han}/u)
  const names = operations.map((operation) => operation.operationId)
  assert.equal(new Set(names).size, names.length)
})
