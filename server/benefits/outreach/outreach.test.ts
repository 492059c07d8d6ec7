import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { apply, build, committedStage, programme_id, type Story } from '../../../test/builders/story.ts'
import { buildDivision, buildStaff } from '../../../test/builders/index.ts'
import { runJobs } from '../../../test/jobs.ts'
import { declineOutreach, listOutreach, listOutreachOfHousehold } from '../index.ts'
import { move, registerBirth } from '../../registries/households/index.ts'
import { recordFacts } from '../../registries/people/index.ts'
import { screenHouseholds } from './screen.ts'

const database = await testDatabase()
const stage = committedStage(database)
const all = { limit: 50, offset: 0 }

/** Everybody earns nothing but the head, whose wage is given in fen; nothing is owned. */
async function known(story: Story, wage: bigint): Promise<void> {
  const flags = ['is_studying', 'able_to_work', 'absent_as_clergy', 'in_prison', 'lives_independently']
  for (const person_id of [story.head, story.spouse, story.child])
    await register(story, person_id, [
      ...['business_income', 'property_income', 'transfer_income', 'exempt_income', 'work_refusals'].map(
        (name) => ({ name, number_value: 0n }),
      ),
      ...flags.map((name) => ({ name, number_value: 0n })),
      { name: 'wage_income', number_value: person_id === story.head ? wage : 0n },
      { name: 'employed', number_value: person_id === story.head ? 1n : 0n },
      { name: 'disability_kind', code_value: 'none' },
      { name: 'disability_grade', number_value: 0n },
    ])
  await register(story, story.household_id, [
    { name: 'financial_assets', number_value: 0n },
    { name: 'vehicle_count', number_value: 0n },
    { name: 'home_count', number_value: 1n },
    { name: 'other_premises', number_value: 0n },
    { name: 'paid_study_abroad', number_value: 0n },
  ])
  await runJobs(database, '2017-09-01')
}

type Reported = { name: string; number_value?: bigint; code_value?: string }

const register = (story: Story, subject_id: string, facts: Reported[], today = '2017-09-01') =>
  stage.as(
    story.zhao,
    (act) =>
      recordFacts(
        act,
        subject_id,
        facts.map((fact) => ({
          ...fact,
          valid_from: today,
          source_kind: 'register',
          source_name: '登记',
        })),
      ),
    { today },
  )

/** The register hears that the head has lost the job and the wage. */
async function jobLost(story: Story, today: string): Promise<void> {
  const facts = [
    { name: 'employed', number_value: 0n },
    { name: 'wage_income', number_value: 0n },
  ]
  await register(story, story.head, facts, today)
  await runJobs(database, today)
}

/** What the community has of this household; the file's other households lie there too. */
async function listed(story: Story, today: string, caller = story.community) {
  const { rows } = await stage.as(caller, (act) => listOutreach(act, all), { today })
  return rows.filter((row) => row.household_id === story.household_id && row.programme_id === programme_id)
}

test('a lost job puts the household on its community’s list, with the reason, the estimate and ten working days', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  assert.deepEqual(await listed(story, '2017-09-01'), [])
  await jobLost(story, '2017-09-04')
  const [row] = await listed(story, '2017-09-04')
  assert.deepEqual(
    [row?.reason_title, row?.person_name, row?.outcome, row?.amount, row?.due_on, row?.light],
    ['失去工作', '王桂兰', 'eligible', '258000', '2017-09-18', 'normal'],
  )
  const late = await listed(story, '2017-09-19')
  assert.equal(late[0]?.light, 'overdue')
})

const hardship = 'temporary-assistance'

/** The insurance platform tells what the head's treatment cost after the insurances. */
async function billed(story: Story, fen: bigint, today: string): Promise<void> {
  await register(story, story.head, [{ name: 'medical_own_share', number_value: fen }], today)
  await runJobs(database, today)
}

/** What the community has of this household, of every programme. */
async function listedOfAll(story: Story, today: string) {
  const { rows } = await stage.as(story.community, (act) => listOutreach(act, all), { today })
  return rows.filter((row) => row.household_id === story.household_id && row.state === 'open')
}

