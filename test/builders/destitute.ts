/** People who are to be supported as destitute, in a household that has others too, and the way to their support. */
import type { Stage } from '../database.ts'
import { publishNotice } from '../../server/casework/notices/service.ts'
import { recordVisit } from '../../server/casework/visits/service.ts'
import {
  accept,
  approveCase,
  notifyCase,
  recordAnswers,
  recordAssessment,
  runDay,
  sealMeansCheck,
  startMeansCheck,
  submit,
  submitApplication,
} from '../../server/benefits/index.ts'
import { asSystem } from '../database.ts'
import { buildHousehold } from './household.ts'
import { buildResident } from './staff.ts'
import { build, community, onVersion, papers, visited, type Story } from './story.ts'

export const destitute = 'extreme-poverty-support'

/** 周建国, who earns, with his uncle 周德明 (73) and his aunt 周德芳 (71), who have no children and nothing. */
export async function buildWithElders(stage: Stage): Promise<Story> {
  const story = await build(stage)
  const household = await buildHousehold(stage.tx, {
    division_code: community,
    members: [
      { relation: 'head', name: '周建国', sex: '1', birth_date: '1970-03-11' },
      { relation: 'other', name: '周德明', sex: '1', birth_date: '1944-06-02' },
      { relation: 'other', name: '周德芳', sex: '2', birth_date: '1946-02-01' },
    ],
  })
  const [head, spouse, child] = household.members.map((each) => each.person_id) as [string, string, string]
  const { household_id } = household
  return {
    ...story,
    household_id,
    head,
    spouse,
    child,
    resident: await buildResident(stage.tx, { person_id: head, household_id }),
  }
}

const able = {
  can_eat: true,
  can_dress: true,
  can_use_toilet: true,
  can_move: true,
  can_wash: true,
  can_leave_bed: true,
}
const unaided = {
  wage_income: '0',
  business_income: '0',
  property_income: '0',
  transfer_income: '0',
  disability_kind: 'none',
  supporter_count: 0,
  supporters_unable: 0,
  in_institution: false,
}

export type Elder = {
  person_id: string
  lost?: (keyof typeof able)[]
  in_institution?: boolean
  /** Who agrees for this one, as a guardian. */
  signed_by?: string
  /** Other answers than those of an old person without anybody. */
  answers?: Partial<Record<keyof typeof unaided | 'disability_grade', string | number>>
}

/** What is answered of somebody who has nobody and nothing. */
export const answersOf = ({ person_id, in_institution = false, answers = {} }: Elder) => ({
  person_id,
  answers: {
    ...unaided,
    ...answers,
    in_institution,
  },
})

/** What the street finds of the six acts. */
export const assessedOf = ({ person_id, lost = [] }: Elder) =>
  Object.keys(able).map((fact) => ({
    fact,
    person_id,
    value: !(lost as readonly string[]).includes(fact),
  }))

export const wholly: (keyof typeof able)[] = ['can_dress', 'can_use_toilet', 'can_move', 'can_wash']

export const applyFor = (story: Story, elders: readonly Elder[], today: string, payee_id?: string) =>
  story.stage.as(
    story.zhao,
    (act) =>
      submitApplication(act, {
        programme_id: destitute,
        household_id: story.household_id,
        applicant_id: story.head,
        payee_id,
        beneficiary_ids: elders.map(({ person_id }) => person_id),
        answers: {
          household: {
            financial_assets: '0',
            vehicle_count: 0,
            home_count: 1,
            other_premises: false,
            paid_study_abroad: false,
          },
          members: elders.map(answersOf),
        },
        authorisations: [story.head, story.spouse, story.child].map((person_id) => ({
          person_id,
          signed_by: elders.find((each) => each.person_id === person_id)?.signed_by ?? person_id,
        })),
        materials: [],
      }),
    { today },
  )

/** The street records the six acts of each. */
export const assess = (story: Story, case_id: string, elders: readonly Elder[], today: string) =>
  onVersion(
    story.stage,
    case_id,
    story.zhao,
    (act, version) =>
      recordAssessment(act, { case_id, version, facts: elders.flatMap(assessedOf), note: '' }),
    { today },
  )

/** From acceptance to the district's desk by the rule of 2016; the days are those of the case. */
export async function toDistrict(
  story: Story,
  case_id: string,
  elders: readonly Elder[],
  on: { accepted: string; visited: string; published: string; confirmed: string },
  pension = 0n,
): Promise<void> {
  const { stage, zhao, li } = story
  const at = (today: string) => ({ today })
  await onVersion(stage, case_id, zhao, (act, version) => accept(act, { case_id, version }), at(on.accepted))
  const visit_id = crypto.randomUUID()
  await stage.as(
    zhao,
    (act) =>
      recordVisit(act, {
        ...visited,
        visited_on: on.visited,
        case_id,
        visit_id,
        second_visitor_id: li.account_id,
      }),
    at(on.visited),
  )
  const means_check_id = await stage.as(zhao, (act) => startMeansCheck(act, case_id), at(on.visited))
  const answers = papers(story, { pension, savings: 0n, as_of: on.accepted })
  await stage.as(zhao, (act) => recordAnswers(act, { means_check_id, version: 1, answers }), at(on.visited))
  await stage.as(zhao, (act) => sealMeansCheck(act, { means_check_id, version: 2 }), at(on.visited))
  await assess(story, case_id, elders, on.visited)
  const hand = (opinion: string, today: string) =>
    onVersion(stage, case_id, zhao, (act, version) => submit(act, { case_id, version, opinion }), at(today))
  await hand('', on.visited)
  await onVersion(
    stage,
    case_id,
    zhao,
    (act, version) => publishNotice(act, { case_id, version }),
    at(on.published),
  )
  await stage.as(asSystem(), (act) => runDay(act), at(on.confirmed))
}

export const confirm = (story: Story, case_id: string, amount: string, today: string) =>
  onVersion(
    story.stage,
    case_id,
    story.zheng,
    (act, version) => approveCase(act, { case_id, version, amount, opinion: '' }),
    { today },
  )

/** A grown child who cannot work and whose parents cannot support him. */
export const childOf = (story: Story): Elder => ({
  person_id: story.child,
  answers: {
    disability_kind: 'mental',
    disability_grade: '2',
    supporter_count: 2,
    supporters_unable: 2,
  },
})

export const october = {
  accepted: '2017-10-09',
  visited: '2017-10-11',
  published: '2017-10-12',
  confirmed: '2017-10-20',
}

export const september = {
  accepted: '2017-09-01',
  visited: '2017-09-04',
  published: '2017-09-06',
  confirmed: '2017-09-14',
}

/** The whole way: support of these people from October 2017. */
export async function supported(
  story: Story,
  elders: readonly Elder[],
  amount: string,
  payee_id?: string,
): Promise<string> {
  const { case_id } = await applyFor(story, elders, '2017-08-28', payee_id)
  await toDistrict(story, case_id, elders, september)
  await confirm(story, case_id, amount, '2017-09-15')
  await onVersion(story.stage, case_id, story.chen, (act, version) => notifyCase(act, { case_id, version }), {
    today: '2017-09-18',
  })
  return case_id
}
