/**
 * What people do and have: work, disability, illness, income, savings, cars and homes. Ordinary households get
 * what fits their age and district; the poor get a total under the standard, shared out among what they live on.
 */
import { dayNumber, dayText } from './days.ts'
import { weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Sketch } from './composition.ts'
import type { CityHousehold, CityPerson, Disability, DisabilityKind, Employment, Income } from './types.ts'

type Means = Pick<
  CityPerson,
  'employment' | 'seriouslyIll' | 'disability' | 'income' | 'deposits' | 'securities' | 'vehicles'
>

/** Standard of 2017-04-01 and the minimum wage of 2017-07-01, fen a month; shares below are of these. */
export const STANDARD_2017 = 86_000
const MINIMUM_WAGE_2017 = 205_000
/** Basic pension of residents without a pension of their own, fen a month. */
const BASIC_PENSION = 27_700

const disabilityKindAt = weighted<DisabilityKind>([
  [1, 15],
  [2, 22],
  [3, 2],
  [4, 38],
  [5, 8],
  [6, 9],
  [7, 6],
])
const gradeAt = weighted<1 | 2 | 3 | 4>([
  [1, 15],
  [2, 17],
  [3, 26],
  [4, 42],
])

const noIncome = (): Income => ({ wage: 0, business: 0, property: 0, transfer: 0 })
const toYuan = (fen: number) => Math.round(fen / 100) * 100

/** Share of disabled people by age, about 6 % of all; the poor have four times as many. */
function disabilityShare(age: number, poor: boolean): number {
  const share = age < 18 ? 0.012 : age < 60 ? 0.042 : age < 70 ? 0.085 : age < 80 ? 0.16 : 0.27
  return poor ? Math.min(0.6, share * 4 + 0.08) : share
}

function drawDisability(random: Random, age: number, poor: boolean, born: number): Disability | null {
  if (!random.chance(disabilityShare(age, poor))) return null
  const kind = disabilityKindAt(random.fraction())
  const grade = gradeAt(random.fraction() * (poor ? 0.6 : 1))
  const since = Math.max(born + 200, dayNumber('2009-01-01') + random.below(1800))
  return { kind, grade, since: dayText(Math.min(since, dayNumber('2016-12-31'))) }
}

function drawEmployment(
  random: Random,
  sketch: Sketch,
  rural: boolean,
  disability: Disability | null,
): Employment {
  const { age, sex } = sketch
  if (age < 6) return 'child'
  if (age < 18) return 'student'
  if (age < 23 && sketch.relation === 'child' && random.chance(0.7)) return 'student'
  const retiring = sex === 'male' ? 60 : 53
  if (age >= retiring) return rural ? (age < 72 ? 'farming' : 'unable') : 'retired'
  if (disability && disability.grade <= 2) return random.chance(0.8) ? 'unable' : 'jobless'
  const at = random.fraction()
  if (at < 0.05) return 'jobless'
  if (rural) return at < 0.4 ? 'farming' : at < 0.85 ? 'employed' : 'self_employed'
  return at < 0.85 ? 'employed' : at < 0.95 ? 'self_employed' : 'flexible'
}

/** Monthly income of somebody who isn't poor, in whole yuan; `level` is the district's. */
function ordinaryIncome(random: Random, employment: Employment, rural: boolean, level: number): Income {
  const income = noIncome()
  const spreadOut = 0.6 + random.fraction() * random.fraction() * 2.4
  const yuan = (amount: number) => toYuan(amount * 100 * level * spreadOut)
  switch (employment) {
    case 'employed':
      income.wage = Math.max(MINIMUM_WAGE_2017, yuan(rural ? 3300 : 4300))
      break
    case 'self_employed':
      income.business = yuan(5000)
      break
    case 'flexible':
      income.business = yuan(2400)
      break
    case 'farming':
      income.business = yuan(1900)
      break
    case 'retired':
      income.transfer = toYuan(230_000 + 90_000 * level * random.fraction() * 2)
      break
    case 'unable':
      if (rural) income.transfer = BASIC_PENSION
      break
    default:
  }
  if (employment !== 'child' && employment !== 'student' && random.chance(0.04)) income.property = yuan(900)
  return income
}

