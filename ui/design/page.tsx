import type { ReactNode } from 'react'
import { countText } from './money-text.ts'
import { Light, type LightState } from './light.tsx'
import './page.css'

/** The ground of a workbench page: side 24, gaps of 16. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="page">{children}</div>
}

type PageHeadProps = {
  /** What it is and how many: 待办 37 件. */
  title: ReactNode
  /** Beside the title: light filters, pickers. */
  beside?: ReactNode
  /** At the right: views, acts. */
  end?: ReactNode
}

/** Title line of a page. */
export function PageHead({ title, beside, end }: PageHeadProps) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {beside}
      {end !== undefined && <div className="page-head-end">{end}</div>}
    </header>
  )
}

type LightCounts = Record<LightState, number>

/** 全部 37, ■ 超期 2, ▲ 临期 6, ● 正常 29: the lights beside the title are filters. */
export function LightFilters(props: {
  counts: LightCounts
  value: LightState | undefined
  onChange: (value: LightState | undefined) => void
}) {
  const { counts, value, onChange } = props
  const states: LightState[] = ['overdue', 'due_soon', 'normal']
  return (
    <div className="light-filters" role="group" aria-label="按灯筛选">
      <button
        type="button"
        className="light-filter"
        aria-pressed={value === undefined}
        onClick={() => onChange(undefined)}
      >
        全部 <strong>{countText(counts.normal + counts.due_soon + counts.overdue)}</strong>
      </button>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          className="light-filter"
          aria-pressed={value === state}
          onClick={() => onChange(value === state ? undefined : state)}
        >
          <Light state={state} /> <strong>{countText(counts[state])}</strong>
        </button>
      ))}
    </div>
  )
}

/** Saved views at the right of a title; the present one is underlined. */
export function ViewLinks<Key extends string>(props: {
  label: string
  views: { key: Key; title: string; count?: number }[]
  value: Key
  onChange: (key: Key) => void
}) {
  return (
    <div className="view-links" role="group" aria-label={props.label}>
      {props.views.map((view) => (
        <button
          key={view.key}
          type="button"
          className="view-link"
          aria-pressed={view.key === props.value}
          onClick={() => props.onChange(view.key)}
        >
          {view.title}
          {view.count !== undefined && ` ${countText(view.count)}`}
        </button>
      ))}
    </div>
  )
}
