/**
 * Three years of the city's past: cases, determinations, entitlements and payments of the poor, and the cases that
 * are open now. Each household is told to it as it is made; a district's payrolls are written when it is done.
 */
import { addRow, createTable } from './load/copy.ts'
import type { Table } from './load/copy.ts'
import { listDivisions } from './divisions/index.ts'
import { addAppeal } from './history/appeals.ts'
import { createCaseTables } from './history/case-tables.ts'
import { addNumberSeries } from './history/case-writer.ts'
import type { CaseWriter } from './history/case-writer.ts'
import { addCase } from './history/cases.ts'
import { determine, proposedAmount } from './history/decide.ts'
import type { Determined } from './history/decide.ts'
import { lifeOf } from './history/life.ts'
import type { Life, Turn } from './history/life.ts'
import {
  addEntitlement,
  addOneOffGrant,
  addPayrolls,
  createPaymentTables,
  nextId,
} from './history/payments.ts'
import type { Paymaster } from './history/payments.ts'
import { openBooks } from './history/books.ts'
import { addRosters, createRosterTables } from './history/rosters.ts'
import type { RosterTables, Span } from './history/rosters.ts'
import type { Staff } from './history/staff.ts'
import type { Days } from './history/walk.ts'
import { programmeOf } from './history/programmes.ts'
import { cityId } from './people/identity.ts'
import { addMonths } from './people/days.ts'
import type { CityHousehold } from './people/types.ts'

export type History = {
  /** Tables in the order in which they must be filled, after those of people and staff. */
  tables: Table[]
  cases: CaseWriter
  master: Paymaster
  determination: Table
  beneficiary: Table
  rosters: RosterTables
  /** Who was on a benefit when, in the district that is told. */
  spans: Span[]
}

export function createHistory(options: { seed: number; days: Days; staff: Staff; today: string }): History {
  const cases = createCaseTables()
  const payments = createPaymentTables()
  const rosters = createRosterTables()
  const determination = createTable(
    'determination',
    'determination_id, case_id, household_id, programme_id, division_code, decided_on, effective_from, outcome, amount, member_count, review_class, next_review_on, law_version, receipt, receipt_hash, reason, supersedes, prepared_by, decided_by',
  )
  const beneficiary = createTable(
    'determination_beneficiary',
    'determination_id, person_id, amount_name, amount, payee, household_id, division_code',
  )
  const districtNames = new Map(
    listDivisions()
      .filter(({ kind }) => kind === 'district')
      .map(({ code, name }) => [code, name]),
  )
  return {
    tables: [cases, { determination, beneficiary }, payments, rosters].flatMap((each) => Object.values(each)),
    cases: { ...options, tables: cases, districtNames, numbers: new Map(), counter: 0 },
    master: { ...options, tables: payments, district: { code: '', index: 0 }, months: new Map(), counter: 0 },
    determination,
    beneficiary,
    rosters,
    spans: [],
  }
}

/** Reasons as they stand in the determination. */
function reasonOf(household: CityHousehold, turn: Turn, determined: Determined): string {
  if (household.class === 'destitute') return reasonOfSupport(turn, determined)
  if (household.class === 'stricken') return '遭遇意外，基本生活暂时出现严重困难'
  const low = household.class === 'near'
  if (turn.birth) return '孩子出生，按登记的人口和原认定的收入重新核定'
  if (turn.kind === 'recomputation') return `${low ? '救助' : '低保'}标准调整，按原认定的人口和收入重新核定`
  if (determined.outcome === 'eligible') {
    if (turn.kind === 'review') return '定期复核，仍符合条件'
    return low
      ? '家庭人均收入在低收入范围内，有规定的困难情形，财产在限额内'
      : '家庭人均收入低于低保标准，财产在限额内'
  }
  if (turn.walk?.refused) return '家庭财产超过规定限额'
  if (low) return '家庭人均收入不在低收入范围内，或者没有规定的困难情形'
  return turn.kind === 'review' ? '定期复核，人均收入已达到低保标准' : '家庭人均收入达到低保标准'
}

function reasonOfSupport(turn: Turn, { outcome }: Determined): string {
  if (turn.kind === 'recomputation')
    return turn.transferred ? '特困供养施行前已在供养，自施行日转入' : '供养标准调整，按原认定的情况重新核定'
  if (outcome !== 'eligible') return '不符合特困人员条件'
  return turn.kind === 'review' ? '定期复核，仍符合条件' : '没有劳动能力、没有生活来源，也没有人有能力供养'
}

