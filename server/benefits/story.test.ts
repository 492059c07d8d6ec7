import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Caller } from '../platform/act.ts'
import { asSystem, testDatabase, type Stage } from '../../test/database.ts'
import { buildHousehold, buildResident, buildStaff } from '../../test/builders/index.ts'
import { getCase } from '../casework/index.ts'
import { recordDeliberation } from '../casework/deliberations/service.ts'
import { fileAppeal } from '../casework/appeals/service.ts'
import { decideObjection, fileObjection, publishNotice } from '../casework/notices/service.ts'
import { recordVisit } from '../casework/visits/service.ts'
import { rateCase } from '../casework/ratings/service.ts'
import { listEntitlementsOfHousehold } from '../payments/index.ts'
import {
  accept,
  approveCase,
  decideAppeal,
  examineAppeal,
  listDeterminations,
  notifyCase,
  recordAnswers,
  refuseCase,
  replayDetermination,
  replyToDiscrepancy,
  reportChange,
  runDay,
  sealMeansCheck,
  startMeansCheck,
  stopAfterDeath,
  submit,
  submitApplication,
  viewBenefitCase,
} from './index.ts'
import type { Answer, MeansSource } from './means-checks/sources.ts'

const database = await testDatabase()
const programme_id = 'minimum-living-guarantee'
const community = '120104008012'

/** 王桂兰's household of three, and everybody who works on it. */
async function build(stage: Stage) {
  const household = await buildHousehold(stage.tx, {
    division_code: community,
    members: [
      { relation: 'head', name: '王桂兰', sex: '2', birth_date: '1959-03-11' },
      { relation: 'spouse', name: '刘志强', sex: '1', birth_date: '1957-06-02' },
      { relation: 'child', name: '刘伟', sex: '1', birth_date: '1987-02-01' },
    ],
  })
  await stage.tx`update division set name = '南开区' where division_code = '120104'`
  const [head, spouse, child] = household.members.map((member) => member.person_id) as [
    string,
    string,
    string,
  ]
  const resident = await buildResident(stage.tx, { person_id: head, household_id: household.household_id })
  const staff = {
    zhao: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '赵敏' }),
    li: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '李强' }),
    community: await buildStaff(stage.tx, { role: 'community_worker', area: community }),
    chen: await buildStaff(stage.tx, { role: 'district_approver', area: '120104', display_name: '陈静' }),
    zheng: await buildStaff(stage.tx, { role: 'district_approver', area: '120104', display_name: '郑海' }),
    city: await buildStaff(stage.tx, { role: 'policy_officer', area: '12' }),
  }
  return { stage, household_id: household.household_id, head, spouse, child, resident, ...staff }
}
type Story = Awaited<ReturnType<typeof build>>

const nobodyEarns = {
  wage_income: '0',
  business_income: '0',
  property_income: '0',
  transfer_income: '0',
  exempt_income: '0',
  employed: false,
  is_studying: false,
  lives_independently: false,
  able_to_work: false,
  work_refusals: 0,
  absent_as_clergy: false,
  in_prison: false,
  disability_kind: 'none',
}

const apply = (story: Story, change: { pension?: string; deposits?: string } = {}, today = '2017-08-28') =>
  story.stage.as(
    story.resident,
    (act) =>
      submitApplication(act, {
        programme_id,
        answers: {
          household: {
            financial_assets: change.deposits ?? '1826040',
            vehicle_count: 0,
            home_count: 1,
            other_premises: false,
            paid_study_abroad: false,
          },
          members: [
            { person_id: story.head, answers: nobodyEarns },
            {
              person_id: story.spouse,
              answers: {
                ...nobodyEarns,
                transfer_income: change.pension ?? '183000',
                disability_kind: 'limb',
                disability_grade: '2',
              },
            },
            {
              person_id: story.child,
              answers: { ...nobodyEarns, disability_kind: 'mental', disability_grade: '2' },
            },
          ],
        },
        authorisations: [story.head, story.spouse, story.child].map((person_id) => ({
          person_id,
          signed_by: person_id,
        })),
        materials: [],
      }),
    { today },
  )

