import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, open, type Built } from '../../../../test/builders/case.ts'
import { buildPhone } from '../../../../test/builders/field.ts'
import { committedStage } from '../../../../test/builders/story.ts'
import { openHouse, signInAs, visit as asStranger } from '../../../../test/client.ts'
import { testDatabase } from '../../../../test/database.ts'
import { runJobs } from '../../../../test/jobs.ts'
import { authModule } from '../../../platform/auth/index.ts'
import { peopleModule } from '../../../registries/people/index.ts'
import { acceptCase, caseworkModule, registerVisitChecks, withdrawCase } from '../../index.ts'
import { cancelVisit, changePlan, planVisit } from '../planning.ts'

const database = await testDatabase()
const stage = committedStage(database)
const server = await openHouse(database, [authModule, peopleModule, caseworkModule])
let pension = '退休金 1,830.00 元/月'
registerVisitChecks('test', () => Promise.resolve([{ key: 'pension', label: '退休金', said: pension }]))

/** A household of two whose accepted case 赵敏 and 李强 are to visit. */
async function planned(change: { second?: (built: Built) => string | null; remark?: string } = {}) {
  const built = await build(stage)
  const { case_id } = (await open(stage, built)).row
  await database.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
  const visit_id = await database.as(built.clerk, (act) =>
    planVisit(act, {
      case_id,
      planned_on: '2017-09-01',
      visitor_id: null,
      second_visitor_id: change.second === undefined ? built.other.account_id : change.second(built),
      safety_remark: change.remark ?? null,
    }),
  )
  const clerk = await signInAs(server, database, built.clerk)
  const phone = await buildPhone(clerk, built.other.account_id)
  return { ...built, case_id, visit_id, clerk_caller: built.clerk, clerk, phone }
}

const logOf = async (case_id: string) =>
  (
    await database.owner<{ act: string; text: string }[]>`
      select act, text from case_log where case_id = ${case_id} order by entry_id`
  ).map((row) => row.text)
const doneVisits = (case_id: string) =>
  database.owner<{ state: string; finding: string | null; visited_on: string | null }[]>`
    select state, finding, visited_on from visit where case_id = ${case_id} order by visit_id`

test('a phone is given who lives there, where, what to verify and what to mind, and nothing more', async () => {
  const { phone, visit_id, household, head } = await planned({ remark: '院里有犬' })
  const { status, body, text } = await phone.take(visit_id)
  assert.equal(status, 200, text)
  const [brief = {}] = body.rows ?? []
  assert.deepEqual(
    {
      title: brief['title'],
      members: brief['members'],
      checks: (brief['checks'] as { key: string }[]).filter(({ key }) => key === 'pension'),
      safety_remark: brief['safety_remark'],
    },
    {
      title: '王桂兰户',
      members: [
        { person_id: head.person_id, name: '王桂兰', relation: '户主', age: 58 },
        { person_id: household.members[1]?.person_id, name: '刘志强', relation: '配偶', age: 60 },
      ],
      checks: [{ key: 'pension', label: '退休金', said: pension }],
      safety_remark: '院里有犬',
    },
  )
  const [person] = await database.owner<{ identity_number: string; telephone: string | null }[]>`
    select identity_number, telephone from person where person_id = ${head.person_id}`
  assert.ok(person)
  assert.ok(!text.includes(person.identity_number))
  assert.deepEqual(
    Object.keys(brief).filter((key) => /telephone|identity|account_number|division/.test(key)),
    [],
  )
})

test('each member of the household can read who took their facts along, and why', async () => {
  const { phone, visit_id, resident } = await planned()
  await phone.take(visit_id)
  const own = await (await signInAs(server, database, resident)).get('/api/my/disclosures')
  assert.deepEqual(
    own.body.rows?.map((row) => [row['field'], row['viewer_name'], row['reason']]),
    [['field_visit', '赵敏', '最低生活保障申请入户走访']],
  )
})

test('only who is to go takes a visit along, and only when two are named', async () => {
  const { visit_id, other, community, neighbour, district } = await planned()
  const second = await signInAs(server, database, other)
  assert.equal((await (await buildPhone(second, '')).take(visit_id)).status, 200)
  for (const [who, status] of [
    [community, 409],
    [district, 409],
    [neighbour, 404],
  ] as const) {
    const client = await signInAs(server, database, who)
    assert.equal((await (await buildPhone(client, '')).take(visit_id)).status, status)
  }
  const alone = await planned({ second: () => null })
  const refused = await alone.phone.take(alone.visit_id)
  assert.deepEqual([refused.status, refused.body['code']], [409, 'visit_not_takeable'])
})

