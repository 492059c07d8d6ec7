/**
 * The life of a household with the law: what was known of it when, and when it was decided upon. Pure: the amounts
 * come from the engine later.
 */
import { addMonths } from '../people/days.ts'
import { STANDARD_2017 } from '../people/economy.ts'
import { scatter, spread } from '../people/random.ts'
import type { CityHousehold, Income } from '../people/types.ts'
import { programmeOf } from './programmes.ts'
import { startWalk } from './walk.ts'
import type { Days, Walk } from './walk.ts'

/** Incomes of the members as they were known from a day on, in the household's order. */
export type Version = {
  from: string
  knownOn: string
  incomes: Income[]
  /** What the applicant said, not checked yet. */
  declared?: boolean
}
export type TurnKind = 'application' | 'review' | 'recomputation'
export type Turn = {
  kind: TurnKind
  /** The case's way through its steps; null for a recomputation, which has no case. */
  walk: Walk | null
  decidedOn: string
  /** First day of the month from which it holds. */
  effective: string
  version: Version
  /** Was supported before the law of the day began. */
  transferred?: boolean
  /** A child was born. */
  birth?: boolean
}
export type Life = {
  versions: Version[]
  turns: Turn[]
  /** The case that runs now. */
  open: { walk: Walk; version: Version } | null
}

/** Days on which the standard rose; those after the opening day don't count yet. */
const STANDARD_DAYS = [
  '2015-04-01',
  '2016-04-01',
  '2017-04-01',
  '2018-04-01',
  '2019-04-01',
  '2020-09-01',
  '2025-09-01',
]
/** Standards of the time as shares of today's: incomes of the poor grew like them. */
const FACTORS = { urban: [0.744, 0.819, 0.906, 1], rural: [0.511, 0.627, 0.813, 1] }

type Fate = 'receiving' | 'left' | 'open' | 'refused' | 'once' | 'none'
const STORY_FATES: Record<string, Fate> = {
  韩玉梅: 'receiving',
  高秀英: 'receiving',
  王桂兰: 'open',
  刘桂芬: 'open',
  张振华: 'open',
  孟凡霞: 'open',
  徐国强: 'open',
}
/** Days on which the story's open cases were handed in. */
const STORY_DAYS: Record<string, string> = {
  王桂兰: '2017-08-28',
  刘桂芬: '2017-08-04',
  张振华: '2017-08-22',
  孟凡霞: '2017-08-14',
  徐国强: '2017-08-07',
}

function fateOf(household: CityHousehold): Fate {
  if (household.classOrdinal < 0) return STORY_FATES[household.members[0]?.name ?? ''] ?? 'none'
  switch (household.class) {
    case 'poor': {
      const at = spread(household.classOrdinal, 0.5698402909980532)
      return at < 0.69 ? 'receiving' : at < 0.85 ? 'open' : 'none'
    }
    case 'near': {
      const at = spread(household.classOrdinal, 0.5698402909980532)
      return at < 0.6 ? 'receiving' : at < 0.72 ? 'open' : 'none'
    }
    case 'destitute': {
      // Who was sixty when support began; the others have to be found.
      if ((household.members[0]?.birthDate ?? '9999') > '1955-03-31') return 'none'
      const at = spread(household.classOrdinal, 0.5698402909980532)
      return at < 0.7 ? 'receiving' : at < 0.82 ? 'open' : 'none'
    }
    case 'left':
      return 'left'
    case 'stricken':
      return 'once'
    case 'over_assets':
      return household.classOrdinal % 3 === 0 ? 'none' : 'refused'
    default:
      return 'none'
  }
}

/** Members who were born by the day. */
export function membersOn(household: CityHousehold, day: string): CityHousehold['members'] {
  return household.members.filter(({ birthDate }) => birthDate <= day)
}

function scaled(household: CityHousehold, factor: number): Income[] {
  const scale = (amount: number) => Math.floor(amount * factor)
  return household.members.map(({ income: { wage, business, property, transfer } }) => ({
    wage,
    business: scale(business),
    property: scale(property),
    transfer: scale(transfer),
  }))
}

function factorOn(household: CityHousehold, day: string): number {
  const factors = household.rural ? FACTORS.rural : FACTORS.urban
  return factors[STANDARD_DAYS.filter((each) => each <= day).length] ?? 1
}

/** What was known after the check that began on `openedOn`. */
function versionOf(days: Days, household: CityHousehold, openedOn: string, factor?: number): Version {
  const month = `${openedOn.slice(0, 7)}-01`
  return {
    from: addMonths(month, -3),
    knownOn: days.workingDay(openedOn, 3),
    incomes: scaled(household, factor ?? factorOn(household, month)),
  }
}

const monthAfter = (day: string) => addMonths(day, 1)

