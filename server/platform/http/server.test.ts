import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { openHouse, signIn, visit } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { notFound, problem } from '../problems/index.ts'
import { defineRoute, fenText } from './contract.ts'
import type { Transaction } from '../db/index.ts'
import { implement, implementStream } from './index.ts'

const database = await testDatabase()
let runs = 0
const lines: string[] = []

const tags = ['试']
const trial = {
  amount: defineRoute({
    method: 'GET',
    path: '/api/trial/amount',
    summary: '金额',
    tags,
    access: 'staff',
    response: z.object({ amount: fenText, role: z.string(), area: z.string() }),
  }),
  open: defineRoute({
    method: 'GET',
    path: '/api/trial/open',
    summary: '公开',
    tags,
    access: 'public',
    response: z.object({ role: z.string(), account: z.string() }),
  }),
  name: defineRoute({
    method: 'POST',
    path: '/api/trial/unit',
    summary: '建单位',
    tags,
    access: 'staff',
    body: z.object({ name: z.string().min(2), after: z.enum(['answer', 'refuse', 'break', 'double']) }),
    response: z.object({ unit_id: z.uuid() }),
  }),
  write: defineRoute({
    method: 'GET',
    path: '/api/trial/write',
    summary: '写',
    tags,
    access: 'staff',
    response: z.object({}),
  }),
  hidden: defineRoute({
    method: 'GET',
    path: '/api/trial/hidden/:unit_id',
    summary: '看不见',
    tags,
    access: 'staff',
    params: z.object({ unit_id: z.uuid() }),
    response: z.object({}),
  }),
  file: defineRoute({
    method: 'GET',
    path: '/api/trial/file',
    summary: '导出',
    tags,
    access: 'staff',
    query: z.object({ rows: z.coerce.number().int().min(1), fails_at: z.coerce.number().optional() }),
    response: z.any(),
    produces: 'text/csv',
  }),
}

const module = {
  name: 'trial',
  routes: (server: Parameters<typeof implement>[0]) => {
    implement(server, trial.amount, async (act) => {
      const [row] = await act.tx<
        { role: string; area: string }[]
      >`select current_user as role, current_area() as area`
      return { amount: 74250n, role: row?.role ?? '', area: row?.area ?? '' }
    })
    implement(server, trial.open, async (act) => {
      const [row] = await act.tx<{ role: string; account: string }[]>`
        select current_user as role, coalesce(current_account_id()::text, 'nobody') as account`
      return row ?? { role: '', account: '' }
    })
    implement(server, trial.name, async (act, { body }) => {
      runs += 1
      const [row] = await act.tx<{ unit_id: string }[]>`
        insert into unit (name, kind, division_code) values (${body.name}, 'community', '12') returning unit_id`
      if (body.after === 'refuse') throw problem('version_conflict', { current: { version: 2n } })
      if (body.after === 'double')
        await act.tx`insert into unit (unit_id, name, kind, division_code) values (${row?.unit_id ?? ''}, '重', 'community', '12')`
      return { unit_id: body.after === 'break' ? '王秀兰' : (row?.unit_id ?? '') }
    })
    implement(server, trial.write, async (act) => {
      await act.tx`insert into unit (name, kind, division_code) values ('读', 'community', '12')`
      return {}
    })
    implement(server, trial.hidden, () => {
      throw notFound()
    })
    implementStream(server, trial.file, (_act, { query }, reply) => {
      reply.header('content-disposition', 'attachment; filename="rows.csv"')
      return rowsOf(query.rows, query.fails_at)
    })
  },
}

function openExport(to: Parameters<typeof implement>[0]) {
  const route = {
    ...trial.file,
    path: '/api/trial/open-file',
    access: 'public' as const,
    query: z.object({}),
  }
  implementStream(to, route, () => rowsOf(500, 400))
  implementStream(to, { ...route, path: '/api/trial/slow-file' }, slowRows)
  implementStream(to, { ...route, path: '/api/trial/lost-file' }, (act) => uncommitted(act.tx))
}

/** Every row is there, and then the act cannot be committed. */
async function* uncommitted(tx: Transaction) {
  yield* rowsOf(3)
  await tx`select pg_terminate_backend(pg_backend_pid())`.catch(() => undefined)
}

async function* slowRows() {
  await delay(400)
  yield* rowsOf(3)
}

