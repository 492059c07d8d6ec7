/** Amounts and counts. What is typed stays as typed until the field is left; then it is written out cleanly. */
import { useState } from 'react'
import { Icon } from '../design/icon.tsx'
import { countText, readYuan, yuanText } from '../design/money-text.ts'
import { Field, FieldBox, type FieldProps } from './field.tsx'
import './number-field.css'

type MoneyFieldProps = FieldProps & {
  /** Integer fen as text; undefined = nothing typed yet. */
  value: string | undefined
  onChange: (fen: string | undefined) => void
  /** 元/月, 元/人·月. */
  unit?: string
}

/** An amount in yuan with thousands; gives fen. Says itself when the text is no amount. */
export function MoneyField({ value, onChange, unit = '元', ...field }: MoneyFieldProps) {
  // null: not being typed in, so the value itself is shown.
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && typed.trim() !== '' && readYuan(typed) === undefined
  const error = field.error ?? (wrong ? '请填数字，最多两位小数，例如 1,837.50' : undefined)
  return (
    <Field {...field} error={error}>
      {(wiring) => (
        <FieldBox unit={unit} number wrong={error !== undefined} disabled={field.disabled}>
          <input
            {...wiring}
            inputMode="decimal"
            autoComplete="off"
            value={typed ?? (value === undefined ? '' : yuanText(value))}
            onChange={(event) => {
              setTyped(event.target.value)
              onChange(readYuan(event.target.value))
            }}
            onBlur={() => {
              if (!wrong) setTyped(null)
            }}
          />
        </FieldBox>
      )}
    </Field>
  )
}

type NumberFieldProps = FieldProps & {
  value: number | undefined
  onChange: (value: number | undefined) => void
  unit?: string
  min?: number
  max?: number
}

function readCount(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,，\s]/g, '')
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined
}

const rangeWords = (min: number, max?: number) =>
  max === undefined ? `请填 ${min} 或更大的整数` : `请填 ${min} 到 ${max} 的整数`

/** A whole number. */
export function NumberField({ value, onChange, unit, min = 0, max, ...field }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const read = readCount(typed ?? '')
  const outside = read !== undefined && (read < min || (max !== undefined && read > max))
  const wrong = typed !== null && typed.trim() !== '' && (read === undefined || outside)
  const error = field.error ?? (wrong ? rangeWords(min, max) : undefined)
  return (
    <Field {...field} error={error}>
      {(wiring) => (
        <FieldBox unit={unit} number wrong={error !== undefined} disabled={field.disabled}>
          <input
            {...wiring}
            inputMode="numeric"
            autoComplete="off"
            value={typed ?? (value === undefined ? '' : countText(value))}
            onChange={(event) => {
              setTyped(event.target.value)
              const next = readCount(event.target.value)
              const fits = next !== undefined && next >= min && (max === undefined || next <= max)
              onChange(fits ? next : undefined)
            }}
            onBlur={() => {
              if (!wrong) setTyped(null)
            }}
          />
        </FieldBox>
      )}
    </Field>
  )
}

/** A small count with − and +, for one hand in the field: 实际住几个人. Says itself when what is typed is no such count. */
export function CountField({ value, onChange, min = 0, max = 99, ...field }: Omit<NumberFieldProps, 'unit'>) {
  const step = (by: number) => onChange(Math.min(max, Math.max(min, (value ?? min) + by)))
  const outside = value !== undefined && (value < min || value > max)
  return (
    <Field {...field} error={outside ? rangeWords(min, max) : field.error}>
      {(wiring) => (
        <div className="count-field">
          <button
            type="button"
            aria-label="减一"
            disabled={value === undefined || value <= min}
            onClick={() => step(-1)}
          >
            <Icon name="minus" />
          </button>
          <input
            {...wiring}
            inputMode="numeric"
            value={value ?? ''}
            onChange={(event) => onChange(readCount(event.target.value))}
          />
          <button
            type="button"
            aria-label="加一"
            disabled={(value ?? min) >= max}
            onClick={() => (value === undefined ? onChange(Math.max(min, 1)) : step(1))}
          >
            <Icon name="plus" />
          </button>
        </div>
      )}
    </Field>
  )
}
