/** Benefits' routes: contracts joined to verbs. */
import type { FastifyInstance } from 'fastify'
import { implement, implementStream } from '../platform/http/index.ts'
import { answerOf } from '../casework/index.ts'
import { appealRoutes, caseRoutes } from '../casework/contract.ts'
import { authorise } from './access.ts'
import * as appeals from './appeals/service.ts'
import { assessmentRoutes } from './assessments/contract.ts'
import { recordAssessment } from './assessments/service.ts'
import { applicationRoutes } from './applications/contract.ts'
import { checkApplication, getApplicationForm, submitApplication } from './applications/service.ts'
import { benefitLedgerRoutes } from './benefit-ledger/contract.ts'
import { viewBenefitLedger } from './benefit-ledger/service.ts'
import { benefitCaseRoutes } from './cases/contract.ts'
import * as cases from './cases/service.ts'
import { tryOtherFacts, viewBenefitCase } from './cases/view.ts'
import { changeRoutes } from './changes/contract.ts'
import { previewChange, reportChange } from './changes/service.ts'
import { reportWorkRefusal } from './changes/work-refusals.ts'
import { registerDocumentRoutes } from './documents/routes.ts'
import { determinationRoutes } from './determinations/contract.ts'
import { listMyBenefits, listOfHousehold } from './determinations/lists.ts'
import { approveCase, grantFirst, notifyCase, refuseCase } from './determinations/service.ts'
import { replayDetermination, viewDetermination } from './determinations/view.ts'
import { authorisationRoutes } from './means-checks/authorisations/contract.ts'
import { authorise as authoriseMeansCheck, withdraw } from './means-checks/authorisations/service.ts'
import { meansCheckRoutes } from './means-checks/contract.ts'
import { reportRoutes } from './means-checks/reports/contract.ts'
import { readReport, sealMeansCheck } from './means-checks/reports/service.ts'
import * as meansChecks from './means-checks/service.ts'
import { unsettledRoutes } from './means-checks/unsettled/contract.ts'
import { exportUnsettled, listUnsettled } from './means-checks/unsettled/service.ts'
import { answersOf, viewMeansCheck, viewProgress } from './means-checks/view.ts'
import { questionRoutes } from './questions/contract.ts'
import { viewProgrammes } from './questions/service.ts'
import { keepLawCurrent } from './proposals/current-law.ts'
import { registerProposalRoutes } from './proposals/routes.ts'
import { outreachRoutes } from './outreach/contract.ts'
import { declineOutreach, listMyOutreach, listOutreach, listOutreachOfHousehold } from './outreach/service.ts'
import { reviewRoutes } from './reviews/contract.ts'
import { listReviews, openReview } from './reviews/service.ts'
import { registerSimulationRoutes } from './simulation/routes.ts'
import { selfCheckRoutes } from './self-check/contract.ts'
import { listQuestions, selfCheck } from './self-check/service.ts'
import { implementTable, streamTable } from '../platform/tables/index.ts'
import { outreachTable, reviewTable } from './tables.ts'

export function routes(server: FastifyInstance): void {
  keepLawCurrent(server)
  publicRoutes(server)
  applicationRouteHandlers(server)
  caseRouteHandlers(server)
  meansCheckRouteHandlers(server)
  changeRouteHandlers(server)
  outreachRouteHandlers(server)
  registerProposalRoutes(server)
  registerDocumentRoutes(server)
  registerSimulationRoutes(server)
}

function publicRoutes(server: FastifyInstance): void {
  implement(server, questionRoutes.list_programmes, () => ({ rows: viewProgrammes() }))
  implement(server, questionRoutes.list_self_check_questions, (act) => listQuestions(act))
  implement(server, selfCheckRoutes.self_check, (act, { body }) => selfCheck(act, body))
}

