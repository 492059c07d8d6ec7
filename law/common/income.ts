/** What income counts. Kinds that don't count are listed with their source in income-kinds.yaml. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { article, members, parameter, when, yuan } from '../../engine/index.ts'
import type { Q } from '../../engine/index.ts'
import type { Mark } from '../documents.ts'
import {
  businessIncome,
  employed,
  exemptIncome,
  propertyIncome,
  transferIncome,
  wageIncome,
} from './facts.ts'

const guide = (name: string) => ({ document: '最低生活保障办事指南', article: name })
const order271 = (name: string) => ({ document: '城市居民最低生活保障条例', article: name })

/** What the rules on income read. */
export const incomeParameters = ['minimum_wage', 'wage_floor_share'] as const

type PersonalIncome = Q<'money/month', 'person'>

/** Income of the counted members, per month. `isCounted` comes from `countMembers`; `partOfWage` says what of a counted
 * wage counts, where not all of it does. */
export function countIncome(
  isCounted: Q<'flag', 'person'>,
  partOfWage: (countedWage: PersonalIncome) => PersonalIncome = (countedWage) => countedWage,
) {
  const minimumWage = parameter('minimum_wage', 'money/month')
  const wageFloor = article(
    guide('工资收入'),
    '最低工资的九成',
    minimumWage.times(parameter('wage_floor_share', 'ratio')).roundHalfUp(),
  )
  const countedWage = article(
    guide('工资收入'),
    '工资（有工作而低于最低工资的，按最低工资的九成）',
    when(wageIncome.isBelow(minimumWage).and(employed)).then(wageFloor).otherwise(wageIncome),
  )
  const personIncome = article(
    order271('第二条'),
    '个人月收入',
    partOfWage(countedWage).plus(businessIncome).plus(propertyIncome).plus(transferIncome),
  )
  const householdIncome = article(
    order271('第二条'),
    '家庭月收入',
    members.sum(when(isCounted).then(personIncome).otherwise(yuan<'money/month'>(0))),
  )
  const uncountedIncome = article(
    guide('不计入的收入'),
    '不计入的月收入',
    members.sum(when(isCounted).then(exemptIncome).otherwise(yuan<'money/month'>(0))),
  )
  return { householdIncome, uncountedIncome }
}

/** A kind of income, counted or not, with what says so and from when to when. */
export type IncomeKind = {
  id: string
  label: string
  includes?: string
  from?: string
  /** The day it ends. */
  to?: string
  mark?: Mark
  document: string
  article: string
  note?: string
}

/** Kinds that count (each a fact) and kinds that don't, in the order of the file. */
export function loadIncomeKinds(): { counted: IncomeKind[]; notCounted: IncomeKind[] } {
  const text = readFileSync(join(import.meta.dirname, 'income-kinds.yaml'), 'utf8')
  const raw = parse(text) as { counted: IncomeKind[]; not_counted: IncomeKind[] }
  return { counted: raw.counted, notCounted: raw.not_counted }
}

/** Income kinds that don't count on `date`. */
export const listUncountedIncome = (date: string): IncomeKind[] =>
  loadIncomeKinds().notCounted.filter(
    (kind) => (kind.from === undefined || kind.from <= date) && (kind.to === undefined || date < kind.to),
  )
