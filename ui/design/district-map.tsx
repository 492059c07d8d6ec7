/**
 * Districts as shapes: five steps of one hue for a rate, or the three lights for the state of work. The list beside
 * it is made from the same values. Drawn as SVG by us, so that tokens, keyboard and printing hold here too.
 */
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { classNames } from './class-names.ts'
import { type DistrictOutline, type DistrictShape, districtShapes } from './district-geometry.ts'
import { type LightState, LightShape, lightWords } from './light.tsx'
import './district-map.css'

export type MapStep = 1 | 2 | 3 | 4 | 5

export type DistrictValue = {
  /** Six-digit division code. */
  code: string
  /** Written under the name: 23.4. */
  text: string
  step?: MapStep
  light?: LightState
}

type DistrictMapProps = {
  /** What the map shows, for those who do not see it. */
  label: string
  outline: DistrictOutline
  values: DistrictValue[]
  /** Stand enlarged at the upper left and unlabelled in the main map. */
  inset?: { title: string; codes: readonly string[] }
  selected?: string | undefined
  onSelect?: ((code: string) => void) | undefined
  legend?: ReactNode
}

/** The districts of the old city, too small to be read in the whole: 市内六区. */
export const innerDistricts = ['120101', '120102', '120103', '120104', '120105', '120106'] as const

const size = { width: 560, height: 500 }
const lightOrder: Record<LightState, number> = { normal: 0, due_soon: 1, overdue: 2 }
const shortName = (name: string) => name.replace(/(新区|区|县)$/, '')

function Name({ shape, value }: { shape: DistrictShape; value: DistrictValue }) {
  const [x, y] = shape.label
  const tone = classNames(
    'district-name',
    value.step !== undefined && (value.step >= 4 ? 'district-name-pale' : undefined),
    value.step === 5 && 'district-name-dark',
  )
  const name = shortName(shape.name)
  if (value.light !== undefined) {
    const text = `${name} ${value.text}`.trim()
    // 16 px type: a Chinese character is as wide as high, a digit or space about half.
    const width =
      19 + [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 16 : letter === ' ' ? 4 : 9), 0)
    const stacked = shape.room * 2 < width * 0.8
    const [left, top] = stacked ? [x - 6.5, y - 18] : [x - width / 2, y - 6.5]
    return (
      <>
        <g className={`light-shape light-${value.light}`} transform={`translate(${left} ${top}) scale(1.08)`}>
          <LightShape state={value.light} />
        </g>
        <text className="district-name district-name-light" x={stacked ? x : x + 9.5} y={stacked ? y + 6 : y}>
          {text}
        </text>
      </>
    )
  }
  if (shape.room < 15)
    return (
      <text className={tone} x={x} y={y}>
        {name} {value.text}
      </text>
    )
  return (
    <text className={tone} x={x} y={y - 8}>
      {name}
      <tspan x={x} dy={16}>
        {value.text}
      </tspan>
    </text>
  )
}

type DistrictProps = Pick<DistrictMapProps, 'selected' | 'onSelect'> & {
  shape: DistrictShape
  value: DistrictValue | undefined
  /** Stands enlarged elsewhere on the map, where the keyboard and a screen reader meet it. */
  twin: boolean
}

function District({ shape, value, selected, onSelect, twin }: DistrictProps) {
  const drawn = (
    <path
      d={shape.path}
      className={classNames(
        'district',
        value?.step !== undefined && `district-step-${value.step}`,
        value?.light !== undefined && `district-${value.light}`,
      )}
    />
  )
  if (!onSelect) return <g>{drawn}</g>
  if (twin)
    return (
      <g
        aria-hidden="true"
        className={classNames(selected === shape.code && 'district-selected')}
        onClick={() => onSelect(shape.code)}
      >
        {drawn}
      </g>
    )
  return (
    <g
      role="button"
      tabIndex={0}
      className={classNames(selected === shape.code && 'district-selected')}
      aria-label={`${shape.name} ${value?.light ? lightWords[value.light] : ''} ${value?.text ?? '没有数据'}`}
      onClick={() => onSelect(shape.code)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onSelect(shape.code)
      }}
    >
      {drawn}
    </g>
  )
}

/** See `DistrictMapProps`. Click or Enter goes down. */
export function DistrictMap(props: DistrictMapProps) {
  const { label, outline, values, inset, selected, onSelect, legend } = props
  const codes = inset?.codes
  const shapes = useMemo(() => {
    const main = districtShapes(outline, { x: codes ? 226 : 4, y: 6, width: codes ? 330 : 552, height: 488 })
    const enlarged = codes ? districtShapes(outline, { x: 2, y: 36, width: 236, height: 200 }, codes) : []
    return { main, enlarged }
  }, [outline, codes])
  const valueOf = new Map(values.map((value) => [value.code, value]))
  const draw = (list: DistrictShape[], named: (code: string) => boolean) => (
    <>
      {list
        .toSorted(
          // The thicker border is drawn last, so that no neighbour covers it.
          (a, b) =>
            lightOrder[valueOf.get(a.code)?.light ?? 'normal'] -
            lightOrder[valueOf.get(b.code)?.light ?? 'normal'],
        )
        .map((shape) => (
          <District
            key={shape.code}
            shape={shape}
            value={valueOf.get(shape.code)}
            selected={selected}
            onSelect={onSelect}
            twin={!named(shape.code)}
          />
        ))}
      {list.map((shape) => {
        const value = valueOf.get(shape.code)
        return value && named(shape.code) ? <Name key={shape.code} shape={shape} value={value} /> : null
      })}
    </>
  )
  return (
    <figure className="district-map">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="group" aria-label={label}>
        {draw(shapes.main, (code) => !codes?.includes(code))}
        {inset && (
          <>
            <text className="district-inset-title" x={2} y={20}>
              {inset.title}
            </text>
            {draw(shapes.enlarged, () => true)}
          </>
        )}
      </svg>
      {legend}
    </figure>
  )
}

/** Squares with bounds and how many districts: 18 以上 3 区. */
export function MapLegend(props: {
  unit: string
  steps: { step: MapStep; bounds: string; count: number }[]
}) {
  return (
    <div className="map-legend">
      <p>{props.unit}</p>
      <ul>
        {props.steps.map((each) => (
          <li key={each.step}>
            <MapSquare step={each.step} />
            <span>{each.bounds}</span>
            <span>{each.count} 区</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The same square in the list beside the map. */
export function MapSquare({ step }: { step: MapStep }) {
  return <span className={`map-square map-square-${step}`} aria-hidden="true" />
}
