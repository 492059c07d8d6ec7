/** What was paid, month by month, with the months in which the standard changed. */
import { TrendChart, countText, sumUnit } from '../../design/index.ts'
import { trendFinding } from './finding.ts'
import { wholeWord } from './use-city.ts'
import type { City } from './use-city.ts'

/** Decimals where the whole is small, so that no two steps of the axis read alike. */
const write = (value: number) =>
  value >= 100 || Number.isInteger(value) ? countText(Math.round(value)) : value.toFixed(value < 1 ? 2 : 1)

/** 17年4月; the last month without its year where a mark already bears it. */
function labelOf(month: string, last: boolean, named: boolean): string {
  const text = `${Number(month.slice(5, 7))}月`
  return last && named ? text : `${month.slice(2, 4)}年${text}`
}

export function SpendTrend({ city, height = 210 }: { city: City; height?: number }) {
  const { points, marks } = city.trend
  const sums = sumUnit(points.map((point) => point.value))
  const months = points.map((point) => point.month)
  return (
    <TrendChart
      title={trendFinding(city.trend)}
      measure={`${wholeWord(city.division_code)}月发放，${sums.unit}`}
      labels={months.map((month, at) =>
        labelOf(
          month,
          at === months.length - 1,
          marks.some((mark) => mark.month.slice(0, 4) === month.slice(0, 4)),
        ),
      )}
      series={[{ name: '月发放', values: points.map((point) => sums.number(point.value)) }]}
      marks={marks.flatMap((mark) => {
        const index = months.indexOf(mark.month)
        return index < 0 ? [] : [{ index, text: mark.label }]
      })}
      height={height}
      write={write}
    />
  )
}
