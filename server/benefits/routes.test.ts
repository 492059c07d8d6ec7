import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { openHouse, signIn, signInAs, visit } from '../../test/client.ts'
import type { Client } from '../../test/client.ts'
import {
  apply,
  build,
  check,
  committedStage,
  day,
  deliberate,
  granted,
  nobodyEarns,
  programme_id,
  publish,
} from '../../test/builders/story.ts'
import { caseworkModule } from '../casework/index.ts'
import { paymentsModule } from '../payments/index.ts'
import { authModule } from '../platform/auth/index.ts'
import { machineNow } from '../platform/clock/index.ts'
import { readSheet } from '../platform/workbooks/index.ts'
import { benefitsModule } from './index.ts'

const database = await testDatabase()
const stage = committedStage(database)
let today = '2017-08-28'
const administratorRoles = ['system_administrator', 'security_administrator', 'audit_administrator'] as const
const server = await openHouse(database, [authModule, caseworkModule, paymentsModule, benefitsModule], {
  clock: { today: () => today, now: machineNow },
})

test('anybody checks without signing in, and nothing is stored', async () => {
  const stranger = await visit(server)
  await stranger.get('/api/session')
  const questions = await stranger.get('/api/self-check/questions')
  assert.equal(questions.status, 200, questions.text)
  const answers = {
    register_kind: 'urban',
    member_count: 3,
    household_income: '183750',
    financial_assets: '1800000',
    vehicle_count: 0,
    home_count: 1,
    other_premises: false,
    hardship: 'disabled',
  }
  const ask = (given: object) => stranger.post('/api/self-check', { answers: given })
  const fits = await ask(answers)
  assert.equal(fits.status, 200, fits.text)
  const [result] = fits.body['results'] as Record<string, unknown>[]
  assert.equal(result?.['verdict'], 'may_fit')
  assert.equal(result?.['amount'], '74250')
  assert.equal(result?.['to_verify'], true)
  const [refused] = (await ask({ ...answers, household_income: '258000' })).body['results'] as Record<
    string,
    unknown
  >[]
  assert.equal(refused?.['verdict'], 'does_not_fit')
  const [unknown] = (await ask({ ...answers, household_income: null })).body['results'] as Record<
    string,
    unknown
  >[]
  assert.equal(unknown?.['verdict'], 'not_enough_known')
  assert.deepEqual(
    ((unknown?.['missing'] ?? []) as { fact: string }[]).map((each) => each.fact),
    ['household_income'],
  )
  const wrong = await ask({ ...answers, household_income: '12.5' })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.body['field'], 'answers.household_income')
  const [stored] = await stage.tx<{ count: number }[]>`select count(*)::int as count from case_file`
  assert.equal(stored?.count, 0)
})

test('who is over the standard but under one and a half of it is told of low-income aid, of nothing else', async () => {
  const stranger = await visit(server)
  await stranger.get('/api/session')
  const ask = async (given: object) => {
    const answered = await stranger.post('/api/self-check', {
      answers: {
        register_kind: 'urban',
        member_count: 3,
        household_income: '300000',
        financial_assets: '1800000',
        vehicle_count: 0,
        home_count: 1,
        other_premises: false,
        hardship_kind: 'none',
        someone_unsupported: false,
        ...given,
      },
    })
    assert.equal(answered.status, 200, answered.text)
    return answered.body['results'] as Record<string, unknown>[]
  }
  const said = (results: Record<string, unknown>[]) =>
    results.map((each) => [each['programme_id'], each['verdict'], each['amount']])
  assert.deepEqual(said(await ask({ hardship: 'ill' })), [
    [programme_id, 'does_not_fit', '0'],
    ['low-income-household-aid', 'may_fit', '25800'],
    ['extreme-poverty-support', 'does_not_fit', '0'],
    ['temporary-assistance', 'does_not_fit', '0'],
  ])
  assert.deepEqual(said(await ask({ hardship: 'none' })), [
    [programme_id, 'does_not_fit', '0'],
    ['low-income-household-aid', 'does_not_fit', '0'],
    ['extreme-poverty-support', 'does_not_fit', '0'],
    ['temporary-assistance', 'does_not_fit', '0'],
  ])
  const [, skipped] = await ask({ hardship: null })
  assert.equal(skipped?.['verdict'], 'not_enough_known')
  assert.deepEqual(
    ((skipped?.['missing'] ?? []) as { fact: string }[]).map((each) => each.fact),
    ['hardship'],
  )
})

