/** Who may do what with payments. Rows outside the caller's area are not there at all: the database sees to it. */
import type { Act, Role } from '../platform/act.ts'
import { problem } from './problems.ts'

export type PaymentVerb =
  | 'view_payroll'
  | 'prepare_payroll'
  | 'approve_payroll'
  | 'exchange_with_bank'
  | 'waive_recovery'
  | 'record_repayment'
  | 'book_repayment'
  | 'view_ledger'

const mayDo: Record<PaymentVerb, readonly Role[]> = {
  view_payroll: ['finance', 'district_approver', 'policy_officer', 'leader'],
  prepare_payroll: ['finance'],
  approve_payroll: ['finance', 'district_approver'],
  exchange_with_bank: ['finance'],
  waive_recovery: ['district_approver'],
  record_repayment: ['finance'],
  book_repayment: ['finance', 'district_approver'],
  view_ledger: ['finance', 'policy_officer', 'leader'],
}

/** Whether the caller's post allows the verb at all; pages use it to show or explain a button. */
export function mayPay(act: Act, verb: PaymentVerb): boolean {
  return act.caller.kind === 'staff' && mayDo[verb].includes(act.caller.role)
}

/** @throws payroll_not_permitted (403) */
export function authorisePayment(act: Act, verb: PaymentVerb): { account_id: string; area: string } {
  if (act.caller.kind !== 'staff' || !mayDo[verb].includes(act.caller.role)) {
    throw problem('payroll_not_permitted')
  }
  return { account_id: act.caller.account_id, area: act.caller.area }
}
