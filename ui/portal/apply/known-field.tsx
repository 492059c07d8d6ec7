import { type AnswerOf } from '../../shell/index.ts'
import type { applicationRoutes } from '../../../server/benefits/contract.ts'
import { dateText } from '../../design/index.ts'
import { ChoiceField } from '../../forms/index.ts'
import { type QuestionView, answerText } from '../questions/question-view.ts'
import type { KnownAnswer } from './application-model.ts'

type Prefilled = AnswerOf<typeof applicationRoutes.get_application_form>['prefilled'][number]

type KnownFieldProps = {
  known: { question: QuestionView; known: Prefilled }[]
  value: KnownAnswer | undefined
  onChange: (value: KnownAnswer & { some?: boolean }) => void
  error: string | undefined
}

/** What the registers already say, with source and date; only what is wrong is asked again. */
export function KnownField({ known, value, onChange, error }: KnownFieldProps) {
  const some = value !== undefined && (value.change.length > 0 || 'some' in value)
  const toggle = (fact: string, wrong: boolean) => {
    const others = (value?.change ?? []).filter((each) => each !== fact)
    onChange({ some: true, change: wrong ? [...others, fact] : others })
  }
  return (
    <div className="stack">
      <dl className="known-list">
        {known.map(({ question, known: register }) => (
          <div key={question.fact}>
            <dt>{question.label}</dt>
            <dd>{answerText(question, register.value)}</dd>
            <dd className="second">
              {register.source_name}　<span className="nowrap">{dateText(register.known_on)}</span>
            </dd>
            {some && (
              <dd>
                <label className="known-wrong">
                  <input
                    type="checkbox"
                    checked={value.change.includes(question.fact)}
                    aria-label={`${question.label}不对，要改`}
                    onChange={(event) => toggle(question.fact, event.target.checked)}
                  />
                  不对，要改
                </label>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <ChoiceField
        label="这些对吗"
        value={value === undefined ? undefined : some ? 'some' : 'all'}
        onChange={(answer: 'all' | 'some') =>
          onChange(answer === 'all' ? { change: [] } : { some: true, change: value?.change ?? [] })
        }
        choices={[
          { value: 'all', label: '都对' },
          { value: 'some', label: '有不对的' },
        ]}
        error={error}
      />
    </div>
  )
}