/** What became of a household: its cases, determinations, entitlements. */
export function addLife(history: History, household: CityHousehold, life: Life): void {
  let previous: string | null = null
  for (const [index, turn] of life.turns.entries()) {
    const determined = determine(household, turn)
    const proposal = { amount: determined.amount, members: determined.memberCount }
    const caseId = turn.walk && addCase(history.cases, household, turn.walk, turn.version, proposal)
    const id = cityId(history.cases.seed, 25, history.master.district.index, household.number, index)
    addDetermination(history, household, turn, determined, { id, caseId, previous })
    previous = id
    const next = life.turns[index + 1]?.effective ?? null
    if (household.class === 'stricken')
      addOneOffGrant(history.master, household, id, determined, turn.decidedOn)
    else if (determined.amount > 0 && next !== turn.effective)
      addBenefit(history, household, id, determined, { from: turn.effective, until: next })
    if (turn.walk?.refused && caseId && isRecent(history, turn) && household.number % 3 !== 0)
      addAppeal(history.cases, household, turn.walk, caseId)
    // Whoever isn't eligible has no reviews to come.
    if (determined.amount === 0) break
  }
  if (!life.open) return
  const { walk, version } = life.open
  const known = life.versions.at(-1) ?? version
  addCase(history.cases, household, walk, version, proposedAmount(household, known, history.cases.today))
}

/** A benefit by the month, and with it the premium of insurance. */
function addBenefit(
  { master, spans }: History,
  household: CityHousehold,
  determinationId: string,
  determined: Determined,
  { from, until }: { from: string; until: string | null },
): void {
  addEntitlement(master, household, determinationId, determined, from, until)
  const destitute = new Set(determined.shares.map(({ personId }) => personId))
  spans.push({ household, from, until, destitute })
}

/** Whether an appeal against it may still run. */
function isRecent({ cases }: History, turn: Turn): boolean {
  return turn.decidedOn >= cases.days.addDays(cases.today, -55)
}

function addDetermination(
  { cases, determination, beneficiary }: History,
  household: CityHousehold,
  turn: Turn,
  determined: Determined,
  links: { id: string; caseId: string | null; previous: string | null },
): void {
  const district = cases.staff.district(household.community)
  const able =
    household.class !== 'destitute' &&
    household.members.some(({ employment }) => employment === 'jobless' || employment === 'flexible')
  const months = able ? 6 : 12
  const eligible = determined.outcome === 'eligible'
  addRow(
    determination,
    links.id,
    links.caseId,
    household.id,
    programmeOf(household).id,
    household.community,
    turn.decidedOn,
    turn.effective,
    determined.outcome,
    determined.amount,
    determined.memberCount,
    eligible ? reviewClassOf(household, able) : null,
    eligible ? nextReview(turn.effective, months, cases.today) : null,
    determined.lawVersion,
    determined.receipt,
    `\\x${determined.receiptHash}`,
    reasonOf(household, turn, determined),
    links.previous,
    turn.walk ? district.reviewer.id : null,
    turn.walk ? district.approver.id : null,
  )
  for (const { personId, name, amount } of determined.shares)
    addRow(beneficiary, links.id, personId, name, amount, 'beneficiary', household.id, household.community)
}

const reviewClassOf = (household: CityHousehold, able: boolean): string =>
  household.class === 'destitute' ? 'yearly' : able ? 'fairly_stable' : 'no_change_expected'

/** The first review after today, in the rhythm of the class. */
function nextReview(from: string, months: number, today: string): string {
  let day = addMonths(from, months)
  while (day <= today) day = addMonths(day, months)
  return day
}

export function startDistrict(history: History, district: { code: string; index: number }): void {
  history.master.district = district
  history.master.counter = 0
}

export function endDistrict(history: History): void {
  const { master, rosters, spans } = history
  const book = openBooks(master.tables, master.district.code, () => nextId(master))
  addPayrolls(master, book)
  addRosters(rosters, master, spans.splice(0), book)
}

export function endHistory(history: History): void {
  addNumberSeries(history.cases)
}

export { lifeOf }