test('a hospital bill of 20,000 yuan puts the household on the list, for every programme that may fit, aid paid once among them', async () => {
  const story = await build(stage)
  await known(story, 0n)
  const before = (await listedOfAll(story, '2017-09-01')).map((row) => row.programme_id)
  assert.ok(!before.includes(hardship))
  await billed(story, 2_000_000n, '2017-09-04')
  const rows = await listedOfAll(story, '2017-09-04')
  const aid = rows.find((row) => row.programme_id === hardship)
  assert.deepEqual(
    [aid?.reason_title, aid?.person_name, aid?.outcome, aid?.amount, aid?.due_on],
    ['医疗费很高', '王桂兰', 'incomplete', null, '2017-09-18'],
  )
  assert.deepEqual(aid?.missing, ['基本生活暂时出现严重困难'])
  assert.ok(rows.some((row) => row.programme_id === programme_id))
})

test('a bill a fen smaller finds nobody, and several bills of one year count together', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  await billed(story, 1_999_999n, '2017-09-04')
  assert.deepEqual(await listedOfAll(story, '2017-09-04'), [])
  await billed(story, 1n, '2017-09-05')
  const rows = await listedOfAll(story, '2017-09-05')
  assert.deepEqual(
    rows.map((row) => row.programme_id),
    [hardship],
  )
})

test('bills of two years do not count together, and who declined is asked again only for another bill', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  await billed(story, 1_999_999n, '2017-12-29')
  await billed(story, 1_999_999n, '2018-01-03')
  assert.deepEqual(await listedOfAll(story, '2018-01-03'), [])
  await billed(story, 100n, '2018-01-04')
  const [found] = await listedOfAll(story, '2018-01-04')
  await stage.as(
    story.community,
    (act) => declineOutreach(act, { outreach_id: found!.outreach_id, note: '女儿已付清' }),
    { today: '2018-01-05' },
  )
  await billed(story, 100n, '2018-01-04')
  assert.deepEqual(await listedOfAll(story, '2018-01-08'), [])
  await billed(story, 3_000_000n, '2018-01-08')
  assert.equal((await listedOfAll(story, '2018-01-08')).length, 1)
})

test('a wage that only falls a little finds nobody', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  await register(story, story.head, [{ name: 'wage_income', number_value: 590_000n }], '2017-09-04')
  await runJobs(database, '2017-09-04')
  assert.deepEqual(await listed(story, '2017-09-04'), [])
})

test('what is still unknown is said, and the household is asked all the same', async () => {
  const story = await build(stage)
  await register(
    story,
    story.child,
    [
      { name: 'disability_kind', code_value: 'mental' },
      { name: 'disability_grade', number_value: 2n },
    ],
    '2017-09-04',
  )
  await runJobs(database, '2017-09-04')
  const [row] = await listed(story, '2017-09-04')
  assert.deepEqual([row?.reason_title, row?.outcome, row?.amount], ['评定残疾', 'incomplete', null])
  assert.ok(row!.missing.includes('金融资产'), row!.missing.join())
})

test('households looked at together are each found by what is theirs, and a second look finds nothing new', async () => {
  const poor = await build(stage)
  await known(poor, 0n)
  const well = await build(stage)
  await known(well, 900_000n)
  const none = '00000000-0000-7000-8000-000000000000'
  const look = () =>
    database.as(
      asSystem(),
      (act) =>
        screenHouseholds(act, [poor.household_id, well.household_id, none], {
          reason: 'new_standard',
          person_id: null,
          happened_on: '2017-09-01',
        }),
      { today: '2017-09-04' },
    )
  const first = await look()
  assert.ok(first.get(poor.household_id)?.includes(programme_id))
  assert.deepEqual([first.get(well.household_id), first.has(none)], [[], false])
  const second = await look()
  assert.deepEqual([second.get(poor.household_id), second.get(well.household_id)], [[], []])
  assert.equal((await listed(poor, '2017-09-04')).length, 1)
})

test('who says no is not asked again for the same reason, but for another', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  await jobLost(story, '2017-09-04')
  const [{ outreach_id } = { outreach_id: '' }] = await listed(story, '2017-09-04')
  const note = '儿子月底入职，先不申请'
  await stage.as(story.community, (act) => declineOutreach(act, { outreach_id, note }), {
    today: '2017-09-05',
  })
  await register(story, story.head, [{ name: 'employed', number_value: 1n }], '2017-09-20')
  await register(story, story.head, [{ name: 'wage_income', number_value: 600_000n }], '2017-09-20')
  await jobLost(story, '2017-09-25')
  const after = await listed(story, '2017-09-25')
  assert.deepEqual(
    after.map((row) => [row.state, row.note]),
    [['declined', note]],
  )
  await stage.as(
    story.zhao,
    (act) =>
      registerBirth(act, story.household_id, {
        name: '王小贝',
        sex: '2',
        birth_date: '2017-09-26',
        identity_number: null,
        relation: 'grandchild',
        certificate: null,
      }),
    { today: '2017-09-27' },
  )
  await runJobs(database, '2017-09-27')
  const open = (await listed(story, '2017-09-27')).filter((row) => row.state === 'open')
  assert.deepEqual(
    open.map((row) => [row.reason_title, row.person_name, row.outcome]),
    [['孩子出生', '王小贝', 'incomplete']],
  )
})

