/** Casework's routes: contracts joined to verbs. */
import type { FastifyInstance } from 'fastify'
import { implementTable, streamTable } from '../platform/tables/index.ts'
import { implement, implementStream } from '../platform/http/index.ts'
import { addMaterial, answerSupplement, askForSupplement } from './supplements/service.ts'
import { supplementRoutes } from './supplements/contract.ts'
import { appealRoutes } from './appeals/contract.ts'
import { fileAppeal } from './appeals/service.ts'
import { answerOf } from './cases/hand.ts'
import { caseRoutes } from './cases/contract.ts'
import { handOverCase, listColleagues, returnCase, takeCase, withdrawCase } from './cases/service.ts'
import { listMyCases, viewCase } from './cases/view.ts'
import { deliberationRoutes } from './deliberations/contract.ts'
import { recordDeliberation } from './deliberations/service.ts'
import { draftRoutes } from './drafts/contract.ts'
import { discardDraft, findDraft, saveDraft } from './drafts/service.ts'
import { inspectionRoutes } from './inspections/contract.ts'
import { listInspections } from './inspections/service.ts'
import { noticeRoutes } from './notices/contract.ts'
import { listCaseNotices, listObjections } from './notices/lists.ts'
import { decideObjection, fileObjection, getNotice, listNotices, publishNotice } from './notices/service.ts'
import { ratingRoutes } from './ratings/contract.ts'
import { rateCase } from './ratings/service.ts'
import { registerRosterRoutes } from './rosters/routes.ts'
import { visitRoutes } from './visits/contract.ts'
import { fieldRouteHandlers } from './visits/field/routes.ts'
import { cancelVisit, changePlan, orderVisits, planVisit } from './visits/planning.ts'
import { listVisits, recordVisit } from './visits/service.ts'
import { workRoutes } from './work/contract.ts'
import { doneTable, inspectionTable, noticeTable, objectionTable, stuckTable, visitTable } from './tables.ts'
import { workColumns } from './work/columns.ts'
import { findPlaceInWork, listDone, listStuck, listWork, streamWork } from './work/service.ts'

/** Everything that needs nothing from the layers above; acts that the law's decision hangs on are served in benefits. */
export function routes(server: FastifyInstance): void {
  caseRouteHandlers(server)
  outsideRouteHandlers(server)
  visitRouteHandlers(server)
  fieldRouteHandlers(server)
  registerRosterRoutes(server)
  workRouteHandlers(server)
}

function caseRouteHandlers(server: FastifyInstance): void {
  implement(
    server,
    caseRoutes.get_case,
    async (act, { params }) => (await viewCase(act, params.case_id)).view,
  )
  implement(server, caseRoutes.list_my_cases, async (act) => ({ rows: await listMyCases(act) }))
  implement(server, caseRoutes.take_case, async (act, { params, body }) =>
    answerOf(await takeCase(act, { ...params, ...body })),
  )
  implement(server, caseRoutes.hand_over_case, async (act, { params, body }) =>
    answerOf(await handOverCase(act, { ...params, ...body })),
  )
  implement(server, caseRoutes.list_colleagues, async (act, { params }) => ({
    rows: await listColleagues(act, params.case_id),
  }))
  implement(server, caseRoutes.return_case, async (act, { params, body }) =>
    answerOf(await returnCase(act, { ...params, ...body })),
  )
  implement(server, caseRoutes.withdraw_case, async (act, { params, body }) =>
    answerOf(await withdrawCase(act, { ...params, ...body })),
  )
  implement(server, supplementRoutes.ask_for_supplement, async (act, { params, body }) =>
    answerOf(await askForSupplement(act, { ...params, ...body })),
  )
  implement(server, supplementRoutes.answer_supplement, async (act, { params, body }) =>
    answerOf(await answerSupplement(act, { ...params, ...body })),
  )
  implement(server, supplementRoutes.add_material, async (act, { params, body }) => ({
    case_material_id: await addMaterial(act, params.case_id, body),
  }))
  implement(server, deliberationRoutes.record_deliberation, async (act, { params, body }) => {
    const { deliberation_id, hand } = await recordDeliberation(act, { ...params, ...body })
    return { deliberation_id, version: hand.row.version }
  })
}

