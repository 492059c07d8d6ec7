import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { buildDivision, buildStaff } from '../../test/builders/index.ts'
import { openHouse, signIn, signInAs, visit } from '../../test/client.ts'
import type { Client } from '../../test/client.ts'
import { asStaff, firstDay, testDatabase } from '../../test/database.ts'
import { roles } from '../platform/act.ts'
import { sealEntries } from '../platform/audit/index.ts'
import { authModule } from '../platform/auth/index.ts'
import { businessDay, machineNow, startBusinessClock } from '../platform/clock/index.ts'
import { dictionaryModule } from '../platform/dictionary/index.ts'
import { enqueue } from '../platform/jobs/index.ts'
import { administrationModule } from './index.ts'
import { excludes } from './offices/service.ts'

const database = await testDatabase()
await database.owner.begin((tx) => buildDivision(tx, '120101001'))
await startBusinessClock(database.owner, firstDay)
const modules = [authModule, dictionaryModule, administrationModule]
const clock = { today: () => businessDay(database.application, machineNow()), now: machineNow }
const server = await openHouse(database, modules, { clock, rate_limits: false })
const production = await openHouse(database, modules, { clock, mode: 'production' })
const base = '/api/administration'

const clients = new Map<string, Client>()
for (const role of roles) clients.set(role, await signIn(server, database, { role, area: '12' }))
const as = (role: (typeof roles)[number]) => clients.get(role) as Client
const system = as('system_administrator')
const security = as('security_administrator')
const auditor = as('audit_administrator')

let staff: Awaited<ReturnType<typeof buildStaff>>
let unit_id: string
beforeEach(async () => {
  staff = await database.owner.begin((tx) => buildStaff(tx, { role: 'street_clerk', area: '120101001' }))
  const [post] = await database.owner`select unit_id from post where post_id = ${staff.post_id}`
  unit_id = String(post?.['unit_id'])
})

const nobody = '0199a2b4-0000-7000-8000-000000000000'
const attempts: [string, string, unknown, string[]][] = [
  ['POST', '/accounts/search', {}, ['security_administrator', 'audit_administrator']],
  ['POST', '/accounts', { user_name: 'ab', display_name: '' }, ['security_administrator']],
  ['POST', `/accounts/${nobody}/disable`, undefined, ['security_administrator']],
  ['POST', `/accounts/${nobody}/enable`, undefined, ['security_administrator']],
  ['POST', `/accounts/${nobody}/unlock`, undefined, ['security_administrator']],
  ['POST', `/accounts/${nobody}/invitation`, undefined, ['security_administrator']],
  ['GET', '/sessions', undefined, ['security_administrator', 'audit_administrator']],
  ['POST', `/sessions/${nobody}/end`, undefined, ['security_administrator']],
  ['POST', '/units/search', {}, ['system_administrator', 'security_administrator', 'audit_administrator']],
  ['POST', `/units/${nobody}/end`, { on: firstDay }, ['security_administrator']],
  ['POST', `/posts/${nobody}/end`, { on: firstDay }, ['security_administrator']],
  ['GET', `/accounts/${nobody}`, undefined, ['security_administrator', 'audit_administrator']],
  ['GET', '/business-day', undefined, ['system_administrator']],
  ['GET', '/business-day/preview?until=2017-09-08', undefined, ['system_administrator']],
  ['GET', '/parameters', undefined, ['system_administrator', 'audit_administrator']],
  ['POST', '/business-day', { business_date: '2000-01-01' }, ['system_administrator']],
  ['GET', '/calendar', undefined, ['system_administrator', 'audit_administrator']],
  ['GET', '/dictionaries', undefined, ['system_administrator', 'audit_administrator']],
  ['POST', '/dictionaries/trial/entries/none/end', { from: firstDay }, ['system_administrator']],
  ['GET', '/jobs', undefined, ['system_administrator', 'audit_administrator']],
  ['POST', '/jobs/999999/retry', undefined, ['system_administrator']],
  ['GET', '/audit/entries', undefined, ['audit_administrator']],
  ['GET', '/audit/disclosures', undefined, ['audit_administrator']],
  ['GET', '/audit/state', undefined, ['audit_administrator']],
  ['POST', '/audit/verify', {}, ['audit_administrator']],
  ['GET', '/audit/export', undefined, ['audit_administrator']],
]