/** Runs an act on the version that the case has when the act begins. */
async function onVersion<T>(
  stage: Stage,
  case_id: string,
  caller: Caller,
  work: (act: Act, version: number) => Promise<T>,
  moment: { today?: string } = {},
): Promise<T> {
  const [row] = await stage.tx<
    { version: number }[]
  >`select version from case_file where case_id = ${case_id}`
  return stage.as(caller, (act) => work(act, row?.version ?? 0), moment)
}

const answer = (
  source: MeansSource,
  person_id: string | null,
  fact_name: string,
  found_value: bigint | null,
): Answer => ({
  source,
  person_id,
  fact_name,
  answered: found_value !== null,
  found_value,
  found_code: null,
  as_of: found_value === null ? null : '2017-08-31',
})

const visited = {
  visited_on: '2017-09-01',
  visited_at: null,
  place: '家中',
  finding: '3 人同住，陈设简单，与申报一致。',
  agrees_with_declaration: true,
  detail: {
    resident_count: 3,
    home_kind: 'public_rental' as const,
    photo_file_ids: [],
    signature_file_id: null,
    latitude: null,
    longitude: null,
    accuracy_metres: null,
  },
}

/** Accepted, visited, means checked, until the street may hand it on. */
async function check(story: Story, case_id: string, pension = 183_750n): Promise<void> {
  const { stage, zhao, li } = story
  await onVersion(stage, case_id, zhao, (act, version) => accept(act, { case_id, version }), {
    today: '2017-08-28',
  })
  await stage.as(
    zhao,
    (act) =>
      recordVisit(act, {
        ...visited,
        case_id,
        visit_id: crypto.randomUUID(),
        second_visitor_id: li.account_id,
      }),
    { today: '2017-09-01' },
  )
  const means_check_id = await stage.as(zhao, (act) => startMeansCheck(act, case_id), { today: '2017-08-29' })
  await stage.as(
    zhao,
    (act) =>
      recordAnswers(act, {
        means_check_id,
        version: 1,
        answers: [
          answer('social_insurance', story.spouse, 'transfer_income', pension),
          answer('deposits', null, 'financial_assets', 1_826_040n),
          answer('securities', null, 'financial_assets', 0n),
          answer('vehicles', null, 'vehicle_count', 0n),
          answer('real_estate', null, 'home_count', 1n),
        ],
      }),
    { today: '2017-08-31' },
  )
  const view = await stage.as(zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
  for (const open of view.means_check?.answers.filter((each) => each.discrepancy === 'open') ?? []) {
    await stage.as(
      story.resident,
      (act) =>
        replyToDiscrepancy(act, {
          answer_id: open.answer_id,
          reply: 'accepted_by_applicant',
          explanation: '',
        }),
      { today: '2017-09-04' },
    )
  }
  await stage.as(zhao, (act) => sealMeansCheck(act, { means_check_id, version: 2 }), { today: '2017-09-04' })
}

const submitAs = (
  story: Story,
  who: 'zhao' | 'community' | 'chen',
  case_id: string,
  today: string,
  opinion = '',
) =>
  onVersion(story.stage, case_id, story[who], (act, version) => submit(act, { case_id, version, opinion }), {
    today,
  })

const day = (story: Story, today: string) => story.stage.as(asSystem(), (act) => runDay(act), { today })

async function deliberate(story: Story, case_id: string): Promise<void> {
  await submitAs(story, 'zhao', case_id, '2017-09-04')
  await onVersion(
    story.stage,
    case_id,
    story.community,
    (act, version) =>
      recordDeliberation(act, {
        case_id,
        version,
        held_on: '2017-09-05',
        present_count: 9,
        representative_count: 6,
        agree_count: 9,
        disagree_count: 0,
        opinion: '情况属实',
      }),
    { today: '2017-09-05' },
  )
  await submitAs(story, 'community', case_id, '2017-09-05')
}

const publish = (story: Story, who: 'zhao' | 'chen', case_id: string, today: string) =>
  onVersion(story.stage, case_id, story[who], (act, version) => publishNotice(act, { case_id, version }), {
    today,
  })

/** From the street's notice to the approver's desk. */
async function toDetermination(story: Story, case_id: string): Promise<void> {
  await publish(story, 'zhao', case_id, '2017-09-06')
  await day(story, '2017-09-14')
  await submitAs(story, 'zhao', case_id, '2017-09-14', '同意')
  await submitAs(story, 'chen', case_id, '2017-09-18', '同意')
  await publish(story, 'chen', case_id, '2017-09-18')
  await day(story, '2017-09-26')
}

const approve = (story: Story, who: 'chen' | 'zheng', case_id: string, amount: string, today: string) =>
  onVersion(
    story.stage,
    case_id,
    story[who],
    (act, version) => approveCase(act, { case_id, version, amount, opinion: '' }),
    { today },
  )

const tell = (story: Story, case_id: string, today: string) =>
  onVersion(story.stage, case_id, story.chen, (act, version) => notifyCase(act, { case_id, version }), {
    today,
  })

/** The whole way to money from October. */
async function granted(story: Story): Promise<string> {
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await toDetermination(story, case_id)
  await approve(story, 'zheng', case_id, '74250', '2017-09-27')
  await tell(story, case_id, '2017-09-28')
  return case_id
}

const entitlements = (story: Story) => listEntitlementsOfHousehold(story.stage.tx, story.household_id)

test('王桂兰 applies on 2017-08-28 and gets 742.50 yuan a month from 2017-10', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const receipt = await apply(story)
    assert.equal(receipt.case_number, '津南开低保〔2017〕0001号')
    assert.equal(receipt.dates[0]?.by, '2017-09-04')
    const { case_id } = receipt
    await check(story, case_id)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.amount, '74250')
    assert.equal(page.preview?.formula_text, '(标准 860.00 − 人均 612.50) × 3 人')
    assert.equal(
      page.preview?.reasons.find((reason) => reason.label === '人均收入低于标准')?.value_text,
      '612.50 < 860.00',
    )
    assert.equal(page.preview?.margins[0]?.text, '全户月收入再多 742.50 元，就不再符合')
    const income = page.fact_groups.find((group) => group.id === 'income')
    assert.equal(income?.value_text, '1,837.50 元')
    assert.equal(income?.discrepancy_text, '比申报多 7.50 元')
    assert.equal(page.means_check?.state, 'sealed')
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    const desk = await stage.as(story.zheng, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(desk.head.step_title, '审批')
    assert.equal(desk.street_opinion, '街道意见：同意')
    assert.equal(desk.notice_summary, '公示无异议')
    assert.equal(desk.pays_text, '2017年10月起，每月 10 日前发放')
    assert.equal(desk.acts.find((each) => each.act === 'approve')?.allowed, true)
    const chens = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), { today: '2017-09-27' })
    assert.equal(chens.acts.find((each) => each.act === 'approve')?.why_not, '须与“区审核”的经办人分开')
    await assert.rejects(approve(story, 'chen', case_id, '74250', '2017-09-27'), {
      code: 'same_person_refused',
      status: 403,
    })
    await assert.rejects(approve(story, 'zheng', case_id, '74300', '2017-09-27'), {
      code: 'amount_changed',
      status: 409,
    })
    const { determination_id } = await approve(story, 'zheng', case_id, '74250', '2017-09-27')
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.amount, 74_250n)
    assert.equal(entitlement?.from_month, '2017-10-01')
    const again = await stage.as(story.zheng, (act) => replayDetermination(act, determination_id!))
    assert.equal(again.same, true)
    assert.equal(again.recomputed_amount, 74_250n)
    await tell(story, case_id, '2017-09-28')
    const closed = await stage.as(story.resident, (act) => viewBenefitCase(act, case_id), {
      today: '2017-09-28',
    })
    assert.equal(closed.head.outcome, 'approved')
    assert.equal(closed.determination?.amount, '74250')
    assert.equal(closed.determination?.review_class, 'fairly_stable')
    assert.equal(closed.determination?.next_review_on, '2018-03-27')
    assert.equal(closed.determination?.appeal.file_by, '2017-11-27')
    const rate = () => stage.as(story.resident, (act) => rateCase(act, { case_id, stars: 5, text: '快' }))
    assert.equal((await rate()).stars, 5)
    await assert.rejects(rate(), { code: 'rating_once' })
    await assert.rejects(apply(story, {}, '2017-10-09'), { code: 'already_entitled' })
  }))

