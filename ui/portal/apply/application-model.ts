/** How answers of the flow become an application: keys, what the registers already say, what is sent. Pure. */
import type { AnswerOf } from '../../shell/index.ts'
import type { applicationRoutes } from '../../../server/benefits/contract.ts'
import type { Uploaded } from '../upload-field.tsx'
import { type Answer, type QuestionView, isAsked } from '../questions/question-view.ts'

export type ApplicationForm = AnswerOf<typeof applicationRoutes.get_application_form>
export type Member = ApplicationForm['members'][number]
export type Evidence = ApplicationForm['evidence'][number]
export type Answers = Record<string, unknown>

/** Whom questions are about: the household, or one member by place in the list (keys stand in the URL). */
export type Subject = { key: string; member: Member | null }

/** The answer to 登记里的对不对: nothing to change, or the facts that are not right. */
export type KnownAnswer = { change: string[] }

/** Each adult agrees here and now, or by the guardian, or later by himself. */
export type Agreement = 'here' | 'guardian' | 'absent'

export function subjectsOf(form: ApplicationForm): Subject[] {
  return [
    { key: 'home', member: null },
    ...form.members.map((member, index) => ({ key: `m${index + 1}`, member })),
  ]
}

/** Whether the household's programme is for this member: one for single people is for those who were chosen. */
export function isFor(form: ApplicationForm, subject: Subject, answers: Answers): boolean {
  if (form.beneficiary === 'household' || subject.member === null) return true
  return ((answers['beneficiaries'] ?? []) as string[]).includes(subject.key)
}

export function questionsOf(form: ApplicationForm, subject: Subject): QuestionView[] {
  const entity = subject.member === null ? 'household' : 'person'
  return form.questions.filter((question) => question.entity === entity)
}

type Prefilled = ApplicationForm['prefilled'][number]

/** What the registers know of the subject, in the order of the questions. */
export function knownOf(
  form: ApplicationForm,
  subject: Subject,
): { question: QuestionView; known: Prefilled }[] {
  const person_id = subject.member?.person_id ?? null
  const find = (fact: string) =>
    form.prefilled.find((each) => each.fact === fact && each.person_id === person_id && each.value !== null)
  return questionsOf(form, subject).flatMap((question) => {
    const known = find(question.fact)
    return known !== undefined && isAsked(question, (fact) => find(fact)?.value) ? [{ question, known }] : []
  })
}

const changesOf = (answers: Answers, subject: Subject): string[] =>
  (answers[`${subject.key}.known`] as KnownAnswer | null | undefined)?.change ?? []

/** The answer that holds for a fact: what was typed, else what the register says. */
export function answerFor(form: ApplicationForm, subject: Subject, fact: string, answers: Answers): Answer {
  const register = knownOf(form, subject).find(({ question }) => question.fact === fact)
  if (register !== undefined && !changesOf(answers, subject).includes(fact)) return register.known.value
  return answers[`${subject.key}.${fact}`] as Answer
}

/** Whether a fact is asked for: not known to the registers, or marked as wrong. */
export function isOpen(form: ApplicationForm, subject: Subject, fact: string, answers: Answers): boolean {
  const register = knownOf(form, subject).some(({ question }) => question.fact === fact)
  return !register || changesOf(answers, subject).includes(fact)
}

function answersOf(form: ApplicationForm, subject: Subject, answers: Answers) {
  return Object.fromEntries(
    questionsOf(form, subject).map(({ fact }) => [fact, answerFor(form, subject, fact, answers) ?? null]),
  )
}

/** A thing that a paper proves: yes, an amount, a kind. No and none prove nothing. */
const isSomething = (value: Answer): boolean =>
  value !== undefined && value !== null && value !== false && value !== 0 && value !== '0' && value !== 'none'

/** Whether a paper is asked for: registers answer for the rest, and nobody proves what there isn't. */
export function isWanted(form: ApplicationForm, evidence: Evidence, answers: Answers): boolean {
  if (evidence.register !== null || evidence.holder === 'adult') return false
  if (evidence.holder !== 'member_with_fact') return true
  return subjectsOf(form).some(
    (subject) =>
      subject.member !== null &&
      isFor(form, subject, answers) &&
      evidence.facts.some(
        (fact) =>
          questionsOf(form, subject).some((question) => question.fact === fact) &&
          isSomething(answerFor(form, subject, fact, answers)),
      ),
  )
}

export const adultsOf = (form: ApplicationForm): Member[] => form.members.filter((member) => member.adult)

export const agreementKey = (form: ApplicationForm, member: Member): string =>
  `agree.m${form.members.indexOf(member) + 1}`

export const guardianPaperKey = (form: ApplicationForm, member: Member): string =>
  `${agreementKey(form, member)}.paper`

const guardianPaper = (form: ApplicationForm, member: Member, answers: Answers): string | null =>
  ((answers[guardianPaperKey(form, member)] ?? []) as Uploaded[])[0]?.file_id ?? null

/** The body of the application; `applicant_id` signs for those under guardianship. */
export function applicationOf(form: ApplicationForm, answers: Answers, applicant_id: string) {
  const payee = form.members[Number(String(answers['payee'] ?? '').slice(1)) - 1]
  return {
    programme_id: form.programme_id,
    ...(payee === undefined ? {} : { payee_id: payee.person_id }),
    ...(form.beneficiary === 'household'
      ? {}
      : {
          beneficiary_ids: subjectsOf(form).flatMap((subject) =>
            subject.member !== null && isFor(form, subject, answers) ? [subject.member.person_id] : [],
          ),
        }),
    answers: {
      household: answersOf(form, { key: 'home', member: null }, answers),
      members: subjectsOf(form).flatMap((subject) =>
        subject.member === null || !isFor(form, subject, answers)
          ? []
          : [{ person_id: subject.member.person_id, answers: answersOf(form, subject, answers) }],
      ),
    },
    urgent: answers['urgent'] === 'urgent',
    // Who is not here agrees later, on the own phone or at the counter.
    authorisations: (form.authorises ? adultsOf(form) : [])
      .filter((member) => answers[agreementKey(form, member)] !== 'absent')
      .map((member) => ({
        person_id: member.person_id,
        ...(answers[agreementKey(form, member)] === 'guardian'
          ? { signed_by: applicant_id, file_id: guardianPaper(form, member, answers) }
          : { signed_by: member.person_id }),
      })),
    materials: form.evidence.flatMap((evidence) =>
      ((answers[`paper.${evidence.id}`] ?? []) as Uploaded[]).map(({ file_id }) => ({
        file_id,
        kind: evidence.id,
        label: evidence.title,
      })),
    ),
  }
}
