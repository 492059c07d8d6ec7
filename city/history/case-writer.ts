/** What writing cases needs: tables, days, staff, numbers and ids. */
import { addRow } from '../load/copy.ts'
import { cityId } from '../people/identity.ts'
import type { CityHousehold } from '../people/types.ts'
import type { CaseTables } from './case-tables.ts'
import type { Clerk, Staff } from './staff.ts'
import { programmeOf } from './programmes.ts'
import type { Days, WalkedStep } from './walk.ts'

export type CaseWriter = {
  tables: CaseTables
  seed: number
  days: Days
  staff: Staff
  today: string
  districtNames: ReadonlyMap<string, string>
  numbers: Map<string, number>
  counter: number
}

export type Proposal = { amount: number; members: number }

/** 津南开低保〔2017〕0328号; 0327 is kept for the story's case. */
export function caseNumber(
  writer: CaseWriter,
  household: CityHousehold,
  kind: 'application' | 'review' | 'appeal',
  openedOn: string,
) {
  const district = writer.districtNames.get(household.district) ?? ''
  const place = district.length > 2 ? district.replace(/(新区|区|县)$/, '') : district
  const word = { application: '', review: '核', appeal: '议' }[kind]
  const series = `津${place}${programmeOf(household).shortTitle}${word}`
  const year = openedOn.slice(0, 4)
  const key = `${series}\t${year}`
  const told = household.members[0]?.name === '王桂兰' && household.classOrdinal < 0 && kind === 'application'
  let number = told ? 327 : (writer.numbers.get(key) ?? 0) + 1
  if (!told && number === 327 && series === '津南开低保' && year === '2017') number = 328
  if (!told) writer.numbers.set(key, number)
  return `${series}〔${year}〕${String(number).padStart(4, '0')}号`
}

/** The last number of each series, so that the next case goes on from there. */
export function addNumberSeries(writer: CaseWriter): void {
  writer.numbers.set('津南开低保\t2017', Math.max(327, writer.numbers.get('津南开低保\t2017') ?? 0))
  for (const [key, last] of writer.numbers) {
    const [series = '', year = ''] = key.split('\t')
    addRow(writer.tables.case_number_series, series, Number(year), last)
  }
}

export const yuanText = (fen: number) => {
  const [whole, cents] = (fen / 100).toFixed(2).split('.')
  return `${(whole ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents ?? ''}`
}
export const maskedName = (name: string) => {
  const [first = ''] = [...name]
  return first + '*'.repeat([...name].length - 1)
}

/** Ids within a household's cases, in the order of writing. */
export function nextId(writer: CaseWriter, household: CityHousehold): string {
  writer.counter += 1
  return cityId(
    writer.seed,
    20,
    Number(household.district.slice(3)) % 64,
    household.number,
    writer.counter % 0xfffffff,
  )
}

/** Who does a step: the reviewer and the approver of a district are two people. */
export function actorOf(writer: CaseWriter, household: CityHousehold, step: WalkedStep): Clerk {
  const { clerks, community } = writer.staff.street(household.community)
  const district = writer.staff.district(household.community)
  switch (step.definition.actor) {
    case 'community':
      return community
    case 'district':
      return step.definition.id === 'determination' ? district.approver : district.reviewer
    default:
      return clerks[0] as Clerk
  }
}
