/** 不予受理, 不予批准, 不予变更: what a refusal was, why, by which article, and whose it is. */
import type { Act } from '../../platform/act.ts'
import type { CaseInHand, CaseStep } from '../../casework/index.ts'
import type { ArticleReference } from '../../../law/index.ts'
import { findRefusedStep } from './queries.ts'

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
