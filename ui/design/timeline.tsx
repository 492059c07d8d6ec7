/** Everything that happened to a person, household or place, newest first; and the short log of a case. */
import { type ReactNode, useState } from 'react'
import { classNames } from './class-names.ts'
import { dayText } from './date-text.ts'
import './timeline.css'

export type TimelineEntry = {
  key: string
  /** Business date. */
  date: string
  /** 办件, 待遇, 走访: also the filter. */
  kind: string
  text: ReactNode
  /** Who says so, or 查看 for what needs a reason. */
  source: ReactNode
  /** The one that is going on now: a full dot. */
  current?: boolean
}

type TimelineProps = {
  title: string
  entries: TimelineEntry[]
  /** Kinds with how many there are in all; more than are shown may exist. */
  kinds?: { kind: string; count: number }[]
  /** 34 条，列主要 10 条. */
  note?: string
  /** When the server filters; without it the entries at hand are filtered here. */
  onKind?: (kind: string | undefined) => void
}

/** Rows of 40 with filters as pills. */
export function Timeline({ title, entries, kinds = [], note, onKind }: TimelineProps) {
  const [kind, setKind] = useState<string>()
  const choose = (next: string | undefined) => {
    setKind(next)
    onKind?.(next)
  }
  const shown = kind === undefined || onKind ? entries : entries.filter((entry) => entry.kind === kind)
  return (
    <section aria-label={title}>
      <div className="timeline-head">
        <h2>{title}</h2>
        {note !== undefined && <span className="second">{note}</span>}
      </div>
      {kinds.length > 0 && (
        <div className="pills" role="group" aria-label="按类别看">
          <button
            type="button"
            className="pill"
            aria-pressed={kind === undefined}
            onClick={() => choose(undefined)}
          >
            全部
          </button>
          {kinds.map((each) => (
            <button
              key={each.kind}
              type="button"
              className="pill"
              aria-pressed={kind === each.kind}
              onClick={() => choose(each.kind)}
            >
              {each.kind} {each.count}
            </button>
          ))}
        </div>
      )}
      <ol className="timeline">
        {shown.map((entry) => (
          <li key={entry.key} aria-current={entry.current ? 'true' : undefined}>
            <time dateTime={entry.date}>{entry.date}</time>
            <span className={classNames('timeline-dot', entry.current && 'timeline-dot-current')} />
            <span className="timeline-kind second">{entry.kind}</span>
            <span className="timeline-text">{entry.text}</span>
            <span className="timeline-source second">{entry.source}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** 经过: what happened to a case, by business day. */
export function LogList({ entries }: { entries: { key: string; on: string; text: ReactNode }[] }) {
  return (
    <ol className="log">
      {entries.map((entry) => (
        <li key={entry.key}>
          <time dateTime={entry.on}>{dayText(entry.on)}</time>
          <span>{entry.text}</span>
        </li>
      ))}
    </ol>
  )
}
