/** One of many: a plain select for a few dozen, a search box for more (streets, communities, units). */
import { useId, useState } from 'react'
import { classNames } from '../design/class-names.ts'
import { Icon } from '../design/icon.tsx'
import { Field, FieldBox, type FieldProps, type FieldWiring } from './field.tsx'
import './select-field.css'

export type SelectOption = { value: string; label: string; second?: string }

type SelectFieldProps = FieldProps & {
  value: string | undefined
  onChange: (value: string | undefined) => void
  options: SelectOption[]
  none?: string
}

/** The browser's own select: works with every key and on every phone. */
export function SelectField({ value, onChange, options, none = '请选择', ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <FieldBox wrong={field.error !== undefined} disabled={field.disabled}>
          <select
            {...wiring}
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value || undefined)}
          >
            <option value="">{none}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.second === undefined ? option.label : `${option.label}　${option.second}`}
              </option>
            ))}
          </select>
          <Icon name="down" size={16} />
        </FieldBox>
      )}
    </Field>
  )
}

function SearchSelect(props: SelectFieldProps & { wiring: FieldWiring }) {
  const { wiring, value, onChange, options, none = '输入几个字查找', error } = props
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(0)
  const list = useId()
  const chosen = options.find((option) => option.value === value)
  const open = typed !== undefined
  const found = options
    .filter((option) => `${option.label} ${option.second ?? ''}`.includes((typed ?? '').trim()))
    .slice(0, 50)
  const choose = (option: SelectOption | undefined) => {
    if (!option) return
    onChange(option.value)
    setTyped(undefined)
  }
  return (
    <div className="select-field">
      <FieldBox wrong={error !== undefined} disabled={wiring.disabled}>
        <input
          {...wiring}
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-activedescendant={open && found[active] ? `${list}-${active}` : undefined}
          autoComplete="off"
          placeholder={none}
          value={typed ?? chosen?.label ?? ''}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(undefined)}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
            if (event.target.value === '') onChange(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              setTyped(typed ?? '')
              if (open) setActive(Math.min(active + 1, found.length - 1))
            } else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
            else if (event.key === 'Enter' && open) choose(found[active])
            else if (event.key === 'Escape' && open) setTyped(undefined)
            else return
            event.preventDefault()
          }}
        />
        <Icon name="down" size={16} />
      </FieldBox>
      <div id={list} role="listbox" className="popup" aria-label="可选的" hidden={!open}>
        {found.map((option, index) => (
          <div
            key={option.value}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            className={classNames('select-option', index === active && 'select-option-active')}
            onPointerDown={(event) => {
              // Before the input loses focus, which would close the list.
              event.preventDefault()
              choose(option)
            }}
          >
            <span>{option.label}</span>
            <span className="second">{option.second}</span>
          </div>
        ))}
        {found.length === 0 && (
          <div role="option" aria-selected="false" tabIndex={-1} className="select-option second">
            没有相符的，换几个字试试
          </div>
        )}
      </div>
    </div>
  )
}

/** Finds by any part of the label or its second line. */
export function SearchSelectField(props: SelectFieldProps) {
  return <Field {...props}>{(wiring) => <SearchSelect {...props} wiring={wiring} />}</Field>
}
