/** Where somebody lives: from one's own area down, level by level, to the community or village. */
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { SelectField } from '../../forms/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import { isCommunity } from './words.ts'

const levels = [
  { digits: 6, label: '区' },
  { digits: 9, label: '街道、镇' },
  { digits: 12, label: '社区、村' },
] as const

type Props = {
  /** One's own area: nothing above it can be chosen. */
  area: string
  value: string | undefined
  /** Any level, so that a choice can be half made; `isCommunity` says when it is whole. */
  onChange: (code: string | undefined) => void
  error?: string | undefined
}

export function DivisionField({ area, value, onChange, error }: Props) {
  if (isCommunity(area)) return null
  return (
    <>
      {levels
        .filter(({ digits }) => digits > area.length)
        .map(({ digits, label }, at, shown) => {
          const parentDigits = shown[at - 1]?.digits ?? area.length
          const chosen = value ?? area
          if (chosen.length < parentDigits) return null
          return (
            <Level
              key={digits}
              label={label}
              parent={chosen.slice(0, parentDigits)}
              value={chosen.length >= digits ? chosen.slice(0, digits) : undefined}
              onChange={(code) =>
                onChange(code ?? (parentDigits > area.length ? chosen.slice(0, parentDigits) : undefined))
              }
              error={digits === 12 ? error : undefined}
            />
          )
        })}
    </>
  )
}

function Level(props: {
  label: string
  parent: string
  value: string | undefined
  onChange: (code: string | undefined) => void
  error: string | undefined
}) {
  const { label, parent, value, onChange, error } = props
  const { data } = useQueryRoute(divisionRoutes.list_divisions, {
    query: parent.length < 6 ? {} : { parent },
  })
  return (
    <SelectField
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      options={(data?.rows ?? []).map((row) => ({ value: row.division_code, label: row.name }))}
    />
  )
}
