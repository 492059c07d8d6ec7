/** Around every field page: the bar that always says what is saved and what is sent, and the door with the PIN. */
import { type ReactNode, useEffect } from 'react'
import { FieldBar } from './field-bar.tsx'
import { Gate } from './gate.tsx'
import { startField } from './starting.ts'
import { registerWorker } from './worker/registration.ts'
import './field.css'

let registered = false

export function FieldFrame({ children, bare = false }: { children: ReactNode; bare?: boolean }) {
  useEffect(() => {
    startField()
    linkManifest()
    if (registered) return
    registered = true
    void registerWorker()
  }, [])
  return (
    <div className="visit-app" data-frame="portal">
      <FieldBar />
      <main id="content" tabIndex={-1}>
        {bare ? children : <Gate>{children}</Gate>}
      </main>
    </div>
  )
}

/** Only these pages can be installed; the portal is a website and stays one. */
function linkManifest(): void {
  if (document.querySelector('link[rel=manifest]') !== null) return
  for (const [rel, href] of [
    ['manifest', '/field.webmanifest'],
    ['apple-touch-icon', '/icons/field-192.png'],
  ] as const) {
    const link = document.createElement('link')
    link.rel = rel
    link.href = href
    document.head.append(link)
  }
}
