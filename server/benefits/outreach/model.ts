/** 政策找人: for which events a household is looked at again, and in which words. Pure. */
import type { FactRow } from '../../registries/people/index.ts'

export const outreachReasons = [
  'birth',
  'death',
  'disability',
  'job_loss',
  'hospital_bill',
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
  hospital_bill: '医疗费很高',
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

/** What a person paid for treatment after the insurances, by the day of the bill; fen. */
export const medicalExpense = 'medical_own_share'

/**
 * What one person paid in the year of the latest bill, each bill once by what is known of it now. `facts`: the latest
 * known first.
 */
export function expenseOfYear(facts: readonly FactRow[], bill: FactRow): bigint {
  const year = bill.valid_from?.slice(0, 4)
  const bills = new Map<string, bigint>()
  for (const { subject_id, name, valid_from, number_value } of facts) {
    const own = subject_id === bill.subject_id && name === medicalExpense
    if (!own || valid_from === null || valid_from.slice(0, 4) !== year || bills.has(valid_from)) continue
    bills.set(valid_from, number_value ?? 0n)
  }
  return [...bills.values()].reduce((sum, each) => sum + each, 0n)
}

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
