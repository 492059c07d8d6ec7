/**
 * Makes the city's households one after the other: the same seed gives the same household under the same number,
 * however many residents are asked for and in whatever order the districts are made. Memory stays constant.
 */
import { composeDestitute, composeOrdinary, composePoor, AVERAGE_SIZE } from './composition.ts'
import type { Sketch } from './composition.ts'
import { CITY_DAY_NUMBER, dayNumber, dayText } from './days.ts'
import { CITY_DISTRICTS, communityChooser, shareResidents } from './districts.ts'
import type { CityDistrict, Community } from './districts.ts'
import { ordinaryMeans, poorMeans, shareIncome, STANDARD_2017, totalIncome } from './economy.ts'
import { bankAccount, cityId, createIdentityIssuer, phoneNumber } from './identity.ts'
import type { IdentityIssuer } from './identity.ts'
import { givenName, surname } from './names.ts'
import { createRandom, spread } from './random.ts'
import type { Random } from './random.ts'
import { makeStoryHousehold, STORY_DISTRICT, STORY_HOUSEHOLDS, STORY_IDENTITY_NUMBERS } from './story.ts'
import type { CityHousehold, CityPerson, HouseholdClass } from './types.ts'

/** Kinds of rows that get ids of their own; the numbers are part of the ids. */
export const ID_KIND = { household: 1, person: 2, fact: 3, bankAccount: 4, history: 5 } as const

type DistrictMaker = {
  district: CityDistrict
  seed: number
  random: Random
  communityAt: (fraction: number) => Community
  issue: IdentityIssuer
  /** Households of each class per household, in the order in which classes are tried. */
  classes: readonly (readonly [HouseholdClass, share: number, phase: number])[]
}

/** Classes by household: people per thousand of the table, divided by the size of such a household. */
function classShares({ code, subsistenceRate }: CityDistrict): DistrictMaker['classes'] {
  const rural = Number(code) >= 120114 && code !== '120116'
  const size = rural ? (AVERAGE_SIZE.urban + AVERAGE_SIZE.rural) / 2 : AVERAGE_SIZE.urban
  const households = (perThousand: number, of: number) => ((perThousand / 1000) * size) / of
  return [
    ['poor', households(subsistenceRate * 1.45, AVERAGE_SIZE.poor), 0.5],
    ['left', households(subsistenceRate * 0.13, AVERAGE_SIZE.poor), 0.31],
    ['near', households(subsistenceRate * 0.55, AVERAGE_SIZE.poor), 0.77],
    ['destitute', households(rural ? 1.6 : 0.3, 1), 0.13],
    ['over_assets', households(1.5, AVERAGE_SIZE.poor), 0.91],
    ['stricken', households(2.2, AVERAGE_SIZE.poor), 0.62],
  ]
}

/** The class of the household with this number and its place within the class; evenly spread, so shares hold. */
function classOf(classes: DistrictMaker['classes'], number: number): [HouseholdClass, number] {
  for (const [name, share, phase] of classes) {
    const before = Math.floor(number * share + phase)
    if (Math.floor((number + 1) * share + phase) > before) return [name, before]
  }
  return ['ordinary', number]
}

function compose(random: Random, name: HouseholdClass, ordinal: number, rural: boolean): Sketch[] {
  if (name === 'ordinary') return composeOrdinary(random, rural, random.fraction())
  if (name === 'destitute') return composeDestitute(random)
  return composePoor(random, spread(ordinal))
}

function addressOf(random: Random, rural: boolean): string {
  if (rural) return `示例路 ${random.between(1, 400)} 号`
  const estate = random.chance(0.6) ? '示例里' : '示例园'
  const floor = random.between(1, 6)
  return `${estate} ${random.between(1, 48)} 号楼 ${random.between(1, 5)} 门 ${floor}0${random.between(1, 4)} 号`
}