test('who has somebody at home whom nobody can support is told of support, with what it comes to', async () => {
  const stranger = await visit(server)
  await stranger.get('/api/session')
  const ask = async (given: object) => {
    const answered = await stranger.post('/api/self-check', {
      answers: {
        register_kind: 'urban',
        member_count: 1,
        household_income: '0',
        financial_assets: '0',
        vehicle_count: 0,
        home_count: 1,
        other_premises: false,
        ...given,
      },
    })
    const results = answered.body['results'] as Record<string, unknown>[]
    return results.find((each) => each['programme_id'] === 'extreme-poverty-support')
  }
  const person = {
    someone_unsupported: true,
    birth_date: '1945-01-01',
    disability_kind: 'none',
    own_income: '0',
    supporters: 'none',
    in_institution: false,
    lost_acts: '4',
  }
  const fits = await ask(person)
  assert.deepEqual([fits?.['verdict'], fits?.['amount']], ['may_fit', '252000'])
  const skipped = await ask({ someone_unsupported: null })
  assert.equal(skipped?.['verdict'], 'not_enough_known')
  assert.deepEqual(
    ((skipped?.['missing'] ?? []) as { label: string }[]).map(({ label }) => label),
    ['没有人供养的人'],
  )
  assert.equal((await ask({ ...person, supporters: 'able' }))?.['verdict'], 'does_not_fit')
})

test('a resident applies on the phone, saves half-way, and follows the case; a neighbour sees none of it', async () => {
  today = '2017-08-28'
  const story = await build(stage)
  const other = await build(stage)
  const resident = await signInAs(server, database, story.resident)
  const form = await resident.get(`/api/applications/form?programme_id=${programme_id}`)
  assert.equal(form.status, 200, form.text)
  assert.equal((form.body['members'] as unknown[]).length, 3)
  const draft = { version: 0, answers: { household: { vehicle_count: 0 } } }
  const path = `/api/drafts/application/${programme_id}`
  assert.equal((await resident.send('PUT', path, draft)).status, 200)
  const stale = await resident.send('PUT', path, draft)
  assert.equal(stale.status, 409)
  assert.equal(stale.body['code'], 'version_conflict')
  assert.ok(stale.body['current'] && stale.body['yours'])
  const body = {
    programme_id,
    answers: { household: { vehicle_count: 0 }, members: [{ person_id: story.head, answers: nobodyEarns }] },
    authorisations: [story.head, story.spouse, story.child].map((person_id) => ({
      person_id,
      signed_by: person_id,
    })),
  }
  const sent = await resident.post('/api/applications', body)
  assert.equal(sent.status, 200, sent.text)
  assert.equal((await resident.get(path)).body['draft'], null)
  const again = await resident.post('/api/applications', body)
  assert.equal(again.status, 409)
  assert.equal(again.body['code'], 'case_already_open')
  const case_id = String(sent.body['case_id'])
  const own = await resident.get(`/api/benefit-cases/${case_id}`)
  assert.equal(own.status, 200, own.text)
  assert.equal((await resident.get('/api/my/cases')).body.rows?.length, 1)
  const neighbour = await signInAs(server, database, other.resident)
  assert.equal((await neighbour.get(`/api/benefit-cases/${case_id}`)).status, 404)
  assert.equal((await neighbour.post(`/api/cases/${case_id}/withdraw`, { version: 1 })).status, 404)
  const withdrawn = await resident.post(`/api/cases/${case_id}/withdraw`, { version: 1 })
  assert.equal(withdrawn.status, 200, withdrawn.text)
  assert.equal(withdrawn.body['state'], 'closed')
})

