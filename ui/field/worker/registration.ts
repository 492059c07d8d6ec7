/** Registers the service worker, tells when a new version waits, and takes it over without losing a keystroke. */
import { useSyncExternalStore } from 'react'
import { allWritten } from '../keeping.ts'

let waiting: ServiceWorker | null = null
/** Whether the page opens without a network now. */
let ready = false
let snapshot = { update: false, ready: false }
const listeners = new Set<() => void>()

function changed(): void {
  snapshot = { update: waiting !== null, ready }
  for (const listener of listeners) listener()
}

/** Once for the life of the window; without service workers the pages work while they are open. */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker
    .register('/field-worker.js', { scope: '/field' })
    .catch(() => undefined)
  if (registration === undefined) return
  const look = () => {
    // The very first one has nothing to take over from.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting
    ready = registration.active !== null
    changed()
  }
  const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', look)
  follow(registration.installing)
  registration.addEventListener('updatefound', () => follow(registration.installing))
  navigator.serviceWorker.addEventListener('controllerchange', look)
  // The browser itself asks only when a page is opened anew; a phone shows the same one for days.
  const ask = () => {
    if (document.visibilityState === 'visible' && navigator.onLine)
      registration.update().catch(() => undefined)
  }
  document.addEventListener('visibilitychange', ask)
  window.addEventListener('online', ask)
  look()
}

/** Takes the waiting version over and opens the page anew; everything typed is on the disk before. */
export async function takeUpdate(): Promise<void> {
  if (waiting === null) return
  await allWritten()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('take over', {})
}

export const useWorker = (): { update: boolean; ready: boolean } =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