test('who visits nobody registers no phone, and nobody uses another’s', async () => {
  const { visit_id, phone, other } = await planned()
  const finance = await database.owner.begin(async (tx) => {
    const { buildStaff } = await import('../../../../test/builders/index.ts')
    return buildStaff(tx, { role: 'finance', area: '120104008' })
  })
  const client = await signInAs(server, database, finance)
  assert.equal((await client.post('/api/field/devices', { name: '手机' })).status, 403)
  const colleague = await signInAs(server, database, other)
  const taken = await colleague.post('/api/field/copies', {
    device_id: phone.device_id,
    visit_ids: [visit_id],
  })
  assert.equal(taken.status, 404)
})

test('a report sent twice is one visit; sent a third time with other words it is refused', async () => {
  const { phone, visit_id, case_id } = await planned()
  await phone.take(visit_id)
  const report = await phone.report(visit_id)
  const first = await phone.handIn(visit_id, report)
  assert.equal(first.status, 200, first.text)
  assert.deepEqual([first.body['recorded'], first.body['visited_on']], [true, '2017-09-01'])
  // The answer was lost: photos go again, with new numbers and the same content.
  const again = await phone.handIn(visit_id, {
    ...(await phone.report(visit_id)),
    report_id: report['report_id'],
  })
  assert.deepEqual([again.status, again.body['recorded']], [200, false])
  assert.equal(again.body['received_at'], first.body['received_at'])
  const other = await phone.handIn(visit_id, { ...report, finding: '两人同住' })
  assert.deepEqual([other.status, other.body['code']], [409, 'visit_recorded_differently'])
  assert.deepEqual(
    (await doneVisits(case_id)).map((row) => row.state),
    ['done'],
  )
  assert.equal((await logOf(case_id)).filter((text) => text.startsWith('入户，赵敏、李强')).length, 1)
})

test('of two phones the second is shown what the first recorded, and may have its own set aside', async () => {
  const { phone, visit_id, case_id, other, clerk_caller } = await planned()
  const companion = await buildPhone(await signInAs(server, database, other), clerk_caller.account_id)
  await phone.take(visit_id)
  await companion.take(visit_id)
  await phone.handIn(visit_id, await phone.report(visit_id))
  const late = await companion.report(visit_id, { finding: '看到第四个人的床铺', resident_count: 4 })
  const refused = await companion.handIn(visit_id, late)
  assert.deepEqual([refused.status, refused.body['code']], [409, 'visit_moved_on'])
  const current = refused.body['current'] as { kind: string; visit: { finding: string } }
  assert.deepEqual([current.kind, current.visit.finding], ['done', '三人同住，与申报一致'])
  const aside = { ...late, decision: { kind: 'set_aside' } }
  const kept = await companion.handIn(visit_id, aside)
  assert.deepEqual([kept.status, kept.body['set_aside']], [200, true], kept.text)
  const twice = await companion.handIn(visit_id, aside)
  assert.deepEqual([twice.body['recorded'], twice.body['set_aside']], [false, true])
  assert.deepEqual((await doneVisits(case_id)).map((row) => [row.state, row.finding]).toSorted(), [
    ['done', '三人同住，与申报一致'],
    ['set_aside', '看到第四个人的床铺'],
  ])
})

test('when a household changed meanwhile, its visit waits for the visitor’s word, and is recorded only as of what they saw', async () => {
  const { phone, visit_id, case_id, household, clerk } = await planned()
  const taken = await phone.take(visit_id)
  const report = await phone.report(visit_id)
  const gone = household.members[1]?.person_id ?? ''
  await database.owner`
    update household_member set valid = daterange(lower(valid), '2017-09-01') where person_id = ${gone}`
  const held = { device_id: phone.device_id, held: [{ visit_id, brief_code: report['brief_code'] }] }
  const told = await clerk.post('/api/field/copies/check', held)
  assert.deepEqual(
    told.body.rows?.map((row) => row['state']),
    ['moved'],
  )
  const refused = await phone.handIn(visit_id, report)
  assert.equal(refused.status, 409)
  const current = refused.body['current'] as { kind: string; brief_code: string }
  assert.equal(current.kind, 'changed')
  // What is there now is taken along like the first time: whom it tells of can read so.
  const now = await phone.take(visit_id)
  const [brief = {}] = now.body.rows ?? []
  assert.deepEqual(
    (brief['members'] as { name: string }[]).map(({ name }) => name),
    ['王桂兰'],
  )
  assert.equal(brief['expires_at'], taken.body.rows?.[0]?.['expires_at'])
  const seen = { kind: 'as_seen', brief_code: current.brief_code }
  pension = '退休金 2,000.00 元/月'
  const outdated = await phone.handIn(visit_id, { ...report, decision: seen })
  assert.equal(outdated.status, 409, 'it changed once more: the word was about something else')
  pension = '退休金 1,830.00 元/月'
  const recorded = await phone.handIn(visit_id, { ...report, decision: seen })
  assert.deepEqual([recorded.status, recorded.body['set_aside']], [200, false], recorded.text)
  assert.deepEqual(
    (await doneVisits(case_id)).map((row) => row.state),
    ['done'],
  )
})

