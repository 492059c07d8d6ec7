import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { buildStaff } from '../../../test/builders/index.ts'
import { openHouse, signInAs, visit } from '../../../test/client.ts'
import type { Client } from '../../../test/client.ts'
import { firstDay, testDatabase } from '../../../test/database.ts'
import type { Role } from '../act.ts'
import { hashOfToken, newToken, shift } from '../sessions/index.ts'
import { defineRoute } from '../http/contract.ts'
import { implement } from '../http/index.ts'
import type { Module } from '../http/index.ts'
import { authModule, hashPassword } from './index.ts'
import { forgetOldSignIns } from './jobs.ts'

const database = await testDatabase()
const pepper = 'pepper of the tests, thirty-two long'
let now = '2026-01-05T01:00:00.000Z'
const clock = { today: () => firstDay, now: () => now }
const options = { clock, secrets: { pepper }, rate_limits: false as const }
const work = defineRoute({
  method: 'GET',
  path: '/api/trial/work',
  summary: '工作',
  tags: ['试'],
  access: 'staff',
  response: z.object({}),
})
const trialModule: Module = {
  name: 'trial',
  routes: (to) => implement(to, work, () => ({})),
}
const server = await openHouse(database, [authModule, trialModule], options)

let count = 0
async function staffWithPassword(role: Role = 'street_clerk', area = '120101001') {
  const staff = await database.owner.begin((tx) => buildStaff(tx, { role, area }))
  count += 1
  const user_name = `clerk-${count}`
  await database.owner`
    update account set user_name = ${user_name}, password_hash = ${await hashPassword('Sommer-Regen-7', pepper)}
    where account_id = ${staff.account_id}`
  return { ...staff, user_name, password: 'Sommer-Regen-7' }
}

async function knock(): Promise<Client> {
  const client = await visit(server)
  await client.get('/api/session')
  return client
}
const later = (minutes: number) => {
  now = shift(now, minutes)
}
const tryIt = (client: Client, user_name: string, password: string) =>
  client.post('/api/session', { user_name, password })

test('a visitor has no account and a token for forms', async () => {
  const { body } = await (await visit(server)).get('/api/session')
  assert.equal(body['account'], null)
  assert.equal(body['business_date'], firstDay)
  assert.match(String(body['csrf_token']), /^[\w-]{43}$/)
})

test('a clerk signs in with the right password and leaves again', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  const { status, body } = await tryIt(client, staff.user_name, staff.password)
  assert.equal(status, 200)
  const account = body['account'] as { post: { role_title: string; division_code: string } }
  assert.deepEqual([account.post.role_title, account.post.division_code], ['街镇经办人', '120101001'])
  assert.equal((await client.send('DELETE', '/api/session')).status, 200)
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('the cookie is unreadable for scripts, stays on this site, and the database knows only its hash', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  const { headers } = await tryIt(client, staff.user_name, staff.password)
  const cookie = [headers['set-cookie']].flat().find((line) => String(line).startsWith('haihe_session='))
  assert.match(String(cookie), /HttpOnly/)
  assert.match(String(cookie), /SameSite=Strict/)
  const token = /haihe_session=([^;]+)/.exec(String(cookie))?.[1] ?? ''
  const [row] =
    await database.owner`select count(*) as n from session where token_hash = ${hashOfToken(token)}`
  assert.equal(row?.['n'], 1n)
})

test('a wrong password and a name that nobody has get the same answer', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  const wrong = await tryIt(client, staff.user_name, 'wrong')
  const nobody = await tryIt(client, 'nobody-at-all', 'wrong')
  assert.equal(wrong.status, 401)
  assert.deepEqual({ ...wrong.body, request_id: '' }, { ...nobody.body, request_id: '' })
})

test('an account without a password cannot be signed in to', async () => {
  const staff = await database.owner.begin((tx) => buildStaff(tx, { role: 'leader', area: '12' }))
  const [row] = await database.owner`select user_name from account where account_id = ${staff.account_id}`
  assert.equal((await tryIt(await knock(), String(row?.['user_name']), '')).status, 400)
  assert.equal((await tryIt(await knock(), String(row?.['user_name']), 'null')).status, 401)
})