async function* rowsOf(count: number, failsAt?: number) {
  for (let row = 0; row < count; row += 1) {
    if (row === failsAt) throw problem('unavailable')
    yield `${row},${'x'.repeat(1000)}\n`
  }
}

const server = await openHouse(database, [module], {
  log_level: 'info',
  log_destination: { write: (line) => lines.push(line) },
})
const administrator = await signIn(server, database, { role: 'security_administrator', area: '12' })
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120101001' })
const stranger = await visit(server)
const units = async (name: string) =>
  Number((await database.owner`select count(*) as n from unit where name = ${name}`)[0]?.['n'])

test('a request runs under the role and area of the caller’s post, and amounts leave as text', async () => {
  const { status, body, headers } = await clerk.get('/api/trial/amount')
  assert.equal(status, 200)
  assert.deepEqual(body, { amount: '74250', role: 'haihe_staff', area: '120101001' })
  assert.equal(headers['cache-control'], 'no-store')
})

test('a public route runs as the visitor, whoever is signed in', async () => {
  for (const anybody of [stranger, clerk, administrator])
    assert.deepEqual((await anybody.get('/api/trial/open')).body, { role: 'haihe_public', account: 'nobody' })
})

test('a stranger is asked to sign in before anything is said about the input', async () => {
  const answer = await stranger.post('/api/trial/unit', { nonsense: true })
  assert.equal(answer.status, 401)
  assert.equal(answer.body['code'], 'not_signed_in')
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
})

test('a mistake is named by its field, in Chinese, once each', async () => {
  const { status, body } = await administrator.post('/api/trial/unit', { name: '一', after: 'gone' })
  assert.equal(status, 400)
  assert.equal(body['field'], 'name')
  assert.deepEqual(body['errors'], [
    { field: 'name', message: '至少写 2 个字' },
    { field: 'after', message: '请从给出的选项中选择' },
  ])
  assert.equal(body['detail'], '请按提示修改标出的内容后再提交。')
})

test('a post from another site, or without the page’s token, is refused', async () => {
  const input = { name: '外来单位', after: 'answer' }
  const foreign = await administrator.post('/api/trial/unit', input, { origin: 'https://elsewhere.example' })
  const bare = await administrator.post('/api/trial/unit', input, { 'x-csrf-token': 'guessed' })
  assert.deepEqual([foreign.status, bare.status], [403, 403])
  assert.equal(await units('外来单位'), 0)
})

test('an act that is refused, breaks its contract or violates the database leaves nothing behind', async () => {
  for (const [after, status] of [
    ['refuse', 409],
    ['break', 500],
    ['double', 409],
  ] as const) {
    const answer = await administrator.post('/api/trial/unit', { name: '半途单位', after })
    assert.equal(answer.status, status, answer.text)
    assert.doesNotMatch(answer.text, /王秀兰|unit_pkey|stack/)
  }
  assert.equal(await units('半途单位'), 0)
})

test('a refusal of a stale version carries the current one', async () => {
  const { body } = await administrator.post('/api/trial/unit', { name: '旧版单位', after: 'refuse' })
  assert.deepEqual(body['current'], { version: '2' })
})

test('an act sent twice with one key happens once and gets the same answer', async () => {
  const before = runs
  const key = { 'idempotency-key': 'submit-0001' }
  const [first, second] = await Promise.all([
    administrator.post('/api/trial/unit', { name: '一次单位', after: 'answer' }, key),
    administrator.post('/api/trial/unit', { name: '一次单位', after: 'answer' }, key),
  ])
  assert.equal(first.status, 200)
  assert.deepEqual(first.body, second.body)
  assert.equal(runs, before + 1)
  assert.equal(await units('一次单位'), 1)
})

test('the same key with other content is refused', async () => {
  const key = { 'idempotency-key': 'submit-0002' }
  await administrator.post('/api/trial/unit', { name: '甲单位', after: 'answer' }, key)
  const { status, body } = await administrator.post(
    '/api/trial/unit',
    { name: '乙单位', after: 'answer' },
    key,
  )
  assert.equal(status, 409)
  assert.equal(body['code'], 'idempotency_key_reused')
})

