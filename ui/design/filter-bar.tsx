import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './filter-bar.css'

/** One filter: a choice (`业务 全部 ▾`), a text, or a day. */
export type FilterDefinition = {
  key: string
  label: string
  kind?: 'choice' | 'text' | 'date'
  options?: { value: string; label: string }[]
  /** Word for "no filter": 全部, 不限. */
  none?: string
}

export type FilterValues = Record<string, string | undefined>

/** Filters on one line; their values belong in the URL (`useListState`). 清除 appears when something is filtered. */
export function FilterBar(props: {
  filters: FilterDefinition[]
  values: FilterValues
  onChange: (key: string, value: string | undefined) => void
  onClear: () => void
}) {
  const { filters, values, onChange, onClear } = props
  const some = filters.some((filter) => values[filter.key] !== undefined)
  return (
    <div className="filter-bar" role="search" aria-label="筛选">
      {filters.map((filter) => (
        <label key={filter.key} className="filter">
          <span>{filter.label}</span>
          {filter.kind === undefined || filter.kind === 'choice' ? (
            <>
              <select
                value={values[filter.key] ?? ''}
                onChange={(event) => onChange(filter.key, event.target.value || undefined)}
              >
                <option value="">{filter.none ?? '全部'}</option>
                {filter.options?.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
              <Icon name="down" size={14} weight={2.2} />
            </>
          ) : (
            <input
              type={filter.kind === 'date' ? 'date' : 'text'}
              defaultValue={values[filter.key] ?? ''}
              key={values[filter.key] ?? ''}
              placeholder={filter.none ?? '不限'}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onChange(filter.key, event.currentTarget.value.trim() || undefined)
              }}
              onBlur={(event) => {
                const value = event.target.value.trim() || undefined
                if (value !== values[filter.key]) onChange(filter.key, value)
              }}
            />
          )}
        </label>
      ))}
      {some && (
        <Button kind="plain" onClick={onClear}>
          清除
        </Button>
      )}
    </div>
  )
}