test('a household over the standard is refused with the reason and the way to object', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { pension: '300000' })
    await check(story, case_id, 300_000n)
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })
    assert.equal(page.preview?.outcome, 'ineligible')
    const { determination_id } = await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) =>
        refuseCase(act, {
          case_id,
          version,
          reason: '家庭人均收入高于低保标准',
        }),
      { today: '2017-09-05' },
    )
    await tell(story, case_id, '2017-09-06')
    const [message] = await stage.tx<{ body: string }[]>`select body from message where case_id = ${case_id}`
    assert.match(message?.body ?? '', /家庭人均收入高于低保标准/)
    assert.match(message?.body ?? '', /行政复议/)
    assert.equal((await entitlements(story)).length, 0)
    assert.equal(
      (await stage.as(story.zhao, (act) => replayDetermination(act, determination_id!))).same,
      true,
    )
  }))

test('what the facts approve is not refused, and what they refuse is not approved', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await assert.rejects(
      onVersion(stage, case_id, story.zhao, (act, version) =>
        refuseCase(act, { case_id, version, reason: '名额已满，不予批准' }),
      ),
      { code: 'decision_is_approval' },
    )
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.household_id}, 'household', ${story.household_id}, 'vehicle_count', '[2017-01-01,)', '2017-09-26', 1, 'register', '车辆登记', ${community})`
    await assert.rejects(approve(story, 'zheng', case_id, '74250', '2017-09-27'), {
      code: 'decision_is_refusal',
    })
  }))

test('a source that did not answer leaves the fact unknown, and nothing is decided', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
    const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
    await stage.as(story.zhao, (act) =>
      recordAnswers(act, {
        means_check_id,
        version: 1,
        answers: [
          answer('deposits', null, 'financial_assets', 1_826_040n),
          answer('securities', null, 'financial_assets', null),
        ],
      }),
    )
    const page = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(page.preview?.outcome, 'incomplete')
    assert.deepEqual(
      page.preview?.missing.map((each) => each.label),
      ['金融资产'],
    )
    await stage.as(story.zhao, (act) =>
      recordAnswers(act, {
        means_check_id,
        version: 2,
        answers: [answer('securities', null, 'financial_assets', 0n)],
      }),
    )
    const known = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id))
    assert.equal(known.preview?.outcome, 'eligible')
  }))

test('an objection holds the notice, is answered, and a new notice hangs', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await deliberate(story, case_id)
    const { notice_id } = await publish(story, 'zhao', case_id, '2017-09-06')
    const { objection_id } = await stage.as(
      { kind: 'public' },
      (act) => fileObjection(act, { notice_id: notice_id!, text: '他家儿子在外地打工', contact: null }),
      { today: '2017-09-08' },
    )
    await day(story, '2017-09-14')
    const held = await stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today: '2017-09-14' })
    assert.equal(held.head.step_title, '街道公示')
    assert.equal(held.notice_summary, '公示有异议，核查中')
    assert.equal(held.acts.find((each) => each.act === 'submit')?.allowed, false)
    assert.equal(held.acts.find((each) => each.act === 'decide_objection')?.allowed, true)
    await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) =>
        decideObjection(act, {
          objection_id,
          version,
          decision: 'rejected',
          finding: '经查刘伟精神二级残疾，未外出务工',
        }),
      { today: '2017-09-15' },
    )
    await publish(story, 'zhao', case_id, '2017-09-15')
    await day(story, '2017-09-23')
    assert.equal((await stage.as(story.zhao, (act) => getCase(act, case_id))).step.id, 'street_report')
  }))

test('an appeal in time is examined and decided by others, and changes the determination on the facts of now', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { pension: '300000' })
    await check(story, case_id, 300_000n)
    await onVersion(
      stage,
      case_id,
      story.zhao,
      (act, version) =>
        refuseCase(act, {
          case_id,
          version,
          reason: '家庭人均收入高于低保标准',
        }),
      { today: '2017-09-05' },
    )
    const file = (today: string) =>
      stage.as(
        story.resident,
        (act) => fileAppeal(act, { case_id, grounds: '退休金数额登记错误', ask_for_stay: false }),
        { today },
      )
    await assert.rejects(file('2017-09-05'), { code: 'appeal_not_possible' })
    await tell(story, case_id, '2017-09-06')
    const { appeal_id, appeal, in_time } = await file('2017-11-06')
    assert.equal(in_time, true)
    assert.equal(appeal.row.due_on, '2017-11-13')
    await assert.rejects(file('2017-11-06'), { code: 'appeal_already_filed' })
    const appeal_case_id = appeal.row.case_id
    await onVersion(
      stage,
      appeal_case_id,
      story.city,
      (act, version) =>
        examineAppeal(act, {
          appeal_id,
          version,
          admit: true,
          stays: false,
          reason: '符合受理条件',
        }),
      { today: '2017-11-08' },
    )
    await stage.tx`
      insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
      values (${story.spouse}, 'person', ${story.household_id}, 'transfer_income', '[2017-08-01,)', '2017-11-10', 183750, 'register', '社会保险更正', ${community})`
    const decided = await onVersion(
      stage,
      appeal_case_id,
      story.city,
      (act, version) =>
        decideAppeal(act, {
          appeal_id,
          version,
          decision: 'changed',
          reasons: '社会保险更正后人均收入低于标准',
        }),
      { today: '2017-11-20' },
    )
    assert.ok(decided.determination_id)
    const [entitlement] = await entitlements(story)
    assert.equal(entitlement?.amount, 74_250n)
    assert.equal(entitlement?.from_month, '2017-10-01')
    const closed = await stage.as(story.city, (act) => getCase(act, appeal_case_id))
    assert.equal(closed.row.outcome, 'approved')
  }))

test('a late appeal is not admitted, and the refusal names the limit', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const case_id = await granted(story)
    const { appeal_id, appeal, in_time } = await stage.as(
      story.resident,
      (act) => fileAppeal(act, { case_id, grounds: '金额算少了，请复核', ask_for_stay: false }),
      { today: '2017-12-01' },
    )
    assert.equal(in_time, false)
    const examine = (admit: boolean) =>
      onVersion(
        stage,
        appeal.row.case_id,
        story.city,
        (act, version) =>
          examineAppeal(act, {
            appeal_id,
            version,
            admit,
            stays: false,
            reason: '超过六十日期限',
          }),
        { today: '2017-12-04' },
      )
    await assert.rejects(examine(true), { code: 'appeal_late', status: 422 })
    const hand = await examine(false)
    assert.equal(hand.row.outcome, 'rejected')
  }))

test('an appeal may send the matter back to be determined anew', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const case_id = await granted(story)
    const { appeal_id, appeal } = await stage.as(
      story.resident,
      (act) => fileAppeal(act, { case_id, grounds: '金额算少了，请复核', ask_for_stay: true }),
      { today: '2017-10-10' },
    )
    await onVersion(
      stage,
      appeal.row.case_id,
      story.city,
      (act, version) =>
        examineAppeal(act, {
          appeal_id,
          version,
          admit: true,
          stays: true,
          reason: '符合受理条件',
        }),
      { today: '2017-10-11' },
    )
    const effect = await onVersion(
      stage,
      appeal.row.case_id,
      story.city,
      (act, version) =>
        decideAppeal(act, {
          appeal_id,
          version,
          decision: 'remade',
          reasons: '收入证据不足，重新核实',
        }),
      { today: '2017-10-20' },
    )
    const again = await stage.as(story.zhao, (act) => getCase(act, effect.reopened_case_id!))
    assert.equal(again.row.kind, 'recomputation')
    assert.equal(again.step.id, 'visit')
  }))

/** Months already paid: as payroll lines of a reconciled payroll would say. */
async function paid(story: Story, months: string[], amount: bigint): Promise<void> {
  const { tx } = story.stage
  for (const month of months) {
    const [payroll] = await tx<{ payroll_id: string }[]>`
      insert into payroll (programme_id, division_code, month, state, prepared_on, due_on, prepared_by, approved_by)
      values (${programme_id}, '120104', ${month}, 'reconciled', ${month}, ${month}, ${story.chen.account_id}, ${story.zheng.account_id}) returning payroll_id`
    const [entitlement] = await entitlements(story)
    await tx`
      insert into payroll_line (payroll_id, household_id, programme_id, month, entitlement_id, determination_id, payee_id, payee_name, regular_amount, amount, kind, answer, division_code)
      values (${payroll!.payroll_id}, ${story.household_id}, ${programme_id}, ${month}, ${entitlement!.entitlement_id}, ${entitlement!.determination_id}, ${story.head}, '王桂兰', ${amount}, ${amount}, 'regular', 'paid', ${community})`
  }
}

test('a pension that rose in November is recovered for December and lowers what follows; nothing decided is edited', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await paid(story, ['2017-10-01', '2017-11-01', '2017-12-01'], 74_250n)
    const report = (changed_on: string, today: string) =>
      stage.as(
        story.zhao,
        (act) =>
          reportChange(act, {
            household_id: story.household_id,
            programme_id,
            kind: 'income',
            changed_on,
            text: '退休金上调',
            household: {},
            members: [{ person_id: story.spouse, answers: { transfer_income: '198750' } }],
            person_id: null,
          }),
        { today },
      )
    await assert.rejects(report('2017-12-20', '2017-12-10'), { code: 'change_too_early' })
    const { row } = await report('2017-11-10', '2017-12-11')
    await assert.rejects(report('2017-11-10', '2017-12-11'), { code: 'case_already_open' })
    assert.equal(row.step_id, 'visit')
    const { case_id } = row
    await submitAs(story, 'zhao', case_id, '2017-12-12', '属实')
    const page = await stage.as(story.chen, (act) => viewBenefitCase(act, case_id), { today: '2017-12-13' })
    assert.deepEqual(
      page.months.map(({ month, amount, difference }) => [month, amount, difference]),
      [
        ['2017-12-01', '59250', '-15000'],
        ['2018-01-01', '59250', '0'],
      ],
    )
    await submitAs(story, 'chen', case_id, '2017-12-13', '同意')
    await assert.rejects(approve(story, 'chen', case_id, '59250', '2017-12-14'), {
      code: 'same_person_refused',
    })
    await approve(story, 'zheng', case_id, '59250', '2017-12-14')
    const differences = await stage.tx<
      { month: string; amount: bigint }[]
    >`select month, amount from difference_item`
    assert.deepEqual([...differences], [{ month: '2017-12-01', amount: -15_000n }])
    const [latest, first] = await listDeterminations(stage.tx, story.household_id, programme_id)
    assert.equal(latest?.amount, 59_250n)
    assert.equal(latest?.supersedes, first?.determination_id)
    assert.equal(first?.amount, 74_250n)
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.deepEqual(
      running.map((each) => [each.amount, each.from_month]),
      [[59_250n, '2017-12-01']],
    )
  }))

test('a new standard from April is determined by the law of its month', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const { row } = await stage.as(
      story.zhao,
      (act) =>
        reportChange(act, {
          household_id: story.household_id,
          programme_id,
          kind: 'income',
          changed_on: '2018-02-10',
          text: '退休金上调',
          household: {},
          members: [{ person_id: story.spouse, answers: { transfer_income: '198750' } }],
          person_id: null,
        }),
      { today: '2018-04-02' },
    )
    await submitAs(story, 'zhao', row.case_id, '2018-04-03')
    await submitAs(story, 'chen', row.case_id, '2018-04-04')
    await approve(story, 'zheng', row.case_id, '77250', '2018-04-08')
    const made = await listDeterminations(stage.tx, story.household_id, programme_id)
    assert.deepEqual(
      made.map((each) => [each.effective_from, each.amount]),
      [
        ['2018-04-01', 77_250n],
        ['2018-03-01', 59_250n],
        ['2017-10-01', 74_250n],
      ],
    )
  }))

test('a death is acted on the same day: the share of the dead ends with the next month', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`update person set death_date = '2017-11-20' where person_id = ${story.spouse}`
    await stage.tx`update household_member set valid = daterange(lower(valid), '2017-11-21') where person_id = ${story.spouse}`
    const stop = () =>
      stage.as(
        asSystem(),
        (act) =>
          stopAfterDeath(act, {
            person_id: story.spouse,
            household_id: story.household_id,
            death_date: '2017-11-20',
          }),
        { today: '2017-11-20' },
      )
    await stop()
    await stop()
    const made = await listDeterminations(stage.tx, story.household_id, programme_id)
    assert.deepEqual(made.map((each) => [each.effective_from, each.amount, each.reason]).slice(0, 1), [
      ['2017-12-01', 172_000n, '成员死亡'],
    ])
    assert.equal(made.length, 2)
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.deepEqual(
      running.map((each) => each.amount),
      [172_000n],
    )
  }))

test('when the last member dies payment ends', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    await stage.tx`update household_member set valid = daterange(lower(valid), '2017-11-21') where household_id = ${story.household_id}`
    await stage.as(
      asSystem(),
      (act) =>
        stopAfterDeath(act, {
          person_id: story.head,
          household_id: story.household_id,
          death_date: '2017-11-20',
        }),
      { today: '2017-11-20' },
    )
    const running = (await entitlements(story)).filter((each) => each.until_month === null)
    assert.equal(running.length, 0)
    const [latest] = await listDeterminations(stage.tx, story.household_id, programme_id)
    assert.equal(latest?.outcome, 'ineligible')
    assert.equal(
      (await stage.as(story.zheng, (act) => replayDetermination(act, latest!.determination_id))).same,
      true,
    )
  }))

test('a review opens when its day comes, once, and its result sets the next', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    assert.equal((await day(story, '2018-03-26')).reviews_opened, 0)
    assert.equal((await day(story, '2018-03-27')).reviews_opened, 1)
    assert.equal((await day(story, '2018-03-28')).reviews_opened, 0)
    const [review] = await stage.tx<
      { case_id: string }[]
    >`select case_id from case_file where kind = 'review'`
    const { case_id } = review!
    await assert.rejects(submitAs(story, 'zhao', case_id, '2018-03-29'), { code: 'act_required_first' })
    await assert.rejects(
      stage.as(story.zhao, (act) => startMeansCheck(act, case_id)),
      { code: 'authorisation_missing' },
    )
  }))

test('nobody applies twice, for strangers, or without every adult’s authorisation', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await assert.rejects(apply(story), { code: 'case_already_open', status: 409 })
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }))
    const attempt = (change: object) =>
      stage.as(story.zhao, (act) =>
        submitApplication(act, {
          programme_id,
          household_id: story.household_id,
          applicant_id: story.head,
          answers: { household: {}, members: [] },
          authorisations: [story.head, story.spouse, story.child].map((person_id) => ({
            person_id,
            signed_by: person_id,
          })),
          materials: [],
          ...change,
        }),
      )
    await assert.rejects(attempt({ authorisations: [{ person_id: story.head, signed_by: story.head }] }), {
      code: 'authorisation_missing',
    })
    await assert.rejects(attempt({ applicant_id: crypto.randomUUID() }), { code: 'applicant_not_suitable' })
    await assert.rejects(attempt({ payee_id: crypto.randomUUID() }), { code: 'payee_not_suitable' })
    await assert.rejects(attempt({ answers: { household: { vehicle_count: -1 }, members: [] } }), {
      code: 'answer_wrong',
    })
    await assert.rejects(attempt({ answers: { household: { financial_assets: '100.5' }, members: [] } }), {
      code: 'answer_wrong',
    })
    await assert.rejects(attempt({ household_id: crypto.randomUUID() }), { code: 'not_found' })
  }))
