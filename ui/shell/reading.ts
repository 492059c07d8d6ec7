/** Large type and reading aloud: one switch each, for every page, kept on this machine. */
import { useSyncExternalStore } from 'react'

const key = 'haihe.reading'
const listeners = new Set<() => void>()

function apply(): void {
  const large = localStorage.getItem(key) === 'large'
  if (large) document.documentElement.dataset['reading'] = 'large'
  else delete document.documentElement.dataset['reading']
}

/** Sets the kept mode on the page; called once before the first paint. */
export function startReadingMode(): void {
  apply()
  // Another window of the same person switches too.
  window.addEventListener('storage', () => {
    apply()
    for (const listener of listeners) listener()
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setLargeType(large: boolean): void {
  if (large) localStorage.setItem(key, 'large')
  else localStorage.removeItem(key)
  apply()
  for (const listener of listeners) listener()
}

/** Whether large type is on, and the switch. */
export function useLargeType(): [boolean, (large: boolean) => void] {
  const large = useSyncExternalStore(subscribe, () => localStorage.getItem(key) === 'large')
  return [large, setLargeType]
}
