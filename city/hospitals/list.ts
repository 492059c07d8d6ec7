/**
 * The designated hospitals of the demonstration city: 340, as the newspaper counts them, spread over the districts by
 * their residents. Their names and numbers are made up and say so.
 */
import { CITY_DISTRICTS, residentsIn2017 } from '../people/districts.ts'
import { listDivisions } from '../divisions/index.ts'

export const HOSPITALS = 340

export type CityHospital = {
  code: string
  name: string
  facility_level: 'first_level' | 'community' | 'second_level_without_markup' | 'other'
  division_code: string
}

/** Of ten hospitals: how many of each kind, the larger ones first. */
const kinds: readonly [CityHospital['facility_level'], string][] = [
  ['other', '示例医院'],
  ['second_level_without_markup', '示例中心医院'],
  ['first_level', '示例康复医院'],
  ['community', '示例社区卫生服务中心'],
  ['community', '示例社区卫生服务中心'],
  ['first_level', '示例医院（一级）'],
  ['community', '示例社区卫生服务中心'],
  ['second_level_without_markup', '示例中医医院'],
  ['community', '示例社区卫生服务中心'],
  ['community', '示例社区卫生服务中心'],
]

/** All of them, district by district; the same every time. */
export function listCityHospitals(): CityHospital[] {
  const names = new Map(listDivisions().map(({ code, name }) => [code, name]))
  return shareHospitals().flatMap((count, index) => {
    const division_code = CITY_DISTRICTS[index]!.code
    const ofKind = new Map<string, number>()
    return Array.from({ length: count }, (_, at): CityHospital => {
      const [facility_level, kind] = kinds[at % kinds.length]!
      const ordinal = (ofKind.get(kind) ?? 0) + 1
      ofKind.set(kind, ordinal)
      return {
        code: `H${division_code}${String(at + 1).padStart(3, '0')}`,
        name: `${names.get(division_code) ?? ''}${kind}${ordinal}`,
        facility_level,
        division_code,
      }
    })
  })
}

/** Largest remainders; the numbers add up to 340. */
function shareHospitals(): number[] {
  const weights = CITY_DISTRICTS.map(residentsIn2017)
  const sum = weights.reduce((left, right) => left + right, 0)
  const exact = weights.map((weight) => (HOSPITALS * weight) / sum)
  const shares = exact.map(Math.floor)
  const rest = HOSPITALS - shares.reduce((left, right) => left + right, 0)
  const order = exact.map((value, index) => ({ index, part: value - Math.floor(value) }))
  order.sort((left, right) => right.part - left.part || left.index - right.index)
  for (const { index } of order.slice(0, rest)) shares[index] = (shares[index] as number) + 1
  return shares
}
