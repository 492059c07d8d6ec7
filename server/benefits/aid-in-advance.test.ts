import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSystem, testDatabase } from '../../test/database.ts'
import {
  applyForHardship,
  assess,
  buildHardship,
  decideHardship,
  grantAhead as grant,
  inAdvance,
  notNeeded,
  refuseAid,
  papersAfter,
  hardship,
  sent,
  september,
  answer,
  balances,
  lineIds,
  on14,
} from '../../test/builders/hardship.ts'
import { onVersion } from '../../test/builders/story.ts'
import { buildDivision, buildStaff } from '../../test/builders/index.ts'
import {
  approvePayroll,
  draftPayroll,
  draftReissue,
  lockPayroll,
  unlockPayroll,
} from '../payments/payroll/service.ts'
import { listDifferencesOfHousehold } from '../payments/entitlements/queries.ts'
import { moveEntitlements, settleOneOff } from '../payments/index.ts'
import { refuseCase, viewBenefitCase } from './index.ts'

const database = await testDatabase()

test('what cannot wait is due within 24 hours, on a Saturday too, and given before the papers', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    // 2017-09-08 is a Friday.
    const { case_id, dates } = await applyForHardship(story, { urgent: true, today: '2017-09-08' })
    assert.match(dates.map((each) => each.text).join(), /9月9日/)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-08' })
    assert.deepEqual([page.head.step_title, page.clock?.due_on], ['先行救助', '2017-09-09'])
    await assert.rejects(grant(story, case_id, '500000', '2017-09-08'), { code: 'act_required_first' })
    await assess(story, case_id, '516001', '2017-09-08')
    await assert.rejects(grant(story, case_id, '516001', '2017-09-08'), { code: 'first_aid_beyond_power' })
    await assess(story, case_id, '500000', '2017-09-08')
    await assert.rejects(grant(story, case_id, '500001', '2017-09-08'), { code: 'amount_changed' })
    await grant(story, case_id, '500000', '2017-09-08')
    const after = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-08' })
    assert.equal(after.head.step_title, '入户补手续')
    assert.ok(after.owner?.role === 'street_clerk' && after.clock !== null)
    const payroll = await sent(story)
    assert.equal(payroll.total, 500_000n)
  }))

test('aid in advance counts: the decision that comes to the same pays nothing more, to more pays the rest', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    assert.equal((await sent(story)).total, 300_000n)
    await papersAfter(story, case_id, '450000')
    await assert.rejects(decideHardship(story, 'zhao', case_id, '450000'), { code: 'same_person_refused' })
    await decideHardship(story, 'sun', case_id, '450000')
    assert.equal((await sent(story)).total, 150_000n)
    await assert.rejects(sent(story), { code: 'payroll_empty' })
    const same = { ...story, ...(await buildHardship(stage)) }
    const alike = await inAdvance(same)
    await sent(same)
    await papersAfter(same, alike, '300000')
    await decideHardship(same, 'sun', alike, '300000')
    await assert.rejects(sent(same), { code: 'payroll_empty' })
  }))

test('aid in advance that turns out too much is recovered, and the books say so', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const payroll = await sent(story)
    await answer(story, payroll.payroll_id, '成功,')
    await papersAfter(story, case_id, '100000')
    await decideHardship(story, 'sun', case_id, '100000')
    const differences = await stage.as(story.finance, (act) =>
      listDifferencesOfHousehold(act.tx, story.household_id),
    )
    assert.deepEqual(
      differences.map((each) => [each.amount, each.state]),
      [[-200_000n, 'open']],
    )
    const books = await balances(story)
    assert.deepEqual(
      [books['assistance_expense'], books['recovery_receivable'], books['assistance_fund']],
      [100_000n, 200_000n, -300_000n],
    )
  }))

test('aid in advance that nobody has paid yet gives way to what is decided', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const { finance, second } = story
    const drafted = await stage.as(finance, (act) => draftPayroll(act, september), on14)
    const locked = await stage.as(finance, (act) => lockPayroll(act, drafted), on14)
    await papersAfter(story, case_id, '100000')
    await decideHardship(story, 'sun', case_id, '100000')
    await assert.rejects(
      stage.as(second, (act) => approvePayroll(act, locked), on14),
      { code: 'payroll_outdated' },
    )
    await stage.as(second, (act) => unlockPayroll(act, locked), on14)
    assert.equal((await sent(story)).total, 100_000n)
  }))

test('who is refused after aid in advance gives it back', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    await answer(story, (await sent(story)).payroll_id, '成功,')
    await notNeeded(story, case_id)
    const desk = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), on14)
    assert.equal(desk.preview?.outcome, 'ineligible')
    await refuseAid(story, case_id)
    const differences = await stage.as(story.finance, (act) =>
      listDifferencesOfHousehold(act.tx, story.household_id),
    )
    assert.deepEqual(
      differences.map((each) => each.amount),
      [-300_000n],
    )
  }))