test('a visit that was cancelled, given to others or whose case was withdrawn takes no report without the visitor’s word', async () => {
  const outcomes: [string, (built: Awaited<ReturnType<typeof planned>>) => Promise<unknown>][] = [
    [
      'cancelled',
      ({ clerk_caller, visit_id }) =>
        database.as(clerk_caller, (act) => cancelVisit(act, { visit_id, version: 1, reason: '住院了' })),
    ],
    [
      'reassigned',
      ({ clerk_caller, visit_id, other, community }) =>
        database.as(clerk_caller, (act) =>
          changePlan(act, {
            visit_id,
            version: 1,
            planned_on: '2017-09-01',
            visitor_id: other.account_id,
            second_visitor_id: community.account_id,
            safety_remark: null,
          }),
        ),
    ],
    [
      'case_closed',
      async ({ clerk_caller, case_id }) => {
        const [row] = await database.owner<{ version: number }[]>`
          select version from case_file where case_id = ${case_id}`
        await database.as(clerk_caller, (act) =>
          withdrawCase(act, { case_id, version: row?.version ?? 0, reason: '搬走了' }),
        )
      },
    ],
  ]
  for (const [kind, happen] of outcomes) {
    const built = await planned()
    const { phone, visit_id, case_id } = built
    await phone.take(visit_id)
    const report = await phone.report(visit_id)
    await happen(built)
    const refused = await phone.handIn(visit_id, report)
    assert.equal((refused.body['current'] as { kind: string }).kind, kind, refused.text)
    const insists = { ...report, decision: { kind: 'as_seen', brief_code: report['brief_code'] } }
    assert.equal((await phone.handIn(visit_id, insists)).status, 409)
    const aside = await phone.handIn(visit_id, { ...report, decision: { kind: 'set_aside' } })
    assert.equal(aside.status, 200, aside.text)
    const states = (await doneVisits(case_id)).map((row) => row.state)
    assert.ok(states.includes('set_aside') && !states.includes('done'), states.join())
  }
})

test('the day of a visit is the server’s to judge; a wrong clock is noted on the record and in the log', async () => {
  const { phone, visit_id, case_id } = await planned()
  await phone.take(visit_id)
  const ahead = (date: Date) => new Date(date.getTime() + 40 * 86_400_000).toISOString()
  const answer = await phone.handIn(
    visit_id,
    await phone.report(visit_id, {
      device_time: ahead(new Date()),
      visited_at: ahead(new Date()),
      clock_offset_seconds: -40 * 86_400,
    }),
  )
  assert.deepEqual(
    [answer.status, answer.body['visited_on'], answer.body['clock_wrong']],
    [200, '2017-09-01', true],
  )
  assert.ok((await logOf(case_id)).some((text) => text.includes('手机时间差 57600 分钟')))
})

test('a photo that is not the one which the phone took is refused', async () => {
  const { phone, visit_id } = await planned()
  await phone.take(visit_id)
  const report = await phone.report(visit_id)
  const [photo] = report['photos'] as { file_id: string }[]
  const swapped = { ...report, photos: [{ ...photo, sha256: '0'.repeat(64) }] }
  assert.equal((await phone.handIn(visit_id, swapped)).body['code'], 'visit_file_changed')
})

test('without a position or the household’s signature a reason is written', async () => {
  const { phone, visit_id } = await planned()
  await phone.take(visit_id)
  const report = await phone.report(visit_id)
  const without = { ...report, position: null, household_signature: null }
  const refused = await phone.handIn(visit_id, without)
  assert.deepEqual(
    (refused.body['errors'] as { field: string }[]).map(({ field }) => field),
    ['no_position_because', 'unsigned_because'],
  )
  const reasons = { no_position_because: '地下室没有信号', unsigned_because: '户主不能执笔' }
  const taken = await phone.handIn(visit_id, { ...without, ...reasons })
  assert.equal(taken.status, 200, taken.text)
})