function homeOf(
  random: Random,
  name: HouseholdClass,
  rural: boolean,
  members: number,
): CityHousehold['home'] {
  const poor = name !== 'ordinary' && name !== 'over_assets'
  const area = Math.round((poor ? 26 : 48) + random.fraction() * (rural ? 60 : 46) + members * 4)
  const at = random.fraction()
  if (poor && !rural)
    return { tenure: at < 0.6 ? 'public_rented' : at < 0.9 ? 'owned' : 'private_rented', count: 1, area }
  const count = !poor && (name === 'over_assets' ? at < 0.5 : at < 0.11) ? 2 : 1
  return { tenure: !rural && at > 0.86 ? 'private_rented' : 'owned', count, area: area * count }
}

/** Income of the household of a class, fen a month; undefined where it stays as drawn. */
function incomeTarget(
  random: Random,
  name: HouseholdClass,
  ordinal: number,
  members: number,
): number | undefined {
  const share = spread(ordinal, 0.7548776662466927)
  switch (name) {
    case 'poor':
    case 'over_assets':
      return Math.floor(STANDARD_2017 * members * 0.78 * share)
    case 'near':
      return Math.floor(STANDARD_2017 * members * (1.12 + 0.33 * share))
    case 'left':
    case 'stricken':
      return Math.floor(STANDARD_2017 * members * (1.55 + 0.6 * random.fraction()))
    default:
      return undefined
  }
}

/** Grown children support parents who would be poor otherwise; the class `ordinary` has no one under 1.6 standards. */
function supportOrdinary(random: Random, household: CityHousehold): void {
  const floor = Math.floor(STANDARD_2017 * household.members.length * (1.6 + random.fraction()))
  const missing = floor - totalIncome(household.members)
  const head = household.members[0] as CityPerson
  if (missing > 0) head.income.transfer += Math.ceil(missing / 100) * 100
}

function dayOfBirth(random: Random, age: number): number {
  const latest = CITY_DAY_NUMBER - Math.floor(age * 365.2425)
  return Math.max(dayNumber('1905-01-01'), latest - 1 - random.below(365))
}

function maritalState(sketch: Sketch): CityPerson['maritalState'] {
  if (sketch.married) return '20'
  if (sketch.widowed) return '30'
  return sketch.relation === 'head' && sketch.age >= 30 && sketch.age % 3 === 0 ? '40' : '10'
}

function makeMember(
  maker: DistrictMaker,
  household: CityHousehold,
  sketch: Sketch,
  familyName: string,
): CityPerson {
  const { random, seed, district, issue } = maker
  const { number, rural } = household
  const born = dayOfBirth(random, sketch.age)
  const birthDate = dayText(born)
  const index = household.members.length
  const poor = household.class !== 'ordinary'
  const level = district.level
  const means = poor
    ? poorMeans(random, sketch, { rural, born })
    : ordinaryMeans(random, sketch, { rural, level, born })
  return {
    id: cityId(seed, ID_KIND.person, district.index, number, index),
    name: familyName + givenName(random, sketch.sex, Number(birthDate.slice(0, 4))),
    sex: sketch.sex,
    birthDate,
    identityNumber: issue(born, sketch.sex),
    nationality: random.chance(0.026) ? random.pick(['03', '11', '02', '15', '10', '08']) : '01',
    relation: sketch.relation,
    maritalState: maritalState(sketch),
    telephone: phoneNumber(random.fraction()),
    bankAccount: bankAccount(district.code, number, index),
    ...means,
  }
}

/** Children and siblings bear the father's or head's name, spouses their own. */
function familyNameOf(random: Random, sketch: Sketch, shared: string, father: Sketch | undefined): string {
  if (sketch === father || sketch.relation === 'child' || sketch.relation === 'sibling') return shared
  if (sketch.relation === 'parent' && sketch.sex === 'male') return shared
  return father === undefined && sketch.relation === 'head' ? shared : surname(random)
}

