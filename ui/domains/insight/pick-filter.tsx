/** A choice in the look of a filter that always has a value: 截至 2017年8月31日. */
import { Icon } from '../../design/index.ts'

export function PickFilter(props: {
  label: string
  value: string
  options: { value: string; label: string }[]
  onChange: (value: string) => void
}) {
  return (
    <label className="filter">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} weight={2.2} />
    </label>
  )
}
