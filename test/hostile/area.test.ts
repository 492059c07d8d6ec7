import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../../server/modules.ts'
import type { Role } from '../../server/platform/act.ts'
import { buildHousehold, buildResident } from '../builders/index.ts'
import { build, committedStage, granted, paid } from '../builders/story.ts'
import { openHouse, signIn, signInAs, visit, type Client } from '../client.ts'
import { testDatabase } from '../database.ts'
import { listRoutes, type Document } from './requests.ts'

const database = await testDatabase()
const logged: string[] = []
const server = await openHouse(database, modules, {
  rate_limits: false,
  log_level: 'info',
  log_destination: { write: (line) => logged.push(line) },
})
const { owner } = database
const story = await build(committedStage(database))
const case_id = await granted(story)
await owner`
  insert into bank_account (person_id, bank_name, number, valid, division_code)
  values (${story.head}, '示例银行', '6228000012345678', daterange('2010-01-01', null), '120104008012')`
await owner`update person set telephone = '13912345678' where person_id = ${story.head}`
await paid(story, ['2017-10-01'], 74_250n)
const [records] = await owner<Record<string, string>[]>`
  select
    (select determination_id from determination limit 1) as determination_id,
    (select means_check_id from means_check limit 1) as means_check_id,
    (select answer_id from means_check_answer limit 1) as answer_id,
    (select notice_id from notice limit 1) as notice_id,
    (select payroll_id from payroll limit 1) as payroll_id,
    (select visit_id from visit limit 1) as visit_id,
    (select case_number from case_file where case_id = ${case_id}) as case_number,
    (select identity_number from person where person_id = ${story.head}) as identity_number`
const ids: Record<string, string> = {
  ...records,
  case_id,
  household_id: story.household_id,
  person_id: story.head,
  subject_id: story.spouse,
  division_code: '120104008012',
  programme_id: 'minimum-living-guarantee',
}
const secrets = [
  '王桂兰',
  '刘志强',
  '刘伟',
  '13912345678',
  '6228000012345678',
  ids['identity_number'] ?? '',
  ids['case_number'] ?? '',
  story.household_id,
  story.head,
]
const document = (await (await visit(server)).get('/api/openapi.json')).body as unknown as Document
const reads = listRoutes(document).filter(({ method }) => method === 'GET')

/** Every reading route, at the records of the story's household where the route names a record. */
function addressesOf(): string[] {
  return reads.flatMap(({ path }) => {
    const plain = path
      .replace('{indicator_id}', 'minimum-living-guarantee.households')
      .replace('{form}/{subject}', 'application/minimum-living-guarantee')
      .replace('{dictionary}', 'payment_rule')
      .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => ids[name] ?? crypto.randomUUID())
    return [plain, `${plain}?division_code=120104`, `${plain}?division=120104`, `${plain}?text=王桂兰`]
  })
}

async function findLeaks(who: Client): Promise<string[]> {
  const leaks: string[] = []
  for (const address of addressesOf()) {
    const answer = await who.get(encodeURI(address))
    assert.ok(answer.status < 500, `${address}: ${answer.status}`)
    const told = secrets.filter((secret) => answer.text.includes(secret))
    if (told.length > 0) leaks.push(`${address} (${answer.status}) tells ${told.join(', ')}`)
  }
  for (const text of ['王桂兰', '桂兰', 'wangguilan', ids['identity_number'] ?? '', '13912345678']) {
    const answer = await who.post('/api/people/search', { text })
    if (answer.status === 200) assert.equal(answer.body['total'], 0, text)
    if (secrets.some((secret) => answer.text.includes(secret))) leaks.push(`search ${text}`)
  }
  return leaks
}

const neighbours: Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
]
for (const role of neighbours) {
  test(`a ${role} of another district finds nothing of the household on any of the ${reads.length} reading routes`, async () => {
    const who = await signIn(server, database, {
      role,
      area: role === 'community_worker' ? '120105001001' : '120105',
    })
    assert.deepEqual(await findLeaks(who), [])
  })
}

test('a resident next door, an administrator and a visitor find nothing of the household on any reading route', async () => {
  const next = await owner.begin((tx) =>
    buildHousehold(tx as never, {
      division_code: '120104008012',
      members: [{ relation: 'head', name: '邻居' }],
    }),
  )
  const resident = await owner.begin((tx) =>
    buildResident(tx as never, { person_id: next.members[0]!.person_id, household_id: next.household_id }),
  )
  assert.deepEqual(await findLeaks(await signInAs(server, database, resident)), [])
  assert.deepEqual(await findLeaks(await visit(server)), [])
  assert.deepEqual(
    await findLeaks(await signIn(server, database, { role: 'system_administrator', area: '12' })),
    [],
  )
})

test('who works on payments only may take payments away as a file, whichever division is named', async () => {
  const paths = [
    '/api/payrolls',
    '/api/returned-payments',
    '/api/ledger/transactions',
    `/api/payrolls/${ids['payroll_id']}/lines`,
  ]
  for (const role of ['street_clerk', 'community_worker'] as const) {
    const clerk = await signIn(server, database, { role, area: '120104008012' })
    for (const path of paths) {
      const answer = await clerk.get(`${path}/export?division_code=120104008012`)
      assert.equal(answer.status, 403, `${role} ${path}`)
    }
  }
})

test('an address that is far too long is refused in the house’s own words and not repeated', async () => {
  const answer = await (await visit(server)).get(`/api/cases/${'a'.repeat(3000)}`)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.doesNotMatch(answer.text, /aaa/)
})

test('the self-check of a place without law of its own is refused, not broken', async () => {
  const visitor = await visit(server)
  await visitor.get('/api/session')
  const answer = await visitor.post('/api/self-check', { answers: {}, division_code: '99' })
  assert.deepEqual([answer.status, answer.body['code']], [422, 'law_not_in_force'])
})