function addMeansOfClass(random: Random, household: CityHousehold): void {
  const { members, class: name, classOrdinal } = household
  if (name === 'ordinary') return supportOrdinary(random, household)
  const target = incomeTarget(random, name, classOrdinal, members.length)
  if (target !== undefined) {
    for (const member of members) member.income = { wage: 0, business: 0, property: 0, transfer: 0 }
    shareIncome(random, household, target)
  }
  const head = members[0] as CityPerson
  if (name === 'over_assets' && household.home.count === 1) {
    if (classOrdinal % 2 === 0) head.vehicles = 1
    else head.deposits += STANDARD_2017 * 24 * members.length
  }
  if (name === 'near') head.disability ??= { kind: 4, grade: 3, since: '2013-06-01' }
}

function makeHousehold(maker: DistrictMaker, number: number): CityHousehold {
  const { random, seed, district } = maker
  random.reseed(seed, district.index, number, 0)
  const community = maker.communityAt(random.fraction())
  const [name, classOrdinal] = classOf(maker.classes, number)
  const sketches = compose(random, name, classOrdinal, community.rural)
  const household: CityHousehold = {
    id: cityId(seed, ID_KIND.household, district.index, number, 0),
    number,
    district: district.code,
    community: community.code,
    communityName: community.name,
    rural: community.rural,
    class: name,
    classOrdinal,
    establishedOn: dayText(dayNumber('1996-01-01') + random.below(6200)),
    address: addressOf(random, community.rural),
    home: homeOf(random, name, community.rural, sketches.length),
    members: [],
  }
  const shared = surname(random)
  const father = sketches.find(
    ({ sex, relation }) => sex === 'male' && (relation === 'head' || relation === 'spouse'),
  )
  for (const sketch of sketches)
    household.members.push(makeMember(maker, household, sketch, familyNameOf(random, sketch, shared, father)))
  addMeansOfClass(random, household)
  return household
}

function makeStory(seed: number, district: CityDistrict, number: number): CityHousehold {
  return makeStoryHousehold(number, {
    household: cityId(seed, ID_KIND.household, district.index, number, 0),
    person: (member) => cityId(seed, ID_KIND.person, district.index, number, member),
    account: (member) => bankAccount(district.code, number, member),
  })
}

function makerOf(district: CityDistrict, seed: number): DistrictMaker {
  return {
    district,
    seed,
    random: createRandom(),
    communityAt: communityChooser(district.code),
    issue: createIdentityIssuer(district.code, STORY_IDENTITY_NUMBERS),
    classes: classShares(district),
  }
}

const isTold = (district: CityDistrict, number: number) =>
  district.code === STORY_DISTRICT && number < STORY_HOUSEHOLDS.length

/** Makes single households by their number, without their neighbours: all is right but the identity numbers. */
export function makerOfHouseholds(district: CityDistrict, seed: number): (number: number) => CityHousehold {
  const maker = makerOf(district, seed)
  return (number) =>
    isTold(district, number) ? makeStory(seed, district, number) : makeHousehold(maker, number)
}

/** The households of one district, exactly `residents` people; one too large for the last places is left out. */
export function* makeDistrict(
  district: CityDistrict,
  residents: number,
  seed: number,
): Generator<CityHousehold> {
  const maker = makerOf(district, seed)
  let left = residents
  for (let number = 0; left > 0; number += 1) {
    const household = isTold(district, number)
      ? makeStory(seed, district, number)
      : makeHousehold(maker, number)
    if (household.members.length > left) continue
    left -= household.members.length
    yield household
  }
}

export type CityOptions = {
  /** People in the city, 1,000 to 13,866,009. */
  residents: number
  seed: number
}

/** All households of the city, district by district. */
export function* makeCity({ residents, seed }: CityOptions): Generator<CityHousehold> {
  const shares = shareResidents(residents)
  for (const district of CITY_DISTRICTS) yield* makeDistrict(district, shares[district.index] as number, seed)
}
