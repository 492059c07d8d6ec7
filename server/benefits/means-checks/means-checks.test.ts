import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase, type Stage } from '../../../test/database.ts'
import { answer, apply, build, community, papers } from '../../../test/builders/story.ts'
import { buildFile, buildStaff } from '../../../test/builders/index.ts'
import type { Caller } from '../../platform/act.ts'
import { withdrawCase } from '../../casework/index.ts'
import {
  accept,
  askAgain,
  authoriseMeansCheck,
  readReport,
  recordAnswers,
  replyToDiscrepancy,
  resolveContradiction,
  sealMeansCheck,
  startMeansCheck,
  stopAsking,
  viewBenefitCase,
  withdrawAuthorisation,
} from '../index.ts'
import type { Answer } from './sources.ts'

const database = await testDatabase()

async function begun(stage: Stage, change: Parameters<typeof apply>[1] = {}) {
  const story = await build(stage)
  const { case_id } = await apply(story, change)
  await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
  const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
  return { story, case_id, means_check_id }
}
type Begun = Awaited<ReturnType<typeof begun>>

const look = ({ story, case_id }: Begun, today = '2017-09-01') =>
  story.stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today })

const versionOf = async ({ story, means_check_id }: Begun): Promise<number> => {
  const [row] = await story.stage.tx<{ version: number }[]>`
    select version from means_check where means_check_id = ${means_check_id}`
  return row!.version
}

async function record(the: Begun, answers: readonly Answer[]): Promise<void> {
  const version = await versionOf(the)
  await the.story.stage.as(the.story.zhao, (act) =>
    recordAnswers(act, { means_check_id: the.means_check_id, version, answers }),
  )
}

async function seal(the: Begun, today = '2017-09-01') {
  const version = await versionOf(the)
  const { means_check_id, story } = the
  return story.stage.as(story.zhao, (act) => sealMeansCheck(act, { means_check_id, version }), { today })
}

test('a source that did not answer leaves the fact unknown, and nothing is decided', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    await record(the, [
      answer('deposits', null, 'financial_assets', 1_826_040n),
      answer('securities', null, 'financial_assets', null),
    ])
    const page = await look(the)
    assert.equal(page.preview?.outcome, 'incomplete')
    assert.deepEqual(
      page.preview?.missing.map((each) => each.label),
      ['金融资产'],
    )
    await record(the, [answer('securities', null, 'financial_assets', 0n)])
    assert.equal((await look(the)).preview?.outcome, 'eligible')
  }))

test('of one person’s fact, too, nothing is known while one of the sources that were asked is silent', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    await record(the, [
      answer('social_insurance', the.story.child, 'wage_income', 0n),
      answer('tax', the.story.child, 'wage_income', null),
    ])
    assert.equal((await look(the)).preview?.outcome, 'incomplete')
    await record(the, [answer('tax', the.story.child, 'wage_income', 0n)])
    assert.equal((await look(the)).preview?.outcome, 'eligible')
  }))

test('what several sources found is added up, share by share, and the difference is that of the sum', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage, { deposits: '1000000' })
    const { head, spouse } = the.story
    await record(the, [
      answer('deposits', head, 'financial_assets', 600_000n),
      answer('deposits', spouse, 'financial_assets', 0n),
      answer('securities', null, 'financial_assets', 500_000n),
    ])
    const added = (await look(the)).means_check
    assert.deepEqual(
      added?.findings.map((each) => each.text),
      ['银行（王桂兰） 6,000.00 元 + 银行（刘志强） 0.00 元 + 证券 5,000.00 元 = 11,000.00 元'],
    )
    const [difference] = added?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(difference?.discrepancy_text, '比申报多 1,000.00 元')
    assert.equal(difference?.finding_text, added?.findings[0]?.text)
    await record(the, [answer('insurance', null, 'financial_assets', null)])
    const unknown = await look(the)
    assert.equal(unknown.means_check?.findings[0]?.total_text, null)
    assert.match(unknown.means_check?.findings[0]?.text ?? '', /商业保险 未答复.* = 未知（1 处没有答复）$/)
    const [still] = unknown.means_check?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(still?.discrepancy_text, '还有来源没有答复，合计未知')
    assert.equal(unknown.fact_groups.find((group) => group.id === 'financial_assets')?.known, false)
  }))

