/** The field that a question of the law is answered in, and the question as the flow asks it. */
import { Button } from '../../design/index.ts'
import {
  ChoiceField,
  CountField,
  DateField,
  MoneyField,
  NumberField,
  type Question,
} from '../../forms/index.ts'
import { type Answer, type QuestionView, answerText, yesNoWords } from './question-view.ts'

type ControlProps = {
  question: QuestionView
  value: unknown
  onChange: (value: unknown) => void
  error: string | undefined
}

function Count({ question, value, onChange, error }: ControlProps) {
  const label = question.label
  const count = typeof value === 'number' ? value : undefined
  if (question.unit === '平方米')
    return <NumberField label={label} unit="平方米" value={count} onChange={onChange} error={error} />
  const least = question.fact === 'member_count' ? 1 : 0
  const unit = question.unit === null ? label : `${label}（${question.unit}）`
  return (
    <div className="stack">
      <CountField
        label={unit}
        value={count}
        onChange={onChange}
        error={error}
        min={least}
        max={question.fact === 'member_count' ? 20 : 99}
      />
      {least === 0 && (
        <Button aria-pressed={count === 0} onClick={() => onChange(0)}>
          没有，填 0
        </Button>
      )}
    </div>
  )
}

export function QuestionControl(props: ControlProps) {
  const { question, value, onChange, error } = props
  const { label, control } = question
  const text = typeof value === 'string' ? value : undefined
  if (control === 'money')
    return (
      <MoneyField label={label} unit={question.unit ?? '元'} value={text} onChange={onChange} error={error} />
    )
  if (control === 'count') return <Count {...props} />
  if (control === 'date') return <DateField label={label} value={text} onChange={onChange} error={error} />
  if (control === 'choice')
    return (
      <ChoiceField
        label={label}
        value={value === undefined || value === null ? undefined : String(value)}
        onChange={onChange}
        choices={question.options}
        error={error}
      />
    )
  const words = yesNoWords(question.text)
  return (
    <ChoiceField
      label={label}
      value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined}
      onChange={(answer: 'yes' | 'no') => onChange(answer === 'yes')}
      choices={[
        { value: 'yes', label: words.yes },
        { value: 'no', label: words.no },
      ]}
      error={error}
    />
  )
}

/** A question of the law as the flow asks it; `title` replaces its words where it is about a member. */
export function askedQuestion(
  question: QuestionView,
  more: Pick<Question, 'key'> & Partial<Question>,
): Question {
  return {
    title: question.text,
    ...(question.hint === null ? {} : { hint: question.hint }),
    why: question.why,
    ...(question.where.length === 0
      ? {}
      : {
          where: question.where.map(({ label, text }) => ({ what: label, where: text })),
          whereTitle: question.control === 'money' ? '到哪里查这些数' : '到哪里查',
        }),
    field: (value, onChange, error) => (
      <QuestionControl question={question} value={value} onChange={onChange} error={error} />
    ),
    summary: (value) => answerText(question, value as Answer),
    ...more,
  }
}
