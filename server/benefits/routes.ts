/** Benefits' routes: contracts joined to verbs. */
import type { FastifyInstance } from 'fastify'
import { implement } from '../platform/http/index.ts'
import { answerOf } from '../casework/index.ts'
import { appealRoutes, caseRoutes } from '../casework/contract.ts'
import { authorise } from './access.ts'
import * as appeals from './appeals/service.ts'
import { applicationRoutes } from './applications/contract.ts'
import { checkApplication, getApplicationForm, submitApplication } from './applications/service.ts'
import { benefitCaseRoutes } from './cases/contract.ts'
import * as cases from './cases/service.ts'
import { tryOtherFacts, viewBenefitCase } from './cases/view.ts'
import { changeRoutes } from './changes/contract.ts'
import { previewChange, reportChange } from './changes/service.ts'
import { reportWorkRefusal } from './changes/work-refusals.ts'
import { registerDocumentRoutes } from './documents/routes.ts'
import { determinationRoutes } from './determinations/contract.ts'
import { listMyBenefits, listOfHousehold } from './determinations/lists.ts'
import { approveCase, notifyCase, refuseCase } from './determinations/service.ts'
import { replayDetermination, viewDetermination } from './determinations/view.ts'
import { meansCheckRoutes } from './means-checks/contract.ts'
import {
  authorise as authoriseMeansCheck,
  recordAnswers,
  replyToDiscrepancy,
  sealMeansCheck,
  startMeansCheck,
} from './means-checks/service.ts'
import { answersOf, viewMeansCheck } from './means-checks/view.ts'
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
  implement(server, caseRoutes.submit_case, async (act, { params, body }) =>
    answerOf(await cases.submit(act, { ...params, ...body })),
  )
  implement(server, determinationRoutes.approve_case, async (act, { params, body }) => {
    const { hand, determination_id } = await approveCase(act, { ...params, ...body })
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
  implement(server, meansCheckRoutes.start_means_check, async (act, { params }) => ({
    means_check_id: await startMeansCheck(act, params.case_id),
  }))
  implement(server, meansCheckRoutes.authorise_means_check, async (act, { params, body }) => {
    await authoriseMeansCheck(act, { ...params, ...body })
    return { person_id: body.person_id, signed_on: act.today }
  })
  implement(server, meansCheckRoutes.record_means_answers, async (act, { params, body }) =>
    viewMeansCheck(
      act,
      await recordAnswers(act, { ...params, version: body.version, answers: answersOf(body.answers) }),
    ),
  )
  implement(server, meansCheckRoutes.answer_discrepancy, async (act, { params, body }) => {
    await replyToDiscrepancy(act, { ...params, ...body })
    return { answer_id: params.answer_id, discrepancy: body.reply }
  })
  implement(server, meansCheckRoutes.seal_means_check, async (act, { params, body }) =>
    viewMeansCheck(act, await sealMeansCheck(act, { ...params, ...body })),
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
  implement(server, reviewRoutes.list_reviews, (act, { query }) => listReviews(act, query))
  implement(server, reviewRoutes.open_review, (act, { params, body }) =>
    openReview(act, { ...params, ...body }),
  )
}

function outreachRouteHandlers(server: FastifyInstance): void {
  implement(server, outreachRoutes.list_outreach, (act, { query }) => listOutreach(act, query))
  implement(server, outreachRoutes.list_outreach_of_household, async (act, { params }) => ({
    rows: await listOutreachOfHousehold(act, params.household_id),
  }))
  implement(server, outreachRoutes.list_my_outreach, async (act) => ({ rows: await listMyOutreach(act) }))
  implement(server, outreachRoutes.decline_outreach, async (act, { params, body }) => {
    await declineOutreach(act, { ...params, ...body })
    return { ...params, state: 'declined' as const }
  })
}
