import type { ReactNode } from 'react'
import './light.css'

/** The three lights of a clock; `due_soon` begins at three working days. */
export type LightState = 'normal' | 'due_soon' | 'overdue'

export const lightWords: Record<LightState, string> = { normal: '正常', due_soon: '临期', overdue: '超期' }

/** Light of a deadline by the working days left (negative: past). */
export function lightOfWorkingDays(left: number): LightState {
  if (left < 0) return 'overdue'
  return left <= 3 ? 'due_soon' : 'normal'
}

/** The bare shape in a 12 box: ● ▲ ■. Use inside SVG maps too. */
export function LightShape({ state }: { state: LightState }) {
  if (state === 'normal') return <circle cx="6" cy="6" r="5" fill="currentColor" />
  if (state === 'due_soon') return <path d="M6 .8 11.800 11.200H.2z" fill="currentColor" />
  return <rect x="1" y="1" width="10" height="10" fill="currentColor" />
}

/** Shape, word and colour together, never one alone. `children` replaces the word: 还剩 3 个工作日. */
export function Light({ state, children }: { state: LightState; children?: ReactNode }) {
  return (
    <span className={`light light-${state}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <LightShape state={state} />
      </svg>
      <span>{children ?? lightWords[state]}</span>
    </span>
  )
}
