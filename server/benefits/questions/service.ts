/** Questions and evidence of law/ for pages, and the answers that come back, checked one by one. Pure. */
import type { FactValue, Programme } from '../../../engine/index.ts'
import {
  getLawDocument,
  listApplicationQuestions,
  listProgrammes,
  listSelfCheckQuestions,
  type ArticleReference,
  type Evidence,
  type Question,
} from '../../../law/index.ts'
import { byLaw, programmeOf, programmesInForce } from '../decisions/decide.ts'
import type { Answers } from './contract.ts'

export function viewArticle(article: ArticleReference) {
  const document = getLawDocument(article.document)
  const known = document.articles.find((each) => each.article === article.article)
  return {
    document: document.id,
    article: article.article,
    document_title: document.title,
    text: known?.text ?? null,
  }
}

export function viewQuestion(question: Question) {
  return {
    id: question.id,
    fact: question.fact,
    entity: question.entity,
    text: question.text,
    hint: question.hint ?? null,
    label: question.label,
    why: question.why,
    where: question.where,
    control: question.control,
    unit: question.unit ?? null,
    options: question.options ?? [],
    only_if: question.onlyIf ?? null,
    article: viewArticle(question.article),
  }
}

export function viewEvidence(evidence: Evidence) {
  return {
    id: evidence.id,
    title: evidence.title,
    holder: evidence.holder,
    required: evidence.required,
    facts: evidence.facts,
    register: evidence.register ?? null,
    note: evidence.note ?? null,
    article: viewArticle(evidence.article),
  }
}

export const viewProgrammes = () =>
  listProgrammes().map((each) => ({
    programme_id: each.id,
    title: each.title,
    summary: each.summary,
    domain: each.domain,
    payment_kind: each.payment.kind,
  }))

/** The questions before login: those of each programme in force, a fact that several ask for once. @throws law_not_in_force */
export function selfCheckQuestions(date: string, division: string): Question[] {
  const all = programmesInForce(date, division).flatMap((each) =>
    listSelfCheckQuestions(each, date, division),
  )
  return all.filter((question, at) => all.findIndex((other) => other.fact === question.fact) === at)
}

/** @throws programme_unknown (404), law_not_in_force (422) */
export const applicationQuestions = (programme_id: string, date: string, division: string): Question[] =>
  byLaw(() => listApplicationQuestions(programmeOf(programme_id), date, division))

export type AnswerProblem = { field: string; label: string; message: string }

/** What is wrong with answers; empty when they can be handed in. Null, or no answer, is 说不准 and never wrong. */
export function findAnswerProblems(questions: Question[], answers: Answers, path: string): AnswerProblem[] {
  return questions.flatMap((question) => {
    const value = answers[question.fact]
    const message = value === undefined || value === null ? undefined : wrongAnswer(question, value)
    return message === undefined
      ? []
      : [{ field: `${path}.${question.fact}`, label: question.label, message }]
  })
}

type Given = string | number | boolean

function wrongAnswer(question: Question, value: Given): string | undefined {
  switch (question.control) {
    case 'money':
      return typeof value === 'string' && /^\d{1,12}$/.test(value)
        ? undefined
        : '金额须为不小于 0 的数，最多到分'
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100_000
        ? undefined
        : '须为不小于 0 的整数'
    case 'yes_no':
      return typeof value === 'boolean' ? undefined : '请选择有或没有'
    case 'choice':
      return question.options?.some((option) => option.value === value) === true
        ? undefined
        : '请从选项中选择'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : '日期写法不对'
  }
}

/** An answer as a fact's two values: amounts, counts and yes/no as numbers, codes as text; both null is unknown. */
export function factValuesOf(
  programme: Programme,
  name: string,
  value: FactValue | undefined,
): { number_value: bigint | null; code_value: string | null } {
  const unit = programme.inputs.find((input) => input.name === name)?.unit
  if (value === null || value === undefined) return { number_value: null, code_value: null }
  if (unit === 'code' || unit === 'day') return { number_value: null, code_value: String(value) }
  if (typeof value === 'boolean') return { number_value: value ? 1n : 0n, code_value: null }
  return { number_value: BigInt(value), code_value: null }
}

/** The inverse of `factValuesOf`, as answers travel: amounts as text, counts as numbers. */
export function answerOfFact(
  programme: Programme,
  name: string,
  fact: { number_value: bigint | null; code_value: string | null },
): string | number | boolean | null {
  const unit = programme.inputs.find((input) => input.name === name)?.unit
  if (fact.code_value !== null) return fact.code_value
  if (fact.number_value === null) return null
  if (unit === 'flag') return fact.number_value === 1n
  return unit === 'count' ? Number(fact.number_value) : fact.number_value.toString()
}
