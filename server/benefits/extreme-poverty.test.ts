import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answersOf,
  applyFor,
  assess,
  buildWithElders,
  confirm,
  destitute,
  september,
  supported,
  toDistrict,
  wholly,
} from '../../test/builders/destitute.ts'
import { buildStaff } from '../../test/builders/index.ts'
import { entitlements, onVersion, type Story } from '../../test/builders/story.ts'
import { asSystem, testDatabase } from '../../test/database.ts'
import { getLawArticle } from '../../law/index.ts'
import { listPayrollLines } from '../payments/payroll/queries.ts'
import { draftPayroll } from '../payments/payroll/service.ts'
import { membersFor, programmeOf } from './decisions/decide.ts'
import { payeeOf } from './determinations/payees.ts'
import { householdOn, loadHistory } from './households/history.ts'
import { listReviews } from './reviews/service.ts'
import {
  accept,
  getApplicationForm,
  openDueReviews,
  replayDetermination,
  reportChange,
  stopAfterDeath,
  submitApplication,
  viewBenefitCase,
  viewDetermination,
} from './index.ts'

const database = await testDatabase()

const uncle = (story: Story) => ({ person_id: story.spouse, lost: wholly })
const aunt = (story: Story) => ({ person_id: story.child, lost: ['can_wash' as const] })

async function determinationOf(story: Story, case_id: string) {
  const { determination } = await story.stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), {
    today: '2017-09-18',
  })
  assert.ok(determination)
  return determination
}

test('support names its people: each gets basic living and the care subsidy of the own six acts, whatever others earn', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    // 1720 + 800 and 1720 + 400; the nephew with whom they live is not asked about.
    const case_id = await supported(story, [uncle(story), aunt(story)], '464000', story.head)
    const made = await determinationOf(story, case_id)
    assert.deepEqual(
      made.decision.shares.map(({ name, label, amount, payee }) => [name, label, amount, payee]),
      [
        ['周德明', '基本生活费', '172000', 'beneficiary'],
        ['周德芳', '基本生活费', '172000', 'beneficiary'],
        ['周德明', '照料护理补贴', '80000', 'beneficiary'],
        ['周德芳', '照料护理补贴', '40000', 'beneficiary'],
      ],
    )
    assert.equal(made.member_count, 2)
    const rows = await stage.tx<{ person_id: string; amount: bigint }[]>`
      select person_id, sum(amount)::bigint as amount from determination_beneficiary
      where determination_id = ${made.determination_id} group by person_id order by amount desc`
    assert.deepEqual(
      [...rows],
      [
        { person_id: story.spouse, amount: 252_000n },
        { person_id: story.child, amount: 212_000n },
      ],
    )
    const replayed = await stage.as(story.zheng, (act) => replayDetermination(act, made.determination_id))
    assert.equal(replayed.same, true)
  }))

test('each whom support names is paid to the own account, for whom a guardian signs to the guardian’s', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const niece = { person_id: story.child, signed_by: story.head }
    const { case_id } = await applyFor(story, [uncle(story), niece], '2017-08-28', story.spouse)
    await toDistrict(story, case_id, [uncle(story), niece], september)
    // As it would be for a child; a child's case takes another way, which is not the matter here.
    await stage.tx`update person set birth_date = '2005-01-01' where person_id = ${story.child}`
    await stage.tx`
      update means_check_authorisation set capacity = 'guardian_of_child' where person_id = ${story.child}`
    await confirm(story, case_id, '424000', '2017-09-15')
    const [entitlement] = await entitlements(story)
    assert.deepEqual(
      [entitlement?.programme_id, entitlement?.amount, entitlement?.from_month],
      [destitute, 424_000n, '2017-10-01'],
    )
    for (const [at, person_id] of [story.head, story.spouse].entries())
      await stage.tx`
        insert into bank_account (person_id, bank_name, number, valid, division_code)
        values (${person_id}, '示范银行', ${`621700000000000${at}`}, daterange('2017-01-01', null), '120104008012')`
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120104' })
    const key = { programme_id: destitute, division_code: '120104', month: '2017-10-01' }
    const { payroll_id } = await stage.as(finance, (act) => draftPayroll(act, key), { today: '2017-10-02' })
    const lines = await stage.as(finance, (act) =>
      listPayrollLines(act.tx, { payroll_id, state: null, division_code: null, limit: 9, offset: 0 }),
    )
    assert.deepEqual(lines.map((line) => [line.beneficiary_name, line.payee_name, line.amount]).toSorted(), [
      ['周德明', '周德明', 252_000n],
      ['周德芳', '周建国', 172_000n],
    ])
  }))

