import { Field, FieldBox, type FieldProps } from './field.tsx'

type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'tel'
  placeholder?: string
  autoComplete?: string
  maxLength?: number
  /** Which keyboard a phone shows. */
  inputMode?: 'numeric' | 'text'
  onBlur?: () => void
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const {
    value,
    onChange,
    type = 'text',
    placeholder,
    autoComplete = 'off',
    maxLength,
    inputMode,
    onBlur,
  } = props
  return (
    <Field {...props}>
      {(wiring) => (
        <FieldBox wrong={props.error !== undefined} disabled={props.disabled}>
          <input
            {...wiring}
            type={type}
            inputMode={inputMode}
            value={value}
            placeholder={placeholder}
            autoComplete={autoComplete}
            maxLength={maxLength}
            onBlur={onBlur}
            onChange={(event) => onChange(event.target.value)}
          />
        </FieldBox>
      )}
    </Field>
  )
}

/** Several lines, with how many characters are left when there is a limit. */
export function TextAreaField(props: Omit<TextFieldProps, 'type'> & { rows?: number }) {
  const { value, onChange, placeholder, maxLength, rows = 3, hint } = props
  const count = maxLength === undefined ? undefined : `${value.length}/${maxLength} 字`
  return (
    <Field {...props} hint={hint ?? undefined}>
      {(wiring) => (
        <FieldBox wrong={props.error !== undefined} disabled={props.disabled} unit={count}>
          <textarea
            {...wiring}
            value={value}
            rows={rows}
            placeholder={placeholder}
            maxLength={maxLength}
            onChange={(event) => onChange(event.target.value)}
          />
        </FieldBox>
      )}
    </Field>
  )
}
