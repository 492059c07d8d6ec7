import { ChartFrame, type Tone, useWidth } from './chart-frame.tsx'
import { countText } from './money-text.ts'

type Column = {
  /** Up to two lines under the bar. */
  label: string
  second?: string
  value: number
  /** Loss is ochre. */
  tone?: Tone
}

type ColumnChartProps = {
  title: string
  measure: string
  source?: string
  columns: Column[]
  height?: number
  write?: (value: number) => string
}

/** Bars bear their numbers and need no axis. */
export function ColumnChart({
  columns,
  height = 320,
  write = (value) => countText(value),
  ...words
}: ColumnChartProps) {
  const { element, width } = useWidth(540)
  const foot = columns.some((column) => column.second !== undefined) ? 44 : 26
  const top = Math.max(1, ...columns.map((column) => column.value))
  const slot = width / Math.max(1, columns.length)
  const bar = Math.min(44, slot * 0.7)
  const table = {
    head: ['', words.measure],
    rows: columns.map((column) => [`${column.label} ${column.second ?? ''}`.trim(), write(column.value)]),
  }
  return (
    <ChartFrame {...words} table={table}>
      <div ref={element}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          height={height}
          role="img"
          aria-label={`${words.title}。${words.measure}`}
        >
          <line className="chart-base" x1={0} x2={width} y1={height - foot} y2={height - foot} />
          {columns.map((column, index) => {
            const x = slot * (index + 0.5)
            const tall = ((height - foot - 20) * column.value) / top
            return (
              <g key={`${column.label} ${column.second ?? ''}`} className={`tone-${column.tone ?? 'teal'}`}>
                <rect
                  className="chart-bar"
                  x={x - bar / 2}
                  y={height - foot - tall}
                  width={bar}
                  height={tall}
                />
                <text className="chart-note" x={x} y={height - foot - tall - 7} textAnchor="middle">
                  {write(column.value)}
                </text>
                <text x={x} y={height - foot + 18} textAnchor="middle">
                  {column.label}
                </text>
                <text x={x} y={height - foot + 35} textAnchor="middle">
                  {column.second}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
    </ChartFrame>
  )
}

/** A bar in a table cell; the number stands in the column beside it. */
export function BarCell({ value, max, tone = 'teal' }: { value: number; max: number; tone?: Tone }) {
  return (
    <svg
      className={`bar-cell tone-${tone}`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="chart-bar" width={max > 0 ? (100 * value) / max : 0} height="10" />
    </svg>
  )
}
