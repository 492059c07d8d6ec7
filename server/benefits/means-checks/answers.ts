/**
 * Answers as they become known, from whichever way they came: kept source by source, summed up to facts with their
 * source, compared with the declaration.
 */
import type { Act } from '../../platform/act.ts'
import type { CaseInHand } from '../../casework/index.ts'
import { findFactDefinition } from '../../registries/people/index.ts'
import { recordSourcedFacts } from '../households/facts.ts'
import type { HouseholdHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import { findingsOf, type Finding } from './findings.ts'
import * as queries from './queries.ts'
import type { AnswerRow, MeansCheckRow } from './queries.ts'
import { sources, type Answer } from './sources.ts'

/**
 * Takes answers in: a later word of the same source about the same thing takes the earlier one's place, and what they
 * all come to is known from today on.
 */
export async function applyAnswers(
  act: Act,
  check: MeansCheckRow,
  { row }: CaseInHand,
  history: HouseholdHistory,
  answers: readonly Answer[],
): Promise<void> {
  await queries.replaceAnswers(act.tx, check.means_check_id, answers)
  await queries.insertAnswers(act.tx, check, answers)
  await applyFindings(
    act,
    check,
    row.case_number,
    history,
    new Set(answers.map((answer) => answer.fact_name)),
  )
}

/** Sums up anew what has been said about these facts: they become known, or unknown, and differences are marked. */
export async function applyFindings(
  act: Act,
  check: MeansCheckRow,
  case_number: string,
  history: HouseholdHistory,
  fact_names: ReadonlySet<string>,
): Promise<void> {
  const [rows, resolutions] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listResolutions(act.tx, check.means_check_id),
  ])
  const findings = findingsOf(rows, resolutions).filter((finding) => fact_names.has(finding.fact_name))
  await queries.markDiscrepancies(act.tx, discrepanciesOf(history, rows, findings))
  await recordSourcedFacts(
    act,
    check,
    findings.map((finding) => ({
      person_id: finding.person_id,
      name: finding.fact_name,
      number_value: finding.number_value,
      code_value: finding.code_value,
      source_kind: 'means_check',
      source_name: sourceNameOf(finding),
      source_reference: case_number,
      valid_from: finding.as_of !== null && finding.as_of < act.today ? finding.as_of : act.today,
    })),
  )
}

function sourceNameOf(finding: Finding): string {
  if (finding.contradictory) return '来源说法不一，待认定'
  if (finding.number_value === null && finding.code_value === null) return '来源未答复'
  if (finding.resolution !== null) return `${sources[finding.resolution.source].title}（已认定）`
  return finding.sources.map((source) => sources[source].title).join('、')
}

/** What the household itself said of a fact; undefined when it said nothing. */
export function declaredOf(
  history: Pick<HouseholdHistory, 'household' | 'facts'>,
  { person_id, fact_name }: { person_id: string | null; fact_name: string },
) {
  const subject_id = person_id ?? history.household.household_id
  return history.facts.find(
    (fact) => fact.subject_id === subject_id && fact.name === fact_name && fact.source_kind === 'declared',
  )
}

/**
 * One mark per contradicted fact, on the answer that says most; the difference itself is that of the whole finding. What
 * was replied to is not asked again while the finding is what it was then; another total is another difference.
 */
function discrepanciesOf(
  history: HouseholdHistory,
  rows: readonly AnswerRow[],
  findings: readonly Finding[],
): queries.Mark[] {
  return findings.flatMap((finding) => {
    const declared_value = declaredOf(history, finding)?.number_value ?? null
    const put_total = finding.number_value
    if (declared_value === null || put_total === null || declared_value === put_total) return []
    const own = rows
      .filter(
        (row) =>
          row.fact_name === finding.fact_name &&
          row.answered &&
          (finding.person_id === null || row.person_id === finding.person_id),
      )
      .toSorted((a, b) => Number((b.found_value ?? 0n) - (a.found_value ?? 0n)))
    if (own.some((row) => isReplied(row) && (row.put_total ?? put_total) === put_total)) return []
    const marked =
      own.find((row) => row.discrepancy === 'open') ?? own.find((row) => row.discrepancy === 'none')
    return marked === undefined ? [] : [{ answer_id: marked.answer_id, declared_value, put_total }]
  })
}

const isReplied = ({ discrepancy }: AnswerRow): boolean => discrepancy !== 'none' && discrepancy !== 'open'

/** @throws answer_wrong, member_not_of_household (422) naming the answer */
export function checkAnswers(history: HouseholdHistory, answers: readonly Answer[], today: string): void {
  for (const [at, answer] of answers.entries()) {
    const field = `answers.${at}`
    const definition = findFactDefinition(answer.fact_name)
    if (definition === undefined) throw problem('answer_wrong', { field: `${field}.fact` })
    const known = history.memberships.some((member) => member.person_id === answer.person_id)
    if (answer.person_id === null ? definition.subject_kind === 'person' : !known) {
      throw problem('member_not_of_household', { field: `${field}.person_id` })
    }
    if (answer.answered && answer.as_of === null) {
      throw problem('answer_wrong', { field: `${field}.as_of`, detail: '请写明数据截至哪一天。' })
    }
    if (answer.as_of !== null && answer.as_of > today) {
      throw problem('answer_wrong', { field: `${field}.as_of`, detail: '数据的日期不能晚于今天。' })
    }
    const code = definition.value_kind === 'code'
    const wrong = answer.answered
      ? code
        ? !definition.codes.some((each) => each.code === answer.found_code)
        : answer.found_value === null || answer.found_value < 0n
      : answer.found_value !== null || answer.found_code !== null
    if (wrong)
      throw problem('answer_wrong', { field: `${field}.found`, detail: `${definition.label}的答复不对。` })
  }
}