test('the household itself may say no, once; another household’s finding does not exist for it', async () => {
  const [story, other] = [await build(stage), await build(stage)]
  await known(story, 600_000n)
  await jobLost(story, '2017-09-04')
  const own = await stage.as(story.resident, (act) => listOutreachOfHousehold(act, story.household_id))
  const outreach_id = own.find((row) => row.programme_id === programme_id)!.outreach_id
  const decline = (caller: Story['resident']) =>
    stage.as(caller, (act) => declineOutreach(act, { outreach_id, note: '' }), { today: '2017-09-05' })
  await assert.rejects(decline(other.resident), { code: 'not_found' })
  assert.deepEqual(
    await stage.as(other.resident, (act) => listOutreachOfHousehold(act, story.household_id)),
    [],
  )
  await decline(story.resident)
  await assert.rejects(decline(story.resident), { code: 'outreach_settled' })
})

test('an application settles it; more income lets it lapse; the same event twice finds once', async () => {
  const [applying, earning] = [await build(stage), await build(stage)]
  for (const story of [applying, earning]) {
    await known(story, 600_000n)
    await jobLost(story, '2017-09-04')
    await jobLost(story, '2017-09-04')
  }
  assert.equal((await listed(applying, '2017-09-04')).length, 1)
  await apply(applying, {}, '2017-09-05')
  const [applied] = await listed(applying, '2017-09-05')
  assert.deepEqual([applied?.state, applied?.note.slice(0, 4)], ['applied', '已申请，'])
  await register(earning, earning.spouse, [{ name: 'transfer_income', number_value: 900_000n }], '2017-09-06')
  await register(earning, earning.head, [{ name: 'disability_kind', code_value: 'limb' }], '2017-09-06')
  await runJobs(database, '2017-09-06')
  assert.equal((await listed(earning, '2017-09-06'))[0]?.state, 'lapsed')
})

test('another community sees nothing, a leader may not settle, and who moves is asked by the new office', async () => {
  const story = await build(stage)
  await known(story, 600_000n)
  await jobLost(story, '2017-09-04')
  const neighbour = await buildStaff(stage.tx, { role: 'community_worker', area: '120104008013' })
  const leader = await buildStaff(stage.tx, { role: 'leader', area: '12' })
  assert.deepEqual(await listed(story, '2017-09-04', neighbour), [])
  const [{ outreach_id } = { outreach_id: '' }] = await listed(story, '2017-09-04')
  const decline = (caller: Story['zhao']) =>
    stage.as(caller, (act) => declineOutreach(act, { outreach_id, note: '' }))
  await assert.rejects(decline(neighbour), { code: 'not_found' })
  await assert.rejects(decline(leader), { code: 'case_not_yours' })
  const [household] = await stage.tx<{ version: number }[]>`
    select version from household where household_id = ${story.household_id}`
  await buildDivision(stage.tx, '120104008013')
  await stage.as(
    story.zhao,
    (act) =>
      move(act, story.household_id, {
        on: '2017-09-05',
        address: '新址',
        division_code: '120104008013',
        version: household!.version,
      }),
    { today: '2017-09-05' },
  )
  await runJobs(database, '2017-09-05')
  assert.equal((await listed(story, '2017-09-05', neighbour)).length, 1)
})

test('what is about a protected child does not exist for who may not see the child', async () => {
  const story = await build(stage)
  await known(story, 200_000n)
  await stage.as(
    story.zhao,
    (act) =>
      registerBirth(act, story.household_id, {
        name: '王小贝',
        sex: '2',
        birth_date: '2017-09-03',
        identity_number: null,
        relation: 'grandchild',
        certificate: null,
      }),
    { today: '2017-09-04' },
  )
  await stage.tx`update person set restricted = true where name = '王小贝'`
  await runJobs(database, '2017-09-04')
  assert.deepEqual(await listed(story, '2017-09-04'), [])
  const kept =
    await stage.tx`select 1 from outreach where household_id = ${story.household_id} and reason = 'birth'`
  assert.ok(kept.length > 0, 'the house itself has found something')
})