test('every page of the workbench answers as its contract says', async () => {
  const story = await build(stage)
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await publish(story, 'zhao', case_id, '2017-09-06')
  today = '2017-09-07'
  const clerk = await signInAs(server, database, story.zhao)
  const pages = [
    '/api/programmes',
    `/api/work/place/${case_id}`,
    '/api/work/stuck',
    '/api/work/stuck?why=overdue',
    `/api/cases/${case_id}`,
    `/api/benefit-cases/${case_id}`,
    `/api/cases/${case_id}/colleagues`,
    '/api/visits?state=done',
    '/api/notices',
    '/api/reviews',
    `/api/applications/form?programme_id=${programme_id}&household_id=${story.household_id}`,
    `/api/households/${story.household_id}/determinations`,
  ]
  for (const path of pages) {
    const answer = await clerk.get(path)
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  }
  const lists: [string, Record<string, unknown>][] = [
    [
      '/api/work/search',
      { light: 'near', owner: 'nobody', sort: '-due_on', text: '王', kind: 'application' },
    ],
    ['/api/work/search', { scope: 'area', division_code: '120104008' }],
    ['/api/work/done/search', { text: '王' }],
  ]
  for (const [path, body] of lists) {
    const answer = await clerk.post(path, body)
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  }
  const work = await clerk.post('/api/work/search', { text: '王' })
  const row = work.body.rows?.find((each) => each['case_id'] === case_id)
  assert.equal(row?.['todo'], '公示')
  assert.match(String(row?.['masked_identity_number']), /^\d{3}\*{11}.{4}$/)
  const workbook = await clerk.post('/api/work/export', { text: '王' })
  assert.equal(workbook.status, 200)
  assert.match(String(workbook.headers['content-type']), /spreadsheetml/)
  const exports: [string, object?][] = [
    ['/api/work/notices/export'],
    ['/api/objections/export'],
    ['/api/work/stuck/export'],
    ['/api/visits/export?state=done'],
    ['/api/reviews/export'],
    ['/api/outreach/export'],
    ['/api/work/done/export', { text: '王' }],
  ]
  const rowsOf = async (client: Client, [path, body]: (typeof exports)[number]) => {
    const answer = body === undefined ? await client.get(path) : await client.post(path, body)
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
    const rows = []
    for await (const each of readSheet(answer.bytes, { rows: 1000, columns: 20 })) rows.push(each)
    return rows.length - 1
  }
  for (const each of exports) await rowsOf(clerk, each)
  assert.ok((await rowsOf(clerk, ['/api/work/notices/export'])) > 0)
  assert.ok((await rowsOf(clerk, ['/api/work/done/export', {}])) > 0)
  assert.ok((await rowsOf(clerk, ['/api/visits/export?state=done'])) > 0)
  const what = await clerk.post(`/api/benefit-cases/${case_id}/what-if`, {
    facts: [{ fact: 'vehicle_count', person_id: null, value: 1 }],
  })
  assert.equal(what.status, 200, what.text)
  assert.equal((what.body['after'] as Record<string, unknown>)['outcome'], 'ineligible')
  const neighbour = await build(stage)
  await stage.tx`update post set division_code = '120104009' where account_id = ${neighbour.zhao.account_id}`
  const stranger = await signInAs(server, database, { ...neighbour.zhao, area: '120104009' })
  const others = await stranger.post('/api/work/search', { scope: 'area' })
  assert.equal(others.body['total'], 0)
  assert.equal((others.body['counts'] as Record<string, unknown>)['all'], 0)
  for (const each of exports) assert.equal(await rowsOf(stranger, each), 0, each[0])
  assert.equal((await stranger.get(`/api/benefit-cases/${case_id}`)).status, 404)
  assert.equal((await stranger.get(`/api/work/place/${case_id}`)).body['position'], null)
})

test('the public reads notices masked and objects without a name', async () => {
  const story = await build(stage)
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await publish(story, 'zhao', case_id, '2017-09-06')
  today = '2017-09-08'
  const anybody = await visit(server)
  await anybody.get('/api/session')
  const list = await anybody.get('/api/notices?division_code=120104008')
  assert.equal(list.status, 200, list.text)
  assert.doesNotMatch(list.text, /王桂兰|case_id|household_id/)
  const notices = await stage.tx<
    { notice_id: string }[]
  >`select notice_id from notice where case_id = ${case_id}`
  const objection = (text: string) =>
    anybody.post(`/api/notices/${notices[0]!.notice_id}/objections`, { text })
  assert.equal((await objection('假')).status, 400)
  const filed = await objection('他家儿子在外地打工，有收入')
  assert.equal(filed.status, 200, filed.text)
  await day(story, '2017-09-20')
  const clerk = await signInAs(server, database, story.zhao)
  const stuck = await clerk.get('/api/work/stuck?why=held')
  assert.equal(
    stuck.body.rows?.some((each) => each['case_id'] === case_id),
    true,
  )
})