test('a grown-up who cannot decide alone is paid to the guardian’s account, one who can to the own', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const shares = () => stage.tx<{ beneficiary_id: string; payee_id: string }[]>`
      select beneficiary_id, payee_id from entitlement_share where household_id = ${story.household_id}
      order by amount desc`
    await supported(story, [uncle(story), { ...aunt(story), signed_by: story.head }], '464000', story.spouse)
    assert.deepEqual(
      (await shares()).map((row) => [row.beneficiary_id, row.payee_id]),
      [
        [story.spouse, story.spouse],
        [story.child, story.head],
      ],
    )
  }))

test('the only grown-up for whom support is applied for receives it, where nobody else is named', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [{ person_id: story.child }], '172000')
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.payee_id, story.child)
  }))

test('of somebody in an institution the care subsidy goes to the institution and not to the household’s account', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const case_id = await supported(story, [{ ...uncle(story), in_institution: true }], '252000')
    const made = await determinationOf(story, case_id)
    assert.equal(made.amount, '252000')
    assert.deepEqual(
      made.decision.shares.map(({ label, amount, payee }) => [label, amount, payee]),
      [
        ['基本生活费', '172000', 'beneficiary'],
        ['照料护理补贴', '80000', 'institution'],
      ],
    )
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.amount, 172_000n)
  }))

test('a household cannot apply without saying for whom, nor for somebody who is not of it', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const stranger = crypto.randomUUID()
    for (const beneficiary_ids of [[], undefined, [stranger]]) {
      await assert.rejects(
        stage.as(story.zhao, (act) =>
          submitApplication(act, {
            programme_id: destitute,
            household_id: story.household_id,
            applicant_id: story.head,
            beneficiary_ids,
            answers: { household: {}, members: [answersOf(uncle(story))] },
            authorisations: [],
            materials: [],
          }),
        ),
        { code: 'beneficiary_missing', status: 422 },
      )
    }
  }))

test('the form asks for no word and no paper of what the street assesses', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const of = { programme_id: destitute, household_id: story.household_id }
    const form = await stage.as(story.zhao, (act) => getApplicationForm(act, of))
    assert.equal(form.beneficiary, 'member')
    assert.ok(!form.questions.some(({ fact }) => fact.startsWith('can_') || fact === 'can_leave_bed'))
    assert.ok(!form.evidence.some(({ id }) => id === 'self-care-assessment'))
    assert.ok(form.evidence.some(({ id }) => id === 'supporters-authorisation'))
  }))

test('who has support is not applied for again; the next of the household is, and both are named from then on', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [uncle(story)], '252000')
    await assert.rejects(applyFor(story, [uncle(story)], '2017-10-09'), { code: 'already_entitled' })
    const { case_id } = await applyFor(story, [aunt(story)], '2017-10-09')
    await onVersion(stage, case_id, story.zhao, (act, version) => accept(act, { case_id, version }), {
      today: '2017-10-09',
    })
    await assess(story, case_id, [aunt(story)], '2017-10-09')
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-10-09' })
    assert.equal(page.preview?.amount, '464000')
    assert.equal(page.preview?.member_count, 2)
  }))

test('what is applied for and not yet decided neither changes whom the running support is for nor who receives it', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [uncle(story)], '252000', story.spouse)
    const { case_id } = await applyFor(story, [aunt(story)], '2017-10-09', story.child)
    const known = await stage.as(story.zhao, (act) => loadHistory(act, story.household_id), {
      today: '2017-10-09',
    })
    const seen = (history: typeof known) => {
      const on = householdOn(history, { holding_on: '2017-10-09', known_on: '2017-10-09' })
      const people = membersFor(programmeOf(destitute), on, '2017-10-09').map(({ person_id }) => person_id)
      return [people.toSorted(), payeeOf({ today: '2017-10-09' }, history, destitute)]
    }
    assert.deepEqual(seen(known), [[story.spouse], story.spouse])
    const both = [story.spouse, story.child].toSorted()
    assert.deepEqual(seen({ ...known, case_in_hand: case_id }), [both, story.spouse])
  }))

test('a case for a child is never published, also when a grown-up applies', () =>
  database.inRollback(async (stage) => {
    const isPublishable = async (birth_date: string) => {
      const story = await buildWithElders(stage)
      await stage.tx`update person set birth_date = ${birth_date} where person_id = ${story.child}`
      const input = {
        programme_id: destitute,
        household_id: story.household_id,
        applicant_id: story.head,
        beneficiary_ids: [story.child],
        answers: { household: {}, members: [answersOf(aunt(story))] },
        authorisations: [{ person_id: story.head, signed_by: story.head }],
        materials: [],
      }
      const { case_id } = await stage.as(story.zhao, (act) => submitApplication(act, input), {
        today: '2017-08-28',
      })
      const [row] = await stage.tx<{ restricted: boolean }[]>`
        select restricted from case_file where case_id = ${case_id}`
      return row?.restricted === false
    }
    assert.equal(await isPublishable('1999-08-28'), true)
    assert.equal(await isPublishable('1999-08-29'), false)
  }))

