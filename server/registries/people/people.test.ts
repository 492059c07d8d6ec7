import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildDivision,
  buildHousehold,
  buildPerson,
  buildResident,
  buildStaff,
} from '../../../test/builders/index.ts'
import { openHouse, signIn, signInAs } from '../../../test/client.ts'
import type { Client } from '../../../test/client.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { identityCheckCharacter } from '../identifiers/index.ts'
import { getPerson, peopleModule, registerTimelineSource } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [peopleModule])
const owner = database.owner

const home = '120104003007'
const elsewhere = '120105001001'
const number = (first17: string) => first17 + identityCheckCharacter(first17)

const { wang, household } = await owner.begin(async (tx) => {
  await buildDivision(tx, elsewhere)
  const household = await buildHousehold(tx, {
    division_code: home,
    members: [
      { relation: 'head', name: '王桂兰', sex: '2', birth_date: '1959-04-26', telephone: '13812340000' },
      { relation: 'spouse', name: '刘志强', birth_date: '1957-03-01' },
      { relation: 'child', name: '刘伟', birth_date: '1987-05-05' },
    ],
  })
  await buildPerson(tx, { name: '𠮷䶮', division_code: home })
  return { household, wang: household.members[0]! }
})
const clerk = await signIn(server, database, {
  role: 'street_clerk',
  area: '120104003',
  display_name: '赵敏',
})
const stranger = await signIn(server, database, { role: 'street_clerk', area: '120105001' })
const finance = await signIn(server, database, { role: 'finance', area: '120104' })
const approver = await signIn(server, database, { role: 'district_approver', area: '120104' })
const administrator = await signIn(server, database, { role: 'security_administrator', area: '12' })

const names = async (client: Client, text: string, kind = 'auto') => {
  const { body } = await client.post('/api/people/search', { text, kind })
  return body.rows?.map((row) => row['name'])
}

test('a person is found by name, part of it, pinyin, initials, number, last four and telephone', async () => {
  const identity = wang.identity_number as string
  const searches = [
    '王桂兰',
    '王',
    '桂兰',
    '桂',
    'wangguilan',
    'WANG',
    'wgl',
    identity,
    identity.slice(-4),
    '13812340000',
  ]
  for (const text of searches) assert.ok((await names(clerk, text))?.includes('王桂兰'), text)
  assert.deepEqual(await names(clerk, '王兰'), [])
})

test('a name of characters outside the common plane is found whole and in part', async () => {
  for (const text of ['𠮷䶮', '𠮷', '䶮']) assert.deepEqual(await names(clerk, text), ['𠮷䶮'], text)
})

test('what is typed is never a pattern and never SQL', async () => {
  for (const text of ['%', '_', "王' or '1'='1", '{王}', '王\\'])
    assert.deepEqual(await names(clerk, text), [], text)
})

test('a search in another area finds and counts nothing', async () => {
  const { body } = await stranger.post('/api/people/search', { text: '王桂兰' })
  assert.deepEqual([body.rows, body['total'], body['total_text']], [[], 0, '0 条'])
  const narrowed = await clerk.post('/api/people/search', { text: '王桂兰', division: elsewhere })
  assert.equal(narrowed.body['total'], 0)
  assert.equal((await administrator.post('/api/people/search', { text: '王桂兰' })).status, 403)
})

test('a list over 200 says so and counts no further', async () => {
  await owner.begin(async (tx) => {
    for (let at = 0; at < 230; at += 1) {
      await buildPerson(tx, { name: '陈多多', division_code: home, birth_date: `1${700 + at}-01-01` })
    }
  })
  const { body } = await clerk.post('/api/people/search', { text: '陈多多', limit: 50, offset: 180 })
  assert.deepEqual(
    [body['total'], body['more'], body['total_text'], body.rows?.length],
    [200, true, '超过 200 条', 20],
  )
})