test('sources that contradict each other of one person are settled by somebody with a reason, and only then is the fact known', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, means_check_id } = the
    const differing = (each: Answer): Answer =>
      each.source === 'tax' && each.person_id === story.child && each.fact_name === 'wage_income'
        ? { ...each, found_value: 60_000n }
        : each
    await record(the, papers(story, { pension: 183_000n }).map(differing))
    const page = await look(the)
    const [contradiction] = page.means_check?.contradictions ?? []
    assert.equal(contradiction?.person_name, '刘伟')
    assert.deepEqual(
      contradiction?.said.map((each) => [each.source_title, each.found_text]),
      [
        ['社会保险', '0.00 元/月'],
        ['税务', '600.00 元/月'],
      ],
    )
    assert.equal(contradiction?.resolution, null)
    assert.equal(page.preview?.outcome, 'incomplete')
    await assert.rejects(seal(the), {
      code: 'means_check_not_complete',
      details: { detail: '1 处来源说法不一，先认定以哪个为准。' },
    })
    const resolve = async (source: 'tax' | 'vehicles', reason: string) => {
      const version = await versionOf(the)
      return stage.as(story.zhao, (act) =>
        resolveContradiction(act, {
          means_check_id,
          version,
          fact: 'wage_income',
          person_id: story.child,
          source,
          reason,
        }),
      )
    }
    await assert.rejects(resolve('tax', '对'), { code: 'reason_missing', status: 422 })
    await assert.rejects(resolve('vehicles', '与单位核实过工资'), { code: 'not_contradictory' })
    await resolve('tax', '与单位核实过工资')
    const settled = await look(the)
    assert.deepEqual(
      [settled.means_check?.contradictions[0]?.resolution].map((each) => [
        each?.source_title,
        each?.reason,
        each?.resolved_by_name,
      ]),
      [['税务', '与单位核实过工资', '赵敏']],
    )
    const [difference] = settled.means_check?.answers.filter((each) => each.discrepancy === 'open') ?? []
    assert.equal(difference?.discrepancy_text, '比申报多 600.00 元')
    // Another word of a source, and what was settled no longer holds.
    await record(the, [answer('tax', story.child, 'wage_income', 70_000n)])
    assert.equal((await look(the)).means_check?.contradictions[0]?.resolution, null)
  }))

test('a report is sealed when every source has its word or has none, whoever skipped one is told which', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const all = papers(the.story, { pension: 183_000n })
    await record(
      the,
      all.filter((each) => each.source !== 'vehicles' && each.source !== 'insurance'),
    )
    await assert.rejects(seal(the), {
      code: 'means_check_not_complete',
      details: { detail: '2 个来源还没有查询：车辆登记、商业保险。' },
    })
    assert.match((await look(the)).means_check?.unfinished ?? '', /2 个来源还没有查询/)
    await record(the, [
      answer('vehicles', null, 'vehicle_count', null),
      answer('insurance', null, 'financial_assets', 0n),
    ])
    const sealed = await seal(the)
    assert.equal(sealed.state, 'sealed')
    const page = await look(the)
    assert.equal(page.preview?.outcome, 'incomplete', 'sealed without a word on cars: still unknown')
    assert.equal(page.means_check?.sources.find((each) => each.source === 'vehicles')?.state, 'unanswered')
    await assert.rejects(record(the, all), { code: 'means_check_sealed' })
  }))

test('answers that have grown too old are asked for again before the report is sealed', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    await record(the, papers(the.story, { pension: 183_000n }))
    // 31 days are good for the bank, 32 are not.
    assert.equal((await look(the, '2017-10-01')).means_check?.unfinished, null)
    await assert.rejects(seal(the, '2017-10-02'), (error: { code: string; details: { detail: string } }) => {
      assert.equal(error.code, 'means_check_not_complete')
      assert.match(
        error.details.detail,
        /数据已过期，先重新查询：不动产登记、车辆登记、企业登记、银行、证券、商业保险/,
      )
      return true
    })
    await seal(the, '2017-10-01')
  }))

test('the sealed report is what it was, whoever looks is logged, and a changed one is found out', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, means_check_id } = the
    await record(the, papers(story, { pension: 183_000n }))
    const read = () => stage.as(story.zhao, (act) => readReport(act, means_check_id))
    const draft = await read()
    assert.deepEqual([draft.seal, draft.genuine, draft.sealed_on], [null, null, null])
    await seal(the)
    const report = await read()
    assert.equal(report.genuine, true)
    assert.equal(report.sealed_by_name, '赵敏')
    assert.equal(report.sources.length, 10)
    assert.equal(report.authorisations.length, 3)
    assert.equal((await stage.tx`select from audit_entry where act = 'means_check.read_report'`).length, 2)
    await assert.rejects(
      stage.as(story.zhao, (act) => act.tx`update means_check_report set sealed_on = '2017-01-01'`),
      { code: '42501' },
    )
    await stage.tx`update means_check_report set report = jsonb_set(report, '{household_title}', '"别人户"')`
    assert.equal((await read()).genuine, false)
  }))

test('single accounts are read by who examines, decides or hears the appeal, and by nobody else', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, means_check_id } = the
    const read = (who: Parameters<typeof stage.as>[0]) =>
      stage.as(who, (act) => readReport(act, means_check_id))
    for (const who of [story.zhao, story.chen, story.city]) assert.ok(await read(who))
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120104' })
    for (const who of [story.community, finance, story.resident])
      await assert.rejects(read(who), { code: 'case_not_yours', status: 403 })
    const neighbour = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' })
    await assert.rejects(read(neighbour), { status: 404 })
  }))

