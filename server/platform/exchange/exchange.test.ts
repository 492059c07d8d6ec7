import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { buildDivision } from '../../../test/builders/index.ts'
import { openHouse } from '../../../test/client.ts'
import { asStaff, asSystem, testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import { startPartner, type Reply, type Seen } from '../../../test/partner.ts'
import type { Act } from '../act.ts'
import { machineNow } from '../clock/index.ts'
import { defaultSchema } from '../db/index.ts'
import { jobSchema } from '../jobs/index.ts'
import {
  ask,
  cancelExchange,
  exchangeModule,
  listAnswers,
  listPartners,
  listRequests,
  registerExchange,
  savePartners,
  sign,
  exchangeHeaders,
  usePartners,
} from './index.ts'
import { later } from './model.ts'
import { mind } from './send.ts'

const database = await testDatabase()
await database.owner.begin((tx) => buildDivision(tx, '120101001001'))
const server = await openHouse(database, [exchangeModule])
const partner = await startPartner('register')
const other = await startPartner('other')
const clerk = asStaff({ role: 'street_clerk', area: '120101001' })

let taken: { subject_id: string; found: boolean }[] = []
let failed: { subject_id: string; fault: string | null; owner_role: string }[] = []
let wanted = true
let inTime = true
let name = '王秀兰'

registerExchange({
  kind: 'trial.ask',
  answer: z.object({ found: z.boolean() }),
  compose: () => Promise.resolve(wanted ? { name } : undefined),
  take: async (_act, { subject_id }, { found }) => {
    if (!inTime) return 'late'
    taken.push({ subject_id, found })
    return 'counted'
  },
  failed: async (_act, { subject_id, fault, owner_role }) =>
    void failed.push({ subject_id, fault, owner_role }),
})

beforeEach(async () => {
  taken = []
  failed = []
  wanted = true
  inTime = true
  name = '王秀兰'
  partner.seen.length = 0
  partner.does = () => ({ status: 202 })
  usePartners([partner, other])
  await savePartners(database.owner, [partner, other])
  await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
  await database.application.unsafe(`delete from ${jobSchema(defaultSchema)}._private_jobs`)
})

const asking = (act: Act, subject_id: string) =>
  ask(act, {
    partner_id: 'register',
    kind: 'trial.ask',
    subject_id,
    division_code: '120101001001',
    owner_role: 'street_clerk',
    owner_division: '120101001',
    owner_account_id: null,
  })

async function askIt(): Promise<{ subject_id: string; request_id: string }> {
  const subject_id = randomUUID()
  return {
    subject_id,
    request_id: await database.as(clerk, (act) => asking(act, subject_id), { now: machineNow() }),
  }
}

const request = async (subject_id: string) =>
  (await database.as(clerk, (act) => listRequests(act.tx, subject_id)))[0]!
const answers = async (subject_id: string) =>
  (await database.as(clerk, (act) => listAnswers(act.tx, subject_id))).map((each) => each.taken_as)

/** Lets tries that wait for their time run, too, until the request is in one of the states. */
async function settleTo(subject_id: string, ...states: string[]): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    await runJobs(database)
    if (states.includes((await request(subject_id)).state)) return
    await delay(5)
  }
  assert.fail(`the request is still ${(await request(subject_id)).state}`)
}

const bring = (message: unknown, from = partner, to = 'register') => {
  const { payload, headers } = from.brings(message)
  return server.inject({ method: 'POST', url: `/api/exchange/${to}/answers`, payload, headers })
}
const final = (request_id: string, found: boolean, sequence = 1) => ({
  request_id,
  sequence,
  final: true,
  body: { found },
})

test('a request leaves signed, names people in its body only, and its answer counts', async () => {
  partner.does = (seen) => partner.says(seen, { found: true })
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'answered')
  assert.deepEqual(taken, [{ subject_id, found: true }])
  const [seen] = partner.seen
  assert.equal(seen?.request_id, request_id)
  assert.deepEqual(seen?.body, { name: '王秀兰' })
  assert.doesNotMatch(decodeURIComponent(seen?.url ?? ''), /王秀兰/)
  const [row] = await database.owner`select * from exchange_request where request_id = ${request_id}`
  assert.doesNotMatch(JSON.stringify(row), /王秀兰/)
})

test('an act that is undone asks nobody', async () => {
  const subject_id = randomUUID()
  await assert.rejects(
    database.as(clerk, async (act) => {
      await asking(act, subject_id)
      throw new Error('undone')
    }),
  )
  await runJobs(database)
  assert.equal(partner.seen.length, 0)
})

test('a partner that is down is asked again under the same number until it answers', async () => {
  let down = 3
  partner.does = (seen) => (down-- > 0 ? { status: 503 } : partner.says(seen, { found: false }))
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'answered')
  assert.equal(partner.seen.length, 4)
  assert.equal(new Set(partner.seen.map((each) => each.text)).size, 1)
  assert.equal(partner.seen[0]?.request_id, request_id)
  assert.deepEqual(taken, [{ subject_id, found: false }])
})

