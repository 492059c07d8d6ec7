/** An application as it is being filled in at the counter, and what is sent of it. Pure. */
import type { z } from 'zod'
import type { applicationForm } from '../../../server/benefits/contract.ts'
import type { Answer, AskedQuestion } from '../../forms/index.ts'

export type Form = z.infer<typeof applicationForm>
export type Member = Form['members'][number]

export type ApplicationDraft = {
  /** Only what was typed here; the rest stands in the registers. `person_id:fact`, the household's `:fact`. */
  typed: Record<string, Answer>
  applicant_id: string | undefined
  payee_id: string | undefined
  /** For whom, where the programme is for single people. */
  beneficiary_ids: string[]
  /** Person → who signed; absent: not signed yet. */
  signed: Record<string, string>
  /** Aid first, papers after; undefined: not said yet. */
  urgent?: boolean | undefined
}

export const emptyDraft: ApplicationDraft = {
  typed: {},
  applicant_id: undefined,
  payee_id: undefined,
  beneficiary_ids: [],
  signed: {},
}

export const keyOf = (person_id: string | null, fact: string): string => `${person_id ?? ''}:${fact}`

export function prefilledOf(form: Form, person_id: string | null, fact: string) {
  return form.prefilled.find((each) => each.fact === fact && each.person_id === person_id)
}

/** The answer as it stands: typed here, else from the registers; undefined: nobody knows yet. */
export function answerOf(
  form: Form,
  draft: ApplicationDraft,
  person_id: string | null,
  fact: string,
): Answer | undefined {
  const key = keyOf(person_id, fact)
  return key in draft.typed ? draft.typed[key] : prefilledOf(form, person_id, fact)?.value
}

/** The questions that the answers so far call for. */
export function questionsFor(form: Form, draft: ApplicationDraft, person_id: string | null): AskedQuestion[] {
  const entity = person_id === null ? 'household' : 'person'
  return form.questions.filter((question) => {
    if (question.entity !== entity) return false
    if (question.only_if === null) return true
    const value = answerOf(form, draft, person_id, question.only_if.fact)
    return value !== undefined && value !== null && question.only_if.values.includes(String(value))
  })
}

/** How many of the questions about somebody have no answer; 说不准 is an answer. */
export function openQuestions(
  form: Form,
  draft: ApplicationDraft,
  person_id: string | null,
): AskedQuestion[] {
  return questionsFor(form, draft, person_id).filter(
    (question) => answerOf(form, draft, person_id, question.fact) === undefined,
  )
}

function answersFor(form: Form, draft: ApplicationDraft, person_id: string | null): Record<string, Answer> {
  return Object.fromEntries(
    questionsFor(form, draft, person_id).map((question) => [
      question.fact,
      answerOf(form, draft, person_id, question.fact) ?? null,
    ]),
  )
}

/** Whom the questions are about: all of the household, or those for whom it is. */
export const askedMembers = (form: Form, draft: ApplicationDraft): Member[] =>
  form.beneficiary === 'household'
    ? form.members
    : form.members.filter(({ person_id }) => draft.beneficiary_ids.includes(person_id))

/** `answers` of the application: every question asked; what nobody could say is null. */
export function answersOf(form: Form, draft: ApplicationDraft) {
  return {
    household: answersFor(form, draft, null),
    members: askedMembers(form, draft).map((member) => ({
      person_id: member.person_id,
      answers: answersFor(form, draft, member.person_id),
    })),
  }
}

/** What has to be done before it can be handed in, in words; empty: ready. */
export function stillToDo(form: Form, draft: ApplicationDraft): string[] {
  const open = [
    { name: '家庭情况', count: openQuestions(form, draft, null).length },
    ...askedMembers(form, draft).map((member) => ({
      name: member.name,
      count: openQuestions(form, draft, member.person_id).length,
    })),
  ].filter((each) => each.count > 0)
  // The others may agree later, on the own phone or at the counter; a household of children has its guardian elsewhere.
  const applicant = form.members.find((member) => member.person_id === draft.applicant_id && member.adult)
  const unsigned =
    form.authorises && applicant !== undefined && draft.signed[applicant.person_id] === undefined
      ? [applicant]
      : []
  return [
    ...(form.urgent !== null && draft.urgent === undefined ? ['急不急还没有选'] : []),
    ...(askedMembers(form, draft).length === 0 ? ['还没有选为谁申请'] : []),
    ...open.map((each) => `${each.name}还有 ${each.count} 题没填`),
    ...unsigned.map((member) => `${member.name}还没有签核对授权`),
  ]
}
