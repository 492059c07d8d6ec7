import { useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import './steps.css'

export type Step = {
  label: string
  /** 8月28日, 9月6日–13日. */
  note?: string
  state: 'done' | 'current' | 'to_come'
}

const words = { done: '已完成', current: '现在', to_come: '未到' }

/** The way of a case on one line; the present step bears the bar. */
export function Steps({ steps }: { steps: Step[] }) {
  const list = useRef<HTMLOListElement>(null)
  const current = steps.findIndex((step) => step.state === 'current')
  useLayoutEffect(() => {
    // Where not all fit, the present step is in sight, with the ones just done before it.
    const row = list.current
    const step = row?.children[current]
    if (row && step instanceof HTMLElement)
      row.scrollLeft = step.offsetLeft + step.offsetWidth - row.offsetLeft - row.clientWidth * 0.8
  }, [current])
  return (
    // It scrolls sideways on a phone, so keyboards must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol ref={list} className="steps" aria-label="环节" tabIndex={0}>
      {steps.map((step) => (
        <li
          key={step.label}
          className={classNames(
            step.state === 'current' && 'steps-current',
            step.state === 'to_come' && 'steps-to-come',
          )}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          {step.state === 'done' && <Icon name="tick" size={16} weight={2.4} />}
          <span>
            {step.label}
            {step.note !== undefined && ` ${step.note}`}
            <span className="visually-hidden">，{words[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Bars of a question flow; the words 第 3 题，共 7 题 stand beside it. */
export function QuestionSteps({ current, total }: { current: number; total: number }) {
  return (
    <div className="question-steps" aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <span key={index} className={classNames(index < current && 'question-steps-done')} />
      ))}
    </div>
  )
}