test('one does not hand in what one’s phone was never given', async () => {
  const { phone, visit_id, clerk, other } = await planned()
  await phone.take(visit_id)
  const report = await phone.report(visit_id)
  const second = await buildPhone(clerk, other.account_id)
  const answer = await second.handIn(visit_id, { ...report, device_id: second.device_id })
  assert.deepEqual([answer.status, answer.body['code']], [409, 'visit_copy_missing'])
})

test('a phone learns by its own token that its holder’s post ended, and nothing more is taken from it', async () => {
  const { phone, visit_id, case_id, clerk, clerk_caller } = await planned()
  await phone.take(visit_id)
  const report = await phone.report(visit_id)
  assert.equal((await phone.check()).body['state'], 'valid')
  await database.owner`
    update post set valid = daterange(null, '2017-09-01') where post_id = ${clerk_caller.post_id}`
  assert.equal((await phone.handIn(visit_id, report)).status, 401)
  const nobody = await asStranger(server)
  await nobody.get('/api/session')
  const ask = (body: object) => nobody.post(`/api/field/devices/${phone.device_id}/check`, body)
  const told = await ask({ token: phone.token })
  assert.deepEqual(
    [told.status, told.body['state'], told.body['ended_because']],
    [200, 'ended', 'post_ended'],
  )
  const purged = { token: phone.token, purged: 'post_ended', unsent: [visit_id] }
  assert.equal((await ask(purged)).body['state'], 'ended')
  assert.equal((await ask(purged)).body['state'], 'ended')
  await runJobs(database)
  assert.equal(
    (await logOf(case_id)).filter((text) => text.startsWith('赵敏手机上未送达的走访记录已清除（岗位终止）'))
      .length,
    1,
  )
  const [copy] = await database.owner<{ ended_because: string }[]>`
    select ended_because from visit_copy where visit_id = ${visit_id}`
  assert.equal(copy?.ended_because, 'purged')
  assert.equal((await clerk.get('/api/field/devices')).status, 401)
})

test('a stopped account, a lost phone and one that wiped itself are ended; a token that was never given tells nothing', async () => {
  const stopped = await planned()
  await database.owner`
    update account set state = 'disabled' where account_id = ${stopped.clerk_caller.account_id}`
  const nobody = await asStranger(server)
  await nobody.get('/api/session')
  const ask = (phone: { device_id: string; token: string }, more: object = {}) =>
    nobody.post(`/api/field/devices/${phone.device_id}/check`, { token: phone.token, ...more })
  assert.equal((await ask(stopped.phone)).body['ended_because'], 'account_stopped')
  const lost = await planned()
  await lost.phone.take(lost.visit_id)
  assert.equal((await lost.clerk.post(`/api/field/devices/${lost.phone.device_id}/loss`, {})).status, 200)
  assert.equal((await ask(lost.phone)).body['ended_because'], 'lost')
  assert.equal((await lost.phone.take(lost.visit_id)).body['code'], 'field_device_ended')
  const wiped = await planned()
  assert.equal((await ask(wiped.phone, { purged: 'wrong_pin' })).body['ended_because'], 'wrong_pin')
  const guessed = { ...lost.phone, token: 'A'.repeat(43) }
  assert.equal((await ask(guessed)).status, 404)
  assert.equal((await ask({ ...lost.phone, token: wiped.phone.token })).status, 404)
})

test('what a phone keeps for longer than it may is told so; a visit outside the area is over for it', async () => {
  const { phone, visit_id, clerk } = await planned()
  const { body } = await phone.take(visit_id)
  const held = [{ visit_id, brief_code: body.rows?.[0]?.['brief_code'] }]
  const state = async () =>
    (await clerk.post('/api/field/copies/check', { device_id: phone.device_id, held })).body.rows?.[0]?.[
      'state'
    ]
  assert.equal(await state(), 'same')
  await database.owner`update visit_copy set expires_at = now() - interval '1 minute' where visit_id = ${visit_id}`
  assert.equal(await state(), 'expired')
  await database.owner`update visit set division_code = '120104009001' where visit_id = ${visit_id}`
  assert.equal(await state(), 'over')
})
