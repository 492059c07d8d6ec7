/** 待遇: applications, means checks, determinations, changes, reviews: what law/ decides for a household. */
import type { Module } from '../platform/http/index.ts'
import { routes } from './routes.ts'
import './cases/visit-checks.ts'
import './subscribers.ts'
import './questions/facts.ts'
import './rosters/medical-insurance.ts'

export const benefitsModule: Module = { name: 'benefits', routes }

export { loadHistory } from './households/history.ts'
export { previewDays, runDay, type DayDone, type DaysAhead } from './jobs.ts'
export { followMove, settleOtherProgrammes, stopAfterDeath } from './changes/life-events.ts'
export { reportChange, previewChange, type Change } from './changes/service.ts'
export {
  checkApplication,
  getApplicationForm,
  submitApplication,
  type ApplicationInput,
} from './applications/service.ts'
export { accept, submit } from './cases/service.ts'
export { viewBenefitCase } from './cases/view.ts'
export { viewBenefitLedger } from './benefit-ledger/service.ts'
export { recordAssessment } from './assessments/service.ts'
export { approveCase, grantFirst, notifyCase, refuseCase } from './determinations/service.ts'
export { replayDetermination, viewDetermination } from './determinations/view.ts'
export { listDeterminations, type DeterminationRow } from './determinations/queries.ts'
export {
  askAgain,
  recordAnswers,
  replyToDiscrepancy,
  resolveContradiction,
  startMeansCheck,
  stopAsking,
} from './means-checks/service.ts'
export {
  authorise as authoriseMeansCheck,
  withdraw as withdrawAuthorisation,
} from './means-checks/authorisations/service.ts'
export { readReport, sealLoadedReport, sealMeansCheck } from './means-checks/reports/service.ts'
export {
  declineOutreach,
  followMoveOfOutreach,
  listOutreach,
  listOutreachOfHousehold,
} from './outreach/service.ts'
export { screenHousehold } from './outreach/screen.ts'
export { screenAfterFacts } from './outreach/after-facts.ts'
export { openDueReviews, openReview } from './reviews/service.ts'
export { decide as decideAppeal, endStay, examine as examineAppeal } from './appeals/service.ts'
export { selfCheck } from './self-check/service.ts'
export { asEnacted } from './proposals/current-law.ts'
export { openSimulation } from './simulation/simulator.ts'
