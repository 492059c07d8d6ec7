import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openHouse, visit } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'haihe-pages-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>海河</title>')
writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {}')
const visitor = await visit(await openHouse(database, [], { pages_folder: folder }))

test('the API describes itself in valid OpenAPI 3.1', async () => {
  const { status, body } = await visitor.get('/api/openapi.json')
  assert.equal(status, 200)
  const result = await new Validator().validate(body)
  assert.deepEqual(result.errors ?? [], [])
  assert.match(String(body['openapi']), /^3\.1/)
})

test('health answers with the business day', async () => {
  const { body } = await visitor.get('/api/health')
  assert.deepEqual(body, { status: 'ok', business_date: '2017-09-01' })
})

test('metrics count answers by route pattern', async () => {
  await visitor.get('/api/somebody/王秀兰')
  const { text } = await visitor.get('/metrics')
  assert.match(text, /haihe_http_answers_total\{method="GET",route="\/api\/health",status="200"\} 1/)
  assert.match(text, /route="unmatched",status="404"/)
})

test('every address of the browser’s part is the one page, and only files with a hash stay in caches', async () => {
  const page = await visitor.get('/cases/0199')
  assert.equal(page.status, 200)
  assert.match(page.text, /海河/)
  assert.equal(page.headers['cache-control'], 'no-cache')
  const script = await visitor.get('/assets/main-abc123.js')
  assert.equal(script.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal((await visitor.get('/assets/gone.js')).status, 404)
  assert.equal((await visitor.get('/api/gone')).status, 404)
})

test('nothing inline, nothing from elsewhere, no frames', async () => {
  const { headers } = await visitor.get('/')
  const policy = String(headers['content-security-policy'])
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['referrer-policy'], 'no-referrer')
})
