/** What several answers come to, in words: each beside the others, and what they make together. */
import { findingOf, type Resolution } from './findings.ts'
import type { AnswerRow } from './queries.ts'
import { isHouseholds, sources } from './sources.ts'
import { differenceText, labelOf, textOf } from './texts.ts'

export type Group = readonly [AnswerRow, ...AnswerRow[]]

/** 银行 11,000.00 元 + 证券 500.00 元 = 11,500.00 元. */
export function viewFinding(group: Group, resolutions: readonly Resolution[]) {
  const [{ fact_name, person_name }] = group
  const finding = findingOf(group, resolutions)
  const added = isHouseholds(fact_name)
  const parts = group.map((answer) => ({
    source_title: sources[answer.source].title,
    person_name: added ? answer.person_name : null,
    found_text: answer.answered ? textOf(answer.fact_name, answer.found_value, answer.found_code) : null,
  }))
  const known = finding.number_value !== null || finding.code_value !== null
  const total_text = known ? textOf(fact_name, finding.number_value, finding.code_value) : null
  const shares = sharesOf(parts, added ? group.map(isNothing) : [])
  const text = `${shares}${conclusionOf(finding, added, total_text, parts)}`
  return {
    fact: fact_name,
    fact_label: labelOf(fact_name),
    person_id: finding.person_id,
    person_name: added ? null : person_name,
    added,
    parts,
    total_text,
    contradictory: finding.contradictory,
    text,
    differenceFrom: ({ declared_value, ...mark }: Difference) =>
      differenceText(fact_name, declared_value, repliedTotal(mark) ?? finding.number_value),
    /** Where the household replied to another total than today's, that one. */
    textFor: (mark: Difference) => {
      const then = repliedTotal(mark)
      if (then !== null && then !== finding.number_value) return `当时合计 ${textOf(fact_name, then)}`
      return group.length > 1 ? text : null
    },
  }
}

type Difference = Pick<AnswerRow, 'declared_value' | 'discrepancy' | 'put_total'>

/** What had been found when the household replied; null: it has not replied. */
const repliedTotal = ({ discrepancy, put_total }: Omit<Difference, 'declared_value'>): bigint | null =>
  discrepancy === 'accepted_by_applicant' || discrepancy === 'explained' ? put_total : null

type Part = { source_title: string; person_name: string | null; found_text: string | null }

const isNothing = ({ answered, found_value, found_code }: AnswerRow): boolean =>
  answered && found_value === 0n && found_code === null

/** Each share; where there are many, those that are nothing are only counted. */
function sharesOf(parts: readonly Part[], nothing: readonly boolean[]): string {
  const shareOf = ({ source_title, person_name, found_text }: Part) =>
    `${source_title}${person_name === null ? '' : `（${person_name}）`} ${found_text ?? '未答复'}`
  const left = parts.filter((_, at) => nothing[at] !== true)
  const counted = parts.length - left.length
  if (nothing.length < 5 || left.length === 0 || counted === 0)
    return parts.map(shareOf).join(nothing.length > 0 ? ' + ' : '，')
  return `${left.map(shareOf).join(' + ')} + 其余 ${counted} 处没有`
}

function conclusionOf(
  finding: ReturnType<typeof findingOf>,
  added: boolean,
  total_text: string | null,
  parts: readonly { found_text: string | null }[],
): string {
  const silent = parts.filter((part) => part.found_text === null).length
  if (parts.length === 1) return silent > 0 ? '，未知' : ''
  if (silent > 0) return `${added ? ' = ' : '，'}未知（${silent} 处没有答复）`
  if (finding.contradictory) return '，说法不一，待认定'
  if (finding.resolution !== null)
    return `，认定以${sources[finding.resolution.source].title}为准 ${total_text ?? ''}`
  return added ? ` = ${total_text ?? '未知'}` : '，一致'
}
