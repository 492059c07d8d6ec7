/** What a household is on, and who in it is destitute, as facts that other programmes go by. */
import type { Decision } from '../../engine/index.ts'
import type { DerivedFacts } from '../catalogue.ts'

/** From the decisions on subsistence, low-income aid and support of the destitute; what they leave open stays open. */
export function assistanceFacts(
  decisions: ReadonlyMap<string, Decision>,
  memberIds: readonly string[],
): DerivedFacts {
  const statusOf = (programme: string) => decisions.get(programme)?.status
  const subsistence = statusOf('minimum-living-guarantee')
  const lowIncome = statusOf('low-income-household-aid')
  const household_assistance =
    subsistence === 'eligible'
      ? 'subsistence'
      : lowIncome === 'eligible'
        ? 'low_income'
        : subsistence === 'ineligible' && lowIncome === 'ineligible'
          ? 'none'
          : undefined
  const members = memberIds.flatMap((id) => {
    const is_destitute = isDestitute(decisions.get('extreme-poverty-support'), id)
    return is_destitute === undefined ? [] : [[id, { is_destitute }] as const]
  })
  return {
    ...(household_assistance === undefined ? {} : { household: { household_assistance } }),
    members: Object.fromEntries(members),
  }
}

/** What a household is on, by the programmes that it has; the code of the fact. */
export const assistanceOf = (has: (programme: string) => boolean): 'subsistence' | 'low_income' | 'none' =>
  has('minimum-living-guarantee') ? 'subsistence' : has('low-income-household-aid') ? 'low_income' : 'none'

/** Whether a member is supported as destitute; undefined while that is not known. */
export function isDestitute(decision: Decision | undefined, memberId: string): boolean | undefined {
  if (decision === undefined || decision.status === 'incomplete') return undefined
  if (decision.status === 'ineligible') return false
  return (decision.memberAmounts['basic_living']?.[memberId] ?? 0n) > 0n
}
