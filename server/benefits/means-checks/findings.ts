/** What all answers about one fact come to, and where sources contradict each other. Pure. */
import { isHouseholds, sameFactGroups, type Answer, type MeansSource } from './sources.ts'

/** How a contradiction was settled: which source counts, as long as each still says what it said then. */
export type Resolution = {
  fact_name: string
  person_id: string
  said: Readonly<Record<string, string>>
  source: MeansSource
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
  /** Sources say different things and nobody has settled it. */
  contradictory: boolean
  resolution: Resolution | null
}

/**
 * Adds answers up. What belongs to the household is the sum over sources and members; of a person's fact the sources
 * must say the same, or somebody must have settled which of them counts. As soon as one of those who were asked has
 * not answered, the whole is unknown: what the others found may not be all.
 */
export function findingsOf(answers: readonly Answer[], resolutions: readonly Resolution[]): Finding[] {
  return sameFactGroups(answers).map((group) => findingOf(group, resolutions))
}

export function findingOf(
  group: readonly [Answer, ...Answer[]],
  resolutions: readonly Resolution[],
): Finding {
  const [{ fact_name, person_id }] = group
  const households = isHouseholds(fact_name)
  const answered = group.filter((answer) => answer.answered)
  const finding: Finding = {
    person_id: households ? null : person_id,
    fact_name,
    number_value: null,
    code_value: null,
    sources: [...new Set(answered.map((answer) => answer.source))],
    as_of: latest(answered.map((answer) => answer.as_of)),
    contradictory: false,
    resolution: null,
  }
  if (answered.length < group.length) return finding
  if (households) return { ...finding, number_value: sum(answered), code_value: lastCode(answered) }
  const words = new Set(answered.map(wordOf))
  if (words.size === 1) return { ...finding, ...valueOf(answered[0]!) }
  const resolution = resolutions.findLast((each) => fits(each, answered)) ?? null
  const counting = answered.find((answer) => answer.source === resolution?.source)
  if (counting === undefined) return { ...finding, contradictory: true }
  return { ...finding, ...valueOf(counting), resolution }
}

const wordOf = ({ found_value, found_code }: Answer): string => found_value?.toString() ?? found_code ?? ''

const valueOf = ({ found_value, found_code }: Answer) => ({
  number_value: found_value,
  code_value: found_code,
})

/** What each source says of one thing. */
export const saidBy = (answers: readonly Answer[]): Record<string, string> =>
  Object.fromEntries(answers.map((answer) => [answer.source, wordOf(answer)]))

function fits(resolution: Resolution, answers: readonly Answer[]): boolean {
  const [first] = answers
  if (resolution.fact_name !== first?.fact_name || resolution.person_id !== first.person_id) return false
  const now = saidBy(answers)
  const then = Object.entries(resolution.said)
  return then.length === Object.keys(now).length && then.every(([source, word]) => now[source] === word)
}

function sum(answers: readonly Answer[]): bigint | null {
  const numbers = answers.flatMap(({ found_value }) => (found_value === null ? [] : [found_value]))
  return numbers.length === 0 ? null : numbers.reduce((total, each) => total + each, 0n)
}

const lastCode = (answers: readonly Answer[]): string | null =>
  answers.findLast(({ found_code }) => found_code !== null)?.found_code ?? null

const latest = (days: readonly (string | null)[]): string | null =>
  days.reduce<string | null>(
    (late, day) => (day !== null && (late === null || day > late) ? day : late),
    null,
  )