test('the person page shows the household, masks the numbers, and is not there in another area', async () => {
  const { status, body } = await clerk.get(`/api/people/${wang.person_id}`)
  assert.equal(status, 200)
  const person = body['person'] as Record<string, string>
  assert.equal(person['age'], 58)
  assert.equal(person['masked_identity_number'], `120***********${wang.identity_number?.slice(-4)}`)
  assert.equal(person['masked_telephone'], '138****0000')
  assert.equal((body['household'] as { head_text: string }).head_text, '3 人户，户主')
  assert.deepEqual(
    (body['members'] as { name: string; relation_title: string }[]).map(
      (m) => `${m.name} ${m.relation_title}`,
    ),
    ['刘志强 配偶', '刘伟 子'],
  )
  for (const path of ['', '/timeline', '/duplicates', '/disclosures', '/links']) {
    assert.equal((await stranger.get(`/api/people/${wang.person_id}${path}`)).status, 404, path)
  }
  const unknown = await clerk.get('/api/people/018f0000-0000-7000-8000-000000000000')
  assert.equal(unknown.status, 404)
})

test('a person is registered with what the identity number says; a wrong one gets a sentence', async () => {
  const identity_number = number('12010419900101001').toLowerCase()
  const made = await clerk.post('/api/people', { name: '张三', identity_number, division_code: home })
  assert.deepEqual([made.status, made.body['birth_date'], made.body['sex']], [200, '1990-01-01', '1'])
  const again = await clerk.post('/api/people', { name: '张三', identity_number, division_code: home })
  assert.deepEqual([again.status, again.body['code']], [409, 'identity_number_taken'])
  const wrong = await clerk.post('/api/people', {
    name: '张三',
    identity_number: '120104199001010011',
    division_code: home,
  })
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'identity_number'])
  assert.match(String(wrong.body['detail']), /校验码不对/)
  const sex = await clerk.post('/api/people', {
    name: '张三',
    identity_number: number('12010419900101003'),
    sex: '2',
    division_code: home,
  })
  assert.deepEqual([sex.status, sex.body['code']], [422, 'identity_number_disagrees'])
  const nowhere = await clerk.post('/api/people', { name: '张三', division_code: '120104003999' })
  assert.deepEqual([nowhere.status, nowhere.body['code']], [422, 'division_unknown'])
})

test('nobody registers a person in an area that is not theirs, or without the post for it', async () => {
  const foreign = await clerk.post('/api/people', { name: '李四', division_code: elsewhere })
  assert.equal(foreign.status, 404)
  assert.equal((await finance.post('/api/people', { name: '李四', division_code: home })).status, 403)
})

test('a foundling without a number is registered all the same', async () => {
  const made = await clerk.post('/api/people', {
    name: '佚名',
    sex: '2',
    birth_date: null,
    division_code: home,
  })
  assert.deepEqual([made.status, made.body['masked_identity_number'], made.body['age']], [200, null, null])
})

test('facts have two times: a later finding never changes what was known before', async () => {
  const path = `/api/people/${wang.person_id}/facts`
  const wage = (number_value: string | null, valid_from: string) => ({
    name: 'wage_income',
    number_value,
    valid_from,
    source_kind: 'register',
    source_name: '社会保险',
  })
  assert.equal(
    (await clerk.post(path, { facts: [wage('183000', '2017-01-01'), wage(null, '2017-06-01')] })).status,
    200,
  )
  const value = async (query: string) => {
    const { body } = await clerk.get(`/api/facts/${wang.person_id}?${query}`)
    return body.rows?.map((row) => [row['name'], row['value_text'], row['unknown']])
  }
  assert.deepEqual(await value('holding_on=2017-03-01'), [['wage_income', '1,830.00 元/月', false]])
  assert.deepEqual(await value('holding_on=2017-07-01'), [['wage_income', '不详', true]])
  assert.deepEqual(await value('holding_on=2017-03-01&known_on=2017-08-31'), [])
  assert.equal((await clerk.get(`/api/facts/${wang.person_id}/versions`)).body.rows?.length, 2)
})

test('a fact that does not exist, a negative amount and a wrong code are refused by field', async () => {
  const base = { valid_from: '2017-01-01', source_kind: 'register', source_name: '社会保险' }
  const refuse = async (fact: object, client = clerk) => {
    const { status, body } = await client.post(`/api/people/${wang.person_id}/facts`, {
      facts: [{ ...base, ...fact }],
    })
    return [status, body['code']]
  }
  assert.deepEqual(await refuse({ name: 'luck', number_value: '1' }), [422, 'fact_unknown'])
  assert.deepEqual(await refuse({ name: 'vehicle_count', number_value: '1' }), [422, 'fact_unknown'])
  assert.deepEqual(await refuse({ name: 'wage_income', number_value: '-1' }), [422, 'fact_value_wrong'])
  assert.deepEqual(await refuse({ name: 'wage_income', number_value: '1.5' }), [400, 'invalid_input'])
  assert.deepEqual(await refuse({ name: 'disability_kind', code_value: 'luck' }), [422, 'fact_value_wrong'])
  assert.deepEqual(await refuse({ name: 'employed', number_value: '2' }), [422, 'fact_value_wrong'])
  assert.deepEqual(await refuse({ name: 'employed', number_value: '1', valid_to: '2016-01-01' }), [
    422,
    'fact_time_wrong',
  ])
  assert.deepEqual(await refuse({ name: 'employed', number_value: '1' }, stranger), [404, 'not_found'])
  assert.deepEqual(await refuse({ name: 'employed', number_value: '1' }, finance), [403, 'not_permitted'])
})

