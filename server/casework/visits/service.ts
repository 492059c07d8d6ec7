/**
 * 入户: done by two people and written down: the same visit counts once, however often it arrives.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound, problem as platformProblem } from '../../platform/problems/index.ts'
import { enterCase } from '../cases/enter.ts'
import type { CaseInHand } from '../cases/hand.ts'
import { logCase } from '../cases/log.ts'
import { recordSpotVisit } from '../inspections/service.ts'
import { beginAct, keepStep } from '../cases/move.ts'
import { renewBarred } from '../cases/steps.ts'
import { listColleagues } from '../cases/service.ts'
import { problem } from '../problems.ts'
import type { NewMaterial } from '../supplements/queries.ts'
import { addMaterials } from '../supplements/service.ts'
import { viewVisit } from './model.ts'
import * as queries from './queries.ts'
import type { VisitDetail, VisitRow } from './queries.ts'

export type VisitReport = {
  visited_on: string
  visited_at: string | null
  second_visitor_id: string
  place: string
  finding: string
  agrees_with_declaration: boolean | null
  detail: VisitDetail
}

/**
 * Records a visit. Answers false when the same report has already come in.
 * @throws visit_by_two_people (422), visit_recorded_differently (409), visit_after_today (422)
 */
export async function recordVisit(
  act: Act,
  input: VisitReport & { case_id: string; visit_id: string },
): Promise<boolean> {
  if (act.caller.kind !== 'staff') throw problem('case_not_yours')
  const known = await queries.findVisit(act.tx, input.visit_id)
  if (known !== undefined && known.case_id !== input.case_id) throw notFound()
  if (known?.state === 'done') return checkSameReport(known, input)
  const hand = await enterCase(act, input.case_id, 'record_visit', { whileHeld: true })
  if (input.visited_on > act.today) throw problem('visit_after_today', { field: 'visited_on' })
  if (input.second_visitor_id === act.caller.account_id) {
    throw problem('visit_by_two_people', { field: 'second_visitor_id', article: hand.step.article })
  }
  await checkCompanion(act, input.case_id, input.second_visitor_id)
  await writeVisit(
    act,
    hand,
    {
      ...input,
      household_id: hand.row.household_id,
      visitor_id: act.caller.account_id,
      division_code: hand.row.division_code,
      safety_remark: null,
      proof: null,
    },
    materialsOf(input.detail),
  )
  return true
}

export type WrittenVisit = queries.NewVisit

/**
 * Writes a visit down for good: the record, its photos and signatures, the district's draw and the case's log. `hand`
 * is the case entered for `record_visit`, undefined for a visit that hangs on none; `note` is added to what the log
 * says. @throws busy (409) when somebody else has written it in between
 */
export async function writeVisit(
  act: Act,
  hand: CaseInHand | undefined,
  visit: WrittenVisit,
  materials: NewMaterial[],
  note = '',
): Promise<void> {
  if (!(await queries.recordVisit(act.tx, visit))) throw platformProblem('busy')
  if (hand === undefined) {
    await audit(act, {
      act: 'visit.record',
      subject_kind: 'visit',
      subject_id: visit.visit_id,
      division_code: visit.division_code,
    })
    return
  }
  await addMaterials(act, hand, materials)
  await recordSpotVisit(act, hand, visit.visit_id)
  const names = await queries.getVisitorNames(act.tx, visit)
  await logVisit(act, hand, {
    text: `入户，${names.visitor_name}、${names.second_visitor_name}${note}`,
    detail: { visitor_id: visit.visitor_id, second_visitor_id: visit.second_visitor_id },
  })
  await renewBarred(act, hand.row)
}

type VisitEntry = { text: string; detail: { visitor_id: string; second_visitor_id: string } }

/** Under the step that visits, also when the report comes in later: its people do not judge the case. */
async function logVisit(act: Act, hand: CaseInHand, visit: VisitEntry): Promise<void> {
  if (hand.step.acts.includes('record_visit')) {
    await keepStep(act, hand, { act: 'record_visit', ...visit })
    await beginAct(act, hand, 'record_visit')
    return
  }
  const ofDistrict = act.caller.kind === 'staff' && act.caller.role === 'district_approver'
  const visiting = hand.procedure.steps.find((each) => each.acts.includes('record_visit'))
  const step_id = ofDistrict || visiting === undefined ? hand.row.step_id : visiting.id
  await logCase(act, { ...hand.row, step_id }, 'record_visit', visit.text, visit.detail)
}

async function checkCompanion(act: Act, case_id: string, account_id: string): Promise<void> {
  const suitable = await listColleagues(act, case_id)
  if (!suitable.some((each) => each.account_id === account_id)) {
    throw problem('colleague_not_suitable', { field: 'second_visitor_id' })
  }
}

function checkSameReport(known: VisitRow, input: VisitReport): false {
  const same =
    known.visited_on === input.visited_on &&
    known.second_visitor_id === input.second_visitor_id &&
    known.finding === input.finding &&
    known.agrees_with_declaration === input.agrees_with_declaration &&
    isDeepStrictEqual(known.detail, input.detail)
  if (same) return false
  throw problem('visit_recorded_differently', {
    current: { visited_on: known.visited_on, finding: known.finding, detail: known.detail },
    yours: { visited_on: input.visited_on, finding: input.finding, detail: input.detail },
  })
}

function materialsOf(detail: VisitDetail) {
  const photos = detail.photo_file_ids.map((file_id, at) => ({
    file_id,
    kind: 'visit_photo',
    label: `入户照片 ${at + 1}`,
    person_id: null,
  }))
  if (detail.signature_file_id === null) return photos
  return [
    ...photos,
    { file_id: detail.signature_file_id, kind: 'visit_signature', label: '户主签字', person_id: null },
  ]
}

/** Visits to be made, or made, in the caller's area. */
export async function listVisits(
  act: Act,
  filter: { state: 'planned' | 'done'; limit: number; offset: number },
): Promise<{ rows: (queries.VisitListRow & { title: string; detail: VisitDetail })[]; total: number }> {
  const rows = await queries.listVisits(act.tx, { ...filter, today: act.today })
  return {
    rows: rows.map((row) => ({ ...viewVisit(row), title: `${row.title ?? ''}户` })),
    total: rows[0]?.total ?? 0,
  }
}
