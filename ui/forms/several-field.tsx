import { Icon } from '../design/icon.tsx'
import type { Choice } from './choice-field.tsx'
import { Field, type FieldProps } from './field.tsx'
import './choice-field.css'

type SeveralFieldProps<Value extends string> = FieldProps & {
  value: readonly Value[]
  onChange: (value: Value[]) => void
  choices: Choice<Value>[]
}

/** Any number of a few, below each other, in the order in which they are offered. */
export function SeveralField<Value extends string>(props: SeveralFieldProps<Value>) {
  const { value, onChange, choices, ...field } = props
  const toggle = (one: Value, chosen: boolean) =>
    onChange(
      choices.map((choice) => choice.value).filter((each) => (each === one ? chosen : value.includes(each))),
    )
  return (
    <Field {...field} group>
      {(wiring) => (
        <div
          role="group"
          aria-labelledby={`${wiring.id}-label`}
          aria-describedby={wiring['aria-describedby']}
          className="choices"
        >
          {choices.map((choice) => (
            <label key={choice.value}>
              <input
                type="checkbox"
                disabled={wiring.disabled}
                checked={value.includes(choice.value)}
                onChange={(event) => toggle(choice.value, event.target.checked)}
              />
              {value.includes(choice.value) && <Icon name="tick" weight={2.4} />}
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
