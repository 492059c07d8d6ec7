/** Which class of review a household falls in, and when the next one is. Pure. */
import { addMonths } from '../../platform/clock/index.ts'
import type { ProcedureDefinition, ReviewClass } from '../../../law/index.ts'
import type { DecisionInput } from '../../../engine/index.ts'
import { problem } from '../problems.ts'

type Classes = Pick<ProcedureDefinition, 'reviews'>

/**
 * The class that the facts speak for: somebody able to work and of irregular income is looked at most often; income
 * without that, less; no income, least. An approver may choose another of the procedure's classes.
 */
export function reviewClassOf({ reviews }: Classes, input: DecisionInput): ReviewClass | undefined {
  const register = input.household['register_kind']
  const fits = reviews.filter((each) => each.registerKind === undefined || each.registerKind === register)
  const ableToWork = input.members.some(({ facts }) => facts['able_to_work'] === true)
  if (ableToWork) return fits.toSorted((a, b) => a.every.amount - b.every.amount)[0]
  const hasIncome = input.members.some(({ facts }) =>
    Object.entries(facts).some(
      ([name, value]) => name.endsWith('_income') && name !== 'exempt_income' && isPositive(value),
    ),
  )
  const slowest = fits.toSorted((a, b) => b.every.amount - a.every.amount)
  return hasIncome ? (slowest.find((each) => each.id === 'fairly_stable') ?? slowest[0]) : slowest[0]
}

const isPositive = (value: unknown): boolean => typeof value === 'bigint' && value > 0n

/** @throws review_class_unknown (422) */
export function getReviewClass({ reviews }: Classes, id: string): ReviewClass {
  const found = reviews.find((each) => each.id === id)
  if (found === undefined) throw problem('review_class_unknown', { field: 'review_class' })
  return found
}

export const nextReviewOn = (today: string, review: ReviewClass): string =>
  addMonths(today, review.every.amount)
