import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildPerson, buildResident, buildStaff } from '../../../test/builders/index.ts'
import { openHouse, signIn, signInAs } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { listDeliveries, messagesModule, notify } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [messagesModule])
const { clerk, resident, other } = await database.owner.begin(async (tx) => {
  const made = async () => {
    const { person_id } = await buildPerson(tx, { division_code: '120101001001' })
    return buildResident(tx, { person_id })
  }
  return {
    clerk: await buildStaff(tx, { role: 'street_clerk', area: '120101001' }),
    resident: await made(),
    other: await made(),
  }
})
const case_id = '0199a2b4-0000-7000-8000-0000000000aa'

test('a message counts as delivered only when its receiver has read it, and the office sees that', async () => {
  await database.as(clerk, (act) =>
    notify(act, {
      person_id: resident.person_id,
      title: '受理通知书',
      body: '您的申请已受理。',
      case_id,
      division_code: '120101001001',
    }),
  )
  const deliveries = () => database.as(clerk, (act) => listDeliveries(act.tx, case_id))
  assert.deepEqual(
    (await deliveries()).map((delivery) => delivery.read_at),
    [null],
  )
  const reader = await signInAs(server, database, resident)
  const inbox = await reader.get('/api/messages?unread=true')
  assert.equal(inbox.body['unread'], 1)
  const path = `/api/messages/${String(inbox.body.rows?.[0]?.['message_id'])}/read`
  const first = await reader.post(path)
  const second = await reader.post(path)
  assert.equal(first.status, 200)
  assert.equal(first.body['read_at'], second.body['read_at'])
  assert.equal((await deliveries())[0]?.read_at, first.body['read_at'])
  assert.equal((await reader.get('/api/messages?unread=true')).body['total'], 0)
})

test('nobody sees or confirms another’s message', async () => {
  await database.as(clerk, (act) => notify(act, { person_id: resident.person_id, title: '甲', body: '乙' }))
  const mine = await (await signInAs(server, database, resident)).get('/api/messages')
  const path = `/api/messages/${String(mine.body.rows?.[0]?.['message_id'])}/read`
  const stranger = await signInAs(server, database, other)
  assert.equal((await stranger.get('/api/messages')).body['total'], 0)
  assert.equal((await stranger.post(path)).status, 404)
  assert.equal((await (await signInAs(server, database, clerk)).post(path)).status, 404)
})

test('staff and each of the three administrators have an inbox of their own', async () => {
  for (const role of [
    'street_clerk',
    'system_administrator',
    'security_administrator',
    'audit_administrator',
  ] as const) {
    const client = await signIn(server, database, { role, area: '12' })
    await database.as(clerk, (act) =>
      notify(act, { account_id: client.account_id ?? '', title: '提醒', body: '有一件事到期。' }),
    )
    const { body } = await client.get('/api/messages')
    assert.equal(body['total'], 1, role)
    const read = await client.post(`/api/messages/${String(body.rows?.[0]?.['message_id'])}/read`)
    assert.equal(read.status, 200, read.text)
  }
})

test('what is not read yet stands before what is newer and read, and leads to the page of its matter', async () => {
  const { body: before } = await (await signInAs(server, database, other)).get('/api/messages')
  assert.equal(before['total'], 0)
  const send = (title: string, at: string, path: string | null) =>
    database.as(clerk, (act) =>
      notify({ ...act, now: at }, { person_id: other.person_id, title, body: '', path }),
    )
  await send('十月的低保已发放', '2017-10-10T01:00:00.000Z', '/benefits')
  await send('十一月的低保已发放', '2017-11-10T01:00:00.000Z', null)
  const reader = await signInAs(server, database, other)
  const titles = async () => (await reader.get('/api/messages')).body.rows?.map((row) => row['title'])
  assert.deepEqual(await titles(), ['十一月的低保已发放', '十月的低保已发放'])
  const [newest, older] = (await reader.get('/api/messages')).body.rows ?? []
  assert.deepEqual([newest?.['path'], older?.['path']], [null, '/benefits'])
  await reader.post(`/api/messages/${String(newest?.['message_id'])}/read`)
  assert.deepEqual(await titles(), ['十月的低保已发放', '十一月的低保已发放'])
})

test('a message leads to a page of the portal and nowhere else', async () => {
  for (const path of ['https://example.org', '//example.org', '/benefits?q=1']) {
    const send = database.as(clerk, (act) =>
      notify(act, { person_id: resident.person_id, title: '', body: '', path }),
    )
    await assert.rejects(send, { constraint_name: 'message_path_is_a_page' }, path)
  }
})
