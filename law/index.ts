/**
 * The law as the house sees it: programmes, their dated values, what each article says, questions, evidence
 * and procedures. Files are read once; nothing here reads a clock.
 */
import type { PolicyProgramme } from './catalogue.ts'
import { loadExamples } from './examples.ts'
import type { WorkedExample } from './examples.ts'
import { getProcedureInForce } from './procedure.ts'
import type { ProcedureDefinition } from './procedure.ts'
import type { Question } from './questions.ts'
import { minimumLivingGuarantee } from './social-assistance/minimum-living-guarantee/index.ts'

export type { PolicyProgramme, SelfCheckAnswers } from './catalogue.ts'
export { listUncountedIncome, loadIncomeKinds } from './common/income.ts'
export type { IncomeKind } from './common/income.ts'
export { getLawArticle, getLawDocument, isToVerify, listLawDocuments } from './documents.ts'
export type { LawArticle, LawDocument, Mark } from './documents.ts'
export type { ExpectedOutcome, WorkedExample } from './examples.ts'
export { loadParameters } from './parameters.ts'
export type { LawParameter, LawParameterValue } from './parameters.ts'
export { findGradualExit, getStep } from './procedure.ts'
export type {
  Act,
  Actor,
  Appeal,
  ArticleReference,
  Due,
  GradualExit,
  ProcedureDefinition,
  ReviewClass,
  StepDefinition,
} from './procedure.ts'
export type { Control, Evidence, Question } from './questions.ts'

const programmes: readonly PolicyProgramme[] = [minimumLivingGuarantee]

/** Every programme, in the order in which the portal shows them. */
export const listProgrammes = (): readonly PolicyProgramme[] => programmes

/** A programme by id; throws when there is none. */
export function getProgramme(id: string): PolicyProgramme {
  const found = programmes.find((programme) => programme.id === id)
  if (!found) throw new Error(`没有救助项目 ${id}`)
  return found
}

/** The procedure in force for cases accepted on `date` (`YYYY-MM-DD`); throws when none is. */
export const getProcedure = (programmeId: string, date: string): ProcedureDefinition =>
  getProcedureInForce([...getProgramme(programmeId).procedures], date)

/** The seven questions before login, with the values of the day in their texts. */
export const listSelfCheckQuestions = (programmeId: string, date: string, division: string): Question[] =>
  fillQuestions(getProgramme(programmeId), 'selfCheck', date, division)

/** The application's questions, with the values of the day in their texts. */
export const listApplicationQuestions = (programmeId: string, date: string, division: string): Question[] =>
  fillQuestions(getProgramme(programmeId), 'questions', date, division)

/** The programme's worked cases, which tests run and screens show. */
export function listExamples(programmeId: string): WorkedExample[] {
  const programme = getProgramme(programmeId)
  return loadExamples(programme.folder, programme.rules)
}

function fillQuestions(
  programme: PolicyProgramme,
  which: 'selfCheck' | 'questions',
  date: string,
  division: string,
): Question[] {
  const values = programme.questionValues(date, division)
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return programme[which].map((question) => ({ ...question, why: fill(question.why) }))
}
