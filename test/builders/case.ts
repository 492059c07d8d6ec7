/** A case of a small household with its office, and the acts that take it to the street's notice. */
import type { Act, Caller } from '../../server/platform/act.ts'
import { asSystem, type Stage } from '../database.ts'
import { buildHousehold, buildResident, buildStaff } from './index.ts'
import { acceptCase, openCase, submitCase } from '../../server/casework/index.ts'
import { recordDeliberation } from '../../server/casework/deliberations/service.ts'
import { recordVisit } from '../../server/casework/visits/service.ts'
import { changeProposal } from '../../server/casework/cases/move.ts'
import { recordStepAct } from '../../server/casework/cases/queries.ts'

export const programme_id = 'minimum-living-guarantee'
export const community = '120104008012'

/** A household in 南开, its resident, and the people who work on its case. */
export async function build(stage: Stage) {
  const household = await buildHousehold(stage.tx, {
    division_code: community,
    members: [
      { relation: 'head', name: '王桂兰', sex: '2', birth_date: '1959-03-11' },
      { relation: 'spouse', name: '刘志强', birth_date: '1957-06-02' },
    ],
  })
  await stage.tx`update division set name = '南开区' where division_code = '120104'`
  const head = household.members[0]!
  const resident = await buildResident(stage.tx, {
    person_id: head.person_id,
    household_id: household.household_id,
  })
  const staff = {
    clerk: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '赵敏' }),
    other: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '李强' }),
    neighbour: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' }),
    community: await buildStaff(stage.tx, { role: 'community_worker', area: community }),
    district: await buildStaff(stage.tx, { role: 'district_approver', area: '120104' }),
  }
  return { household, head, resident, ...staff }
}
export type Built = Awaited<ReturnType<typeof build>>

export const open = (stage: Stage, { household, head, resident }: Built, today = '2017-08-28') =>
  stage.as(
    resident,
    (act) =>
      openCase(act, {
        programme_id,
        kind: 'application',
        household_id: household.household_id,
        person_id: head.person_id,
        division_code: community,
        text: '申请',
      }),
    { today },
  )

/** To the street's notice: accepted, visited, checked, deliberated. */
export async function toNotice(stage: Stage, built: Built): Promise<string> {
  const { row } = await open(stage, built)
  const { case_id } = row
  await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }), { today: '2017-08-28' })
  await stage.as(
    built.clerk,
    (act) =>
      recordVisit(act, {
        case_id,
        visit_id: crypto.randomUUID(),
        visited_on: '2017-09-01',
        visited_at: null,
        second_visitor_id: built.other.account_id,
        place: '家中',
        finding: '与申报一致',
        agrees_with_declaration: true,
        detail: noDetail,
      }),
    { today: '2017-09-01' },
  )
  await recordStepAct(stage.tx, case_id, 'visit', 'record_means_check')
  await changeProposal({ tx: stage.tx, today: '', now: '', request_id: '', caller: asSystem() }, case_id, {
    amount: 74_250n,
    member_count: 3,
  })
  await onVersion(
    stage,
    case_id,
    built.clerk,
    (act, version) => submitCase(act, { case_id, version, opinion: '' }),
    { today: '2017-09-04' },
  )
  await onVersion(
    stage,
    case_id,
    built.community,
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
  await onVersion(
    stage,
    case_id,
    built.community,
    (act, version) => submitCase(act, { case_id, version, opinion: '' }),
    { today: '2017-09-05' },
  )
  return case_id
}

export const noDetail = {
  resident_count: 3,
  home_kind: null,
  photo_file_ids: [],
  signature_file_id: null,
  latitude: null,
  longitude: null,
  accuracy_metres: null,
}

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