/** A case that has run through, and the month after its decision. */
function finishedTurn(
  days: Days,
  household: CityHousehold,
  kind: 'application' | 'review',
  openedOn: string,
  factor?: number,
  refuse = false,
): Turn {
  const walk = startWalk(days, {
    programme: programmeOf(household),
    kind,
    openedOn,
    until: '9999-12-31',
    pace: 0.3,
    refuse,
  })
  const decidedOn = walk.decidedOn ?? openedOn
  return {
    kind,
    walk,
    decidedOn,
    effective: monthAfter(decidedOn),
    version: versionOf(days, household, openedOn, factor),
  }
}

/** Applications since the summer of 2014: half of them at the beginning, the others spread over three years. */
function firstDay(household: CityHousehold): string {
  const at = spread(
    household.classOrdinal < 0 ? household.number : household.classOrdinal,
    0.7320508075688772,
  )
  // Wages did not grow like the standards, and those of the country rose by a quarter in a year: who lives on or with
  // them came into the band of low incomes in the last year.
  const late = household.rural || household.members.some(({ income }) => income.wage > 0)
  if (household.class === 'near' && late)
    return `${addMonths('2017-04-01', Math.floor(at * 4)).slice(0, 7)}-0${1 + (household.number % 5)}`
  const months = at < 0.5 ? 0 : 1 + Math.floor((at - 0.5) * 2 * 35)
  return `${addMonths('2014-07-01', months).slice(0, 7)}-0${1 + (household.number % 5)}`
}

/** Support of destitute people: its law, and the first procedure to apply by. */
const SUPPORT_FROM = { law: '2015-04-01', procedure: '2016-11-01' }

/** Most were supported before and were taken over; the others applied since there is a procedure. */
function startOfSupport(days: Days, household: CityHousehold): Turn {
  if (household.number % 4 !== 0)
    return {
      kind: 'recomputation',
      walk: null,
      decidedOn: days.workingDay('2015-03-20', 0),
      effective: SUPPORT_FROM.law,
      version: versionOf(days, household, '2015-03-16'),
      transferred: true,
    }
  const month = addMonths(SUPPORT_FROM.procedure, household.number % 7)
  return finishedTurn(days, household, 'application', days.workingDay(month, 1 + (household.number % 5)))
}

/** Decisions between the application and the end of the history, in the order of the months they hold from. */
function receivingTurns(
  days: Days,
  household: CityHousehold,
  today: string,
  leavesOn: string | null,
): Turn[] {
  const destitute = household.class === 'destitute'
  const turns = [
    destitute
      ? startOfSupport(days, household)
      : finishedTurn(days, household, 'application', days.workingDay(firstDay(household), 1)),
  ]
  const start = turns[0] as Turn
  for (let month = addMonths(start.effective, 12); month < today; month = addMonths(month, 12)) {
    if (leavesOn !== null && month >= leavesOn) break
    if (destitute && month < SUPPORT_FROM.procedure) continue
    const review = finishedTurn(days, household, 'review', days.workingDay(month, 2))
    if (review.decidedOn < today) turns.push(review)
  }
  if (leavesOn !== null) turns.push(finishedTurn(days, household, 'review', days.workingDay(leavesOn, 2), 1))
  const last = leavesOn ?? '9999-12-31'
  for (const day of STANDARD_DAYS) {
    if (
      day <= start.effective ||
      day >= last ||
      day > today ||
      turns.some(({ effective }) => effective === day)
    )
      continue
    const before = turns.filter(({ effective }) => effective < day).at(-1) ?? start
    const decidedOn = days.workingDay(addMonths(day, -1), 15)
    turns.push({ kind: 'recomputation', walk: null, decidedOn, effective: day, version: before.version })
  }
  addBirths(household, turns, { start, last })
  turns.sort(inOrder)
  // A recomputation rests on what was known then.
  let known = start.version
  for (const turn of turns) {
    if (turn.kind === 'recomputation' && turn !== start) turn.version = known
    known = turn.version
  }
  return turns
}

const inOrder = (left: Turn, right: Turn): number =>
  left.effective === right.effective
    ? left.decidedOn.localeCompare(right.decidedOn)
    : left.effective.localeCompare(right.effective)

/** A child that was born after a decision is counted from the next month on, as the register of births tells of it. */
function addBirths(
  { members }: CityHousehold,
  turns: Turn[],
  { start, last }: { start: Turn; last: string },
): void {
  for (const { birthDate: decidedOn } of members) {
    const effective = monthAfter(decidedOn)
    if (decidedOn <= start.decidedOn || effective >= last) continue
    if (turns.some((turn) => turn.effective === effective && turn.decidedOn >= decidedOn)) continue
    turns.push({
      kind: 'recomputation',
      walk: null,
      decidedOn,
      effective,
      version: start.version,
      birth: true,
    })
  }
}