test('a partner that says nothing is given up after its time and asked again', async () => {
  usePartners([{ ...partner, timeout_milliseconds: 50 }])
  let silent = true
  partner.does = (seen) => {
    if (!silent) return partner.says(seen, { found: true })
    silent = false
    // The next answer has its usual time: a busy machine takes longer than fifty milliseconds to give any.
    usePartners([partner, other])
    return undefined
  }
  const { subject_id } = await askIt()
  await settleTo(subject_id, 'answered')
  // It is asked until it has answered, always the same.
  assert.ok(partner.seen.length >= 2)
  assert.equal(new Set(partner.seen.map((each) => each.text)).size, 1)
  const [row] = await database
    .as(clerk, (act) => listPartners(act.tx))
    .then((all) => all.filter((each) => each.partner_id === 'register'))
  assert.equal(row?.fault, 'timeout')
  assert.equal(row?.faults, 0)
})

test('an answer that is brought later counts once, however often it is brought', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  const first = await bring(final(request_id, true))
  assert.deepEqual([first.statusCode, first.json().taken_as], [200, 'counted'])
  assert.equal((await bring(final(request_id, true, 2))).json().taken_as, 'repeated')
  assert.equal((await bring(final(request_id, false, 3))).json().taken_as, 'conflicting')
  assert.deepEqual(taken, [{ subject_id, found: true }])
  assert.deepEqual(await answers(subject_id), ['counted', 'repeated', 'conflicting'])
  const asked = partner.seen.length
  await database.application.unsafe(`update ${jobSchema(defaultSchema)}._private_jobs set run_at = now()`)
  await runJobs(database)
  assert.equal(partner.seen.length, asked, 'what is answered is not asked again')
})

test('ten deliveries of the same answer at once count once', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  const replies = await Promise.all(Array.from({ length: 10 }, () => bring(final(request_id, true))))
  const counted = replies.filter((each) => each.json().taken_as === 'counted')
  assert.equal(counted.length, 1)
  assert.equal(taken.length, 1)
  assert.equal((await answers(subject_id)).filter((each) => each === 'repeated').length, 9)
})

test('a preliminary answer that is overtaken by the final one changes nothing', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  await bring(final(request_id, true, 2))
  const reply = await bring({ request_id, sequence: 1, final: false, body: {} })
  assert.equal(reply.json().taken_as, 'outdated')
  assert.equal((await request(subject_id)).state, 'answered')
})

test('who cannot sign brings nothing, and one partner cannot answer for another', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  const payload = JSON.stringify(final(request_id, true))
  const send = (headers: Record<string, string>, to = 'register') =>
    server.inject({
      method: 'POST',
      url: `/api/exchange/${to}/answers`,
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    })
  const signed = (secret: string, time: string, direction: 'answer' | 'request' = 'answer') => ({
    [exchangeHeaders.time]: time,
    [exchangeHeaders.signature]: sign(secret, direction, time, payload).signature,
  })
  const now = machineNow()
  for (const [headers, to] of [
    [{}, 'register'],
    [signed(other.secret, now), 'register'],
    [signed(partner.secret, now, 'request'), 'register'],
    [signed(partner.secret, later(now, -6 * 60_000)), 'register'],
    [signed(partner.secret, now), 'nobody'],
  ] as const) {
    const reply = await send(headers, to)
    assert.deepEqual([reply.statusCode, reply.json().code], [401, 'signature_wrong'])
  }
  assert.equal((await send(signed(other.secret, now), 'other')).statusCode, 404)
  assert.deepEqual(taken, [])
  assert.equal((await send(signed(partner.secret, now))).statusCode, 200)
})

test('a reply that is not signed by the partner is not believed', async () => {
  const forged: ((seen: Seen) => Reply)[] = [
    (seen) => ({ ...partner.says(seen, { found: true }), headers: { 'content-type': 'application/json' } }),
    (seen) => ({ ...other.says(seen, { found: true }) }),
    (seen) => ({
      ...partner.says(seen, { found: true }),
      body: JSON.stringify(final(seen.request_id, false)),
    }),
    () => partner.says({ request_id: randomUUID() }, { found: true }),
  ]
  partner.does = (seen) =>
    (forged.shift() ?? ((honest: Seen) => partner.says(honest, { found: false })))(seen)
  const { subject_id } = await askIt()
  await settleTo(subject_id, 'answered')
  assert.deepEqual(taken, [{ subject_id, found: false }])
})