for (const [method, path, body, allowed] of attempts) {
  test(`${method} ${path} is for ${allowed.join(', ')} and for nobody else`, async () => {
    for (const role of roles) {
      const { status, text } = await as(role).send(method, base + path, body)
      // Validation comes before the table; an allowed role may still meet 400, 404 or 409 for what it named.
      if (path === '/accounts' && method === 'POST') assert.equal(status, 400)
      else if (allowed.includes(role)) assert.notEqual(status, 403, `${role}: ${text}`)
      else assert.equal(status, 403, role)
      assert.ok(status < 500, `${role}: ${text}`)
    }
    const stranger = await visit(server)
    assert.equal((await stranger.send(method, base + path, body)).status, 401)
  })
}

test('none of the three administrators can read people, households, cases, money or files', async () => {
  const business = await database.owner<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`
  const open = new Set([
    'account',
    'post',
    'unit',
    'session',
    'sign_in_attempt',
    'audit_entry',
    'audit_batch',
    'audit_leaf',
    'division',
    'idempotency',
    'calendar_day',
    'calendar_year',
    'business_clock',
    'dictionary_entry',
    'event',
    'message',
    'account_invitation',
    'disclosure',
    // How systems outside have behaved: names no person and no case.
    'exchange_partner',
    'migration',
  ])
  const closed = business.map((row) => row.name).filter((name) => !open.has(name))
  assert.ok(closed.includes('person') && closed.includes('household') && closed.includes('fact'))
  for (const role of ['system_administrator', 'security_administrator', 'audit_administrator'] as const) {
    for (const name of closed) {
      await assert.rejects(
        database.as(asStaff({ role, area: '12' }), (act) => act.tx.unsafe(`select * from ${name} limit 1`)),
        { code: '42501' },
        `${role} reads ${name}`,
      )
    }
  }
})

test('administrators cannot read password hashes, tokens or, but for the auditor, the log', async () => {
  for (const role of ['system_administrator', 'security_administrator', 'audit_administrator'] as const) {
    const statements = [
      'select password_hash from account',
      'select token_hash from session',
      'select csrf_token from session',
    ]
    if (role !== 'audit_administrator') statements.push('select * from audit_entry')
    for (const statement of statements) {
      await assert.rejects(
        database.as(asStaff({ role, area: '12' }), (act) => act.tx.unsafe(statement)),
        { code: '42501' },
      )
    }
  }
})

test('a new account gets a one-time token, sets its password with it, and signs in to its post', async () => {
  const made = await security.post(`${base}/accounts`, { user_name: 'zhou.min', display_name: '周敏' })
  assert.equal(made.status, 200, made.text)
  const account_id = made.body['account_id']
  const { token } = made.body['invitation'] as { token: string }
  const grant = { account_id, unit_id, role: 'street_clerk', division_code: '120101001', from: firstDay }
  assert.equal((await security.post(`${base}/posts`, grant)).status, 200)
  const newcomer = await visit(server)
  await newcomer.get('/api/session')
  assert.equal((await newcomer.post('/api/session', { user_name: 'zhou.min', password: token })).status, 401)
  assert.equal(
    (await newcomer.post('/api/session/invitation', { token, password: 'Herbst-Wind-42' })).status,
    200,
  )
  const entered = await newcomer.post('/api/session', { user_name: 'zhou.min', password: 'Herbst-Wind-42' })
  assert.equal(
    (entered.body['account'] as { post: { division_code: string } }).post.division_code,
    '120101001',
  )
  const again = await security.post(`${base}/accounts`, { user_name: 'zhou.min', display_name: '别人' })
  assert.equal(again.body['code'], 'user_name_taken')
})

test('a disabled account is out at once and comes back when enabled', async () => {
  const client = await signInAs(server, database, staff)
  assert.equal((await security.post(`${base}/accounts/${staff.account_id}/disable`)).status, 200)
  assert.equal((await client.get('/api/session')).body['account'], null)
  const listed = await security.post(`${base}/accounts/search`, { state: 'disabled' })
  assert.ok(listed.body.rows?.some((row) => row['account_id'] === staff.account_id))
  assert.equal((await security.post(`${base}/accounts/${staff.account_id}/enable`)).status, 200)
})

test('the auditor reads along: accounts with their posts, one of them, and who is in', async () => {
  const listed = await auditor.post(`${base}/accounts/search`, {})
  assert.equal(listed.status, 200, listed.text)
  const one = await auditor.get(`${base}/accounts/${staff.account_id}`)
  assert.deepEqual((one.body['posts'] as { role: string }[])[0]?.role, 'street_clerk')
  assert.equal((await auditor.get(`${base}/sessions`)).status, 200)
})

test('the security administrator ends a session, and it is over', async () => {
  const client = await signInAs(server, database, staff)
  const { body } = await security.get(`${base}/sessions?limit=200`)
  const session = body.rows?.find((row) => row['account_id'] === staff.account_id)
  assert.equal(session?.['role_title'], '街镇经办人')
  assert.equal((await security.post(`${base}/sessions/${String(session?.['session_id'])}/end`)).status, 200)
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('nobody grants anything to themself, disables themself or renews their own token', async () => {
  const own = security.account_id
  const grant = { account_id: own, unit_id, role: 'street_clerk', division_code: '120101001', from: firstDay }
  assert.equal((await security.post(`${base}/posts`, grant)).body['code'], 'own_account')
  assert.equal((await security.post(`${base}/accounts/${own}/disable`)).body['code'], 'own_account')
  assert.equal((await security.post(`${base}/accounts/${own}/invitation`)).body['code'], 'own_account')
})

test('one person is never two of the three administrators, nor administrator and clerk', async () => {
  const grant = { account_id: staff.account_id, unit_id, division_code: '120101001', from: firstDay }
  const clerkAndAuditor = await security.post(`${base}/posts`, { ...grant, role: 'audit_administrator' })
  assert.equal(clerkAndAuditor.body['code'], 'administrators_stay_apart')
  assert.equal((await security.post(`${base}/posts`, { ...grant, role: 'finance' })).status, 200)
  assert.equal(excludes('system_administrator', 'security_administrator'), true)
  assert.equal(excludes('street_clerk', 'finance'), false)
})

test('a post ends on its day, and reaches no further than its unit', async () => {
  const wide = {
    account_id: staff.account_id,
    unit_id,
    role: 'finance',
    division_code: '120101',
    from: firstDay,
  }
  assert.equal((await security.post(`${base}/posts`, wide)).body['field'], 'division_code')
  const client = await signInAs(server, database, staff)
  assert.equal((await security.post(`${base}/posts/${staff.post_id}/end`, { on: firstDay })).status, 200)
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('a unit that ends takes its posts along', async () => {
  const made = await security.post(`${base}/units`, {
    name: '新设街道办事处',
    kind: 'street_office',
    division_code: '120101001',
  })
  const id = String(made.body['unit_id'])
  const grant = {
    account_id: staff.account_id,
    unit_id: id,
    role: 'finance',
    division_code: '120101001',
    from: firstDay,
  }
  const post = await security.post(`${base}/posts`, grant)
  const listed = await security.post(`${base}/units/search`, { search: '新设' })
  assert.equal(listed.body.rows?.[0]?.['posts'], 1)
  assert.equal((await security.post(`${base}/units/${id}/end`, { on: firstDay })).status, 200)
  const [row] =
    await database.owner`select isempty(valid) as ended from post where post_id = ${String(post.body['post_id'])}`
  assert.equal(row?.['ended'], true)
})

test('the demonstration’s day moves forward, never back, and not at all in production', async () => {
  const move = (client: Client, business_date: string) =>
    client.post(`${base}/business-day`, { business_date })
  assert.equal((await move(system, '2017-09-02')).status, 200)
  assert.equal((await system.get('/api/session')).body['business_date'], '2017-09-02')
  assert.equal((await move(system, '2017-09-01')).body['code'], 'clock_only_forward')
  const [event] = await database.owner`select payload from event where kind = 'business_day.moved'`
  assert.deepEqual(event?.['payload'], { from: '2017-09-01', to: '2017-09-02' })
  const there = await signIn(production, database, { role: 'system_administrator', area: '12' })
  assert.equal((await move(there, '2017-09-30')).body['code'], 'not_a_demonstration')
})

test('a calendar year is imported whole or not at all', async () => {
  const days = [{ day: '2031-01-01', working: false, name: '元旦' }]
  const source = '国办发明电〔2030〕12号'
  assert.equal((await system.post(`${base}/calendar`, { year: 2031, source, days })).status, 200)
  const outside = [...days, { day: '2032-01-01', working: false, name: '元旦' }]
  assert.equal((await system.post(`${base}/calendar`, { year: 2031, source, days: outside })).status, 422)
  const { body } = await system.get(`${base}/calendar`)
  assert.deepEqual(body.rows?.find((row) => row['year'] === 2031)?.['departures'], 1)
})

test('a dictionary changes by date, and yesterday’s label stays readable', async () => {
  const path = `${base}/dictionaries/trial_kind/entries/01`
  const entry = { label: '甲', position: 1, source: null, source_mark: null, from: '2017-01-01' }
  assert.equal((await system.send('PUT', path, entry)).status, 200)
  assert.equal((await system.send('PUT', path, { ...entry, label: '乙', from: '2018-01-01' })).status, 200)
  const label = async (on: string) =>
    (await (await visit(server)).get(`/api/dictionaries/trial_kind?on=${on}`)).body.rows?.[0]?.['label']
  assert.deepEqual([await label('2017-12-31'), await label('2018-01-01')], ['甲', '乙'])
  assert.equal((await system.send('PUT', path, { ...entry, label: '丙', from: '2018-01-01' })).status, 409)
  await system.post(`${path}/end`, { from: '2019-01-01' })
  assert.equal(await label('2019-01-01'), undefined)
})

test('the queue is visible and a waiting job can be run again', async () => {
  await database.as(staff, (act) => enqueue(act, 'trial.unknown'))
  const { body } = await system.get(`${base}/jobs`)
  const job = body.rows?.find((row) => row['title'] === 'trial.unknown')
  assert.equal(job?.['state'], 'waiting')
  assert.equal((await system.post(`${base}/jobs/${String(job?.['job_id'])}/retry`)).status, 200)
})

test('the auditor finds every act of the other two, verifies the seals and takes the log along', async () => {
  await sealEntries(database.application, machineNow())
  const { body } = await auditor.get(`${base}/audit/entries?act=account.&limit=200`)
  assert.ok(body.rows?.some((row) => row['act'] === 'account.disable' && row['batch_number'] !== null))
  const state = await auditor.get(`${base}/audit/state`)
  assert.match(String(state.body['last_seal']), /^[0-9a-f]{64}$/)
  const verified = await auditor.post(`${base}/audit/verify`, { seal: state.body['last_seal'] })
  assert.deepEqual(verified.body['faults'], [])
  const exported = await auditor.get(`${base}/audit/export`)
  assert.match(exported.text, /^\{"format":"haihe audit log 1"\}\n/)
  assert.equal(exported.headers['content-type'], 'application/x-ndjson')
})
