/** The ground of a portal page: a way back, a title, one column. */
import type { ReactNode } from 'react'
import { Icon, TextLink, classNames } from '../design/index.ts'
import './portal-page.css'

type PortalPageProps = {
  title: ReactNode
  /** Under the title, in one line. */
  second?: ReactNode
  /** Where one came from: a link, or an act for pages that keep their own steps. */
  back?: { to: string; title: string } | { onBack: () => void; title: string }
  /** At the right of the way back. */
  beside?: ReactNode
  children: ReactNode
}

function Back({ back }: { back: NonNullable<PortalPageProps['back']> }) {
  const words = (
    <>
      <Icon name="left" size={18} />
      {back.title}
    </>
  )
  if ('to' in back)
    return (
      <TextLink className="portal-back" to={back.to}>
        {words}
      </TextLink>
    )
  return (
    <button type="button" className="portal-back" onClick={back.onBack}>
      {words}
    </button>
  )
}

export function PortalPage({ title, second, back, beside, children }: PortalPageProps) {
  return (
    <div className={classNames('portal-page', back !== undefined && 'portal-page-under')}>
      {back !== undefined && (
        <div className="portal-top">
          <Back back={back} />
          {beside !== undefined && <span className="second">{beside}</span>}
        </div>
      )}
      <header className="portal-title">
        <h1>{title}</h1>
        {second !== undefined && <p className="portal-second">{second}</p>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with its own heading. */
export function PortalSection({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="portal-section" aria-label={title}>
      <h2>{title}</h2>
      {note !== undefined && <p className="second">{note}</p>}
      {children}
    </section>
  )
}

/** What one should know before going on: an estimate is no decision, nothing is stored. */
export function PortalNote({ children, status = false }: { children: ReactNode; status?: boolean }) {
  return (
    <div className="portal-note" role={status ? 'status' : undefined}>
      {children}
    </div>
  )
}

/** The acts of a page, within reach of the thumb; the first is the primary one. */
export function PortalActs({ children }: { children: ReactNode }) {
  return <div className="portal-acts">{children}</div>
}

/** 第一步、第二步: what follows, numbered. */
export function NumberedList({ items }: { items: string[] }) {
  return (
    <ol className="portal-numbered">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ol>
  )
}

/** While something is on its way. */
export function PortalLoading({ children }: { children: ReactNode }) {
  return (
    <p className="portal-loading second" role="status">
      {children}
    </p>
  )
}
