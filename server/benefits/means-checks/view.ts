/** A means check as the case page shows it. */
import type { Act } from '../../platform/act.ts'
import { findFactDefinition, valueText } from '../../registries/people/index.ts'
import * as queries from './queries.ts'
import type { AnswerRow, MeansCheckRow } from './queries.ts'
import { discrepancyText } from './service.ts'
import { sourceCount, sourceTitles, type Answer } from './sources.ts'

export async function viewMeansCheck(act: Act, check: MeansCheckRow) {
  const [answers, authorisations] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listAuthorisations(act.tx, check.case_id),
  ])
  const answered = new Set(answers.filter((each) => each.answered).map((each) => each.source))
  return {
    ...check,
    sources_answered: answered.size,
    sources_asked: sourceCount,
    open_discrepancies: answers.filter((each) => each.discrepancy === 'open').length,
    authorisations,
    answers: answers.map(viewAnswer),
  }
}

function viewAnswer(answer: AnswerRow) {
  const definition = findFactDefinition(answer.fact_name)
  const text = (number_value: bigint | null, code_value: string | null) =>
    valueText(definition, { number_value, code_value })
  return {
    answer_id: answer.answer_id,
    source: answer.source,
    source_title: sourceTitles[answer.source],
    person_id: answer.person_id,
    person_name: answer.person_name,
    fact: answer.fact_name,
    fact_label: definition?.label ?? answer.fact_name,
    declared: answer.declared_value?.toString() ?? null,
    declared_text: answer.declared_value === null ? null : text(answer.declared_value, null),
    found: answer.found_value?.toString() ?? answer.found_code,
    found_text: answer.answered ? text(answer.found_value, answer.found_code) : null,
    answered: answer.answered,
    as_of: answer.as_of,
    discrepancy: answer.discrepancy,
    discrepancy_text: answer.discrepancy === 'none' ? null : discrepancyText(answer),
    explanation: answer.explanation,
  }
}

/** The latest check of a case; null when none was begun. */
export async function findMeansCheckView(act: Act, case_id: string) {
  const check = await queries.findLatestMeansCheck(act.tx, case_id)
  return check === undefined ? null : viewMeansCheck(act, check)
}

/** Answers as they come in by hand or import, in the engine's terms: amounts and flags as numbers, codes as text. */
export function answersOf(
  given: readonly {
    source: Answer['source']
    person_id: string | null
    fact: string
    answered: boolean
    found: string | number | boolean | null
    as_of: string | null
  }[],
): Answer[] {
  return given.map(({ source, person_id, fact, answered, found, as_of }) => {
    const code = findFactDefinition(fact)?.value_kind === 'code'
    const number =
      code || found === null
        ? null
        : typeof found === 'string' && !/^\d{1,15}$/.test(found)
          ? -1n
          : BigInt(found)
    return {
      source,
      person_id,
      fact_name: fact,
      answered,
      found_value: number,
      found_code: code && found !== null ? String(found) : null,
      as_of,
    }
  })
}
