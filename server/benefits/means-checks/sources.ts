/** The sources of a means check: what each is called, what it answers, and how answers add up to a fact. Pure. */
import { findFactDefinition } from '../../registries/people/index.ts'

export type MeansSource =
  | 'household_register'
  | 'social_insurance'
  | 'housing_fund'
  | 'tax'
  | 'real_estate'
  | 'vehicles'
  | 'company_register'
  | 'deposits'
  | 'securities'
  | 'insurance'

export const sourceTitles: Record<MeansSource, string> = {
  household_register: '户籍登记',
  social_insurance: '社会保险',
  housing_fund: '住房公积金',
  tax: '税务',
  real_estate: '不动产登记',
  vehicles: '车辆登记',
  company_register: '企业登记',
  deposits: '银行',
  securities: '证券',
  insurance: '商业保险',
}

export const sourceCount = Object.keys(sourceTitles).length

/** One source's word on one fact; `found` null and `answered` false: it did not answer. */
export type Answer = {
  source: MeansSource
  person_id: string | null
  fact_name: string
  answered: boolean
  found_value: bigint | null
  found_code: string | null
  as_of: string | null
}

/** What all answers about one fact of one subject come to. Both values null: unknown. */
export type Finding = {
  /** null: the household's. */
  person_id: string | null
  fact_name: string
  number_value: bigint | null
  code_value: string | null
  sources: MeansSource[]
  as_of: string | null
}

/**
 * Adds answers up. What belongs to the household is the sum over sources and members, and unknown as soon as one of
 * them did not answer; what belongs to a person is the largest amount that any source found.
 */
export function findingsOf(answers: readonly Answer[]): Finding[] {
  return sameFactGroups(answers).map((group) => findingOf(group, isHouseholds(group[0]!.fact_name)))
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

function findingOf(group: Answer[], households: boolean): Finding {
  const [first] = group as [Answer, ...Answer[]]
  const answered = group.filter((answer) => answer.answered)
  const silent = households ? answered.length < group.length : answered.length === 0
  const numbers = answered.flatMap((answer) => (answer.found_value === null ? [] : [answer.found_value]))
  const codes = answered.flatMap((answer) => (answer.found_code === null ? [] : [answer.found_code]))
  const number =
    numbers.length === 0
      ? null
      : households
        ? numbers.reduce((sum, each) => sum + each, 0n)
        : numbers.reduce((most, each) => (each > most ? each : most))
  return {
    person_id: households ? null : first.person_id,
    fact_name: first.fact_name,
    number_value: silent ? null : number,
    code_value: silent ? null : (codes.at(-1) ?? null),
    sources: [...new Set(answered.map((answer) => answer.source))],
    as_of:
      answered.map((answer) => answer.as_of ?? '').reduce((late, each) => (each > late ? each : late), '') ||
      null,
  }
}
