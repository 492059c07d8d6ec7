import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { answer, papers } from '../../../test/builders/story.ts'
import {
  beginCheck,
  lookAtCheck,
  recordPaper,
  sealCheck,
  versionOf,
} from '../../../test/builders/means-checks.ts'
import { replyToDiscrepancy, resolveContradiction } from '../index.ts'
import type { Answer } from './sources.ts'

const database = await testDatabase()

test('a source that did not answer leaves the fact unknown, and nothing is decided', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    await recordPaper(the, [
      answer('deposits', null, 'financial_assets', 1_826_040n),
      answer('securities', null, 'financial_assets', null),
    ])
    const page = await lookAtCheck(the)
    assert.equal(page.preview?.outcome, 'incomplete')
    assert.deepEqual(
      page.preview?.missing.map((each) => each.label),
      ['金融资产'],
    )
    await recordPaper(the, [answer('securities', null, 'financial_assets', 0n)])
    assert.equal((await lookAtCheck(the)).preview?.outcome, 'eligible')
  }))

test('of one person’s fact, too, nothing is known while one of the sources that were asked is silent', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { head, spouse, child } = the.story
    const missing = async () => (await lookAtCheck(the)).preview?.missing.map((each) => each.label)
    const wages = (source: 'social_insurance' | 'tax', people: readonly string[], found: bigint | null) =>
      people.map((person) => answer(source, person, 'wage_income', found))
    await recordPaper(the, [
      ...wages('social_insurance', [head, spouse, child], 0n),
      ...wages('tax', [head, spouse], 0n),
      ...wages('tax', [child], null),
    ])
    assert.ok((await missing())?.includes('工资性收入'))
    await recordPaper(the, wages('tax', [child], 0n))
    assert.ok(!(await missing())?.includes('工资性收入'))
  }))

test('one line of a source’s paper is not the whole source: what the paper does not say is unknown', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { head } = the.story
    const wages = async () => {
      const answers = (await lookAtCheck(the)).means_check?.answers ?? []
      return answers
        .filter((each) => each.fact === 'wage_income')
        .map((each) => [each.person_id === head, each.answered])
        .toSorted()
    }
    await recordPaper(the, [answer('social_insurance', head, 'wage_income', 0n)])
    assert.deepEqual(await wages(), [
      [false, false],
      [false, false],
      [true, true],
    ])
    assert.equal((await lookAtCheck(the)).preview?.outcome, 'incomplete')
    await recordPaper(
      the,
      [the.story.spouse, the.story.child].map((each) => answer('social_insurance', each, 'wage_income', 0n)),
    )
    assert.deepEqual(
      (await wages()).map(([, answered]) => answered),
      [true, true, true],
      'a second paper adds to the first',
    )
  }))

test('a difference that grows after it was answered is put to the household again, and both replies stay', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage, { deposits: '1000000' })
    const { means_check_id, story } = the
    const differing = async () =>
      ((await lookAtCheck(the)).means_check?.answers ?? []).filter((each) => each.discrepancy !== 'none')
    const explain = (answer_id: string, explanation: string) =>
      stage.as(story.resident, (act) =>
        replyToDiscrepancy(act, { answer_id, reply: 'explained', explanation, file_ids: [] }),
      )
    await recordPaper(the, [answer('deposits', null, 'financial_assets', 1_100_000n)])
    const [first] = await differing()
    assert.equal(first?.discrepancy_text, '比申报多 1,000.00 元')
    await explain(first!.answer_id, '是孩子的压岁钱，忘了填。')
    await recordPaper(the, [answer('insurance', null, 'financial_assets', 0n)])
    assert.deepEqual(
      (await differing()).map((each) => each.discrepancy),
      ['explained'],
      'the same total is not asked about twice',
    )
    await recordPaper(the, [answer('securities', null, 'financial_assets', 500_000n)])
    const both = await differing()
    assert.deepEqual(
      both.map((each) => [each.source, each.discrepancy, each.discrepancy_text]),
      [
        ['deposits', 'explained', '比申报多 1,000.00 元'],
        ['securities', 'open', '比申报多 6,000.00 元'],
      ],
    )
    assert.equal(both[0]?.finding_text, '当时合计 11,000.00 元')
    await explain(both[1]!.answer_id, '单位发的股票，不能卖。')
    const [row] = await stage.tx<{ open: number }[]>`
      select count(*)::integer as open from means_check_answer
      where means_check_id = ${means_check_id} and discrepancy = 'open'`
    assert.equal(row?.open, 0)
  }))

test('what several sources found is added up, share by share, and the difference is that of the sum', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage, { deposits: '1000000' })
    const { head, spouse, child } = the.story
    await recordPaper(the, [
      answer('deposits', head, 'financial_assets', 600_000n),
      answer('deposits', spouse, 'financial_assets', 0n),
      answer('deposits', child, 'financial_assets', 0n),
      answer('securities', null, 'financial_assets', 500_000n),
    ])
    const added = (await lookAtCheck(the)).means_check
    assert.deepEqual(
      added?.findings.map((each) => each.text),
      [
        '银行（王桂兰） 6,000.00 元 + 银行（刘志强） 0.00 元 + 银行（刘伟） 0.00 元 + 证券 5,000.00 元 = 11,000.00 元',
      ],
    )
    const [difference] = added?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(difference?.discrepancy_text, '比申报多 1,000.00 元')
    assert.equal(difference?.finding_text, added?.findings[0]?.text)
    await recordPaper(the, [answer('insurance', null, 'financial_assets', null)])
    const unknown = await lookAtCheck(the)
    assert.equal(unknown.means_check?.findings[0]?.total_text, null)
    assert.match(unknown.means_check?.findings[0]?.text ?? '', /商业保险 未答复.* = 未知（1 处没有答复）$/)
    const [still] = unknown.means_check?.answers.filter((each) => each.discrepancy !== 'none') ?? []
    assert.equal(still?.discrepancy_text, '还有来源没有答复，合计未知')
    assert.equal(unknown.fact_groups.find((group) => group.id === 'financial_assets')?.known, false)
  }))

test('sources that contradict each other of one person are settled by somebody with a reason, and only then is the fact known', () =>
  database.inRollback(async (stage) => {
    const the = await beginCheck(stage)
    const { story, means_check_id } = the
    const differing = (each: Answer): Answer =>
      each.source === 'tax' && each.person_id === story.child && each.fact_name === 'wage_income'
        ? { ...each, found_value: 60_000n }
        : each
    await recordPaper(the, papers(story, { pension: 183_000n }).map(differing))
    const page = await lookAtCheck(the)
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
    await assert.rejects(sealCheck(the), {
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
    const settled = await lookAtCheck(the)
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
    await recordPaper(the, [answer('tax', story.child, 'wage_income', 70_000n)])
    assert.equal((await lookAtCheck(the)).means_check?.contradictions[0]?.resolution, null)
  }))
