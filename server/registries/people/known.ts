/** What known facts add up to on a page: income, housing, a person's situation in a few words. Pure. */
import type { FactRow } from './facts/index.ts'
import { valueText } from './facts/view.ts'
import { findFactDefinition } from './facts/index.ts'
import { ageOn } from './model.ts'

/** What counts as income; exempt income is known apart and not added. */
export const INCOME_FACTS = ['wage_income', 'business_income', 'property_income', 'transfer_income'] as const

export type KnownIncome = {
  /** Fen per month of all together; null while one of the kinds of one person is not known. */
  per_month: bigint | null
  known_per_month: bigint
  /** The latest day on which any of it became known. */
  known_on: string | null
  unknown_count: number
}

/** Income of a group of people, a list of facts each. */
export function incomeOf(people: readonly (readonly FactRow[])[]): KnownIncome {
  let sum = 0n
  let unknown_count = 0
  let known_on: string | null = null
  for (const facts of people) {
    for (const name of INCOME_FACTS) {
      const fact = facts.find((row) => row.name === name)
      if (fact !== undefined && (known_on === null || fact.known_on > known_on)) known_on = fact.known_on
      if (fact === undefined || fact.number_value === null) unknown_count += 1
      else sum += fact.number_value
    }
  }
  return { per_month: unknown_count === 0 ? sum : null, known_per_month: sum, known_on, unknown_count }
}

type Described = { birth_date: string | null; death_date: string | null; sex: string }

/** 退休，肢体二级残疾; empty when nothing is known that says more than age and relation. */
export function situationOf(person: Described, facts: readonly FactRow[], day: string): string {
  if (person.death_date !== null && person.death_date <= day) return '已去世'
  const flag = (name: string) => facts.find((fact) => fact.name === name)?.number_value ?? null
  const parts = [
    workOf(person, flag, day),
    disabilityOf(facts),
    flag('in_prison') === 1n ? '服刑' : undefined,
  ]
  return parts.filter((part) => part !== undefined).join('，')
}

function workOf(person: Described, flag: (name: string) => bigint | null, day: string): string | undefined {
  const age = ageOn(person.birth_date, day)
  if (flag('is_studying') === 1n) return '在校'
  if (flag('employed') === 1n || (flag('wage_income') ?? 0n) > 0n) return '在业'
  if (age === null || age < 16) return undefined
  const pensionAge = person.sex === '1' ? 60 : 50
  if (age >= pensionAge && (flag('transfer_income') ?? 0n) > 0n) return '退休'
  return age < 60 && flag('employed') === 0n ? '无业' : undefined
}

function disabilityOf(facts: readonly FactRow[]): string | undefined {
  const kind = facts.find((fact) => fact.name === 'disability_kind')
  if (kind === undefined || kind.code_value === null || kind.code_value === 'none') return undefined
  const grade = Number(facts.find((fact) => fact.name === 'disability_grade')?.number_value ?? 0)
  return `${valueText(findFactDefinition(kind.name), kind)}${grade > 0 ? `${'一二三四'.charAt(grade - 1)}级` : ''}残疾`
}

export type RecordLine = { label: string; value: string; source_name: string | null; known_on: string | null }

/** 住房 2 套，42 ㎡, with source and date, and cars. */
export function housingLines(facts: readonly FactRow[]): RecordLine[] {
  const find = (name: string) => facts.find((fact) => fact.name === name)
  const homes = find('home_count')
  const area = find('home_area_square_metres')
  const lines: RecordLine[] = []
  if (homes !== undefined) {
    const count =
      homes.number_value === null ? '不详' : homes.number_value === 0n ? '无' : `${homes.number_value} 套`
    const size = area === undefined || area.number_value === null ? '' : `，${area.number_value} ㎡`
    lines.push({
      label: '住房',
      value: count + size,
      source_name: homes.source_name,
      known_on: homes.known_on,
    })
  }
  for (const name of ['vehicle_count', 'financial_assets', 'other_premises']) {
    const fact = find(name)
    const definition = findFactDefinition(name)
    if (fact === undefined || definition === undefined) continue
    const value =
      name === 'vehicle_count' && fact.number_value !== null
        ? `${fact.number_value} 辆`
        : valueText(definition, fact)
    lines.push({ label: definition.label, value, source_name: fact.source_name, known_on: fact.known_on })
  }
  return lines
}
