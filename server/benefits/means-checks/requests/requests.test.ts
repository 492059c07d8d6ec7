import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { runJobs } from '../../../../test/jobs.ts'
import { papers } from '../../../../test/builders/story.ts'
import {
  applied,
  as,
  bring,
  database,
  factsOf,
  look,
  noMoney,
  reply,
  seal,
  settled,
  sourceOf,
  sources,
  start,
  told,
  until,
  versionOf,
} from '../../../../test/means.ts'
import type { Problem } from '../../../platform/problems/index.ts'
import { withdrawCase } from '../../../casework/index.ts'
import { askAgain, readReport, recordAnswers, resolveContradiction } from '../../index.ts'

test('ten sources are asked and answer; the pension differs by 7.50, the rest is as declared, and the report is sealed', async () => {
  sources.play({
    deposits: [{ does: 'later' }],
    tax: [{ does: 'duplicate' }],
    real_estate: [{ does: 'out_of_order' }],
    vehicles: [{ does: 'wrong_format', tries: 2 }],
    insurance: [{ does: 'down', tries: 2 }],
    securities: [{ does: 'slow', seconds: 0.1 }],
  })
  const the = await applied()
  const means_check_id = await start(the)
  const asked = await look(the)
  assert.equal(asked.means_check?.sources_running, 10)
  assert.equal(asked.preview?.outcome, 'incomplete', 'what is being asked is not known')
  const view = await settled(the)
  assert.equal(view.means_check?.state, 'answered')
  assert.equal(view.means_check?.sources_answered, 10)
  const differing = view.means_check!.answers.filter((each) => each.discrepancy !== 'none')
  assert.deepEqual(
    differing.map((each) => [
      each.source_title,
      each.person_name,
      each.declared_text,
      each.found_text,
      each.discrepancy_text,
    ]),
    [['社会保险', '刘志强', '1,830.00 元/月', '1,837.50 元/月', '比申报多 7.50 元']],
  )
  assert.equal(view.preview?.amount, '74250')
  const messages =
    await database.owner`select title from message where person_id = ${the.head} order by sent_at desc`
  assert.equal(messages[0]?.['title'], '核对结果有 1 处和您填的不一样')
  await reply(the)
  await seal(the, means_check_id)
  const report = await as(the.clerk, (act) => readReport(act, means_check_id))
  assert.equal(report.genuine, true)
  const bank = report.sources.find((each) => each.source === 'deposits')!
  assert.equal(
    bank.details.reduce((sum, each) => sum + Number(each.amount), 0),
    1_826_040,
  )
  assert.equal(bank.rounds[0]?.as_of, '2017-08-31')
  assert.equal(bank.rounds[0]?.way, 'exchange')
})

test('single accounts are kept nowhere but in the report', async () => {
  await database.owner`delete from means_check_detail`
  const the = await applied()
  const means_check_id = await start(the)
  await settled(the)
  await reply(the)
  await seal(the, means_check_id)
  const tables = await database.owner<{ name: string }[]>`
    select relname::text as name from pg_class where relnamespace = 'tianjin'::regnamespace and relkind = 'r'
      and relname <> 'means_check_report'`
  for (const { name } of tables) {
    const found = await database.owner.unsafe(
      `select 1 from ${name} t where t::text like '%示例银行 尾号%' limit 1`,
    )
    assert.equal(found.length, 0, name)
  }
})

test('what a source answered over the wire is not overwritten by hand', async () => {
  const the = await applied()
  const means_check_id = await start(the)
  await settled(the)
  const version = await versionOf(the)
  const answers = papers(the).filter((each) => each.source === 'vehicles')
  await assert.rejects(
    as(the.clerk, (act) => recordAnswers(act, { means_check_id, version, answers })),
    { code: 'source_answered', status: 409 },
  )
})

test('old books are asked for once more by themselves, then stay unknown until somebody asks again', async () => {
  sources.play({ deposits: [{ does: 'stale' }] })
  const the = await applied()
  const means_check_id = await start(the)
  await settled(the)
  const stale = await sourceOf(the, 'deposits')
  assert.deepEqual([stale.state, stale.rounds], ['stale', 2])
  assert.ok((stale.as_of ?? '') < '2016-12-31')
  assert.equal((await factsOf(the, 'financial_assets'))[0]?.number_value, null)
  sources.play({})
  const version = await versionOf(the)
  await as(the.clerk, (act) => askAgain(act, { means_check_id, version, source: 'deposits' }))
  assert.equal((await sourceOf(the, 'deposits')).state, 'asked')
  await settled(the)
  assert.equal((await factsOf(the, 'financial_assets'))[0]?.number_value, 1_826_040n)
})

