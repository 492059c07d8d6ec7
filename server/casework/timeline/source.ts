/** Cases and visits in the timeline of people and households. */
import { getProgramme } from '../../../law/index.ts'
import { registerTimelineSource } from '../../registries/people/index.ts'
import type { TimelineEntry } from '../../registries/people/index.ts'
import { kindTitles } from '../cases/model.ts'
import { listCaseEvents, listVisitEvents } from './queries.ts'
import type { CaseEvent, VisitEvent } from './queries.ts'

registerTimelineSource('casework', async (act, subject) => [
  ...(await listCaseEvents(act.tx, subject)).map(caseEntry),
  ...(await listVisitEvents(act.tx, subject)).map(visitEntry),
])

function caseEntry(event: CaseEvent): TimelineEntry {
  const { title } = getProgramme(event.programme_id)
  const named = event.text.includes(title)
  return {
    entry_id: `case-${event.entry_id}`,
    date: event.business_date,
    category: '办件',
    text: named ? event.text : `${title}${kindTitles[event.kind]}：${event.text}`,
    where: event.unit_name ?? '本人',
    current: event.current,
    link: `/workbench/cases/${event.case_id}`,
    needs_reason: false,
  }
}

function visitEntry(visit: VisitEvent): TimelineEntry {
  const agrees = visit.agrees_with_declaration
  const finding = agrees === null ? '' : agrees ? '，与申报一致' : '，与申报不一致'
  const visitors = [visit.visitor_name, visit.second_visitor_name].filter((name) => name !== null).join('、')
  return {
    entry_id: `visit-${visit.visit_id}`,
    date: visit.visited_on,
    category: '走访',
    text: `入户调查${finding}`,
    where: visitors === '' ? null : visitors,
    current: false,
    link: null,
    needs_reason: false,
  }
}