test('what was given in advance and came back from the bank is owed by nobody once the aid is refused', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const { payroll_id } = await sent(story)
    await answer(story, payroll_id, '失败,账号户名不符')
    await notNeeded(story, case_id)
    await refuseAid(story, case_id)
    const differences = await stage.as(story.finance, (act) =>
      listDifferencesOfHousehold(act.tx, story.household_id),
    )
    assert.deepEqual([...differences], [])
    const books = await balances(story)
    assert.deepEqual(
      [books['assistance_expense'] ?? 0n, books['assistance_payable'] ?? 0n, books['assistance_fund'] ?? 0n],
      [0n, 0n, 0n],
    )
    const [line] = await lineIds(stage, payroll_id)
    const reissue = {
      programme_id: hardship,
      division_code: '120104',
      month: '2017-09-01',
      line_ids: [line!],
    }
    await assert.rejects(
      stage.as(story.finance, (act) => draftReissue(act, reissue), on14),
      { code: 'payroll_empty' },
    )
  }))

test('whoever visits proposes a refusal of what was given in advance, and another person decides on it', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const refusal = (who: 'zhao' | 'sun', day: string) =>
      onVersion(
        stage,
        case_id,
        story[who],
        (act, version) => refuseCase(act, { case_id, version, reason: '火灾没有发生，不符合条件' }),
        { today: day },
      )
    await notNeeded(story, case_id, false)
    const proposed = await refusal('zhao', '2017-09-11')
    assert.equal(proposed.determination_id, null)
    await assert.rejects(refusal('zhao', '2017-09-12'), { code: 'same_person_refused' })
    const decided = await refusal('sun', '2017-09-12')
    assert.ok(decided.determination_id)
  }))

test('what was still to come back gives way to a later decision: the household has what is due, not a fen more', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    await answer(story, (await sent(story)).payroll_id, '成功,')
    await papersAfter(story, case_id, '100000')
    await decideHardship(story, 'sun', case_id, '100000')
    const made = await stage.tx<{ determination_id: string }[]>`
      select determination_id from determination where case_id = ${case_id} order by recorded_at desc`
    const before = made.map((row) => row.determination_id)
    const settle = (amount: bigint) => {
      const due = {
        household_id: story.household_id,
        programme_id: hardship,
        determination_id: crypto.randomUUID(),
        before,
        payee_id: story.head,
        amount,
        member_count: 1,
        reason: '复议',
        stayed: false,
        division_code: '120104008012',
      }
      before.unshift(due.determination_id)
      return stage.as(story.zheng, (act) => settleOneOff(act, due), on14)
    }
    assert.deepEqual(await settle(100_000n), { granted: 0n, recovered: 0n })
    assert.deepEqual(await settle(450_000n), { granted: 150_000n, recovered: 0n })
    assert.equal((await sent(story)).total, 150_000n)
    const books = await balances(story)
    assert.deepEqual([books['assistance_expense'], books['recovery_receivable'] ?? 0n], [450_000n, 0n])
    assert.deepEqual(await settle(450_000n), { granted: 0n, recovered: 0n })
  }))

test('who moves before the aid was paid is paid by the new district, and the old one’s draft no longer names the household', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    await inAdvance(story)
    const drafted = await stage.as(story.finance, (act) => draftPayroll(act, september), on14)
    assert.equal(drafted.total, 300_000n)
    const to = await buildDivision(stage.tx, '120105001001')
    // The registers' own move takes the people and their accounts along.
    await stage.tx`update person set division_code = ${to} where person_id = ${story.head}`
    await stage.tx`update bank_account set division_code = ${to} where person_id = ${story.head}`
    await stage.as(
      asSystem(),
      (act) => moveEntitlements(act, { household_id: story.household_id, division_code: to }),
      on14,
    )
    const kept = await stage.as(story.finance, (act) => draftPayroll(act, september), on14)
    assert.deepEqual([kept.payroll_id, kept.line_count, kept.total], [drafted.payroll_id, 0, 0n])
    await assert.rejects(
      stage.as(story.finance, (act) => lockPayroll(act, kept), on14),
      { code: 'payroll_empty' },
    )
    const there = await buildStaff(stage.tx, { role: 'finance', area: '120105' })
    const anew = await stage.as(
      there,
      (act) => draftPayroll(act, { ...september, division_code: '120105' }),
      on14,
    )
    assert.equal(anew.total, 300_000n)
  }))

test('papers that are not there by their day stand with the street as overdue work', () =>
  database.inRollback(async (stage) => {
    const story = await buildHardship(stage)
    const case_id = await inAdvance(story)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-05' })
    const by = page.clock?.due_on ?? ''
    assert.equal(by, '2017-10-09')
    const late = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), { today: '2017-10-10' })
    assert.deepEqual([late.clock?.light, late.owner?.role], ['overdue', 'street_clerk'])
  }))
