/** The field that a question of the law asks for: money, count, yes/no, choice or day, by its declared control. */
import type { z } from 'zod'
import type { answerValue, questionView } from '../../server/benefits/questions/contract.ts'
import { ChoiceField, YesNoField } from './choice-field.tsx'
import { DateField } from './date-field.tsx'
import type { FieldProps } from './field.tsx'
import { MoneyField, NumberField } from './number-field.tsx'
import { SelectField } from './select-field.tsx'

export type AskedQuestion = z.infer<typeof questionView>
export type Answer = z.infer<typeof answerValue>

type AnswerFieldProps = Omit<FieldProps, 'label'> & {
  question: Pick<AskedQuestion, 'control' | 'unit' | 'options' | 'label'>
  /** Another label than the question's own. */
  label?: FieldProps['label']
  /** undefined: not answered; null: 说不准. */
  value: Answer | undefined
  onChange: (value: Answer | undefined) => void
  /** Business day, for calendars. */
  today?: string
}

const text = (value: Answer | undefined) => (typeof value === 'string' ? value : undefined)

/** Money as fen text, counts as numbers, yes/no as booleans, codes and days as text; unknown is not no. */
export function AnswerField({ question, value, onChange, today, ...rest }: AnswerFieldProps) {
  const field = { ...rest, label: rest.label ?? question.label }
  if (question.control === 'money')
    return (
      <MoneyField
        {...field}
        value={text(value)}
        onChange={onChange}
        {...(question.unit === null ? {} : { unit: question.unit })}
      />
    )
  if (question.control === 'count')
    return (
      <NumberField
        {...field}
        value={typeof value === 'number' ? value : undefined}
        onChange={onChange}
        {...(question.unit === null ? {} : { unit: question.unit })}
      />
    )
  if (question.control === 'yes_no')
    return (
      <YesNoField
        {...field}
        value={typeof value === 'string' ? undefined : asFlag(value)}
        onChange={onChange}
      />
    )
  if (question.control === 'date')
    return (
      <DateField
        {...field}
        value={text(value)}
        onChange={onChange}
        {...(today === undefined ? {} : { today })}
      />
    )
  if (question.options.length <= 3)
    return <ChoiceField {...field} value={text(value)} onChange={onChange} choices={question.options} />
  return <SelectField {...field} value={text(value)} onChange={onChange} options={question.options} />
}

function asFlag(value: number | boolean | null | undefined): boolean | null | undefined {
  return typeof value === 'number' ? value !== 0 : value
}
