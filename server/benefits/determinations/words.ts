/** What a household is told of a decision: the outcome, and how to object. Pure. */
import { addMonths } from '../../platform/clock/index.ts'
import { dateText } from '../../casework/index.ts'
import { yuanText } from '../../registries/people/index.ts'
import type { DeterminationRow } from './queries.ts'

/** 2017年10月. */
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`

/** What was determined, in one or two sentences. */
export function outcomeText(made: DeterminationRow | undefined): string {
  if (made === undefined) return '经核定，您家的待遇不变。'
  if (made.effective_until !== null) {
    return `您家人均收入已超过标准，给予渐退：每月 ${yuanText(made.amount)} 元发到${monthText(addMonths(made.effective_until, -1))}，${monthText(made.effective_until)}起停发。以后收入下降、符合条件的，可以重新申请。`
  }
  if (made.outcome === 'eligible') {
    return `您家的待遇核定为每月 ${yuanText(made.amount)} 元，自${monthText(made.effective_from)}起按月发放。`
  }
  return `不予批准或停止发放。理由：${made.reason}。`
}

/** How to object: the last day, and the court. */
export function appealText(last: string): string {
  return `不服本决定的，可以在${dateText(last)}前申请行政复议，也可以依法提起行政诉讼。`
}