function outsideRouteHandlers(server: FastifyInstance): void {
  implement(server, noticeRoutes.list_notices, (act, { query }) => listNotices(act, query))
  implementTable(
    server,
    noticeRoutes.list_case_notices,
    (act, { query }) => listCaseNotices(act, query),
    noticeTable,
  )
  implementTable(
    server,
    noticeRoutes.list_objections,
    (act, { query }) => listObjections(act, query),
    objectionTable,
  )
  implement(server, noticeRoutes.get_notice, (act, { params }) => getNotice(act, params.notice_id))
  implement(server, noticeRoutes.publish_notice, async (act, { params, body }) => {
    const { notice_id, ends_on, hand } = await publishNotice(act, { ...params, ...body })
    return { notice_id, ends_on, version: hand.row.version }
  })
  implement(
    server,
    noticeRoutes.file_objection,
    (act, { params, body }) => fileObjection(act, { ...params, ...body }),
    { requests_per_minute: 10 },
  )
  implement(server, noticeRoutes.decide_objection, async (act, { params, body }) => {
    const { row } = await decideObjection(act, { ...params, ...body })
    return { case_id: row.case_id, version: row.version, step_id: row.step_id }
  })
  implement(server, appealRoutes.file_appeal, async (act, { params, body }) => {
    const { appeal_id, appeal, in_time } = await fileAppeal(act, { ...params, ...body })
    const { case_id, case_number, due_on } = appeal.row
    return { appeal_id, appeal_case_id: case_id, case_number, in_time, examine_by: due_on ?? act.today }
  })
  implement(server, ratingRoutes.rate_case, (act, { params, body }) => rateCase(act, { ...params, ...body }))
  implement(server, draftRoutes.find_draft, async (act, { params }) => ({
    draft: (await findDraft(act, params)) ?? null,
  }))
  implement(server, draftRoutes.save_draft, (act, { params, body }) => saveDraft(act, { ...params, ...body }))
  implement(server, draftRoutes.discard_draft, async (act, { params }) => ({
    discarded: await discardDraft(act, params),
  }))
}

function workRouteHandlers(server: FastifyInstance): void {
  implement(server, workRoutes.list_work, (act, { body }) => listWork(act, body))
  implementStream(server, workRoutes.export_work, (act, { body }, reply) =>
    streamTable(
      act,
      reply,
      { title: '待办', columns: workColumns, rows: streamWork(act, body) },
      { table: workRoutes.list_work.path },
    ),
  )
  implement(server, workRoutes.find_place_in_work, (act, { params, query }) =>
    findPlaceInWork(act, params.case_id, query),
  )
  implementTable(server, workRoutes.list_done, (act, { body }) => listDone(act, body), doneTable)
  implementTable(server, workRoutes.list_stuck, (act, { query }) => listStuck(act, query), stuckTable)
  implementTable(
    server,
    inspectionRoutes.list_inspections,
    (act, { query }) => listInspections(act, query),
    inspectionTable,
  )
}

function visitRouteHandlers(server: FastifyInstance): void {
  implement(server, visitRoutes.plan_visit, async (act, { params, body }) => ({
    visit_id: await planVisit(act, { ...params, ...body }),
  }))
  implement(server, visitRoutes.record_visit, async (act, { params, body }) => ({
    visit_id: params.visit_id,
    recorded: await recordVisit(act, { ...params, ...body }),
  }))
  implement(server, visitRoutes.change_plan, async (act, { params, body }) => ({
    visit_id: params.visit_id,
    version: await changePlan(act, { ...params, ...body }),
  }))
  implement(server, visitRoutes.cancel_visit, async (act, { params, body }) => ({
    visit_id: params.visit_id,
    version: await cancelVisit(act, { ...params, ...body }),
  }))
  implement(server, visitRoutes.order_visits, async (act, { body }) => ({
    ordered: await orderVisits(act, body.visit_ids),
  }))
  implementTable(server, visitRoutes.list_visits, (act, { query }) => listVisits(act, query), visitTable)
}
