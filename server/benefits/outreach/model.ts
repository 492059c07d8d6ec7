/** 政策找人: for which events a household is looked at again, and in which words. Pure. */
import type { FactRow } from '../../registries/people/index.ts'

export const outreachReasons = [
  'birth',
  'death',
  'disability',
  'job_loss',
  'income_fall',
  'member_joined',
  'member_left',
  'new_standard',
] as const
export type OutreachReason = (typeof outreachReasons)[number]

export const reasonTitles: Record<OutreachReason, string> = {
  birth: '孩子出生',
  death: '家人去世',
  disability: '评定残疾',
  job_loss: '失去工作',
  income_fall: '收入减少',
  member_joined: '家里多了人',
  member_left: '家里少了人',
  new_standard: '标准提高',
}

export type OutreachState = 'open' | 'applied' | 'declined' | 'lapsed'
export const stateTitles: Record<OutreachState, string> = {
  open: '待联系',
  applied: '已申请',
  declined: '不需要',
  lapsed: '不再符合',
}

/** What happened, to whom, when: the cause of one look at a household. */
export type Cause = { reason: OutreachReason; person_id: string | null; happened_on: string }

type Value = Pick<FactRow, 'number_value' | 'code_value'>
const incomes = new Set(['wage_income', 'business_income', 'property_income', 'transfer_income'])

/**
 * Why a fact that became known is a reason to look again; undefined when it can only have made the household better
 * off, or changes nothing. `before` is what was known until then.
 */
export function reasonOfFact(
  name: string,
  before: Value | undefined,
  after: Value,
): OutreachReason | undefined {
  if (name === 'disability_kind') {
    const disabled = after.code_value !== null && after.code_value !== 'none'
    return disabled && before?.code_value !== after.code_value ? 'disability' : undefined
  }
  if (name === 'disability_grade') {
    return isMore(after.number_value, 0n) && before?.number_value !== after.number_value
      ? 'disability'
      : undefined
  }
  if (name === 'employed') {
    return after.number_value === 0n && before?.number_value === 1n ? 'job_loss' : undefined
  }
  if (!incomes.has(name)) return undefined
  return isMore(before?.number_value, after.number_value) ? 'income_fall' : undefined
}

/** Both known, and the first larger. */
function isMore(one: bigint | null | undefined, other: bigint | null): boolean {
  return one !== null && one !== undefined && other !== null && one > other
}