test('after five failures even the right password waits, and ever longer', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  for (let tries = 0; tries < 5; tries += 1) await tryIt(client, staff.user_name, 'wrong')
  const refused = await tryIt(client, staff.user_name, staff.password)
  assert.equal(refused.status, 429)
  assert.equal(refused.body['retry_after'], 60)
  later(1)
  await tryIt(client, staff.user_name, 'wrong')
  assert.equal((await tryIt(client, staff.user_name, staff.password)).body['retry_after'], 120)
  later(2)
  assert.equal((await tryIt(client, staff.user_name, staff.password)).status, 200)
})

test('a name that nobody has is locked in the same way', async () => {
  const client = await knock()
  for (let tries = 0; tries < 5; tries += 1) await tryIt(client, 'ghost', 'wrong')
  assert.equal((await tryIt(client, 'ghost', 'wrong')).body['retry_after'], 60)
})

test('failures from elsewhere do not lock the person out who signs in from the usual place', async () => {
  const staff = await staffWithPassword()
  const usual = await knock()
  assert.equal((await tryIt(usual, staff.user_name, staff.password)).status, 200)
  const hash = (await import('node:crypto')).createHash('sha256').update(staff.user_name).digest()
  for (let tries = 0; tries < 40; tries += 1) {
    await database.owner`
      insert into sign_in_attempt (user_name_hash, address, at, succeeded)
      values (${hash}, ${`203.0.113.${tries}`}, ${now}, false)`
  }
  assert.equal((await tryIt(await knock(), staff.user_name, staff.password)).status, 200)
})

test('unlocking by an administrator lets the person try at once', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  for (let tries = 0; tries < 5; tries += 1) await tryIt(client, staff.user_name, 'wrong')
  await database.owner`update account set unlocked_at = ${now} where account_id = ${staff.account_id}`
  assert.equal((await tryIt(client, staff.user_name, staff.password)).status, 200)
})

test('a session ends after half an hour without a request, and lasts while it is used', async () => {
  const client = await signInAs(server, database, await staffWithPassword())
  later(29)
  assert.equal((await client.get('/api/trial/work')).status, 200)
  later(29)
  assert.equal((await client.get('/api/trial/work')).status, 200)
  later(31)
  const { status, body } = await client.post('/api/session/post', { post_id: newToken() })
  assert.equal(status, 401)
  assert.equal(body['code'], 'session_expired')
})

