/** Label, hint, error and what is saved around one input, wired for screen readers. All fields stand on it. */
import { type ReactNode, useId } from 'react'
import { classNames } from '../design/class-names.ts'
import { Light } from '../design/light.tsx'
import './field.css'

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and how to mend it. */
  error?: string | undefined
  /** `已存`: for forms that keep each field at once. */
  saved?: boolean | undefined
  /** Optional fields say so; needed ones do not shout. */
  optional?: boolean
  disabled?: boolean | undefined
}

/** What the input must bear so that label, hint and error belong to it. */
export type FieldWiring = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  disabled: boolean | undefined
}

/** `<Field …>{(wiring) => <input {...wiring} />}</Field>`. */
export function Field(props: FieldProps & { children: (wiring: FieldWiring) => ReactNode; group?: boolean }) {
  const { label, hint, error, saved, optional, disabled, children, group = false } = props
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean)
  const wiring: FieldWiring = {
    id,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': error === undefined ? undefined : true,
    disabled,
  }
  const head = (
    <>
      {label}
      {optional && <span className="field-hint">（可不填）</span>}
    </>
  )
  return (
    <div className="field">
      <div className="field-head">
        {group ? (
          <span className="field-label" id={`${id}-label`}>
            {head}
          </span>
        ) : (
          <label className="field-label" htmlFor={id}>
            {head}
          </label>
        )}
        {saved && <span className="field-saved">已存</span>}
      </div>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children(wiring)}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          <Light state="overdue">{''}</Light>
          {error}
        </p>
      )}
    </div>
  )
}

/** The bordered box of an input, with a unit at its right. */
export function FieldBox(props: {
  children: ReactNode
  unit?: string | undefined
  wrong?: boolean
  number?: boolean
  disabled?: boolean | undefined
}) {
  return (
    <div
      className={classNames(
        'field-box',
        props.wrong && 'field-box-wrong',
        props.number && 'field-box-number',
        props.disabled && 'field-box-disabled',
      )}
    >
      {props.children}
      {props.unit !== undefined && <span className="field-unit">{props.unit}</span>}
    </div>
  )
}
