import { ChartFrame, type Tone, useWidth } from './chart-frame.tsx'
import { niceTicks, withoutCollisions } from './chart-scale.ts'
import { countText } from './money-text.ts'

export type Series = { name: string; values: (number | null)[]; tone?: Tone }

type TrendChartProps = {
  title: string
  measure: string
  source?: string
  /** 16年1月, 2月 …: one for each value. */
  labels: string[]
  series: Series[]
  /** Dots only where something happened, named there: `{ index: 3, text: '标准 780 元' }`. */
  marks?: { index: number; text: string }[]
  /** Which labels stand under the axis; the first, the last and the marked ones otherwise. */
  ticks?: number[]
  height?: number
  /** Writes a value: axis and table. */
  write?: (value: number) => string
}

const margin = { left: 48, right: 12, top: 18, bottom: 24 }

/** Breaks a line where a value is not known: unknown is not 0. */
function linePath(
  values: (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let pen = 'M'
  let path = ''
  for (const [index, value] of values.entries()) {
    if (value === null) pen = 'M'
    else {
      path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
      pen = 'L'
    }
  }
  return path
}

/** Lines of 2 px over time, the axis from 0. */
export function TrendChart(props: TrendChartProps) {
  const { labels, series, marks = [], height = 200, write = (value) => countText(value) } = props
  const { element, width, letter } = useWidth(360)
  const steps = niceTicks(
    Math.max(0, ...series.flatMap((each) => each.values.filter((value) => value !== null))),
  )
  const top = steps.at(-1) ?? 1
  const x = (index: number) =>
    margin.left + ((width - margin.left - margin.right) * index) / Math.max(1, labels.length - 1)
  const y = (value: number) => margin.top + (height - margin.top - margin.bottom) * (1 - value / top)
  const last = labels.length - 1
  const ticks = props.ticks ?? [...new Set([...marks.map((mark) => mark.index).toReversed(), last, 0])]
  const below = withoutCollisions(
    ticks.map((index) => ({
      index,
      at: x(index),
      text: labels[index] ?? '',
      anchor: index === 0 ? ('start' as const) : index === last ? ('end' as const) : ('middle' as const),
    })),
    letter,
  )
  const table = {
    head: ['时间', ...series.map((each) => each.name)],
    rows: labels.map((label, index) => [
      label,
      ...series.map((each) => {
        const value = each.values[index]
        return value === null || value === undefined ? '未知' : write(value)
      }),
    ]),
  }
  return (
    <ChartFrame
      title={props.title}
      measure={props.measure}
      {...(props.source !== undefined && { source: props.source })}
      table={table}
    >
      <div ref={element}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          height={height}
          role="img"
          aria-label={`${props.title}。${props.measure}`}
        >
          {steps.map((step) => (
            <g key={step}>
              <line
                className={step === 0 ? 'chart-base' : 'chart-grid'}
                x1={margin.left}
                x2={width - margin.right}
                y1={y(step)}
                y2={y(step)}
              />
              <text x={margin.left - 8} y={y(step) + 4} textAnchor="end">
                {write(step)}
              </text>
            </g>
          ))}
          {series.map((each) => (
            <g key={each.name} className={`tone-${each.tone ?? 'teal'}`}>
              <path className="chart-line" d={linePath(each.values, x, y)} />
              {series.length > 1 && (
                <text
                  className="chart-note"
                  x={width - margin.right}
                  y={y(each.values.findLast((value) => value !== null) ?? 0) - 8}
                  textAnchor="end"
                >
                  {each.name}
                </text>
              )}
            </g>
          ))}
          {marks.map((mark) => {
            const value = series[0]?.values[mark.index]
            if (value === null || value === undefined) return null
            return (
              <g key={mark.index} className={`tone-${series[0]?.tone ?? 'teal'}`}>
                <circle className="chart-dot" cx={x(mark.index)} cy={y(value)} r={4} />
                <text className="chart-note" x={x(mark.index)} y={y(value) - 11} textAnchor="middle">
                  {mark.text}
                </text>
              </g>
            )
          })}
          {below.map(({ index, at, text, anchor }) => (
            <text key={index} x={at} y={height - 4} textAnchor={anchor}>
              {text}
            </text>
          ))}
        </svg>
      </div>
    </ChartFrame>
  )
}
