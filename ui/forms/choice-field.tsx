import { Icon } from '../design/icon.tsx'
import { classNames } from '../design/class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import './choice-field.css'

export type Choice<Value extends string> = { value: Value; label: string; hint?: string }

type ChoiceFieldProps<Value extends string> = FieldProps & {
  value: Value | undefined
  onChange: (value: Value) => void
  choices: Choice<Value>[]
}

/** One of a few: beside each other up to four short ones, else below each other. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { value, onChange, choices, ...field } = props
  const beside = choices.length <= 4 && choices.every((choice) => choice.label.length <= 5 && !choice.hint)
  return (
    <Field {...field} group>
      {(wiring) => (
        <div
          role="radiogroup"
          aria-labelledby={`${wiring.id}-label`}
          aria-describedby={wiring['aria-describedby']}
          aria-invalid={wiring['aria-invalid']}
          className={classNames('choices', beside && 'choices-beside', choices.length > 3 && 'choices-many')}
        >
          {choices.map((choice) => (
            <label key={choice.value}>
              <input
                type="radio"
                name={wiring.id}
                disabled={wiring.disabled}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
              />
              {choice.value === value && <Icon name="tick" weight={2.4} />}
              <span>
                {choice.label}
                {choice.hint !== undefined && <small>{choice.hint}</small>}
              </span>
            </label>
          ))}
        </div>
      )}
    </Field>
  )
}

type YesNoFieldProps = FieldProps & {
  /** true, false, null = 说不准; undefined = not answered. Unknown is not no. */
  value: boolean | null | undefined
  onChange: (value: boolean | null) => void
  yes?: string
  no?: string
  unknown?: string
}

const answers = { yes: true, no: false, unknown: null } as const

/** 是, 否, 说不准. */
export function YesNoField({
  value,
  onChange,
  yes = '是',
  no = '否',
  unknown = '说不准',
  ...field
}: YesNoFieldProps) {
  return (
    <ChoiceField
      {...field}
      value={value === undefined ? undefined : value === null ? 'unknown' : value ? 'yes' : 'no'}
      onChange={(answer: keyof typeof answers) => onChange(answers[answer])}
      choices={[
        { value: 'yes', label: yes },
        { value: 'no', label: no },
        { value: 'unknown', label: unknown },
      ]}
    />
  )
}
