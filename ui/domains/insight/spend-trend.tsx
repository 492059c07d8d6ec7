/** What was paid, month by month, with the months in which the standard changed. */
import { TrendChart, countText } from '../../design/index.ts'
import { trendFinding } from './finding.ts'
import { wholeWord } from './use-city.ts'
import type { City } from './use-city.ts'

/** Fen as 万元; one decimal where the whole is small. */
const wanYuan = (fen: string) => Number(fen) / 1_000_000
const write = (value: number) =>
  value >= 100 || Number.isInteger(value) ? countText(Math.round(value)) : value.toFixed(1)

/** 17年4月 at the ends and where the year turns, 4月 between. */
function labelOf(month: string, at: number, all: string[]): string {
  const [year, number] = [month.slice(2, 4), Number(month.slice(5, 7))]
  const named = at === 0 || all[at - 1]?.slice(0, 4) !== month.slice(0, 4)
  return named ? `${year}年${number}月` : `${number}月`
}

export function SpendTrend({ city, height = 210 }: { city: City; height?: number }) {
  const { points, marks } = city.trend
  const months = points.map((point) => point.month)
  return (
    <TrendChart
      title={trendFinding(city.trend)}
      measure={`${wholeWord(city.division_code)}月发放，万元`}
      labels={months.map(labelOf)}
      series={[{ name: '月发放', values: points.map((point) => wanYuan(point.value)) }]}
      marks={marks.flatMap((mark) => {
        const index = months.indexOf(mark.month)
        return index < 0 ? [] : [{ index, text: mark.label }]
      })}
      height={height}
      write={write}
    />
  )
}
