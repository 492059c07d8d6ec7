import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { defaultSchema } from './connect.ts'
import { dumpSchema } from './schema.ts'

const database = await testDatabase()

test('db/schema.sql is what the migrations lead to; if not, run `npm run haihe -- schema`', async () => {
  const file = readFileSync(new URL('../../../db/schema.sql', import.meta.url), 'utf8')
  assert.equal(file, await dumpSchema(database.owner, defaultSchema))
})