test('the page adds the income of all once it is known, and says how much is not', async () => {
  const income = async () =>
    (await clerk.get(`/api/people/${wang.person_id}`)).body['income'] as Record<string, unknown>
  assert.equal((await income())['household_per_month'], null)
  for (const { person_id } of household.members) {
    const facts = ['wage_income', 'business_income', 'property_income', 'transfer_income'].map((name) => ({
      name,
      number_value: name === 'transfer_income' ? '61250' : '0',
      valid_from: '2017-01-01',
      source_kind: 'register',
      source_name: '社会保险',
    }))
    await clerk.post(`/api/people/${person_id}/facts`, { facts })
  }
  const known = await income()
  assert.deepEqual(
    [known['household_per_month'], known['unknown_count'], known['known_on']],
    ['183750', 0, '2017-09-01'],
  )
})

test('a masked number is shown for a reason, which is logged and which the person can read', async () => {
  const path = `/api/people/${wang.person_id}/disclosures`
  assert.equal((await clerk.post(path, { field: 'identity_number', reason: '' })).status, 400)
  assert.equal((await stranger.post(path, { field: 'identity_number', reason: '核对身份' })).status, 404)
  const shown = await clerk.post(path, { field: 'identity_number', reason: '核对身份' })
  assert.deepEqual([shown.status, shown.body['value']], [200, wang.identity_number])
  const resident = await owner.begin((tx) =>
    buildResident(tx, { person_id: wang.person_id, household_id: household.household_id }),
  )
  const own = await (await signInAs(server, database, resident)).get('/api/my/disclosures')
  assert.deepEqual(
    own.body.rows?.map((row) => [row['field_title'], row['reason'], row['viewer_name']]),
    [['证件号码', '核对身份', '赵敏']],
  )
  const [entry] = await owner`select detail from audit_entry where act = 'person.disclose'`
  assert.equal(entry?.['detail'].reason, '核对身份')
  assert.doesNotMatch(JSON.stringify(entry), new RegExp(wang.identity_number as string))
})

test('a restricted person does not exist for those who are not entitled, in pages, search and counts', async () => {
  const child = await owner.begin((tx) => buildPerson(tx, { name: '阮安安', division_code: home }))
  const path = `/api/people/${child.person_id}`
  assert.equal(
    (await clerk.send('PUT', `${path}/restriction`, { restricted: true, reason: '保护对象' })).status,
    403,
  )
  assert.equal(
    (await approver.send('PUT', `${path}/restriction`, { restricted: true, reason: '保护对象' })).status,
    200,
  )
  assert.equal((await clerk.get(path)).status, 404)
  // Jobs of the house reckon with everybody.
  const reckoned = await database.as(asSystem(home), (act) => getPerson(act, child.person_id))
  assert.equal(reckoned.restricted, true)
  assert.equal((await clerk.post('/api/people/search', { text: '阮安安' })).body['total'], 0)
  assert.deepEqual(await names(approver, '阮安安'), ['阮安安'])
  const grant = { account_id: clerk.account_id, entitled: true, reason: '承办此件' }
  assert.equal((await approver.post(`${path}/entitled`, grant)).status, 200)
  assert.equal((await clerk.get(path)).status, 200)
  await approver.post(`${path}/entitled`, { ...grant, entitled: false })
  assert.equal((await clerk.get(path)).status, 404)
  assert.equal(
    (await approver.send('PUT', `${path}/restriction`, { restricted: false, reason: '解除保护' })).status,
    200,
  )
  assert.deepEqual(await names(clerk, '阮安安'), ['阮安安'])
})

