import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'

type TextLinkProps = {
  to: string
  children: ReactNode
  className?: string | undefined
  download?: boolean
  /** The page that one is on. */
  current?: boolean
  /** Full name where only a short one is shown. */
  label?: string | undefined
}

/** A link: pages of ours (with their query) go through the router, files (`/api/…`) and other schemes (`tel:`) through the browser. */
export function TextLink({ to, children, className, download, current = false, label }: TextLinkProps) {
  const shared = {
    className,
    'aria-label': label,
    'aria-current': current ? ('page' as const) : undefined,
  }
  if (to.startsWith('/') && !to.startsWith('/api/')) {
    const [path = '', query] = to.split('?')
    const search = query === undefined ? {} : { search: Object.fromEntries(new URLSearchParams(query)) }
    return (
      <Link to={path} {...search} activeProps={inactive} activeOptions={exact} {...shared}>
        {children}
      </Link>
    )
  }
  return (
    <a href={to} download={download} {...shared}>
      {children}
    </a>
  )
}

/** The router would mark links as current by path; pages say themselves which one is. */
const inactive = {}
const exact = { exact: true }
