/** What the figures say, in one sentence: the title of a map or a curve. Pure. */
import { monthText } from '../../design/date-text.ts'
import { sumText } from '../../design/money-text.ts'

export type Part = { name: string; residents: number; people: number; per_thousand: number | null }

/** 蓟州区 → 蓟州, 嘉陵道街道 → 嘉陵道, 宜宾东里社区居委会 → 宜宾东里. */
export function shortName(name: string): string {
  return name.length > 2
    ? name.replace(/((社区)?居委会|(社区)?居民委员会|村委会|村民委员会|新区|区|县|街道|地区|镇|乡)$/, '')
    : name
}

/**
 * 蓟州、宁河、宝坻：常住人口占全市 14%，在保人数占 27%. `counted` is what people are counted for. Names the few parts (a quarter at most, three at most) in which
 * people on the programme are most over-represented.
 */
export function findingOf(parts: readonly Part[], whole: string, counted: string): string {
  const residents = sum(parts, 'residents')
  const people = sum(parts, 'people')
  if (people === 0) return `${whole}没有${counted}的人`
  const ranked = parts.filter((part) => part.people > 0 && part.residents > 0).toSorted(byRate)
  const most = Math.max(1, Math.min(3, Math.floor(parts.length / 4)))
  const groups = Array.from({ length: Math.min(most, ranked.length) }, (_, at) => ranked.slice(0, at + 1))
  const best = groups.toSorted((a, b) => excess(b, residents, people) - excess(a, residents, people))[0]
  if (best === undefined || best.length === parts.length || residents === 0)
    return `${whole}${counted} ${people} 人`
  const names = best.map((part) => shortName(part.name)).join('、')
  const [living, assisted] = [
    percent(sum(best, 'residents') / residents),
    percent(sum(best, 'people') / people),
  ]
  return `${names}：常住人口占${whole} ${living}，${counted}人数占 ${assisted}`
}

function sum(parts: readonly Part[], key: 'residents' | 'people'): number {
  return parts.reduce((total, part) => total + part[key], 0)
}

function excess(parts: readonly Part[], residents: number, people: number): number {
  return sum(parts, 'people') / people - sum(parts, 'residents') / residents
}

export function byRate(a: Part, b: Part): number {
  return (b.per_thousand ?? -1) - (a.per_thousand ?? -1)
}

/** Whole percents; under ten with one decimal, so that a small share does not read 0. */
export function percent(share: number): string {
  const value = share * 100
  return `${value < 10 && value > 0 ? value.toFixed(1) : Math.round(value)}%`
}

type Trend = { points: { month: string; value: string }[]; marks: { month: string; label: string }[] }

/** 4月提标，月发放升 1,179 万元: the latest change of the standard, else the change within a year. */
export function trendFinding(trend: Trend): string {
  const { points, marks } = trend
  const last = points.at(-1)
  if (last === undefined) return '还没有发放'
  const mark = marks.findLast(({ month }) => points.some((point, at) => at > 0 && point.month === month))
  const at = mark === undefined ? -1 : points.findIndex((point) => point.month === mark.month)
  const [after, before] = at > 0 ? [points[at], points[at - 1]] : [last, points.at(-13) ?? points[0]]
  const change = BigInt(after?.value ?? 0) - BigInt(before?.value ?? 0)
  const words = change < 0n ? '降' : '升'
  const amount = sumText(change < 0n ? -change : change)
  if (mark !== undefined && at > 0) return `${Number(mark.month.slice(5, 7))}月提标，月发放${words} ${amount}`
  return before === undefined || before === after
    ? `${monthText(last.month)}发放 ${sumText(last.value)}`
    : `月发放比${monthText(before.month)}${words} ${amount}`
}

/** `2017-09-01`, 24 → the last days of the months before, newest first. */
export function monthEnds(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 0)).toISOString().slice(0, 10),
  )
}
