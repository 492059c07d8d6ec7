import { AnswerField } from '../../forms/index.ts'
import { Light, dayText, fieldMessage } from '../../design/index.ts'
import { useSession } from '../../shell/index.ts'
import {
  type ApplicationDraft,
  type Form,
  type Member,
  answerOf,
  askedMembers,
  keyOf,
  openQuestions,
  prefilledOf,
  questionsFor,
} from './application-draft.ts'

/** The questions about the household, or about one member; what the registers know says so and can be corrected. */
export function QuestionSection(props: {
  form: Form
  draft: ApplicationDraft
  onChange: (draft: ApplicationDraft) => void
  member: Member | undefined
  error: unknown
}) {
  const { form, draft, onChange, member, error } = props
  const session = useSession()
  const person_id = member?.person_id ?? null
  const questions = questionsFor(form, draft, person_id)
  const open = openQuestions(form, draft, person_id).length
  const asked = askedMembers(form, draft)
  const at = asked.findIndex((each) => each.person_id === person_id)
  const path = member === undefined ? 'answers.household' : `answers.members.${at}.answers`
  const title = member === undefined ? '家庭情况' : member.name
  return (
    <details className="form-section" open={member === undefined || at === 0}>
      <summary>
        <h2>{title}</h2>
        {member !== undefined && (
          <span className="second">
            {[
              member.relation_title,
              member.age === null ? '年龄未知' : `${member.age} 岁`,
              member.masked_identity_number,
            ]
              .filter(Boolean)
              .join('　')}
          </span>
        )}
        {open === 0 ? (
          <Light state="normal">{questions.length} 题都填了</Light>
        ) : (
          <Light state="due_soon">
            {questions.length} 题，还有 {open} 题没填
          </Light>
        )}
      </summary>
      <div className="form-grid">
        {questions.map((question) => {
          const known = prefilledOf(form, person_id, question.fact)
          const key = keyOf(person_id, question.fact)
          return (
            <AnswerField
              key={question.id}
              question={question}
              hint={
                known !== undefined && !(key in draft.typed)
                  ? `${known.source_name}，${dayText(known.known_on)}`
                  : (question.hint ?? undefined)
              }
              value={answerOf(form, draft, person_id, question.fact)}
              today={session.business_date}
              error={fieldMessage(error, `${path}.${question.fact}`)}
              onChange={(value) => {
                const typed = { ...draft.typed }
                if (value === undefined) delete typed[key]
                else typed[key] = value
                onChange({ ...draft, typed })
              }}
            />
          )
        })}
      </div>
    </details>
  )
}
