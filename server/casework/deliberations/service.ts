/** 民主评议: enough representatives, votes within those present; what was said goes with the case. */
import type { Act } from '../../platform/act.ts'
import { enterCase } from '../cases/enter.ts'
import type { CaseInHand } from '../cases/hand.ts'
import { keepStep } from '../cases/move.ts'
import { problem } from '../problems.ts'
import { insertDeliberation, type Deliberation } from './queries.ts'

/** @throws deliberation_representatives_too_few, deliberation_votes_wrong (422), and what `enterCase` throws */
export async function recordDeliberation(
  act: Act,
  input: Deliberation & { case_id: string; version: number },
): Promise<{ deliberation_id: string; hand: CaseInHand }> {
  const hand = await enterCase(act, input.case_id, 'record_deliberation', {
    version: input.version,
    ofStep: 'record_deliberation',
  })
  if (act.caller.kind !== 'staff') throw problem('case_not_yours')
  const { case_id, version: _version, ...deliberation } = input
  if (input.agree_count + input.disagree_count > input.present_count) {
    throw problem('deliberation_votes_wrong', { field: 'agree_count' })
  }
  const share = hand.step.representatives ?? { numerator: 2, denominator: 3, article: hand.step.article }
  if (input.representative_count * share.denominator < input.present_count * share.numerator) {
    throw problem('deliberation_representatives_too_few', {
      field: 'representative_count',
      article: share.article,
    })
  }
  const deliberation_id = await insertDeliberation(act.tx, {
    ...deliberation,
    case_id,
    recorded_by: act.caller.account_id,
    division_code: hand.row.division_code,
    household_id: hand.row.household_id,
  })
  const text = `评议 ${input.present_count} 人，同意 ${input.agree_count} 人`
  await keepStep(act, hand, { act: 'record_deliberation', text })
  return { deliberation_id, hand }
}
