/** 王桂兰's household and everybody who works on its case, with the acts that take it through, step by step. */
import type { Act, Caller } from '../../server/platform/act.ts'
import type { Transaction } from '../../server/platform/db/index.ts'
import { asSystem, type Stage, type TestDatabase } from '../database.ts'
import { buildFile, buildHousehold, buildResident, buildStaff } from './index.ts'
import { recordDeliberation } from '../../server/casework/deliberations/service.ts'
import { publishNotice } from '../../server/casework/notices/service.ts'
import { recordVisit } from '../../server/casework/visits/service.ts'
import { listEntitlementsOfHousehold } from '../../server/payments/index.ts'
import {
  accept,
  approveCase,
  authoriseMeansCheck,
  notifyCase,
  recordAnswers,
  replyToDiscrepancy,
  runDay,
  sealMeansCheck,
  startMeansCheck,
  submit,
  submitApplication,
  viewBenefitCase,
} from '../../server/benefits/index.ts'
import type { Answer, MeansSource } from '../../server/benefits/means-checks/sources.ts'

export const programme_id = 'minimum-living-guarantee'
export const community = '120104008012'

/** 王桂兰's household of three, and everybody who works on it. */
export async function build(stage: Stage) {
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
    sun: await buildStaff(stage.tx, { role: 'district_approver', area: '120104', display_name: '孙丽' }),
    city: await buildStaff(stage.tx, { role: 'policy_officer', area: '12' }),
  }
  return { stage, household_id: household.household_id, head, spouse, child, resident, ...staff }
}
/** A stage whose acts commit, as requests do: for jobs, subscribers and HTTP. */
export function committedStage(database: TestDatabase): Stage {
  return { tx: database.owner as unknown as Transaction, as: database.as }
}
export type Story = Awaited<ReturnType<typeof build>>

export const nobodyEarns = {
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

export const apply = (
  story: Story,
  change: { programme_id?: string; pension?: string; deposits?: string } = {},
  today = '2017-08-28',
) =>
  story.stage.as(
    story.resident,
    (act) =>
      submitApplication(act, {
        programme_id: change.programme_id ?? programme_id,
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
export async function onVersion<T>(
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

export const answer = (
  source: MeansSource,
  person_id: string | null,
  fact_name: string,
  found: bigint | string | null,
  as_of = '2017-08-31',
): Answer => ({
  source,
  person_id,
  fact_name,
  answered: found !== null,
  found_value: typeof found === 'bigint' ? found : null,
  found_code: typeof found === 'string' ? found : null,
  as_of: found === null ? null : as_of,
})

/** What the ten sources say of the household on paper: nothing beyond its savings and the husband's pension. */
export function papers(
  { head, spouse, child }: Pick<Story, 'head' | 'spouse' | 'child'>,
  found: { pension?: bigint; savings?: bigint; as_of?: string } = {},
): Answer[] {
  const { pension = 183_750n, savings = 1_826_040n, as_of = '2017-08-31' } = found
  const say = (source: MeansSource, person_id: string | null, fact: string, value: bigint | string) =>
    answer(source, person_id, fact, value, as_of)
  return [
    say('household_register', null, 'register_kind', 'urban'),
    ...[head, spouse, child].flatMap((person_id) => [
      say('social_insurance', person_id, 'wage_income', 0n),
      say('social_insurance', person_id, 'transfer_income', person_id === spouse ? pension : 0n),
      say('housing_fund', person_id, 'housing_fund_balance', 0n),
      say('tax', person_id, 'wage_income', 0n),
      say('tax', person_id, 'business_income', 0n),
    ]),
    say('real_estate', null, 'home_count', 1n),
    say('real_estate', null, 'other_premises', 0n),
    say('vehicles', null, 'vehicle_count', 0n),
    say('company_register', null, 'financial_assets', 0n),
    say('deposits', null, 'financial_assets', savings),
    say('securities', null, 'financial_assets', 0n),
    say('insurance', null, 'financial_assets', 0n),
  ]
}

/** Every member's authorisation, handed in at the counter on paper. */
export async function signAll(story: Story, case_id: string, today: string): Promise<void> {
  const file_id = await buildFile(story.stage.tx, { division_code: community })
  for (const person_id of [story.head, story.spouse, story.child])
    await story.stage.as(
      story.zhao,
      (act) =>
        authoriseMeansCheck(act, { case_id, person_id, signed_by: person_id, guardian: null, file_id }),
      { today },
    )
}

export const visited = {
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
export async function check(story: Story, case_id: string, pension = 183_750n): Promise<void> {
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
        answers: papers(story, { pension }),
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
          file_ids: [],
        }),
      { today: '2017-09-04' },
    )
  }
  await stage.as(zhao, (act) => sealMeansCheck(act, { means_check_id, version: 2 }), { today: '2017-09-04' })
}

export const submitAs = (
  story: Story,
  who: 'zhao' | 'community' | 'chen',
  case_id: string,
  today: string,
  opinion = '',
) =>
  onVersion(story.stage, case_id, story[who], (act, version) => submit(act, { case_id, version, opinion }), {
    today,
  })

export const day = (story: Story, today: string) =>
  story.stage.as(asSystem(), (act) => runDay(act), { today })

export async function deliberate(story: Story, case_id: string): Promise<void> {
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

export const publish = (story: Story, who: 'zhao' | 'chen', case_id: string, today: string) =>
  onVersion(story.stage, case_id, story[who], (act, version) => publishNotice(act, { case_id, version }), {
    today,
  })

/** The district goes there itself: two of its people. */
export const inspect = (story: Story, case_id: string, today: string) =>
  story.stage.as(
    story.chen,
    (act) =>
      recordVisit(act, {
        ...visited,
        visited_on: today,
        case_id,
        visit_id: crypto.randomUUID(),
        second_visitor_id: story.sun.account_id,
      }),
    { today },
  )

/** From the street's notice to the approver's desk. */
export async function toDetermination(story: Story, case_id: string): Promise<void> {
  await publish(story, 'zhao', case_id, '2017-09-06')
  await day(story, '2017-09-14')
  await submitAs(story, 'zhao', case_id, '2017-09-14', '同意')
  await inspect(story, case_id, '2017-09-18')
  await submitAs(story, 'chen', case_id, '2017-09-18', '同意')
  await publish(story, 'chen', case_id, '2017-09-18')
  await day(story, '2017-09-26')
}

export const approve = (
  story: Story,
  who: 'chen' | 'zheng',
  case_id: string,
  amount: string,
  today: string,
) =>
  onVersion(
    story.stage,
    case_id,
    story[who],
    (act, version) => approveCase(act, { case_id, version, amount, opinion: '' }),
    { today },
  )

export const tell = (story: Story, case_id: string, today: string) =>
  onVersion(story.stage, case_id, story.chen, (act, version) => notifyCase(act, { case_id, version }), {
    today,
  })

/** The whole way to money from October. */
export async function granted(story: Story): Promise<string> {
  const { case_id } = await apply(story)
  await check(story, case_id)
  await deliberate(story, case_id)
  await toDetermination(story, case_id)
  await approve(story, 'zheng', case_id, '74250', '2017-09-27')
  await tell(story, case_id, '2017-09-28')
  return case_id
}

export const entitlements = (story: Story) => listEntitlementsOfHousehold(story.stage.tx, story.household_id)

/** Months already paid: as payroll lines of a reconciled payroll would say. */
export async function paid(story: Story, months: string[], amount: bigint): Promise<void> {
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
