/** 办件: cases, steps, clocks, visits, notices, objections, appeals: the verbs that every line of work shares. */
import type { Module } from '../platform/http/index.ts'
import { routes } from './routes.ts'
import './cases/recusal.ts'
import './timeline/source.ts'
import './rosters/answers.ts'
import './rosters/drawing.ts'
import './visits/field/subscribers.ts'

export const caseworkModule: Module = { name: 'casework', routes }

export { acceptCase } from './acceptance.ts'
export { previewCaseworkDays, runCaseworkDay } from './jobs.ts'
export { actLabels, mayAct, rolesFor, type CaseAct } from './access.ts'
export { amountText, payText } from './cases/amounts.ts'
export {
  afterWorkingDays,
  calendarOf,
  dateText,
  dayText,
  endOf,
  lightOf,
  limitUnits,
  monthText,
  nearUntil,
} from './cases/clock.ts'
export { checkBeforeLeaving, checkEntry, enterCase, findFamilyRefusal } from './cases/enter.ts'
export { answerOf, getCase, inHand, procedureOfCase, type CaseInHand } from './cases/hand.ts'
export { isOnLog, logCase } from './cases/log.ts'
export { tellPerson } from './cases/tell.ts'
export {
  beginAct,
  changeConditions,
  changeProposal,
  closeCase,
  holdCase,
  keepStep,
  moveTo,
  releaseCase,
} from './cases/move.ts'
export { kindTitles, outcomeTitles, type CaseKind, type CaseOutcome } from './cases/model.ts'
export { openCase } from './cases/open.ts'
export { procedureOf, stepOf, type CaseProcedure, type CaseStep } from './cases/procedure.ts'
export { findOpenCase, listSteps, moveOpenCases, type CaseRow, type StepRow } from './cases/queries.ts'
export { submitCase, withdrawCase } from './cases/service.ts'
export { checkDifferentPerson, listBarred } from './cases/two-persons.ts'
export { viewArticle, viewCase } from './cases/view.ts'
export {
  registerRoster,
  getRosterKind,
  type AcceptedLine,
  type RosterEntry,
  type RosterKind,
  type Settled,
} from './rosters/kinds.ts'
export { getRoster } from './rosters/service.ts'
export { listAcceptedAmounts } from './rosters/queries.ts'
export { listWork } from './work/service.ts'
export { addMaterials } from './supplements/service.ts'
export type { NewMaterial } from './supplements/queries.ts'
export { decideAppeal, examineAppeal, fileAppeal, waysToObject } from './appeals/service.ts'
export { isStayed } from './appeals/queries.ts'
export type { AppealDecision, AppealRow } from './appeals/queries.ts'
export { discardDraft } from './drafts/service.ts'
export { registerVisitChecks, type CheckedVisit, type VisitCheck } from './visits/field/checks.ts'
export { problem as caseworkProblem } from './problems.ts'