test('what is not connected is neither asked again nor waited for, and a paper says up to which day its books go', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, means_check_id } = the
    const page = await look(the)
    assert.ok(page.means_check?.sources.every((each) => each.state === 'not_connected'))
    await assert.rejects(
      stage.as(story.zhao, (act) => askAgain(act, { means_check_id, version: 1, source: 'tax' })),
      { code: 'source_not_connected' },
    )
    await assert.rejects(
      stage.as(story.zhao, (act) => stopAsking(act, { means_check_id, version: 1, source: 'tax' })),
      { code: 'source_not_asked' },
    )
    for (const as_of of [null, '2099-01-01'])
      await assert.rejects(record(the, [{ ...answer('vehicles', null, 'vehicle_count', 0n), as_of }]), {
        code: 'answer_wrong',
      })
  }))

test('who explains a difference may show photos: they stand in the case, and in the sealed report with their hash', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, case_id, means_check_id } = the
    await record(the, papers(story, { pension: 190_000n }))
    const open = (await look(the)).means_check!.answers.find((each) => each.discrepancy === 'open')!
    const explain = (file_id: string, who: Caller = story.resident) =>
      stage.as(who, (act) =>
        replyToDiscrepancy(act, {
          answer_id: open.answer_id,
          reply: 'explained',
          explanation: '补发了两个月的，不是每月都有',
          file_ids: [file_id],
        }),
      )
    await assert.rejects(explain('01890000-0000-7000-8000-000000000000'), { code: 'material_file_unknown' })
    const { household_id } = story
    const file_id = await buildFile(stage.tx, { division_code: community, household_id })
    await explain(file_id)
    const view = await look(the)
    const replied = view.means_check!.answers.find((each) => each.answer_id === open.answer_id)!
    assert.deepEqual(
      [replied.discrepancy, replied.reply_file_ids, replied.replied_on, replied.taken_down_by],
      ['explained', [file_id], '2017-09-01', null],
    )
    assert.ok(view.materials.some((each) => each.file_id === file_id))
    await seal(the)
    const report = await stage.as(story.zhao, (act) => readReport(act, means_check_id))
    const [stored] =
      await stage.tx`select encode(sha256, 'hex') as sha256 from file where file_id = ${file_id}`
    const finding = report.findings.find((each) => each.reply === 'explained')
    assert.deepEqual(
      finding?.materials.map((each) => [each.file_id, each.sha256]),
      [[file_id, stored?.['sha256']]],
    )
    await stage.as(story.resident, (act) =>
      withdrawAuthorisation(act, { case_id, person_id: story.head, file_id: null }),
    )
    const after = await look(the)
    assert.ok(after.means_check!.answers.every((each) => each.person_id !== story.head || !each.answered))
    assert.equal((await stage.as(story.zhao, (act) => readReport(act, means_check_id))).genuine, true)
  }))

test('two clerks at one check: the later one sees both versions', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, means_check_id } = the
    await record(the, [answer('vehicles', null, 'vehicle_count', 0n)])
    await assert.rejects(
      stage.as(story.li, (act) =>
        recordAnswers(act, {
          means_check_id,
          version: 1,
          answers: [answer('vehicles', null, 'vehicle_count', 1n)],
        }),
      ),
      { code: 'version_conflict', status: 409 },
    )
  }))

test('on a difference only the household and its office have a word, and none once the case is closed', () =>
  database.inRollback(async (stage) => {
    const the = await begun(stage)
    const { story, case_id } = the
    await record(the, [answer('deposits', null, 'financial_assets', 9_000_000n)])
    const [open] = await stage.tx<{ answer_id: string }[]>`
      select answer_id from means_check_answer where discrepancy = 'open'`
    const reply = (who: Parameters<typeof stage.as>[0]) =>
      stage.as(who, (act) =>
        replyToDiscrepancy(act, { ...open!, reply: 'accepted_by_applicant', explanation: '', file_ids: [] }),
      )
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120104' })
    const relative = await buildStaff(stage.tx, {
      role: 'street_clerk',
      area: '120104008',
      person_id: story.spouse,
    })
    await assert.rejects(reply(finance), { code: 'case_not_yours', status: 403 })
    await assert.rejects(reply(relative), { code: 'relative_case', status: 403 })
    const sign = (who: Parameters<typeof stage.as>[0]) =>
      stage.as(who, (act) =>
        authoriseMeansCheck(act, {
          case_id,
          person_id: story.head,
          signed_by: story.head,
          guardian: null,
          file_id: null,
        }),
      )
    await assert.rejects(sign(finance), { code: 'case_not_yours' })
    const [{ version }] = await stage.tx<[{ version: number }]>`
      select version from case_file where case_id = ${case_id}`
    await stage.as(story.resident, (act) => withdrawCase(act, { case_id, version, reason: '' }))
    await assert.rejects(reply(story.resident), { code: 'case_closed' })
    await assert.rejects(sign(story.resident), { code: 'case_closed' })
  }))