test('another person’s key is another key', async () => {
  const other = await signIn(server, database, { role: 'security_administrator', area: '12' })
  const key = { 'idempotency-key': 'submit-0003' }
  const input = { name: '各自单位', after: 'answer' }
  const first = await administrator.post('/api/trial/unit', input, key)
  const second = await other.post('/api/trial/unit', input, key)
  assert.notEqual(first.body['unit_id'], second.body['unit_id'])
})

test('a reading request cannot write', async () => {
  const { status } = await administrator.get('/api/trial/write')
  assert.equal(status, 500)
  assert.equal(await units('读'), 0)
})

test('what is hidden, what does not exist and unknown addresses look alike', async () => {
  const hidden = await clerk.get('/api/trial/hidden/0199a2b4-0000-7000-8000-000000000000')
  const missing = await clerk.get('/api/nothing/here')
  const strip = ({ body }: typeof hidden) => ({ ...body, request_id: '' })
  assert.equal(hidden.status, 404)
  assert.deepEqual(strip(hidden), strip(missing))
  const malformed = await clerk.get('/api/trial/hidden/not-a-uuid')
  assert.equal(malformed.status, 404)
  assert.deepEqual(strip(malformed), strip(missing))
})

test('an export is streamed whole', async () => {
  const { status, text, headers } = await clerk.get('/api/trial/file?rows=3000')
  assert.equal(status, 200)
  assert.equal(
    text.length,
    Array.from({ length: 3000 }, (_, row) => `${row},\n`.length + 1000).reduce((a, b) => a + b),
  )
  assert.equal(headers['content-type'], 'text/csv')
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
})

test('an export that fails before its first row is a problem, not an empty file', async () => {
  const { status, body } = await clerk.get('/api/trial/file?rows=5&fails_at=0')
  assert.equal(status, 503)
  assert.equal(body['code'], 'unavailable')
})

test('a connection is not cut while an export sorts what it will send', async () => {
  const narrow = await openHouse(database, [module, { name: 'open', routes: openExport }])
  narrow.server.setTimeout(100)
  const address = await narrow.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${address}/api/trial/slow-file`)
  assert.equal((await answer.text()).split('\n').length, 4)
})

test('an export that fails in the middle breaks off and never looks complete', async () => {
  const narrow = await openHouse(database, [module, { name: 'open', routes: openExport }])
  const address = await narrow.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${address}/api/trial/open-file`)
  assert.equal(answer.status, 200)
  await assert.rejects(answer.text())
})

test('nobody has the whole of an export whose act, with its audit entry, is not committed', async () => {
  const narrow = await openHouse(database, [module, { name: 'open', routes: openExport }])
  const address = await narrow.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${address}/api/trial/lost-file`)
  await assert.rejects(answer.text())
})

test('a body that is too long or not JSON is refused clearly', async () => {
  const long = await administrator.post('/api/trial/unit', { name: 'x'.repeat(1_200_000), after: 'answer' })
  assert.equal(long.status, 413)
  const torn = await administrator.send('POST', '/api/trial/unit', '{"name":', {
    'content-type': 'application/json',
  })
  assert.equal(torn.status, 400)
  const xml = await administrator.send('POST', '/api/trial/unit', '<a/>', { 'content-type': 'text/xml' })
  assert.equal(xml.status, 415)
})

test('the log tells routes and results, and nothing that was asked or sent', async () => {
  await clerk.get('/api/trial/hidden/0199a2b4-0000-7000-8000-00000000beef?name=王秀兰')
  await clerk.get('/api/王秀兰')
  await administrator.post('/api/trial/unit', { name: '王秀兰', after: 'break' })
  const log = lines.join('')
  assert.match(log, /"route":"\/api\/trial\/hidden\/:unit_id"/)
  assert.match(log, /unmatched/)
  assert.match(log, /does not fit its contract at unit_id/)
  assert.doesNotMatch(log, /王秀兰|beef|%E7%8E%8B/)
})

test('strangers who ask too often are told when to come back', async () => {
  const narrow = await openHouse(database, [module], { rate_limits: { session: 1000, address: 3 } })
  const visitor = await visit(narrow)
  for (let count = 0; count < 3; count += 1) await visitor.get('/api/trial/amount')
  const { status, body, headers } = await visitor.get('/api/trial/amount')
  assert.equal(status, 429)
  assert.equal(body['code'], 'too_many_requests')
  assert.ok(Number(headers['retry-after']) > 0)
})
