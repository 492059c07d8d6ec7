/** 不予受理, 不予批准, 不予变更: what a refusal was, why, by which article, and whose it is. */
import type { Act } from '../../platform/act.ts'
import type { CaseInHand, CaseStep } from '../../casework/index.ts'
import { getLawDocument, type ArticleReference } from '../../../law/index.ts'
import { exclusionOf, programmeOf } from '../decisions/decide.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import { findRefusedStep, type DeterminationRow } from './queries.ts'
import { viewDetermination } from './view.ts'
import { articleText } from './words.ts'

export type Refusal = {
  title: '不予受理' | '不予批准' | '不予变更'
  reason: string
  refused_on: string
  /** Who refused: the street where the case came in, or the district. */
  actor: CaseStep['actor']
  article: ArticleReference
}

/** The refusal with which a case ended or will; undefined when it was not refused, or is only proposed to be. */
export async function findRefusal(
  act: Act,
  { row, procedure }: Pick<CaseInHand, 'row' | 'procedure'>,
): Promise<Refusal | undefined> {
  const found = await findRefusedStep(act.tx, row.case_id)
  const step = procedure.steps.find((each) => each.id === found?.step_id)
  if (found === undefined || step === undefined || isProposal(procedure, step)) return undefined
  return {
    title: row.kind !== 'application' ? '不予变更' : step.acts.includes('accept') ? '不予受理' : '不予批准',
    reason: found.reason,
    refused_on: found.refused_on,
    actor: step.actor,
    article: step.actArticles?.refuse ?? step.article,
  }
}

/** Where a refusal only goes to whoever decides. */
export const isProposal = ({ steps }: CaseInHand['procedure'], step: CaseStep): boolean =>
  steps.find((each) => each.id === step.next.refuse)?.acts.includes('approve') === true

/** @throws excluded_by_programme (409) with the article */
export function checkNotExcluded(excluded: ReturnType<typeof exclusionOf>): void {
  if (excluded === undefined) return
  const { because, rule } = excluded
  throw problem('excluded_by_programme', {
    detail: `本户在享${programmeOf(because).title}：${rule.text}。`,
    article: { document: getLawDocument(rule.document).title, article: rule.article },
  })
}

/** The article that lets the office refuse, and those of the conditions that are not met. */
export async function refusalArticles(
  act: Act,
  refusal: Refusal,
  made: DeterminationRow | undefined,
): Promise<ArticleReference[]> {
  if (made === undefined || refusal.title === '不予受理') return [refusal.article]
  const { decision } = await viewDetermination(act, made.determination_id)
  const failed = decision.reasons.filter((reason) => reason.holds === false).map((reason) => reason.article)
  const history = await loadHistory(act, made.household_id)
  const on = householdOn(history, { holding_on: made.decided_on, known_on: act.today })
  const excluded = exclusionOf(programmeOf(made.programme_id), on, made.effective_from)
  const all = [
    refusal.article,
    ...failed.filter((article) => article !== null),
    ...(excluded === undefined ? [] : [excluded.rule]),
  ]
  return all.filter((each, at) => all.findIndex((other) => articleText(other) === articleText(each)) === at)
}
