/**
 * What the city knows of people and households, under the names that the law's inputs bear. A household whose
 * means were checked is known whole; of the others only what registers hold without asking: pay, pensions,
 * disability, school, homes and cars. What was never asked is not there, because unknown is not "no".
 */
import { ageOn, CITY_DAY_NUMBER, dayNumber } from '../people/days.ts'
import type { CityHousehold, CityPerson, DisabilityKind } from '../people/types.ts'

export type FactValue = { name: string; number?: number; code?: string; source: FactSource }
export type FactSource =
  | 'household_register'
  | 'social_insurance'
  | 'disability_register'
  | 'real_estate'
  | 'vehicles'
  | 'means_check'

const DISABILITY_CODES: Record<DisabilityKind, string> = {
  1: 'visual',
  2: 'hearing',
  3: 'speech',
  4: 'limb',
  5: 'intellectual',
  6: 'mental',
  7: 'multiple',
}

/** Whether the means of a household of this class have been checked. */
export function isChecked(household: CityHousehold): boolean {
  return household.class !== 'ordinary'
}

const severe = (person: CityPerson) => person.disability !== null && person.disability.grade <= 2
const adult = (person: CityPerson) => ageOn(dayNumber(person.birthDate), CITY_DAY_NUMBER) >= 18

/** Unemployed or in odd jobs, of working age, and not kept from work by a disability. */
function isAbleToWork(person: CityPerson): boolean {
  const age = ageOn(dayNumber(person.birthDate), CITY_DAY_NUMBER)
  return (
    age >= 18 && age < (person.sex === 'male' ? 60 : 55) && !severe(person) && person.employment !== 'student'
  )
}

/** Disability as the register holds it. */
function disabilityFacts({ disability }: CityPerson): FactValue[] {
  const source = 'disability_register'
  if (!disability) {
    return [
      { name: 'disability_kind', code: 'none', source },
      { name: 'disability_grade', number: 0, source },
    ]
  }
  return [
    { name: 'disability_kind', code: DISABILITY_CODES[disability.kind], source },
    { name: 'disability_grade', number: disability.grade, source },
  ]
}

const check = (name: string, value: number | boolean): FactValue => ({
  name,
  number: Number(value),
  source: 'means_check',
})

/** Everything that an application asks of a person; fen per month, flags 0 and 1. */
export function wholePersonFacts(
  household: CityHousehold,
  person: CityPerson,
  income = person.income,
): FactValue[] {
  return [
    check('wage_income', income.wage),
    check('business_income', income.business),
    check('property_income', income.property),
    check('transfer_income', income.transfer),
    check('exempt_income', 0),
    check('employed', income.wage > 0),
    check('is_studying', person.employment === 'student'),
    check('lives_independently', adult(person) && !severe(person)),
    check('able_to_work', isAbleToWork(person)),
    check('work_refusals', 0),
    check('absent_as_clergy', 0),
    check('in_prison', 0),
    ...disabilityFacts(person),
    // Asked only by who gives aid to hardship.
    ...(household.class === 'near' ? [check('seriously_ill', person.seriouslyIll)] : []),
    // Of the story's own nobody has asked yet.
    ...(household.class === 'destitute' && household.classOrdinal >= 0 ? supportFacts(household) : []),
  ]
}

const ACTS = ['can_eat', 'can_dress', 'can_use_toilet', 'can_move', 'can_wash', 'can_leave_bed']

/** Nobody is left who could support; of ten people, two can do none of the six acts, two not all. */
function supportFacts({ number }: CityHousehold): FactValue[] {
  const of_ten = number % 10
  const lost = of_ten < 2 ? ACTS.length : of_ten < 4 ? 2 : 0
  return [
    check('supporter_count', 0),
    check('supporters_unable', 0),
    check('in_institution', false),
    ...ACTS.map((act, place) => check(act, place >= lost)),
  ]
}

/**
 * A fire or an accident, and what is needed to get over it: one to four thousand yuan. Known to the decision on it only,
 * for it is over.
 */
export const strickenFacts = ({ number }: CityHousehold): FactValue[] => [
  { name: 'hardship_kind', code: 'sudden', source: 'means_check' },
  check('living_in_difficulty', true),
  check('household_on_subsistence', false),
  check('times_aided_for_cause', 0),
  check('hardship_amount', (10 + (number % 31)) * 10_000),
]

/** What is asked of a household besides its means, where aid depends on a hardship. */
function hardshipFacts({ class: name, members }: CityHousehold): FactValue[] {
  if (name !== 'near') return []
  const [head] = members
  const alone = members.every(({ relation }) => relation === 'head' || relation === 'child')
  const schooling = members.some(
    ({ relation, employment }) => relation === 'child' && employment === 'student',
  )
  return [
    check('single_parent_schooling', alone && schooling),
    check('family_planning_support', false),
    check('childless', members.length === 1 && head?.maritalState === '10'),
    check('hardship_agreed', false),
  ]
}

/** Everything that an application asks of a household. */
export function wholeHouseholdFacts(household: CityHousehold): FactValue[] {
  const { members, home } = household
  const sum = (of: (person: CityPerson) => number) => members.reduce((total, person) => total + of(person), 0)
  return [
    {
      name: 'financial_assets',
      number: sum(({ deposits, securities }) => deposits + securities),
      source: 'means_check',
    },
    { name: 'vehicle_count', number: sum(({ vehicles }) => vehicles), source: 'vehicles' },
    { name: 'home_count', number: home.count, source: 'real_estate' },
    { name: 'home_area_square_metres', number: home.area, source: 'real_estate' },
    { name: 'homes_below_average_area', number: 0, source: 'real_estate' },
    { name: 'other_premises', number: 0, source: 'real_estate' },
    { name: 'paid_study_abroad', number: 0, source: 'means_check' },
    ...hardshipFacts(household),
  ]
}

/** What registers hold of somebody whose means nobody asked for. */
export function registeredPersonFacts(person: CityPerson): FactValue[] {
  const { income, disability, employment } = person
  const facts: FactValue[] = disability ? disabilityFacts(person) : []
  if (income.wage > 0) facts.push({ name: 'wage_income', number: income.wage, source: 'social_insurance' })
  if (employment === 'retired')
    facts.push({ name: 'transfer_income', number: income.transfer, source: 'social_insurance' })
  if (employment === 'student') facts.push({ name: 'is_studying', number: 1, source: 'household_register' })
  return facts
}

/** What registers hold of a household whose means nobody asked for. */
export function registeredHouseholdFacts(household: CityHousehold): FactValue[] {
  const facts: FactValue[] = [{ name: 'home_count', number: household.home.count, source: 'real_estate' }]
  const vehicles = household.members.reduce((sum, person) => sum + person.vehicles, 0)
  if (vehicles > 0) facts.push({ name: 'vehicle_count', number: vehicles, source: 'vehicles' })
  return facts
}
