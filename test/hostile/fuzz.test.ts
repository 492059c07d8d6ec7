import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { modules } from '../../server/modules.ts'
import { buildEntitlement } from '../builders/index.ts'
import { build, committedStage, granted } from '../builders/story.ts'
import { openHouse, signIn, signInAs, visit } from '../client.ts'
import { testDatabase } from '../database.ts'
import { listRoutes, requestArbitrary, type Document } from './requests.ts'

const database = await testDatabase()
const logged: string[] = []
const server = await openHouse(database, modules, {
  rate_limits: false,
  log_level: 'info',
  log_destination: { write: (line) => logged.push(line) },
})
const story = await build(committedStage(database))
const case_id = await granted(story)
await buildEntitlement(database.owner as never, { amount: 74_250n, division_code: '120104008012' })

const callers = [
  await visit(server),
  await signInAs(server, database, story.resident),
  await signInAs(server, database, story.zhao),
  await signInAs(server, database, story.chen),
  await signIn(server, database, { role: 'community_worker', area: '120104008012' }),
  await signIn(server, database, { role: 'finance', area: '120104' }),
  await signIn(server, database, { role: 'policy_officer', area: '12' }),
  await signIn(server, database, { role: 'leader', area: '12' }),
  await signIn(server, database, { role: 'system_administrator', area: '12' }),
  await signIn(server, database, { role: 'security_administrator', area: '12' }),
  await signIn(server, database, { role: 'audit_administrator', area: '12' }),
]
await callers[0]?.get('/api/session')

/** Identifiers of every kind, so that many requests get beyond "not found". */
async function knownIds(): Promise<string[]> {
  const rows = await database.owner<{ id: string }[]>`
    select household_id::text as id from household union all select person_id::text from person
    union all select notice_id::text from notice union all select determination_id::text from determination where receipt <> '{}'
    union all select means_check_id::text from means_check union all select answer_id::text from means_check_answer
    union all select account_id::text from account union all select unit_id::text from unit
    union all select post_id::text from post`
  return [case_id, ...rows.map(({ id }) => id)]
}

const runs = Number(process.env['HAIHE_FUZZ_REQUESTS'] ?? 700)
// What would end the sessions of the test itself is tried elsewhere.
const spared =
  /^(DELETE|POST) \/api\/session$|\/api\/session\/(post|password|demonstration)$|\/(disable|end)$|business-day$/

test(`${runs} hostile requests made from the API document: none is answered by a fault, none tells how the house is built`, async () => {
  const { body } = await callers[0]!.get('/api/openapi.json')
  const routes = listRoutes(body as unknown as Document).filter(
    ({ method, path }) => !spared.test(`${method} ${path}`),
  )
  const answered = new Set<number>()
  await fc.assert(
    fc.asyncProperty(
      requestArbitrary(routes, await knownIds(), callers.length),
      async ({ method, url, body: sent, caller }) => {
        const headers = sent === undefined ? {} : { 'content-type': 'application/json' }
        const answer = await callers[caller]!.send(method, url, sent as never, headers)
        answered.add(answer.status)
        const asked = `${method} ${url.slice(0, 300)} ${sent?.slice(0, 600)} as ${caller}: ${answer.status}`
        assert.ok(answer.status < 500, `${asked}\n${logged.slice(-2).join('')}`)
        if (answer.status < 400) return
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, asked)
        assert.doesNotMatch(answer.text, /node_modules|\.ts:\d|postgres|select |violates|constraint/i)
      },
    ),
    { seed: 20170901, numRuns: runs, endOnFailure: true },
  )
  for (const status of [200, 404, 422])
    assert.ok(answered.has(status), `some request is answered by ${status}`)
})

test('of people the log of these requests says nothing: no name, no number, no address that was asked for', async () => {
  const lines = logged.join('')
  const people = await database.owner<{ name: string; identity_number: string | null }[]>`
    select name, identity_number from person`
  for (const { name, identity_number } of people) {
    assert.ok(!lines.includes(name), 'a name stands in the log')
    assert.ok(identity_number === null || !lines.includes(identity_number), 'a number stands in the log')
  }
  assert.doesNotMatch(lines, new RegExp(case_id))
})
