/**
 * 抽查: the district visits a share of the cases that reach it, drawn by lot, and always those of near relatives of
 * staff and those with an objection (民发〔2012〕220号 art. 26; 民发〔2021〕57号 art. 20). What has to be visited is not
 * handed on before.
 */
import type { Act } from '../../platform/act.ts'
import { firstOfMonth } from '../../platform/clock/index.ts'
import { getLawDocument, getProgramme, listProgrammes } from '../../../law/index.ts'
import { mayInspect } from '../access.ts'
import { getCase, type CaseInHand } from '../cases/hand.ts'
import type { CaseStep } from '../cases/procedure.ts'
import type { CaseRow } from '../cases/queries.ts'
import { problem } from '../problems.ts'
import { drawOf } from './draw.ts'
import * as queries from './queries.ts'
import type { InspectionState, SpotVisitRow } from './queries.ts'

export type SpotVisitReason = 'drawn' | 'relative_of_staff' | 'reported'
export type SpotVisit = {
  required: boolean
  reasons: SpotVisitReason[]
  month: string | null
  position: number | null
  visited_on: string | null
  text: string
}

const reasonTitles: Record<SpotVisitReason, string> = {
  drawn: '抽中',
  relative_of_staff: '经办人员近亲属',
  reported: '有异议',
}

type Placed = Pick<CaseRow, 'case_id' | 'kind' | 'programme_id' | 'division_code'>

/** Enters an application into its district's draw when it comes to the step that is visited from. Once per case. */
export async function enterInspection(act: Act, row: Placed, step: CaseStep, on: string): Promise<void> {
  if (step.spotVisits === undefined || row.kind !== 'application') return
  await queries.enterDraw(act.tx, {
    programme_id: row.programme_id,
    district: row.division_code.slice(0, 6),
    month: firstOfMonth(on),
    percent: step.spotVisits.percent,
    case_id: row.case_id,
    division_code: row.division_code,
    entered_on: on,
  })
}

/** Enters what came to the district otherwise than step by step. Returns how many. */
export async function enterUndrawn(act: Act): Promise<number> {
  const steps = listProgrammes()
    .flatMap(({ procedures }) => procedures)
    .flatMap((procedure) => procedure.steps.filter((step) => step.spotVisits !== undefined))
  const waiting = await queries.listUndrawn(act.tx, [...new Set(steps.map(({ id }) => id))])
  for (const { case_id } of waiting) {
    const { row, step } = await getCase(act, case_id)
    await enterInspection(act, row, step, act.today)
  }
  return waiting.length
}

/** Whether a district's visit has to be on record before this step is left. */
const isGate = ({ row, procedure, step }: CaseInHand): boolean =>
  row.kind === 'application' &&
  procedure.steps.some((each) => each.spotVisits !== undefined) &&
  (step.spotVisits !== undefined || step.acts.includes('approve'))

/** 抽中、有异议. */
export const reasonText = (reasons: readonly SpotVisitReason[]): string =>
  reasons.map((each) => reasonTitles[each]).join('、')

function reasonsOf(row: Pick<SpotVisitRow, SpotVisitReason>): SpotVisitReason[] {
  return (['drawn', 'relative_of_staff', 'reported'] as const).filter((each) => row[each])
}

/** How a case stands with the district's visits; null where its procedure has none, or before it is in a draw. */
export async function findSpotVisit(act: Act, { row, procedure }: CaseInHand): Promise<SpotVisit | null> {
  const visits = procedure.steps.some((each) => each.spotVisits !== undefined)
  if (!visits || row.kind !== 'application') return null
  const found = await queries.findSpotVisit(act.tx, row.case_id, act.today)
  if (found === undefined) return null
  const reasons = reasonsOf(found)
  if (found.position === null && reasons.length === 0) return null
  const { month, position, visited_on } = found
  const said = reasonText(reasons)
  const text =
    reasons.length === 0
      ? '没有抽中，可以不入户'
      : visited_on === null
        ? `${said}，须由区里入户`
        : `${said}，区里已入户`
  return { required: reasons.length > 0, reasons, month, position, visited_on, text }
}

/** The district's visit that this step still lacks; undefined when nothing is lacking. */
export async function findMissingSpotVisit(act: Act, hand: CaseInHand): Promise<SpotVisit | undefined> {
  if (!isGate(hand)) return undefined
  const spot = await findSpotVisit(act, hand)
  return spot?.required === true && spot.visited_on === null ? spot : undefined
}

/** @throws act_required_first (409) when the district has yet to visit */
export async function checkSpotVisited(act: Act, hand: CaseInHand): Promise<void> {
  const missing = await findMissingSpotVisit(act, hand)
  if (missing === undefined) return
  const article = hand.procedure.steps.find((each) => each.spotVisits !== undefined)?.spotVisits?.article
  throw problem('act_required_first', {
    detail: `请先完成：区入户抽查（${reasonText(missing.reasons)}）。`,
    ...(article === undefined
      ? {}
      : { article: { document: getLawDocument(article.document).title, article: article.article } }),
  })
}

/** Counts a visit as the district's own when somebody of the district made it. */
export async function recordSpotVisit(act: Act, hand: CaseInHand, visit_id: string): Promise<void> {
  if (act.caller.kind !== 'staff' || act.caller.role !== 'district_approver') return
  const visited = hand.procedure.steps.find((each) => each.spotVisits !== undefined)
  if (visited === undefined) return
  await enterInspection(act, hand.row, visited, act.today)
  await queries.recordSpotVisit(act.tx, hand.row.case_id, visit_id)
}

/** The draws of the caller's area with their lists; a draw whose month is over is run again. @throws case_not_yours (403) */
export async function listInspections(
  act: Act,
  filter: { month?: string | undefined; state: InspectionState; limit: number; offset: number },
) {
  if (!mayInspect(act.caller)) throw problem('case_not_yours')
  const month = filter.month ?? null
  const [rows, draws] = await Promise.all([
    queries.listInspections(act.tx, { ...filter, month, today: act.today }),
    queries.listDraws(act.tx, { month, today: act.today }),
  ])
  const over = draws.filter((each) => each.seed !== null).map((each) => each.inspection_draw_id)
  const lists = over.length === 0 ? [] : await queries.listDrawnCases(act.tx, over)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ person_name, programme_id, ...row }) => ({
      ...row,
      title: `${person_name ?? ''}户`,
      programme_title: getProgramme(programme_id).title,
      reasons: reasonsOf(row),
    })),
    draws: draws.map(({ programme_id, ...draw }) => ({
      ...draw,
      programme_title: getProgramme(programme_id).title,
      same: draw.seed === null ? null : runAgain(draw, draw.seed, lists),
    })),
  }
}

/** Whether the seed draws the same cases again. */
function runAgain(
  draw: Pick<queries.DrawRow, 'inspection_draw_id' | 'percent'>,
  seed: string,
  lists: readonly { inspection_draw_id: string; case_id: string; drawn: boolean }[],
): boolean {
  const list = lists.filter((each) => each.inspection_draw_id === draw.inspection_draw_id)
  const again = drawOf(
    seed,
    draw.percent,
    list.map((each) => each.case_id),
  )
  return list.every((each, at) => each.drawn === again[at])
}
