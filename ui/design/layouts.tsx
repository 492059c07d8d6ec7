/** The grounds of the case, record and dashboard pages, each built once. */
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { type Step, Steps } from './steps.tsx'
import './layouts.css'

type CasePageProps = {
  /** 户名与业务. */
  title: string
  /** Light, number, place. */
  beside?: ReactNode
  /** Links to record, form, next case. */
  end?: ReactNode
  steps: Step[]
  facts: ReactNode
  decision: ReactNode
  /** Clock, owner, the acts, the log. */
  acts: ReactNode
}

/** Left the facts, middle the decision, right the clock and the acts: what a reviewer needs on one screen. */
export function CasePage({ title, beside, end, steps, facts, decision, acts }: CasePageProps) {
  return (
    <div className="case-page">
      <header className="case-head">
        <div className="case-title">
          <h1>{title}</h1>
          {beside}
          {end !== undefined && <div className="case-title-end">{end}</div>}
        </div>
        <Steps steps={steps} />
      </header>
      <section className="case-facts" aria-label="事实与证据">
        {facts}
      </section>
      <section className="case-decision" aria-label="决定">
        {decision}
      </section>
      <section className="case-acts" aria-label="办理">
        {acts}
      </section>
    </div>
  )
}

/** The acts of a case: the first is the primary one, the others stand in pairs below. */
export function ActButtons({ children }: { children: ReactNode }) {
  return <div className="act-buttons">{children}</div>
}

/** What is proposed and how much: heading, the large amount, how it comes about. */
export function DecisionHead(props: {
  title: string
  note?: ReactNode
  amount?: ReactNode
  formula?: ReactNode
}) {
  return (
    <>
      <div className="decision-head">
        <h2>{props.title}</h2>
        {props.note !== undefined && <span className="second">{props.note}</span>}
      </div>
      {props.amount !== undefined && (
        <div className="decision-amount">
          {props.amount}
          {props.formula !== undefined && <div className="second">{props.formula}</div>}
        </div>
      )}
    </>
  )
}

type RecordPageProps = {
  /** 王桂兰. */
  name: string
  /** 女，58 岁, lights. */
  beside?: ReactNode
  /** 看哪一天, the one act. */
  end?: ReactNode
  /** Masked numbers, address, who looks after. */
  second?: ReactNode
  /** FactThirds. */
  facts?: ReactNode
  children: ReactNode
  /** Timeline. */
  timeline?: ReactNode
}

/** Person, household, organisation, facility. */
export function RecordPage({ name, beside, end, second, facts, children, timeline }: RecordPageProps) {
  return (
    <div className={classNames('record-page', timeline === undefined && 'record-page-single')}>
      <header className="record-head">
        <div className="record-title">
          <h1>{name}</h1>
          {beside}
          {end !== undefined && <div className="page-head-end">{end}</div>}
        </div>
        {second !== undefined && <div className="record-second">{second}</div>}
        {facts}
      </header>
      <div className="record-main">{children}</div>
      {timeline !== undefined && <div className="record-timeline">{timeline}</div>}
    </div>
  )
}
