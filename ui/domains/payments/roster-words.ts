/** Words for the lines of rosters and for the sums that are paid for them. */
import type { LightState } from '../../design/index.ts'

export const rosterLineWords = {
  failed: '没有最终回执',
  rejected: '对方不收',
  pending: '对方办理中',
  sent: '已送出',
  drafted: '待送出',
  accepted: '已回执',
} as const
export type RosterLineState = keyof typeof rosterLineWords

export const lightOfLine: Record<RosterLineState, LightState> = {
  failed: 'overdue',
  rejected: 'overdue',
  pending: 'due_soon',
  sent: 'due_soon',
  drafted: 'due_soon',
  accepted: 'normal',
}

export const institutionPaymentWords = {
  prepared: '待复核',
  approved: '待银行付款',
  paid: '已付',
  cancelled: '已作废',
} as const
