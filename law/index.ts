/**
 * The law as the house sees it: programmes, their dated values, what each article says, questions, evidence
 * and procedures. Files are read once; nothing here reads a clock.
 */
import { tryVersion } from '../engine/index.ts'
import type { PolicyProgramme } from './catalogue.ts'
import { loadExamples } from './examples.ts'
import type { WorkedExample } from './examples.ts'
import { inpatientAid } from './medical-aid/inpatient-aid/index.ts'
import { outpatientAid } from './medical-aid/outpatient-aid/index.ts'
import { seriousIllnessAid } from './medical-aid/serious-illness-aid/index.ts'
import { getProcedureInForce } from './procedure.ts'
import type { ProcedureDefinition, ProcedureVariant } from './procedure.ts'
import type { Question } from './questions.ts'
import { extremePovertySupport } from './social-assistance/extreme-poverty-support/index.ts'
import { lowIncomeHouseholdAid } from './social-assistance/low-income-household-aid/index.ts'
import { medicalInsuranceSubsidy } from './social-assistance/medical-insurance-subsidy/index.ts'
import { minimumLivingGuarantee } from './social-assistance/minimum-living-guarantee/index.ts'
import { temporaryAssistance } from './social-assistance/temporary-assistance/index.ts'

export type {
  BenefitsHad,
  DerivedFacts,
  FactSupplier,
  PolicyProgramme,
  SelfCheckAnswers,
  SuppliedFact,
} from './catalogue.ts'
export { assistanceOf } from './common/assistance.ts'
export { listUncountedIncome, loadIncomeKinds } from './common/income.ts'
export type { IncomeKind } from './common/income.ts'
export { compareIncome, findCliffs } from './common/stacking/cliffs.ts'
export type { Cliff, IncomeComparison, Lost } from './common/stacking/cliffs.ts'
export {
  bearsOn,
  findExclusion,
  findStackingRule,
  listCountedApart,
  listStackingRules,
  membersWith,
  stack,
} from './common/stacking/stacking.ts'
export type { Capped, Excluded, Payable, Stacked, StackingRule } from './common/stacking/stacking.ts'
export { decideTogether } from './common/stacking/together.ts'
export type { DecidedTogether, HouseholdOnDay } from './common/stacking/together.ts'
export { getLawArticle, getLawDocument, isToVerify, listLawDocuments } from './documents.ts'
export type { LawArticle, LawDocument, Mark } from './documents.ts'
export type { ExpectedOutcome, ExpectedResult, WorkedExample } from './examples.ts'
export { largeMedicalExpense } from './medical-aid/large-bill.ts'
export {
  claimLimitDays,
  differenceWorkingDays,
  isSevere,
  lawDayOf,
  medicalGroupOf,
  settlementArticles,
  yearOf,
} from './medical-aid/settlement.ts'
export type { MedicalGroup, Standing, Stay } from './medical-aid/settlement.ts'
export { isInForce } from './in-force.ts'
export { loadParameters } from './parameters.ts'
export type { LawParameter, LawParameterValue } from './parameters.ts'
export { payeeOf } from './payment.ts'
export type { BillKind, ClaimPayment, PaidAmount, Payee, Payment, PaymentKind } from './payment.ts'
export { findGradualExit, getStep } from './procedure.ts'
export type {
  Act,
  Actor,
  Appeal,
  ArticleReference,
  Due,
  GradualExit,
  ProcedureDefinition,
  ProcedureVariant,
  ReviewClass,
  StepDefinition,
} from './procedure.ts'
export { supporterAbility } from './social-assistance/extreme-poverty-support/index.ts'
export { subsidyGroups } from './social-assistance/medical-insurance-subsidy/index.ts'
export type { Control, Evidence, Question } from './questions.ts'

const programmes: readonly PolicyProgramme[] = [
  minimumLivingGuarantee,
  lowIncomeHouseholdAid,
  extremePovertySupport,
  temporaryAssistance,
  medicalInsuranceSubsidy,
  outpatientAid,
  inpatientAid,
  seriousIllnessAid,
]
const offered = programmes.filter((programme) => programme.offered)

/** Every programme that is coded, offered or not, in the order in which people meet them. */
export const listAllProgrammes = (): readonly PolicyProgramme[] => programmes

/** The programmes that the house takes applications for, in the order in which the portal shows them. */
export const listProgrammes = (): readonly PolicyProgramme[] => offered

/** A programme by id; throws when there is none. */
export function getProgramme(id: string): PolicyProgramme {
  const found = programmes.find((programme) => programme.id === id)
  if (!found) throw new Error(`没有救助项目 ${id}`)
  return found
}

/** The procedure in force for cases accepted on `date` (`YYYY-MM-DD`), the ordinary one unless a variant is named;
 * throws when none is. */
export const getProcedure = (
  programmeId: string,
  date: string,
  variant?: ProcedureVariant,
): ProcedureDefinition => getProcedureInForce(getProgramme(programmeId).procedures, date, variant)

/** The questions before login, with the values of the day in their texts. */
export const listSelfCheckQuestions = (
  programme: PolicyProgramme,
  date: string,
  division: string,
): Question[] => fillQuestions(programme, 'selfCheck', date, division)

/** The application's questions, with the values of the day in their texts. */
export const listApplicationQuestions = (
  programme: PolicyProgramme,
  date: string,
  division: string,
): Question[] => fillQuestions(programme, 'questions', date, division)

/** The programme's worked cases, which tests run and screens show. */
export function listExamples(programmeId: string): WorkedExample[] {
  const programme = getProgramme(programmeId)
  return loadExamples(programme.folder, programme.rules)
}

/** The worked cases of a draft, by the rules as the draft has them. Throws when the programme does not have it. */
export function listDraftExamples(programmeId: string, draftId: string): WorkedExample[] {
  const { folder, rules } = getProgramme(programmeId)
  return loadExamples(`${folder}/drafts/${draftId}`, tryVersion(rules, draftId))
}

function fillQuestions(
  programme: PolicyProgramme,
  which: 'selfCheck' | 'questions',
  date: string,
  division: string,
): Question[] {
  const values = programme.questionValues(programme.rules, date, division)
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return programme[which].map((question) => ({
    ...question,
    text: fill(question.text),
    why: fill(question.why),
    ...(question.hint === undefined ? {} : { hint: fill(question.hint) }),
  }))
}
