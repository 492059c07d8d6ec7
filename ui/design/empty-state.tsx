import type { ReactNode } from 'react'
import './empty-state.css'

/** Nothing here: says what is empty, why, and what next. */
export function EmptyState({ title, why, next }: { title: string; why?: ReactNode; next?: ReactNode }) {
  return (
    <div className="empty-state">
      <h3>{title}</h3>
      {why !== undefined && <p className="second">{why}</p>}
      {next !== undefined && <div className="row">{next}</div>}
    </div>
  )
}
