/** A means check as the case page shows it. */
import type { Act } from '../../platform/act.ts'
import { findFactDefinition, valueText, yuanText } from '../../registries/people/index.ts'
import * as queries from './queries.ts'
import type { AnswerRow, MeansCheckRow } from './queries.ts'
import {
  findingsOf,
  isHouseholds,
  sameFactGroups,
  sourceCount,
  sourceTitles,
  type Answer,
  type Finding,
} from './sources.ts'

export async function viewMeansCheck(act: Act, check: MeansCheckRow) {
  const [answers, authorisations] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listAuthorisations(act.tx, check.case_id),
  ])
  const order = new Map(answers.map((each, at) => [each.answer_id, at]))
  const answered = new Set(answers.filter((each) => each.answered).map((each) => each.source))
  return {
    ...check,
    sources_answered: answered.size,
    sources_asked: sourceCount,
    open_discrepancies: answers.filter((each) => each.discrepancy === 'open').length,
    authorisations,
    answers: sameFactGroups(answers)
      .flatMap((group) => group.map((answer) => viewAnswer(answer, group)))
      .toSorted((a, b) => order.get(a.answer_id)! - order.get(b.answer_id)!),
    findings: sameFactGroups(answers)
      .filter((group) => group.length > 1)
      .map(viewFinding),
  }
}

const textOf = (fact_name: string, number_value: bigint | null, code_value: string | null = null) =>
  valueText(findFactDefinition(fact_name), { number_value, code_value })

type Group = [AnswerRow, ...AnswerRow[]]

function viewAnswer(answer: AnswerRow, group: Group) {
  const { fact_name, declared_value, found_value, found_code } = answer
  const differs = answer.discrepancy !== 'none'
  return {
    answer_id: answer.answer_id,
    source: answer.source,
    source_title: sourceTitles[answer.source],
    person_id: answer.person_id,
    person_name: answer.person_name,
    subject_name: isHouseholds(fact_name) ? null : answer.person_name,
    fact: fact_name,
    fact_label: labelOf(fact_name),
    declared: declared_value?.toString() ?? null,
    declared_text: declared_value === null ? null : textOf(fact_name, declared_value),
    found: found_value?.toString() ?? found_code,
    found_text: answer.answered ? textOf(fact_name, found_value, found_code) : null,
    answered: answer.answered,
    as_of: answer.as_of,
    discrepancy: answer.discrepancy,
    discrepancy_text: differs ? discrepancyText(declared_value, getFinding(group)) : null,
    finding_text: differs && group.length > 1 ? viewFinding(group).text : null,
    explanation: answer.explanation,
  }
}

const labelOf = (fact_name: string): string => findFactDefinition(fact_name)?.label ?? fact_name

const getFinding = (group: Group): Finding => findingsOf(group)[0]!

/** What several answers come to, each beside the others: 银行 11,000.00 元 + 证券 500.00 元 = 11,500.00 元. */
function viewFinding(group: Group) {
  const [{ fact_name, person_name }] = group
  const finding = getFinding(group)
  const added = isHouseholds(fact_name)
  const parts = group.map((answer) => ({
    source_title: sourceTitles[answer.source],
    person_name: added ? answer.person_name : null,
    found_text: answer.answered ? textOf(fact_name, answer.found_value, answer.found_code) : null,
  }))
  const total_text = finding.number_value === null ? null : textOf(fact_name, finding.number_value)
  const silent = parts.filter((part) => part.found_text === null).length
  const shares = parts
    .map((part) => `${part.source_title}${part.person_name ?? ''} ${part.found_text ?? '未答复'}`)
    .join(added ? ' + ' : '，')
  const result = total_text ?? (silent > 0 ? `未知（${silent} 处没有答复）` : '未知')
  return {
    fact: fact_name,
    fact_label: labelOf(fact_name),
    person_id: finding.person_id,
    person_name: added ? null : person_name,
    added,
    parts,
    total_text,
    text: added ? `${shares} = ${result}` : `${shares}，取最大 ${result}`,
  }
}

/** 比申报多 7.50 元: of all answers together; while one is missing nothing can be said. */
function discrepancyText(declared: bigint | null, { fact_name, number_value }: Finding): string | null {
  if (declared === null) return null
  if (number_value === null) return '还有来源没有答复，合计未知'
  const difference = number_value - declared
  if (difference === 0n) return '合计与申报一致'
  const size = difference < 0n ? -difference : difference
  const money = findFactDefinition(fact_name)?.value_kind.startsWith('fen') === true
  return `比申报${difference < 0n ? '少' : '多'} ${money ? `${yuanText(size)} 元` : size}`
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