/** The story's husband said his pension in round yuan; the others said what is so. */
export const TOLD_PENSION = { said: 183_000, found: 183_750 }
function declaredBy(household: CityHousehold, version: Version): Pick<Version, 'incomes'> {
  const round = (fen: number) =>
    household.classOrdinal < 0 && fen === TOLD_PENSION.found ? TOLD_PENSION.said : fen
  return { incomes: version.incomes.map((income) => ({ ...income, transfer: round(income.transfer) })) }
}

/** What the sources have answered since a declaration, while the visit is still to come. */
function foundSince(days: Days, household: CityHousehold, walk: Walk, today: string): Version[] {
  const visit = walk.steps.find(({ definition }) => definition.id === 'visit')
  if (!visit || visit.finishedOn !== null) return []
  const knownOn = days.workingDay(visit.startedOn, 3)
  return knownOn < today ? [{ ...versionOf(days, household, walk.openedOn), knownOn }] : []
}

function openCase(days: Days, household: CityHousehold, today: string): Life {
  const told = STORY_DAYS[household.members[0]?.name ?? '']
  const chance = (salt: number) => scatter(household.number, salt + Number(household.district))
  const openedOn = told ?? days.workingDay(days.addDays(today, -2 - Math.floor(chance(1) * 36)), 0)
  const slow = told === undefined && chance(2) < 0.2
  const pace = told ? 0.4 : slow ? 2 : 0.3 + 0.5 * chance(3)
  const walk = startWalk(days, {
    programme: programmeOf(household),
    kind: 'application',
    openedOn,
    until: today,
    pace,
  })
  const version = versionOf(days, household, openedOn)
  const checked = walk.steps.some(
    ({ definition, finishedOn }) => definition.id === 'visit' && finishedOn !== null,
  )
  if (!checked) Object.assign(version, declaredBy(household, version), { knownOn: openedOn, declared: true })
  if (walk.decidedOn === null || walk.current !== null)
    return {
      versions: [version, ...foundSince(days, household, walk, today)],
      turns: [],
      open: { walk, version },
    }
  const effective = monthAfter(walk.decidedOn)
  return {
    versions: [version],
    turns: [{ kind: 'application', walk, decidedOn: walk.decidedOn, effective, version }],
    open: null,
  }
}

/** The household's life up to `today`; undefined when it never met the law. */
export function lifeOf(days: Days, household: CityHousehold, today: string): Life | undefined {
  const fate = fateOf(household)
  if (fate === 'none') return undefined
  if (fate === 'open') return openCase(days, household, today)
  if (fate === 'once') {
    const turn = strickenTurn(days, household)
    return { versions: [turn.version], turns: [turn], open: null }
  }
  if (fate === 'refused') {
    const day = `${addMonths('2017-02-01', Math.floor(scatter(household.number, 4 + Number(household.district)) * 6)).slice(0, 7)}-0${1 + (household.number % 6)}`
    const turn = finishedTurn(days, household, 'application', days.workingDay(day, 1), undefined, true)
    return { versions: [turn.version], turns: [turn], open: null }
  }
  if (fate === 'receiving') {
    const turns = receivingTurns(days, household, today, null)
    return { versions: distinctVersions(turns), turns, open: null }
  }
  return { ...leaverLife(days, household, today), open: null }
}

/** One hardship between 2015 and the summer of 2017, decided at once and paid once. */
function strickenTurn(days: Days, household: CityHousehold): Turn {
  const month = addMonths('2015-02-01', (household.number * 7 + Number(household.district)) % 28)
  const turn = finishedTurn(
    days,
    household,
    'application',
    days.workingDay(month, 1 + (household.number % 9)),
    1,
  )
  return { ...turn, effective: `${turn.decidedOn.slice(0, 7)}-01` }
}

/** Poor at first, over the standard in the end: the incomes of today are the last version. */
function leaverLife(days: Days, household: CityHousehold, today: string): Pick<Life, 'versions' | 'turns'> {
  const poorShare = (STANDARD_2017 * household.members.length * 0.7) / Math.max(1, incomeOf(household))
  const poor: CityHousehold = {
    ...household,
    members: household.members.map((member, index) => ({
      ...member,
      income: {
        wage: 0,
        business: 0,
        property: 0,
        transfer: scaled(household, poorShare)[index]?.transfer ?? 0,
      },
    })),
  }
  const start = firstDay(household)
  const leavesOn = addMonths(`${start.slice(0, 7)}-01`, 7 + (household.number % 17))
  const turns = receivingTurns(days, poor, today, leavesOn < '2017-06-01' ? leavesOn : null)
  const last = turns.at(-1) as Turn
  if (leavesOn < '2017-06-01') last.version.incomes = scaled(household, 1)
  return { versions: distinctVersions(turns), turns }
}

function incomeOf({ members }: CityHousehold): number {
  return members.reduce(
    (sum, { income }) => sum + income.wage + income.business + income.property + income.transfer,
    0,
  )
}

function distinctVersions(turns: readonly Turn[]): Version[] {
  return [...new Set(turns.map(({ version }) => version))]
}
