/** Words for the states of payrolls and payments, the same on every page. */
import type { LightState } from '../../design/index.ts'

export const payrollStateWords = {
  draft: '编制中',
  locked: '待复核',
  approved: '待送银行',
  sent: '银行代发中',
  returned: '回盘未齐',
  reconciled: '已对账',
} as const
export type PayrollState = keyof typeof payrollStateWords

export const lineStateWords = {
  pending: '待发',
  sent: '在途',
  paid: '已到账',
  returned: '退汇',
  reissued: '已重发',
} as const

/** 周德芳; 赵敏（为周小宝）, where it goes to somebody else's account. */
export const payeeText = (line: { payee_name: string; beneficiary_name: string | null }): string =>
  line.beneficiary_name === null || line.beneficiary_name === line.payee_name
    ? line.payee_name
    : `${line.payee_name}（为${line.beneficiary_name}）`

/** A list that is not yet with the bank is late after its day, and near from three days before. */
export function lightOfPayroll(payroll: { state: PayrollState; due_on: string }, today: string): LightState {
  if (payroll.state === 'reconciled') return 'normal'
  const left = (Date.parse(payroll.due_on) - Date.parse(today)) / 86_400_000
  if (left < 0) return 'overdue'
  return left <= 3 ? 'due_soon' : 'normal'
}

/** 2017年9月 低保，第 2 批 or 退汇重发. */
export function payrollTitle(payroll: {
  programme_title: string
  kind: 'monthly' | 'one_off' | 'reissue'
  sequence: number
}): string {
  if (payroll.kind === 'reissue') return `${payroll.programme_title}　退汇重发 第 ${payroll.sequence} 批`
  const title = payroll.kind === 'one_off' ? `${payroll.programme_title}　一次性` : payroll.programme_title
  return payroll.sequence === 1 ? title : `${title}　第 ${payroll.sequence} 批`
}