function drawSavings(random: Random, age: number, level: number): number {
  if (age < 18) return 0
  return toYuan(100 * 120_000 * level * random.fraction() * random.fraction() * (age < 30 ? 0.5 : 1))
}

/** Means of one member of a household that isn't poor. */
export function ordinaryMeans(
  random: Random,
  sketch: Sketch,
  household: { rural: boolean; level: number; born: number },
): Means {
  const { rural, level, born } = household
  const disability = drawDisability(random, sketch.age, false, born)
  const employment = drawEmployment(random, sketch, rural, disability)
  const working = employment === 'employed' || employment === 'self_employed'
  return {
    employment,
    disability,
    seriouslyIll: random.chance(sketch.age < 60 ? 0.004 : 0.02),
    income: ordinaryIncome(random, employment, rural, level),
    deposits: drawSavings(random, sketch.age, level),
    securities: random.chance(0.06) && sketch.age >= 25 ? toYuan(random.fraction() * 10_000_000) : 0,
    vehicles: working && random.chance(0.3) ? 1 : 0,
  }
}

/** Means of a member of a poor household, without income: that is shared out over the household. */
export function poorMeans(
  random: Random,
  sketch: Sketch,
  household: { rural: boolean; born: number },
): Means {
  const drawn = drawDisability(random, sketch.age, true, household.born)
  const dependentGrade = { kind: random.chance(0.5) ? 5 : 6, grade: 2, since: '2012-06-01' } as const
  const disability = sketch.relation === 'child' && sketch.age >= 18 ? dependentGrade : drawn
  let employment = drawEmployment(random, sketch, household.rural, disability)
  if (employment === 'employed' || employment === 'self_employed')
    employment = random.chance(0.5) ? 'jobless' : 'flexible'
  // A grown child counts as a member only when it cannot live by itself.
  const dependent = sketch.relation === 'child' && sketch.age >= 18 && employment !== 'student'
  if (dependent) employment = 'unable'
  return {
    employment,
    disability,
    seriouslyIll: random.chance(sketch.age >= 18 ? 0.14 : 0.03),
    income: noIncome(),
    deposits: sketch.age < 18 ? 0 : Math.floor(random.fraction() * random.fraction() * 1_200_000),
    securities: 0,
    vehicles: 0,
  }
}

/**
 * Shares `total` fen a month out among the members: one wage where it covers the minimum wage, else old people's
 * transfers and the odd jobs of the others. A wage under the minimum would count as more than it is.
 */
export function shareIncome(random: Random, household: CityHousehold, total: number): void {
  const { members, rural } = household
  const earner = members.find(({ employment }) => employment === 'jobless' || employment === 'flexible')
  if (earner && !rural && total >= MINIMUM_WAGE_2017) {
    earner.employment = 'employed'
    earner.income.wage = MINIMUM_WAGE_2017
    earner.income.transfer = total - MINIMUM_WAGE_2017
    return
  }
  const grown = members.filter(({ employment }) => employment !== 'child' && employment !== 'student')
  const first = grown[0] ?? (members[0] as CityPerson)
  const second = grown[1]
  const part = second ? Math.floor(total * (0.4 + random.fraction() * 0.4)) : total
  giveIncome(first, part)
  if (second) giveIncome(second, total - part)
}

function giveIncome(person: CityPerson, amount: number): void {
  const { employment, income } = person
  if (employment === 'flexible' || employment === 'farming') income.business += amount
  else income.transfer += amount
}

/** Monthly income of a person or a household, all kinds, fen. */
export function totalIncome(members: readonly CityPerson[]): number {
  let total = 0
  for (const { income } of members) total += income.wage + income.business + income.property + income.transfer
  return total
}