test('asking again puts the answer aside; the older request’s answer comes too late', async () => {
  sources.play({ deposits: [{ does: 'later', seconds: 600 }] })
  const the = await applied()
  const means_check_id = await start(the)
  await until(the, ({ means_check }) => means_check!.sources_running === 1)
  const version = await versionOf(the)
  await as(the.clerk, (act) => askAgain(act, { means_check_id, version, source: 'deposits' }))
  assert.equal(await bring(means_check_id, 'deposits', noMoney), 'late')
  assert.equal((await sourceOf(the, 'deposits')).state, 'asked')
  assert.equal((await factsOf(the, 'financial_assets'))[0]?.number_value, null)
})

test('sources that contradict each other keep the fact unknown until a named clerk settles it', async () => {
  sources.play({ tax: [{ does: 'contradict' }] })
  const the = await applied()
  const means_check_id = await start(the)
  const view = await settled(the)
  const [contradiction] = view.means_check!.contradictions
  assert.deepEqual(
    [
      contradiction?.person_name,
      contradiction?.fact_label,
      contradiction?.said.map((each) => each.found_text),
    ],
    ['王桂兰', '工资性收入', ['0.00 元/月', '600.00 元/月']],
  )
  assert.equal(view.preview?.outcome, 'incomplete')
  await reply(the)
  await assert.rejects(
    seal(the, means_check_id),
    ({ code, details }: Problem) =>
      code === 'means_check_not_complete' && /1 处来源说法不一/.test(details.detail ?? ''),
  )
  const settle = (reason: string, source: 'tax' | 'vehicles', version: number) =>
    as(the.clerk, (act) =>
      resolveContradiction(act, {
        means_check_id,
        version,
        fact: 'wage_income',
        person_id: the.head,
        source,
        reason,
      }),
    )
  const { version } = view.means_check!
  await assert.rejects(settle('查过', 'tax', version), { code: 'reason_missing', status: 422 })
  await assert.rejects(settle('与单位电话核实过工资', 'vehicles', version), { code: 'not_contradictory' })
  await as(the.clerk, async (act) =>
    resolveContradiction(act, {
      means_check_id,
      version: view.means_check!.version,
      fact: 'wage_income',
      person_id: the.head,
      source: 'tax',
      reason: '与单位电话核实过工资',
    }),
  )
  await reply(the)
  await seal(the, means_check_id)
  const report = await as(the.clerk, (act) => readReport(act, means_check_id))
  assert.deepEqual(
    report.resolutions.map((each) => [each.source_title, each.reason, each.resolved_by_name]),
    [['税务', '与单位电话核实过工资', '赵敏']],
  )
})

test('a second, different answer of the same source is noted and changes nothing', async () => {
  sources.play({ vehicles: [{ does: 'second_thoughts' }] })
  const the = await applied()
  await start(the)
  const conflicting = () => database.owner`select from exchange_answer where taken_as = 'conflicting'`
  await settled(the)
  for (let tries = 0; tries < 200 && (await conflicting()).length === 0; tries += 1) await delay(20)
  assert.equal((await conflicting()).length, 1)
  assert.equal((await factsOf(the, 'vehicle_count'))[0]?.number_value, 0n)
})

test('a request rests on every member’s authorisation, and names nobody outside its body', async () => {
  const the = await applied()
  const means_check_id = await start(the)
  const rests = await database.owner<{ count: number }[]>`
    select count(*)::integer as count from means_check_request r join means_check_request_authorisation using (means_check_request_id)
    where r.means_check_id = ${means_check_id} group by r.source`
  assert.deepEqual(
    rests.map((each) => each.count),
    Array.from({ length: 10 }, () => 3),
  )
  const kept =
    await database.owner`select r::text as text from exchange_request r where subject_id = ${means_check_id}`
  for (const { identityNumber, name } of told.members)
    assert.ok(
      kept.every(
        (row) => !String(row['text']).includes(identityNumber) && !String(row['text']).includes(name),
      ),
    )
  await settled(the)
})

test('a case that its applicant takes back is asked about no further', async () => {
  const the = await applied()
  await start(the)
  const [row] = await database.owner<
    { version: number }[]
  >`select version from case_file where case_id = ${the.case_id}`
  await as(the.resident, (act) =>
    withdrawCase(act, { case_id: the.case_id, version: row!.version, reason: '' }),
  )
  await runJobs(database)
  const states = await database.owner<{ state: string }[]>`
    select distinct r.state from exchange_request r join means_check c on c.means_check_id = r.subject_id where c.case_id = ${the.case_id}`
  assert.deepEqual(
    states.map((each) => each.state),
    ['cancelled'],
  )
})