test('nobody is supported while one of the six acts is not assessed', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const { case_id } = await applyFor(story, [uncle(story)], '2017-08-28')
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-05' })
    assert.equal(page.preview?.outcome, 'incomplete')
    assert.deepEqual(
      page.preview?.missing.map(({ label, subject }) => [label, subject]),
      ['能自己吃饭', '能自己穿衣', '能自己如厕', '能自己在室内行走', '能自己洗澡', '能自己上下床'].map(
        (label) => [label, '周德明'],
      ),
    )
    // The form asks of him only, and takes no word of the others.
    assert.deepEqual(page.assessment?.person_ids, [story.spouse])
    await onVersion(stage, case_id, story.zhao, (act, version) => accept(act, { case_id, version }), {
      today: '2017-09-01',
    })
    await assert.rejects(assess(story, case_id, [aunt(story)], '2017-09-04'), { code: 'answer_wrong' })
    await assess(story, case_id, [uncle(story)], '2017-09-04')
    const after = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.deepEqual([after.preview?.outcome, after.preview?.amount], ['eligible', '252000'])
  }))

test('when one of the two dies, the other is supported as before from the month after', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [uncle(story), aunt(story)], '464000', story.head)
    await stage.tx`update person set death_date = '2017-10-20' where person_id = ${story.spouse}`
    await stage.as(
      asSystem(),
      (act) =>
        stopAfterDeath(act, {
          household_id: story.household_id,
          person_id: story.spouse,
          death_date: '2017-10-20',
        }),
      { today: '2017-10-23' },
    )
    assert.deepEqual(
      (await entitlements(story)).map(({ amount, from_month }) => [from_month, amount]),
      [
        ['2017-10-01', 464_000n],
        ['2017-11-01', 212_000n],
      ],
    )
  }))

test('when the last whom it names dies, support ends though the household goes on', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [uncle(story)], '252000')
    await stage.tx`update person set death_date = '2017-10-20' where person_id = ${story.spouse}`
    await stage.as(
      asSystem(),
      (act) =>
        stopAfterDeath(act, {
          household_id: story.household_id,
          person_id: story.spouse,
          death_date: '2017-10-20',
        }),
      { today: '2017-10-23' },
    )
    assert.deepEqual(
      (await entitlements(story)).map(({ from_month, until_month }) => [from_month, until_month]),
      [['2017-10-01', '2017-11-01']],
    )
  }))

test('who is supported is looked at again a year after the decision, and not a day before', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const made = await determinationOf(story, await supported(story, [uncle(story)], '252000'))
    assert.deepEqual([made.review_class, made.next_review_on], ['yearly', '2018-09-15'])
    const due = (today: string) => stage.as(asSystem(), (act) => openDueReviews(act), { today })
    assert.equal(await due('2018-09-14'), 0)
    const listed = await stage.as(
      story.zhao,
      (act) => listReviews(act, { programme_id: destitute, limit: 10, offset: 0 }),
      { today: '2018-09-14' },
    )
    assert.deepEqual(
      listed.rows.map((row) => [row.review_class_title, row.next_review_on, row.review_class_unverified]),
      [['每年核查', '2018-09-15', getLawArticle('extreme-poverty-readings', '每年核查').text]],
    )
    assert.equal(await due('2018-09-15'), 1)
    assert.equal(await due('2018-09-15'), 0)
  }))

test('an act that can no longer be done is assessed anew and raises the care subsidy from the month after', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    await supported(story, [{ person_id: story.child }], '172000')
    const hand = await stage.as(
      story.zhao,
      (act) =>
        reportChange(act, {
          household_id: story.household_id,
          programme_id: destitute,
          kind: 'other',
          changed_on: '2017-10-10',
          text: '摔伤后不能自己洗浴',
          household: {},
          members: [],
          person_id: null,
        }),
      { today: '2017-10-12' },
    )
    const { case_id } = hand.row
    await assess(story, case_id, [aunt(story)], '2017-10-16')
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-10-16' })
    assert.deepEqual(
      page.months.map(({ month, previous_amount, amount }) => [month, previous_amount, amount]),
      [['2017-11-01', '172000', '212000']],
    )
  }))

test('a neighbour’s street sees neither the case nor whom it names', () =>
  database.inRollback(async (stage) => {
    const story = await buildWithElders(stage)
    const case_id = await supported(story, [uncle(story)], '252000')
    const made = await determinationOf(story, case_id)
    const neighbour = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' })
    await assert.rejects(
      stage.as(neighbour, (act) => viewDetermination(act, made.determination_id)),
      { status: 404 },
    )
    const seen = (caller: typeof neighbour) =>
      stage.as(caller, (act) => act.tx`select person_id from determination_beneficiary`)
    assert.equal((await seen(neighbour)).length, 0)
    assert.equal((await seen(story.zhao)).length, 2)
  }))
