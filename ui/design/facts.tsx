/** Facts with where each comes from and of when; the three facts that matter in the head of a record. */
import type { ReactNode } from 'react'
import { Light, type LightState } from './light.tsx'
import './facts.css'

export type Fact = {
  key: string
  /** Empty for a line that goes on from the one above. */
  label: string
  value: ReactNode
  /** Second line under the value. */
  note?: ReactNode
  /** 社会保险, 银行. */
  source?: ReactNode
  /** When the source said so: 8月31日. */
  date?: string
  /** A difference or a warning: the value then bears this light. */
  light?: LightState
}

type FactSectionProps = {
  title?: string
  /** Beside the title: 几个来源已答复，几处差异. */
  note?: ReactNode
  facts: Fact[]
  /** `wide`: rows of 40 for record pages; else the narrow column of a case. */
  wide?: boolean
}

/** Every fact bears its source and date. */
export function FactSection({ title, note, facts, wide = false }: FactSectionProps) {
  return (
    <section aria-label={title}>
      {title !== undefined && (
        <div className="facts-head">
          <h2>{title}</h2>
          {note !== undefined && <span className="second">{note}</span>}
        </div>
      )}
      <dl className={wide ? 'facts facts-wide' : 'facts'}>
        {facts.map((fact) => (
          <div key={fact.key}>
            <dt>{fact.label}</dt>
            <dd>
              <span className="facts-value">
                {fact.light === undefined ? fact.value : <Light state={fact.light}>{fact.value}</Light>}
              </span>
              {fact.note !== undefined && <span className="facts-note second">{fact.note}</span>}
            </dd>
            <dd className="facts-source second">
              {fact.source !== undefined && <span>{fact.source}</span>}
              {fact.date !== undefined && <span>{fact.date}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The three facts of a record's head, in thirds. */
export function FactThirds({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="fact-thirds">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt className="second">{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