function applicationRouteHandlers(server: FastifyInstance): void {
  implement(server, applicationRoutes.get_application_form, (act, { query }) => {
    authorise(act, 'read_form')
    return getApplicationForm(act, query)
  })
  implement(server, applicationRoutes.preview_application, async (act, { body }) => {
    authorise(act, 'apply')
    return { problems: await checkApplication(act, body) }
  })
  implement(server, applicationRoutes.submit_application, (act, { body }) => {
    authorise(act, 'apply')
    return submitApplication(act, body)
  })
  implement(server, applicationRoutes.get_my_assistance, async (act) => ({ rows: await listMyBenefits(act) }))
}

function caseRouteHandlers(server: FastifyInstance): void {
  implement(server, benefitCaseRoutes.get_benefit_case, (act, { params }) =>
    viewBenefitCase(act, params.case_id),
  )
  implement(server, benefitCaseRoutes.try_other_facts, (act, { params, body }) =>
    tryOtherFacts(act, { ...params, ...body }),
  )
  implement(server, applicationRoutes.accept_case, async (act, { params, body }) =>
    answerOf(await cases.accept(act, { ...params, ...body })),
  )
  implement(server, assessmentRoutes.record_assessment, async (act, { params, body }) =>
    answerOf(await recordAssessment(act, { ...params, ...body })),
  )
  implement(server, caseRoutes.submit_case, async (act, { params, body }) =>
    answerOf(await cases.submit(act, { ...params, ...body })),
  )
  implement(server, determinationRoutes.approve_case, async (act, { params, body }) => {
    const { hand, determination_id } = await approveCase(act, { ...params, ...body })
    return { ...answerOf(hand), determination_id }
  })
  implement(server, determinationRoutes.grant_first, async (act, { params, body }) => {
    const { hand, determination_id } = await grantFirst(act, { ...params, ...body })
    return { ...answerOf(hand), determination_id }
  })
  implement(server, determinationRoutes.refuse_case, async (act, { params, body }) => {
    const { hand, determination_id } = await refuseCase(act, { ...params, ...body })
    return { ...answerOf(hand), determination_id }
  })
  implement(server, determinationRoutes.notify_case, async (act, { params, body }) => {
    const { hand, determination_id } = await notifyCase(act, { ...params, ...body })
    return { ...answerOf(hand), determination_id }
  })
  implement(server, determinationRoutes.get_determination, (act, { params }) =>
    viewDetermination(act, params.determination_id),
  )
  implement(server, determinationRoutes.replay_determination, (act, { params }) =>
    replayDetermination(act, params.determination_id),
  )
  implement(server, determinationRoutes.list_household_determinations, async (act, { params }) => ({
    rows: await listOfHousehold(act, params.household_id),
  }))
  implement(server, appealRoutes.examine_appeal, async (act, { params, body }) => {
    const { row } = await appeals.examine(act, { ...params, ...body })
    return {
      appeal_case_id: row.case_id,
      version: row.version,
      decide_by: row.state === 'closed' ? null : row.due_on,
    }
  })
  implement(server, determinationRoutes.decide_appeal, (act, { params, body }) =>
    appeals.decide(act, { ...params, ...body }),
  )
}

