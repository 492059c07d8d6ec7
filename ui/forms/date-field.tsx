import { useId, useState } from 'react'
import { dateParts, isRealDay, isoDate } from '../design/date-text.ts'
import { useDisclosure } from '../design/disclosure.ts'
import { Icon } from '../design/icon.tsx'
import { Calendar } from './calendar.tsx'
import { Field, FieldBox, type FieldProps } from './field.tsx'
import './date-field.css'

type DateFieldProps = FieldProps & {
  /** `YYYY-MM-DD`. */
  value: string | undefined
  onChange: (date: string | undefined) => void
  /** Business day, for the calendar; without it there is no calendar (birthdays are typed). */
  today?: string | undefined
}

type Typed = { year: string; month: string; day: string }

const names = { year: '年', month: '月', day: '日' } as const

function typedOf(value: string | undefined): Typed {
  const parts = value === undefined ? undefined : dateParts(value)
  return parts
    ? { year: String(parts.year), month: String(parts.month), day: String(parts.day) }
    : { year: '', month: '', day: '' }
}

function read(typed: Typed): string | undefined {
  const [year, month, day] = [Number(typed.year), Number(typed.month), Number(typed.day)]
  return typed.year.length === 4 && isRealDay(year, month, day) ? isoDate(year, month, day) : undefined
}

/** A Chinese date in three parts, 2017 年 9 月 1 日, with a calendar where the day is near. */
export function DateField({ value, onChange, today, ...field }: DateFieldProps) {
  const [state, setState] = useState({ typed: typedOf(value), value })
  const { open, setOpen, container } = useDisclosure()
  const id = useId()
  // A value that was set from outside replaces what was typed.
  const typed = state.value === value ? state.typed : typedOf(value)
  const complete = typed.year.length === 4 && typed.month !== '' && typed.day !== ''
  const error =
    field.error ?? (complete && read(typed) === undefined ? '没有这一天，请核对月和日' : undefined)
  const change = (part: keyof Typed, text: string) => {
    const next = {
      ...typed,
      [part]: text
        .normalize('NFKC')
        .replaceAll(/\D/g, '')
        .slice(0, part === 'year' ? 4 : 2),
    }
    const date = read(next)
    setState({ typed: next, value: date })
    if (date !== value) onChange(date)
  }
  return (
    <Field {...field} error={error} group>
      {(wiring) => (
        <div className="date-field" ref={container} role="group" aria-labelledby={`${wiring.id}-label`}>
          <FieldBox wrong={error !== undefined} disabled={field.disabled}>
            {(['year', 'month', 'day'] as const).map((part) => (
              <span key={part} className="nowrap">
                <input
                  {...wiring}
                  id={`${id}-${part}`}
                  inputMode="numeric"
                  autoComplete="off"
                  aria-label={names[part]}
                  value={typed[part]}
                  onChange={(event) => change(part, event.target.value)}
                />
                <span aria-hidden="true">{names[part]}</span>
              </span>
            ))}
            {today !== undefined && (
              <button type="button" aria-expanded={open} aria-label="从日历选" onClick={() => setOpen(!open)}>
                <Icon name="calendar" />
              </button>
            )}
          </FieldBox>
          {open && today !== undefined && (
            <div className="popup">
              <Calendar
                value={value}
                today={today}
                onChoose={(date) => {
                  setState({ typed: typedOf(date), value: date })
                  onChange(date)
                  setOpen(false)
                  container.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
                }}
              />
            </div>
          )}
        </div>
      )}
    </Field>
  )
}