test('two records of one human being are shown side by side, linked, told apart and undone, never merged', async () => {
  const [one, two] = await owner.begin(async (tx) => {
    const birth_date = '1966-06-06'
    const first = await buildPerson(tx, {
      name: '孙立',
      birth_date,
      division_code: home,
      identity_number: number('12010419660606001'),
    })
    const second = await buildPerson(tx, {
      name: '孙立',
      birth_date,
      division_code: home,
      identity_number: number('12010419660606011'),
    })
    await buildPerson(tx, { name: '孙立', birth_date, division_code: elsewhere })
    return [first, second]
  })
  const { body } = await clerk.get(`/api/people/${one.person_id}/duplicates`)
  const candidates = body['candidates'] as {
    person: { person_id: string }
    reasons: { reason: string }[]
    link: { decision: string } | null
  }[]
  assert.deepEqual(
    candidates.map((c) => [c.person.person_id, ...c.reasons.map((r) => r.reason)]),
    [[two.person_id, 'same_name_and_birth_date', 'similar_identity_number']],
  )
  const pairs = () => clerk.get('/api/duplicates').then(({ body }) => body.rows?.length)
  assert.equal(await pairs(), 1)
  const decide = (decision: string, client = clerk) =>
    client.post('/api/person-links', {
      person_id: two.person_id,
      other_person_id: one.person_id,
      decision,
      reason: '比对户口簿',
    })
  assert.equal((await decide('undone')).status, 409)
  assert.equal((await decide('linked', stranger)).status, 404)
  assert.equal((await decide('linked')).status, 200)
  assert.equal(await pairs(), 0)
  assert.equal((await decide('undone')).status, 200)
  assert.equal(await pairs(), 1)
  assert.equal((await decide('distinct')).status, 200)
  assert.equal(await pairs(), 0)
  const links = await clerk.get(`/api/people/${one.person_id}/links`)
  assert.deepEqual(
    links.body.rows?.map((row) => row['decision']),
    ['distinct', 'undone', 'linked'],
  )
  assert.equal((await clerk.get(`/api/people/${two.person_id}`)).status, 200)
  assert.equal((await approver.get('/api/duplicates')).body['code'], 'duplicates_area_too_wide')
})

test('layers above add their entries to the timeline', async () => {
  registerTimelineSource('trial', async (_act, { person_id }) => [
    {
      entry_id: '1',
      date: '2017-08-28',
      category: '办件',
      text: `申请最低生活保障 ${person_id === wang.person_id}`,
      where: '嘉陵道街道',
      current: true,
      link: null,
      needs_reason: false,
    },
    {
      entry_id: '2',
      date: '2018-01-01',
      category: '办件',
      text: '以后的事',
      where: null,
      current: false,
      link: null,
      needs_reason: false,
    },
  ])
  const { body } = await clerk.get(`/api/people/${wang.person_id}/timeline`)
  assert.ok(body.rows?.some((row) => row['text'] === '申请最低生活保障 true'))
  assert.ok(!body.rows?.some((row) => row['text'] === '以后的事'))
  assert.ok(body.rows?.some((row) => String(row['text']).includes('得知')))
  const only = await clerk.get(
    `/api/people/${wang.person_id}/timeline?category=${encodeURIComponent('办件')}`,
  )
  assert.equal(only.body.rows?.length, 1)
})

test('an export holds masked numbers only, and is written down', async () => {
  const answer = await clerk.post('/api/people/export', { text: '王桂兰' })
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-disposition']), /\.xlsx$/)
  assert.equal((await finance.post('/api/people/export', { text: '王桂兰' })).status, 403)
  const entries = await owner`select detail from audit_entry where act = 'person.export'`
  assert.deepEqual(
    [...entries].map((row) => row['detail'].count),
    [1],
  )
})

test('staff of a community see the community, the district sees all of it', async () => {
  const worker = await owner.begin((tx) =>
    buildStaff(tx, { role: 'community_worker', area: home, display_name: '李强' }),
  )
  const page = await (await signInAs(server, database, worker)).get(`/api/people/${wang.person_id}`)
  assert.equal(page.body['grid_worker'], '李强')
  const next = await signIn(server, database, { role: 'community_worker', area: '120104003008' })
  assert.equal((await next.get(`/api/people/${wang.person_id}`)).status, 404)
  assert.equal((await approver.get(`/api/people/${wang.person_id}`)).status, 200)
})