function meansCheckRouteHandlers(server: FastifyInstance): void {
  const { startMeansCheck, recordAnswers, askAgain, stopAsking, resolveContradiction, replyToDiscrepancy } =
    meansChecks
  implement(server, meansCheckRoutes.start_means_check, async (act, { params }) => ({
    means_check_id: await startMeansCheck(act, params.case_id),
  }))
  implement(server, authorisationRoutes.authorise_means_check, async (act, { params, body }) => {
    await authoriseMeansCheck(act, { ...params, ...body })
    return { person_id: body.person_id, signed_on: act.today }
  })
  implement(server, authorisationRoutes.withdraw_authorisation, async (act, { params, body }) => {
    await withdraw(act, { ...params, ...body })
    return { person_id: body.person_id, withdrawn_on: act.today }
  })
  implement(server, meansCheckRoutes.record_means_answers, async (act, { params, body }) =>
    viewMeansCheck(
      act,
      await recordAnswers(act, { ...params, version: body.version, answers: answersOf(body.answers) }),
    ),
  )
  implement(
    server,
    meansCheckRoutes.get_means_check_progress,
    (act, { params }) => viewProgress(act, params.means_check_id),
    { in_background: true },
  )
  implement(server, meansCheckRoutes.ask_source_again, async (act, { params, body }) =>
    viewMeansCheck(act, await askAgain(act, { ...params, ...body })),
  )
  implement(server, meansCheckRoutes.stop_asking_source, async (act, { params, body }) =>
    viewMeansCheck(act, await stopAsking(act, { ...params, ...body })),
  )
  implement(server, meansCheckRoutes.resolve_contradiction, async (act, { params, body }) =>
    viewMeansCheck(act, await resolveContradiction(act, { ...params, ...body })),
  )
  implement(server, meansCheckRoutes.answer_discrepancy, async (act, { params, body }) => {
    await replyToDiscrepancy(act, { ...params, ...body })
    return { answer_id: params.answer_id, discrepancy: body.reply }
  })
  implement(server, meansCheckRoutes.seal_means_check, async (act, { params, body }) =>
    viewMeansCheck(act, await sealMeansCheck(act, { ...params, ...body })),
  )
  implement(server, unsettledRoutes.list_unsettled_requests, (act, { query }) => listUnsettled(act, query))
  implementStream(server, unsettledRoutes.export_unsettled_requests, async (act, { body }, reply) =>
    streamTable(
      act,
      reply,
      {
        title: '没有着落的查询',
        columns: [
          { key: 'why_text', title: '为什么', width: 28 },
          { key: 'source_title', title: '来源', width: 14 },
          { key: 'case_number', title: '办件号', width: 26 },
          { key: 'title', title: '户主', width: 14 },
          { key: 'programme_title', title: '业务', width: 20 },
          { key: 'street_name', title: '街道', width: 18 },
          { key: 'asked_on', title: '哪天问的', width: 14 },
          { key: 'round', title: '第几次', width: 8 },
          { key: (row) => row.owner_name ?? row.owner_role_title, title: '谁去办', width: 18 },
          { key: 'due_on', title: '办件期限', width: 14 },
        ],
        rows: await exportUnsettled(act, body.why),
      },
      { table: unsettledRoutes.list_unsettled_requests.path },
    ),
  )
  implement(
    server,
    reportRoutes.get_means_report,
    (act, { params }) => readReport(act, params.means_check_id),
    { writes: true },
  )
}

function changeRouteHandlers(server: FastifyInstance): void {
  implement(server, changeRoutes.preview_change, (act, { params, body }) =>
    previewChange(act, { ...params, ...body }),
  )
  implement(server, changeRoutes.report_change, async (act, { params, body }) => {
    const { row } = await reportChange(act, { ...params, ...body })
    return { case_id: row.case_id, case_number: row.case_number, determination_id: null }
  })
  implement(server, changeRoutes.report_work_refusal, async (act, { params, body }) => ({
    person_id: body.person_id,
    refusals: await reportWorkRefusal(act, { ...params, ...body }),
  }))
  implementTable(server, reviewRoutes.list_reviews, (act, { query }) => listReviews(act, query), reviewTable)
  implement(server, reviewRoutes.open_review, (act, { params, body }) =>
    openReview(act, { ...params, ...body }),
  )
}

function outreachRouteHandlers(server: FastifyInstance): void {
  implementTable(
    server,
    outreachRoutes.list_outreach,
    (act, { query }) => listOutreach(act, query),
    outreachTable,
  )
  implement(server, benefitLedgerRoutes.get_benefit_ledger, (act, { params }) =>
    viewBenefitLedger(act, params.household_id),
  )
  implement(server, outreachRoutes.list_outreach_of_household, async (act, { params }) => ({
    rows: await listOutreachOfHousehold(act, params.household_id),
  }))
  implement(server, outreachRoutes.list_my_outreach, async (act) => ({ rows: await listMyOutreach(act) }))
  implement(server, outreachRoutes.decline_outreach, async (act, { params, body }) => {
    await declineOutreach(act, { ...params, ...body })
    return { ...params, state: 'declined' as const }
  })
}
