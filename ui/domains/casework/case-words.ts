/** Words and lights of cases, the same on every page of this line. */
import type { LightState } from '../../design/index.ts'

const lights: Record<'normal' | 'near' | 'overdue', LightState> = {
  normal: 'normal',
  near: 'due_soon',
  overdue: 'overdue',
}

/** The server's light as the design draws it. */
export function lightOf(light: 'normal' | 'near' | 'overdue'): LightState {
  return lights[light]
}

/** What a light filter asks the server for. */
export function askedLight(light: LightState | undefined): 'normal' | 'near' | 'overdue' | undefined {
  return light === 'due_soon' ? 'near' : light
}

export const kindOptions = [
  { value: 'application', label: '申请' },
  { value: 'change', label: '变更' },
  { value: 'review', label: '复核' },
  { value: 'appeal', label: '复议' },
  { value: 'recomputation', label: '重新核定' },
]
export type CaseKind = 'application' | 'change' | 'review' | 'appeal' | 'recomputation'

/** The day so many days after a business day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Sunday of the week that the day lies in. */
export function weekEnd(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return dayAfter(day, weekday === 0 ? 0 : 7 - weekday)
}