test('an answer that nobody can read is asked for again five times; then the request has failed and its owner knows', async () => {
  partner.does = (seen) => partner.says(seen, { found: '有' })
  const { subject_id } = await askIt()
  await settleTo(subject_id, 'failed')
  assert.equal(partner.seen.length, 5)
  assert.deepEqual(failed, [{ subject_id, fault: 'unreadable', owner_role: 'street_clerk' }])
  assert.deepEqual(taken, [])
})

test('a request that the partner refuses has failed at once', async () => {
  partner.does = () => ({ status: 422 })
  const { subject_id } = await askIt()
  await settleTo(subject_id, 'failed')
  assert.equal(partner.seen.length, 1)
  assert.equal(failed[0]?.fault, 'refused')
})

test('nobody is sent elsewhere: a redirect is no answer', async () => {
  other.does = (seen) => other.says(seen, { found: true })
  partner.does = () => ({ status: 302, headers: { location: other.address } })
  const { subject_id } = await askIt()
  await settleTo(subject_id, 'failed')
  assert.equal(other.seen.length, 0)
})

test('without a final answer in its hours a request has failed; an answer after that still counts, once', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  const before = later(machineNow(), 59 * 60_000)
  await database.as(asSystem(), mind, { now: before })
  assert.equal((await request(subject_id)).state, 'accepted')
  const after = later(machineNow(), 61 * 60_000)
  await database.as(asSystem(), mind, { now: after })
  await database.as(asSystem(), mind, { now: after })
  assert.equal((await request(subject_id)).state, 'failed')
  assert.deepEqual(failed, [{ subject_id, fault: 'no_answer', owner_role: 'street_clerk' }])
  assert.equal((await bring(final(request_id, true))).json().taken_as, 'counted')
  assert.equal((await bring(final(request_id, true))).json().taken_as, 'repeated')
  assert.equal((await request(subject_id)).state, 'answered')
})

test('an answer that whoever asked has no more use for is noted as late and changes nothing', async () => {
  const { subject_id, request_id } = await askIt()
  await settleTo(subject_id, 'accepted')
  inTime = false
  assert.equal((await bring(final(request_id, true))).json().taken_as, 'late')
  assert.equal((await request(subject_id)).state, 'cancelled')
})

test('what is taken back is not sent, and its answer comes too late', async () => {
  const { subject_id, request_id } = await askIt()
  await database.as(clerk, (act) => cancelExchange(act, subject_id))
  await runJobs(database)
  assert.equal(partner.seen.length, 0)
  assert.equal((await bring(final(request_id, true))).json().taken_as, 'late')
  assert.deepEqual(taken, [])
})

test('what must no longer be sent when its turn comes is not sent', async () => {
  const { subject_id } = await askIt()
  wanted = false
  await settleTo(subject_id, 'cancelled')
  assert.equal(partner.seen.length, 0)
})

test('one request never says two things: when its content has changed, it has failed', async () => {
  usePartners([{ ...partner, first_wait_milliseconds: 200 }])
  partner.does = () => ({ status: 503 })
  const { subject_id } = await askIt()
  await runJobs(database)
  name = '王秀英'
  await settleTo(subject_id, 'failed')
  assert.equal(failed[0]?.fault, 'changed')
  assert.equal(new Set(partner.seen.map((each) => each.text)).size, 1)
})

test('after five faults in a row a partner is left alone; then one request tries first', async () => {
  partner.does = () => ({ status: 500 })
  const { subject_id } = await askIt()
  for (let tries = 0; tries < 400 && partner.seen.length < 5; tries += 1) {
    await runJobs(database)
    await delay(5)
  }
  const second = await askIt()
  await delay(20)
  await runJobs(database)
  assert.equal(partner.seen.length, 5, 'nothing is sent while it is left alone')
  await database.owner`update exchange_partner set open_until = now() where partner_id = 'register'`
  partner.does = (seen) => partner.says(seen, { found: true })
  await database.application.unsafe(`update ${jobSchema(defaultSchema)}._private_jobs set run_at = now()`)
  await settleTo(subject_id, 'answered')
  await settleTo(second.subject_id, 'answered')
  assert.equal(partner.seen.length, 7)
})

test('a partner without an address here is asked nothing', async () => {
  await savePartners(database.owner, [other])
  await assert.rejects(askIt(), /no partner register is connected/)
})

test('what a stopped house left lying is taken up again', async () => {
  const { subject_id } = await askIt()
  await database.application.unsafe(`delete from ${jobSchema(defaultSchema)}._private_jobs`)
  await database.as(asSystem(), mind, { now: later(machineNow(), 11 * 60_000) })
  partner.does = (seen) => partner.says(seen, { found: true })
  await settleTo(subject_id, 'answered')
})

test('requests and their answers stay in their area', async () => {
  const { subject_id } = await askIt()
  const neighbour = asStaff({ role: 'street_clerk', area: '120102001' })
  assert.equal((await database.as(neighbour, (act) => listRequests(act.tx, subject_id))).length, 0)
})
