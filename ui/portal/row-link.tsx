import type { ReactNode } from 'react'
import { Icon, type IconName, TextLink } from '../design/index.ts'
import './row-link.css'

type RowLinkProps = {
  to: string
  title: ReactNode
  second?: ReactNode
  icon?: IconName
}

/** Rows that lead on, 80 high (88 in large type). */
export function RowLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="row-links" aria-label={label}>
      {children}
    </ul>
  )
}

export function RowLink({ to, title, second, icon }: RowLinkProps) {
  return (
    <li>
      <TextLink to={to} className="row-link">
        {icon !== undefined && <Icon name={icon} size={24} />}
        <span>
          <strong>{title}</strong>
          {second !== undefined && <span className="second">{second}</span>}
        </span>
        <Icon name="right" />
      </TextLink>
    </li>
  )
}
