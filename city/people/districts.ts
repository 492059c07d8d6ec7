/**
 * How many residents each district has and what share of them is poor: the one table from which the city's
 * proportions come.
 */
import { listDivisions } from '../divisions/index.ts'
import { spread, weighted } from './random.ts'

export type CityDistrict = {
  code: string
  /** Place in the list, 0 to 15; names the district's random stream. */
  index: number
  /** Residents at the censuses of 2010 and 2020. */
  census: readonly [year2010: number, year2020: number]
  /** Residents on subsistence, per thousand; the generator makes about half as many again poor enough. */
  subsistenceRate: number
  /** Wages and homes against the city's average, 1 = average. */
  level: number
}

export type Community = { code: string; name: string; rural: boolean }

/** Recalled census figures; both columns add up to the city's official totals. */
export const CITY_DISTRICTS: readonly CityDistrict[] = [
  { code: '120101', census: [273_466, 355_000], subsistenceRate: 7.2, level: 1.3 },
  { code: '120102', census: [860_852, 858_787], subsistenceRate: 12.4, level: 1.0 },
  { code: '120103', census: [870_632, 822_174], subsistenceRate: 8.6, level: 1.15 },
  { code: '120104', census: [1_018_196, 890_422], subsistenceRate: 9.8, level: 1.1 },
  { code: '120105', census: [788_368, 647_702], subsistenceRate: 13.6, level: 1.0 },
  { code: '120106', census: [531_526, 483_130], subsistenceRate: 16.5, level: 0.95 },
  { code: '120110', census: [569_955, 857_027], subsistenceRate: 7.5, level: 1.0 },
  { code: '120111', census: [684_690, 1_195_124], subsistenceRate: 5.4, level: 1.05 },
  { code: '120112', census: [593_063, 928_066], subsistenceRate: 8.8, level: 0.95 },
  { code: '120113', census: [669_031, 909_643], subsistenceRate: 8.1, level: 0.95 },
  { code: '120114', census: [949_413, 1_151_313], subsistenceRate: 14.2, level: 0.85 },
  { code: '120115', census: [799_057, 722_367], subsistenceRate: 18.9, level: 0.75 },
  { code: '120116', census: [2_482_065, 2_067_318], subsistenceRate: 5.1, level: 1.15 },
  { code: '120117', census: [416_143, 395_314], subsistenceRate: 19.6, level: 0.75 },
  { code: '120118', census: [646_978, 787_106], subsistenceRate: 13.3, level: 0.8 },
  { code: '120119', census: [784_789, 795_516], subsistenceRate: 23.4, level: 0.7 },
].map((district, index) => ({
  ...district,
  index,
  census: [district.census[0] ?? 0, district.census[1] ?? 0],
}))

/** The census of 2020: the city has never more residents than that. */
export const MOST_RESIDENTS = 13_866_009
/** Below this the districts become too small for the story's households. */
export const FEWEST_RESIDENTS = 1000

/** Residents in 2017, on the line between the censuses of 2010 and 2020. */
export function residentsIn2017({ census: [before, after] }: CityDistrict): number {
  return Math.round(before + 0.7 * (after - before))
}

/** Shares `total` residents among the districts (largest remainders); the numbers add up exactly. */
export function shareResidents(total: number): number[] {
  if (!Number.isInteger(total) || total < FEWEST_RESIDENTS || total > MOST_RESIDENTS)
    throw new RangeError(`residents must be a whole number from ${FEWEST_RESIDENTS} to ${MOST_RESIDENTS}`)
  const weights = CITY_DISTRICTS.map(residentsIn2017)
  const sum = weights.reduce((left, right) => left + right, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const shares = exact.map(Math.floor)
  const rest = total - shares.reduce((left, right) => left + right, 0)
  const order = exact.map((value, index) => ({ index, part: value - Math.floor(value) }))
  order.sort((left, right) => right.part - left.part || left.index - right.index)
  for (const { index } of order.slice(0, rest)) shares[index] = (shares[index] as number) + 1
  return shares
}

/** Chooses a community of the district; urban ones hold about six times as many people as villages. */
export function communityChooser(district: string): (fraction: number) => Community {
  const communities = listDivisions().filter(({ code }) => code.length === 12 && code.startsWith(district))
  return weighted(
    communities.map(({ code, name, register }, ordinal) => {
      const base = register === 'rural' ? 650 : name.includes('虚拟') ? 120 : 3800
      return [{ code, name, rural: register === 'rural' }, base * (0.5 + spread(ordinal))] as const
    }),
  )
}
