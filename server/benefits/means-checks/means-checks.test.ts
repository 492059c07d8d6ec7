import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { answer, community, papers } from '../../../test/builders/story.ts'
import { beginCheck, lookAtCheck, recordPaper, sealCheck } from '../../../test/builders/means-checks.ts'
import { buildFile, buildStaff } from '../../../test/builders/index.ts'
import type { Caller } from '../../platform/act.ts'
import { withdrawCase } from '../../casework/index.ts'
import {
  askAgain,
  authoriseMeansCheck,
  readReport,
  recordAnswers,
  replyToDiscrepancy,
  stopAsking,
  withdrawAuthorisation,
} from '../index.ts'

const database = await testDatabase()

test('a report is sealed when every source has its word or has none, whoever skipped one is told which', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const all = papers(the.story, { pension: 183_000n })
    await recordPaper(
      the,
      all.filter((each) => each.source !== 'vehicles' && each.source !== 'insurance'),
    )
    await assert.rejects(sealCheck(the), {
      code: 'means_check_not_complete',
      details: { detail: '2 个来源还没有查询：车辆登记、商业保险。' },
    })
    assert.match((await lookAtCheck(the)).means_check?.unfinished ?? '', /2 个来源还没有查询/)
    await recordPaper(the, [
      answer('vehicles', null, 'vehicle_count', null),
      answer('insurance', null, 'financial_assets', 0n),
    ])
    const sealed = await sealCheck(the)
    assert.equal(sealed.state, 'sealed')
    const page = await lookAtCheck(the)
    assert.equal(page.preview?.outcome, 'incomplete', 'sealed without a word on cars: still unknown')
    assert.equal(page.means_check?.sources.find((each) => each.source === 'vehicles')?.state, 'unanswered')
    await assert.rejects(recordPaper(the, all), { code: 'means_check_sealed' })
  }))

test('answers that have grown too old are asked for again before the report is sealed', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    await recordPaper(the, papers(the.story, { pension: 183_000n }))
    // 31 days are good for the bank, 32 are not.
    assert.equal((await lookAtCheck(the, '2017-10-01')).means_check?.unfinished, null)
    await assert.rejects(
      sealCheck(the, '2017-10-02'),
      (error: { code: string; details: { detail: string } }) => {
        assert.equal(error.code, 'means_check_not_complete')
        assert.match(
          error.details.detail,
          /数据已过期，先重新查询：不动产登记、车辆登记、企业登记、银行、证券、商业保险/,
        )
        return true
      },
    )
    await sealCheck(the, '2017-10-01')
  }))

test('the sealed report is what it was, whoever looks is logged, and a changed one is found out', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { story, means_check_id } = the
    await recordPaper(the, papers(story, { pension: 183_000n }))
    const read = () => stage.as(story.zhao, (act) => readReport(act, means_check_id))
    const draft = await read()
    assert.deepEqual([draft.seal, draft.genuine, draft.sealed_on], [null, null, null])
    await sealCheck(the)
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
    const the = await beginCheck(stage)
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
    const the = await beginCheck(stage)
    const { story, means_check_id } = the
    const page = await lookAtCheck(the)
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
      await assert.rejects(recordPaper(the, [{ ...answer('vehicles', null, 'vehicle_count', 0n), as_of }]), {
        code: 'answer_wrong',
      })
  }))

test('who explains a difference may show photos: they stand in the case, and in the sealed report with their hash', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { story, case_id, means_check_id } = the
    await recordPaper(the, papers(story, { pension: 190_000n }))
    const open = (await lookAtCheck(the)).means_check!.answers.find((each) => each.discrepancy === 'open')!
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
    const view = await lookAtCheck(the)
    const replied = view.means_check!.answers.find((each) => each.answer_id === open.answer_id)!
    assert.deepEqual(
      [replied.discrepancy, replied.reply_file_ids, replied.replied_on, replied.taken_down_by],
      ['explained', [file_id], '2017-09-01', null],
    )
    assert.ok(view.materials.some((each) => each.file_id === file_id))
    await sealCheck(the)
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
    const after = await lookAtCheck(the)
    assert.ok(after.means_check!.answers.every((each) => each.person_id !== story.head || !each.answered))
    assert.equal((await stage.as(story.zhao, (act) => readReport(act, means_check_id))).genuine, true)
  }))

test('two clerks at one check: the later one sees both versions', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { story, means_check_id } = the
    await recordPaper(the, [answer('vehicles', null, 'vehicle_count', 0n)])
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
    const the = await beginCheck(stage)
    const { story, case_id } = the
    await recordPaper(the, [answer('deposits', null, 'financial_assets', 9_000_000n)])
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
