/** The values of the day that the counterparts of the rules are written with, in fen, counts and YYYYMMDD. */
import { getParameter } from '../../engine/index.ts'
import type { Programme } from '../../engine/index.ts'

export const DATE = '2017-09-01'
export const DIVISION = '120101'

/** In the order in which they are handed to the program in C. */
export const names = [
  'standard_urban',
  'standard_rural',
  'asset_limit_months',
  'vehicle_limit',
  'home_limit',
  'minimum_wage',
  'wage_floor',
  'adult_born',
  'work_refusal_limit',
  'ceiling_urban',
  'ceiling_rural',
  'aid_urban',
  'aid_rural',
  'aid_per_household',
  'aged_born',
  'old_born',
  'child_born',
  'grade_mind',
  'grade_limb',
  'grade_sight',
  'living_urban',
  'living_rural_institution',
  'living_rural_home',
  'care_wholly',
  'care_partly',
  'wholly_unable_acts',
] as const
export type Values = Record<(typeof names)[number], number>

export function valuesOf(programmes: readonly Programme[]): Values {
  const exact = (wanted: string): number => {
    const programme = programmes.find(({ parameters }) => parameters.some(({ name }) => name === wanted))!
    const { numerator, denominator } = getParameter(programme, wanted, DATE, DIVISION)
    return Number(numerator) / Number(denominator)
  }
  /** Born on this day or before: so old. */
  const born = (years: string): number => Number(DATE.replaceAll('-', '')) - exact(years) * 10_000
  const minimum_wage = exact('minimum_wage')
  return {
    standard_urban: exact('subsistence_standard_urban'),
    standard_rural: exact('subsistence_standard_rural'),
    asset_limit_months: exact('asset_limit_months'),
    vehicle_limit: exact('vehicle_limit'),
    home_limit: exact('home_limit'),
    minimum_wage,
    wage_floor: Math.round(minimum_wage * exact('wage_floor_share')),
    adult_born: born('adult_age'),
    work_refusal_limit: exact('work_refusal_limit'),
    ceiling_urban: exact('low_income_ceiling_urban'),
    ceiling_rural: exact('low_income_ceiling_rural'),
    aid_urban: exact('low_income_aid_urban'),
    aid_rural: exact('low_income_aid_rural'),
    aid_per_household: exact('low_income_aid_per_household'),
    aged_born: born('aged_years'),
    old_born: born('aged_without_ability'),
    child_born: born('child_without_ability'),
    grade_mind: exact('unable_grade_mind'),
    grade_limb: exact('unable_grade_limb'),
    grade_sight: exact('unable_grade_sight'),
    living_urban: exact('destitute_living_urban'),
    living_rural_institution: exact('destitute_living_rural_institution'),
    living_rural_home: exact('destitute_living_rural_home'),
    care_wholly: exact('care_subsidy_wholly'),
    care_partly: exact('care_subsidy_partly'),
    wholly_unable_acts: exact('wholly_unable_acts'),
  }
}

/** The results that all compute, in the order of the checksum. */
export const results = [
  ['minimum-living-guarantee', 'eligible'],
  ['minimum-living-guarantee', 'amounts.benefit'],
  ['low-income-household-aid', 'eligible'],
  ['low-income-household-aid', 'amounts.benefit'],
  ['extreme-poverty-support', 'eligible'],
  ['extreme-poverty-support', 'amounts.basic_living'],
  ['extreme-poverty-support', 'amounts.care_subsidy'],
] as const
export type Results = readonly ArrayLike<number>[]

/** Sensitive to every row's place and value. */
export function checksum(columns: Results): string {
  let hash = 0x811c9dc5
  for (const column of columns)
    for (let row = 0; row < column.length; row++) hash = Math.imul(hash ^ column[row]!, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
