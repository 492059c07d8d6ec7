/** A payroll: one programme, one district, one month; its states and who moves it on. */

import { getProgramme, listAllProgrammes } from '../../../law/index.ts'

export const payrollStates = ['draft', 'locked', 'approved', 'sent', 'returned', 'reconciled'] as const
export type PayrollState = (typeof payrollStates)[number]

/** `one_off`: what is paid once for one decision; `reissue`: lines that the bank sent back. */
export type PayrollKind = 'monthly' | 'one_off' | 'reissue'

export const payrollActs = ['refresh', 'lock', 'unlock', 'approve', 'send', 'read_return'] as const
export type PayrollAct = (typeof payrollActs)[number]

/** From which states an act may start. A payroll is reconciled by itself once the bank has answered every line. */
const startsFrom: Record<PayrollAct, readonly PayrollState[]> = {
  refresh: ['draft'],
  lock: ['draft'],
  unlock: ['locked'],
  approve: ['locked'],
  send: ['approved'],
  read_return: ['sent', 'returned'],
}

export function mayStart(act: PayrollAct, state: PayrollState): boolean {
  return startsFrom[act].includes(state)
}

/** Whether what the programme pays is for single people, whom it names: each has a line. */
export const isForNamed = (programme_id: string): boolean =>
  getProgramme(programme_id).payment.beneficiary === 'member'

export const listForNamed = (): string[] =>
  listAllProgrammes().flatMap(({ id, payment }) => (payment.beneficiary === 'member' ? [id] : []))

/** Money leaves by the 10th of the month (民发〔2012〕220号 art. 31; monthly, 民发〔2021〕57号 art. 25). */
export function payrollDueOn(month: string): string {
  return `${month.slice(0, 8)}10`
}