test('what is public is the same for everybody: administrators, who read no case, and offices of other areas too', async () => {
  const decided = await granted(await build(stage))
  const story = await build(stage)
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await publish(story, 'zhao', case_id, '2017-09-06')
  today = '2017-09-08'
  const [row] = await stage.tx<{ notice_id: string; receipt: string }[]>`
    select n.notice_id, encode(d.receipt_hash, 'hex') as receipt from notice n, determination d
    where n.case_id = ${case_id} and d.case_id = ${decided}`
  const anybody = await visit(server)
  await anybody.get('/api/session')
  const paths = ['/api/notices', `/api/notices/${row!.notice_id}`, `/api/receipts/${row!.receipt}`]
  const seen = await Promise.all(
    paths.map(async (path) => {
      const { status, body, text } = await anybody.get(path)
      assert.equal(status, 200, text)
      return body
    }),
  )
  assert.ok((seen[0]?.['total'] as number) > 0)
  for (const role of [...administratorRoles, 'finance', 'street_clerk'] as const) {
    const other = await signIn(server, database, { role, area: role === 'street_clerk' ? '120101001' : '12' })
    for (const [at, path] of paths.entries()) {
      const answer = await other.get(path)
      assert.equal(answer.status, 200, `${role} ${path}: ${answer.text}`)
      assert.deepEqual(answer.body, seen[at])
    }
    if (role !== 'finance') assert.notEqual((await other.get(`/api/cases/${case_id}`)).status, 200)
    assert.equal((await other.get('/api/notices/01999999-0000-7000-8000-000000000000')).status, 404)
  }
  const auditor = await signIn(server, database, { role: 'audit_administrator', area: '12' })
  const key = { 'idempotency-key': 'objection-0001' }
  const objection = { text: '他家儿子在外地打工，有收入' }
  const object = () => auditor.post(`/api/notices/${row!.notice_id}/objections`, objection, key)
  const filed = await object()
  assert.equal(filed.status, 200, filed.text)
  assert.deepEqual((await object()).body, filed.body)
  assert.equal((await auditor.get('/api/objections')).status, 404)
})

test('a determination is read and replayed through the door, and a change is previewed month by month', async () => {
  const story = await build(stage)
  const case_id = await granted(story)
  today = '2017-12-11'
  const clerk = await signInAs(server, database, story.zhao)
  const page = await clerk.get(`/api/benefit-cases/${case_id}`)
  assert.equal(page.status, 200, page.text)
  const { determination_id } = page.body['determination'] as { determination_id: string }
  assert.equal((await clerk.get(`/api/determinations/${determination_id}`)).status, 200)
  const replayed = await clerk.post(`/api/determinations/${determination_id}/replay`)
  assert.equal(replayed.body['same'], true, replayed.text)
  const change = {
    programme_id,
    kind: 'income',
    changed_on: '2017-11-10',
    members: [{ person_id: story.spouse, answers: { transfer_income: '198750' } }],
  }
  const preview = await clerk.post(`/api/households/${story.household_id}/changes/preview`, change)
  assert.equal(preview.status, 200, preview.text)
  assert.deepEqual(
    (preview.body['months'] as { month: string; amount: string }[]).map(({ month, amount }) => [
      month,
      amount,
    ]),
    [
      ['2017-12-01', '59250'],
      ['2018-01-01', '59250'],
    ],
  )
  const resident = await signInAs(server, database, story.resident)
  assert.equal((await resident.get('/api/my/benefits')).body.rows?.length, 1)
  const reported = await resident.post(`/api/households/${story.household_id}/changes`, change)
  assert.equal(reported.status, 200, reported.text)
  const rated = await resident.post(`/api/cases/${case_id}/rating`, { stars: 5 })
  assert.equal(rated.status, 200, rated.text)
})
