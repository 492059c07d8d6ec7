/** The ten sources of a means check: what each is called, what it is asked, and how long its word is good. Pure. */
import type { z } from 'zod'
import { addDays } from '../../platform/clock/index.ts'
import { findFactDefinition } from '../../registries/people/index.ts'
import { meansSource } from './contract.ts'

export const meansSources = meansSource.options
export type MeansSource = z.infer<typeof meansSource>

type SourceDefinition = {
  title: string
  /** Facts that it is asked for: of each person, or once of the household. */
  of: 'person' | 'household'
  facts: readonly string[]
  /** Books kept up to a day longer ago than this say nothing about today. No text read says how long: 待核实. */
  freshDays: number
}

export const sources: Record<MeansSource, SourceDefinition> = {
  household_register: { title: '户籍登记', of: 'household', facts: ['register_kind'], freshDays: 90 },
  social_insurance: {
    title: '社会保险',
    of: 'person',
    facts: ['wage_income', 'transfer_income'],
    freshDays: 62,
  },
  housing_fund: { title: '住房公积金', of: 'person', facts: ['housing_fund_balance'], freshDays: 62 },
  tax: { title: '税务', of: 'person', facts: ['wage_income', 'business_income'], freshDays: 62 },
  real_estate: {
    title: '不动产登记',
    of: 'household',
    facts: ['home_count', 'other_premises'],
    freshDays: 31,
  },
  vehicles: { title: '车辆登记', of: 'household', facts: ['vehicle_count'], freshDays: 31 },
  // What was paid into a company counts among the financial assets; what it earns the register does not know.
  company_register: { title: '企业登记', of: 'person', facts: ['financial_assets'], freshDays: 31 },
  deposits: { title: '银行', of: 'person', facts: ['financial_assets'], freshDays: 31 },
  securities: { title: '证券', of: 'person', facts: ['financial_assets'], freshDays: 31 },
  insurance: { title: '商业保险', of: 'person', facts: ['financial_assets'], freshDays: 31 },
}

export const sourceCount = meansSources.length

/** Whether books kept up to `as_of` are too old to say anything on `today`. */
export const isStale = (source: MeansSource, as_of: string, today: string): boolean =>
  addDays(as_of, sources[source].freshDays) < today

/** One thing that a source is asked: a fact of one person, or of the household. */
export type Asked = { source: MeansSource; person_id: string | null; fact_name: string }

/** Everything that a source is asked about these people. */
export function askedOf(source: MeansSource, people: readonly string[]): Asked[] {
  const { of, facts } = sources[source]
  const subjects = of === 'household' ? [null] : people
  return subjects.flatMap((person_id) => facts.map((fact_name) => ({ source, person_id, fact_name })))
}

/** One source's word on one thing that it was asked; `answered` false: it has said nothing. */
export type Answer = Asked & {
  answered: boolean
  found_value: bigint | null
  found_code: string | null
  as_of: string | null
}

export const silent = (asked: Asked, as_of: string | null = null): Answer => ({
  ...asked,
  answered: false,
  found_value: null,
  found_code: null,
  as_of,
})

/** Whether an answer is the word on what was asked; a paper may say a person's fact of the household as a whole. */
export const saysOf = (answer: Asked, asked: Asked): boolean =>
  answer.source === asked.source &&
  answer.fact_name === asked.fact_name &&
  (answer.person_id === asked.person_id || answer.person_id === null)

/** There is something, there is nothing, or nobody knows. */
export type Holds = 'yes' | 'no' | 'unknown'

export function holdsOf({ answered, found_value, found_code }: Answer): Holds {
  if (!answered) return 'unknown'
  return found_value === 0n || (found_value === null && found_code === null) ? 'no' : 'yes'
}

/** Whether a fact belongs to the household, and its answers are therefore added up. */
export const isHouseholds = (fact_name: string): boolean =>
  findFactDefinition(fact_name)?.subject_kind === 'household'

/** Answers about the same fact of the same subject together. */
export function sameFactGroups<Each extends Answer>(answers: readonly Each[]): [Each, ...Each[]][] {
  const groups = new Map<string, [Each, ...Each[]]>()
  for (const answer of answers) {
    const subject = isHouseholds(answer.fact_name) ? '' : (answer.person_id ?? '')
    const key = `${subject} ${answer.fact_name}`
    groups.set(key, [...(groups.get(key) ?? []), answer] as [Each, ...Each[]])
  }
  return [...groups.values()]
}
