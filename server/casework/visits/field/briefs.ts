/** What a visitor needs to know of a planned visit, and nothing more. */
import type { Act } from '../../../platform/act.ts'
import { ageOn, listMembers, relationTitle } from '../../../registries/people/index.ts'
import { getProgramme } from '../../../../law/index.ts'
import { getCase } from '../../cases/hand.ts'
import { kindTitles } from '../../cases/model.ts'
import type { PlannedRow } from './brief-queries.ts'
import { findLastVisit, findSafetyRemark } from './brief-queries.ts'
import { checksOf } from './checks.ts'
import type { VisitBrief } from './contract.ts'
import { codeOfBrief } from './model.ts'

/** 最低生活保障申请; 走访 for a visit that hangs on no case. */
export async function purposeOf(act: Act, row: Pick<PlannedRow, 'case_id'>): Promise<string> {
  if (row.case_id === null) return '走访'
  const { row: of } = await getCase(act, row.case_id)
  return `${getProgramme(of.programme_id).title}${kindTitles[of.kind]}`
}

export const titleOf = (row: PlannedRow): string => `${row.subject_name ?? ''}户`

export const placeOf = (row: PlannedRow): string =>
  [row.street_name, row.community_name, row.address].filter((part) => part !== null).join(' ')

/** The people who go, as far as they are named. */
export function visitorsOf(row: PlannedRow): { account_id: string; name: string }[] {
  return [
    { account_id: row.visitor_id, name: row.visitor_name },
    { account_id: row.second_visitor_id, name: row.second_visitor_name },
  ].flatMap(({ account_id, name }) => (account_id === null ? [] : [{ account_id, name: name ?? '' }]))
}

/** The whole of what a phone learns. */
export async function briefOf(act: Act, row: PlannedRow): Promise<VisitBrief> {
  const { tx, today } = act
  const listed = row.household_id === null ? [] : await listMembers(tx, row.household_id, today)
  const present = listed.filter((member) => member.present)
  const content = {
    planned_on: row.planned_on,
    place: placeOf(row),
    members: present.map(({ person_id, name, relation, sex, birth_date }) => ({
      person_id,
      name,
      relation: relationTitle(relation, sex),
      age: ageOn(birth_date, today),
    })),
    hidden_members: Math.max(0, row.member_count - present.length),
    checks: await checksOf(act, row),
  }
  return {
    visit_id: row.visit_id,
    ...content,
    purpose: await purposeOf(act, row),
    title: titleOf(row),
    due_on: row.due_on,
    visitors: visitorsOf(row),
    last_visit: (await findLastVisit(tx, row.household_id)) ?? null,
    safety_remark: await findSafetyRemark(tx, row),
    route_position: row.route_position,
    brief_code: codeOfBrief(content),
  }
}