test('a page that is merely open does not keep its session alive', async () => {
  const client = await signInAs(server, database, await staffWithPassword())
  for (let minutes = 0; minutes < 30; minutes += 5) {
    assert.notEqual((await client.get('/api/session')).body['account'], null)
    later(5)
  }
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('after a session ran out one signs in again on the same page', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  await tryIt(client, staff.user_name, staff.password)
  later(31)
  const stale = await tryIt(client, staff.user_name, staff.password)
  assert.equal(stale.body['code'], 'cross_site_refused')
  await client.get('/api/session')
  assert.equal((await tryIt(client, staff.user_name, staff.password)).status, 200)
})

test('a session ends twelve hours after sign-in, however much it is used', async () => {
  const client = await signInAs(server, database, await staffWithPassword())
  for (let minutes = 0; minutes < 719; minutes += 20) {
    assert.equal((await client.get('/api/trial/work')).status, 200)
    later(20)
  }
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('a disabled account is out at once', async () => {
  const staff = await staffWithPassword()
  const client = await signInAs(server, database, staff)
  await database.owner`update account set state = 'disabled' where account_id = ${staff.account_id}`
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('signing in again makes a new token and ends the old session', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  await tryIt(client, staff.user_name, staff.password)
  await tryIt(client, staff.user_name, staff.password)
  const rows =
    await database.owner`select ended_at from session where account_id = ${staff.account_id} order by 1`
  assert.equal(rows.length, 2)
  assert.equal(rows.filter((row) => row['ended_at'] === null).length, 1)
})

test('a person with two posts picks one, and never somebody else’s', async () => {
  const staff = await staffWithPassword()
  const other = await database.owner.begin((tx) => buildStaff(tx, { role: 'leader', area: '12' }))
  const [post] = await database.owner`
    insert into post (account_id, unit_id, role, division_code)
    select ${staff.account_id}, unit_id, 'finance', '120101' from post where post_id = ${staff.post_id} returning post_id`
  const client = await signInAs(server, database, staff)
  const taken = await client.post('/api/session/post', { post_id: post?.['post_id'] })
  assert.equal((taken.body['account'] as { post: { role: string } }).post.role, 'finance')
  assert.equal((taken.body['account'] as { posts: unknown[] }).posts.length, 2)
  assert.equal((await client.post('/api/session/post', { post_id: other.post_id })).status, 404)
})

test('a post that has ended no longer counts', async () => {
  const staff = await staffWithPassword()
  const client = await signInAs(server, database, staff)
  await database.owner`update post set valid = daterange(null, ${firstDay}) where post_id = ${staff.post_id}`
  assert.equal((await client.get('/api/session')).body['account'], null)
  assert.equal(
    (await tryIt(await knock(), staff.user_name, staff.password)).body['code'],
    'account_without_post',
  )
})

test('the role picker signs in without a password in the demonstration, on this machine', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  const list = (await client.get('/api/session/demonstration')).body['accounts'] as { account_id: string }[]
  assert.ok(list.length > 0)
  const entered = await client.post('/api/session/demonstration', { account_id: staff.account_id })
  assert.equal((entered.body['account'] as { account_id: string }).account_id, staff.account_id)
})

test('elsewhere, behind a proxy, and in production there is no role picker', async () => {
  const production = await openHouse(database, [authModule], { ...options, mode: 'production' })
  const path = '/api/session/demonstration'
  assert.equal((await (await visit(production)).get(path)).status, 404)
  const client = await knock()
  assert.equal((await client.get(path, { 'x-forwarded-for': '203.0.113.9' })).status, 404)
  assert.equal((await client.get(path, { host: 'haihe.example' })).status, 404)
  const staff = await staffWithPassword()
  const forwarded = { 'x-forwarded-for': '127.0.0.1' }
  assert.equal((await client.post(path, { account_id: staff.account_id }, forwarded)).status, 404)
  const far = await server.inject({ method: 'GET', url: path, remoteAddress: '10.0.0.8' })
  assert.equal(far.statusCode, 404)
})

test('an invitation sets the password once and within its time; weak passwords are refused', async () => {
  const staff = await staffWithPassword()
  const token = newToken()
  await database.owner`
    insert into account_invitation (token_hash, account_id, created_at, expires_at)
    values (${hashOfToken(token)}, ${staff.account_id}, ${now}, ${shift(now, 60)})`
  const client = await knock()
  const accept = (password: string) => client.post('/api/session/invitation', { token, password })
  assert.equal((await accept('short')).status, 400)
  assert.equal((await accept('aaaaaaaaaaaa')).body['code'], 'password_too_weak')
  assert.equal((await accept(`${staff.user_name}-2017`)).body['code'], 'password_too_weak')
  assert.equal((await accept('Herbst-Wind-42')).status, 200)
  assert.equal((await accept('Winter-Schnee-9')).body['code'], 'invitation_not_valid')
  assert.equal((await tryIt(client, staff.user_name, 'Herbst-Wind-42')).status, 200)
})

test('changing the password needs the present one and ends every session', async () => {
  const staff = await staffWithPassword()
  const client = await knock()
  await tryIt(client, staff.user_name, staff.password)
  const change = (current_password: string) =>
    client.post('/api/session/password', { current_password, password: 'Winter-Schnee-9' })
  assert.equal((await change('wrong')).body['field'], 'current_password')
  assert.equal((await change(staff.password)).status, 200)
  assert.equal((await client.get('/api/session')).body['account'], null)
})

test('what the door no longer needs is forgotten after half a year, and nothing younger', async () => {
  const staff = await staffWithPassword()
  await tryIt(await knock(), staff.user_name, staff.password)
  const kept = async () =>
    Number(
      (await database.owner`select count(*) as n from session where account_id = ${staff.account_id}`)[0]?.[
        'n'
      ],
    )
  await forgetOldSignIns(database.application, shift(now, 179 * 24 * 60))
  assert.equal(await kept(), 1)
  await forgetOldSignIns(database.application, shift(now, 182 * 24 * 60))
  assert.equal(await kept(), 0)
})
