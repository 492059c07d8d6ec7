/**
 * 渐退: a household that has come over the standard, and fails by nothing else, may be kept on what it had for some
 * months. It is a determination with an end; afterwards the household may apply again.
 */
import type { Decision } from '../../../engine/index.ts'
import {
  findGradualExit,
  getLawDocument,
  getProcedure,
  isToVerify,
  type GradualExit,
} from '../../../law/index.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { problem } from '../problems.ts'
import type { Month } from './recompute.ts'

/** Labels of the conditions that a decision fails. */
function failingConditions({ status, reasons }: Decision): string[] {
  if (status !== 'ineligible') return []
  const [eligibility] = reasons
  const conditions = (eligibility?.operands ?? []).filter((reason) => reason.kind === 'article')
  return conditions.filter((reason) => reason.outcome === false).map((reason) => reason.label)
}

/** The rule that lets a household so decided be kept on; undefined where none does. */
export function exitRuleOf(programme_id: string, decision: Decision, today: string): GradualExit | undefined {
  const rule = findGradualExit(getProcedure(programme_id, today), today)
  const failing = failingConditions(decision)
  return rule !== undefined && failing.length === 1 && failing[0] === rule.onlyFailing ? rule : undefined
}

export type ExitOffer = { rule: GradualExit; amount: bigint; from: string; at: number }

/** What may be offered for these months: from the first month over the standard, the amount of the month before. */
export function findExitOffer(
  programme_id: string,
  months: readonly Month[],
  today: string,
): ExitOffer | undefined {
  const at = months.findLastIndex((month) => month.outcome === 'eligible') + 1
  const first = months[at]
  if (first === undefined || first.decided === null || first.before?.effective_until != null) return undefined
  // Every month from then on has to fail by income alone.
  const rules = months
    .slice(at)
    .map(({ decided }) => decided && exitRuleOf(programme_id, decided.decision, today))
  const rule = rules.at(-1)
  if (rule == null || rules.some((each) => each == null)) return undefined
  const amount = (at > 0 ? months[at - 1]?.amount : first.before?.amount) ?? 0n
  return amount === 0n ? undefined : { rule, amount, from: first.month, at }
}

/**
 * The months with the household kept on for `count` of them, from the first over the standard.
 * @throws gradual_exit_not_possible, gradual_exit_too_long (422)
 */
export function withGradualExit(
  programme_id: string,
  months: readonly Month[],
  today: string,
  count: number,
): Month[] {
  const offer = findExitOffer(programme_id, months, today)
  if (offer === undefined) throw problem('gradual_exit_not_possible', { field: 'gradual_exit_months' })
  const { rule, amount, from, at } = offer
  if (count > rule.upToMonths) {
    throw problem('gradual_exit_too_long', {
      field: 'gradual_exit_months',
      detail: `渐退期最长 ${rule.upToMonths} 个月。`,
      article: { document: getLawDocument(rule.article.document).title, article: rule.article.article },
    })
  }
  const until = addMonths(from, count)
  return months.map((month, index) =>
    index >= at && month.month < until ? { ...month, amount, outcome: 'eligible' as const, until } : month,
  )
}

/** Why the rule is shown as 待核实; null when its text has been read and says the months. */
export function exitToVerify({ toVerify, article }: GradualExit): string | null {
  if (toVerify !== undefined) return toVerify
  const document = getLawDocument(article.document)
  return isToVerify(document.mark) ? `${document.title}的原文待核实` : null
}
