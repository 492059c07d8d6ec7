/** Five steps of one hue for a rate: bounds that read easily, and how many divisions lie in each. Pure. */
import type { MapStep } from './district-map.tsx'
import { countText } from './money-text.ts'

export type MapSteps = {
  of: (rate: number | null) => MapStep
  legend: { step: MapStep; bounds: string; count: number }[]
}

/** Where the steps lie among the sorted rates: few at the top, so that what stands out is few. */
const places = [0.15, 0.5, 0.7, 0.82]

export function stepsOf(rates: readonly number[]): MapSteps {
  const sorted = rates.toSorted((a, b) => a - b)
  const bounds = boundsOf(sorted, 0) ?? boundsOf(sorted, 1) ?? []
  const of = (rate: number | null): MapStep => {
    const above = rate === null ? 0 : bounds.filter((bound) => rate >= bound).length
    // Fewer bounds than four: the steps used are the darker ones.
    return Math.min(5, above + 1 + (4 - bounds.length)) as MapStep
  }
  const steps = [5, 4, 3, 2, 1] as const
  const legend = steps
    .filter((step) => step > 4 - bounds.length)
    .map((step) => ({
      step,
      bounds: wordsOf(bounds, step - 1 - (4 - bounds.length)),
      count: rates.filter((rate) => of(rate) === step).length,
    }))
  return { of, legend }
}

function boundsOf(sorted: readonly number[], digits: number): number[] | undefined {
  if (sorted.length < 5) return undefined
  const bounds = places.map((place) => {
    const at = place * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
    return Number((low + (high - low) * (at - Math.floor(at))).toFixed(digits))
  })
  // Below the first bound lies something, also where there are losses.
  const least = Math.min(0, sorted[0] ?? 0)
  const ascending = bounds.every((bound, at) => bound > (bounds[at - 1] ?? least))
  return ascending ? bounds : undefined
}

function wordsOf(bounds: readonly number[], at: number): string {
  if (bounds.length === 0) return '全部'
  const written = bounds.map((bound) => countText(bound))
  if (at === 0) return `不足 ${written[0]}`
  if (at === bounds.length) return `${written.at(-1)} 以上`
  // A dash beside a minus sign is not read.
  return `${written[at - 1]}${(bounds[at - 1] ?? 0) < 0 ? ' 至 ' : '–'}${written[at]}`
}
