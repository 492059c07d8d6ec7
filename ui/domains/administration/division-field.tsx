/** An area chosen level by level: district, street, community; the deepest chosen counts. */
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { SelectField } from '../../forms/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import './administration.css'

const levels = [
  { length: 6, label: '区' },
  { length: 9, label: '街镇' },
  { length: 12, label: '社区（村）' },
]

type DivisionFieldProps = {
  /** What the area is for: 辖区. */
  label: string
  /** Code above which nothing can be chosen. */
  within: string
  value: string
  onChange: (code: string) => void
  error?: string | undefined
}

export function DivisionField({ label, within, value, onChange, error }: DivisionFieldProps) {
  const open = levels.filter((level) => level.length > within.length)
  const shown = open.filter((_, index) => index === 0 || value.length >= (open[index - 1]?.length ?? 0))
  if (open.length === 0) return null
  return (
    <fieldset className="administration-levels">
      <legend>{label}</legend>
      {shown.map((level, index) => {
        const above = index === 0 ? within : value.slice(0, shown[index - 1]?.length)
        return (
          <LevelField
            key={`${level.length}-${above}`}
            label={level.label}
            length={level.length}
            above={above}
            value={value.length >= level.length ? value.slice(0, level.length) : undefined}
            onChange={(code) => onChange(code ?? above)}
            error={index === shown.length - 1 ? error : undefined}
          />
        )
      })}
    </fieldset>
  )
}

function LevelField(props: {
  label: string
  length: number
  above: string
  value: string | undefined
  onChange: (code: string | undefined) => void
  error: string | undefined
}) {
  const { label, length, above, value, onChange, error } = props
  // Without a parent the server lists the districts of the city.
  const { data } = useQueryRoute(divisionRoutes.list_divisions, {
    query: above.length <= 4 ? {} : { parent: above },
  })
  return (
    <SelectField
      label={label}
      value={value}
      onChange={onChange}
      none={`全部${label}`}
      error={error}
      options={(data?.rows ?? [])
        .filter((row) => row.division_code.length === length)
        .map((row) => ({ value: row.division_code, label: row.name }))}
    />
  )
}
