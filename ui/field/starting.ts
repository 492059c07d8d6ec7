/**
 * What runs behind the field pages as long as one of them is shown: the one-window lock, network and idle watch, the
 * talk with the server, and the service worker that lets the page open without a network.
 */
import { lockPhone, readPhone } from './actions.ts'
import { runOutByClock } from './held.ts'
import { writeAgain } from './keeping.ts'
import { getField, setField } from './state.ts'
import { contact } from './sync.ts'
import { isOpen } from './vault/vault.ts'

let started = false
let last_touched = Date.now()

/** Begins once for the life of the window. */
export function startField(): void {
  if (started) return
  started = true
  void holdWindow(false)
  const network = () => {
    setField({ online: navigator.onLine })
    if (navigator.onLine) void contact()
  }
  window.addEventListener('online', network)
  window.addEventListener('offline', network)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void lockWhenIdle().then(contact)
  })
  for (const event of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(event, () => (last_touched = Date.now()), { passive: true })
  setInterval(() => void lockWhenIdle(), 10_000)
}

async function lockWhenIdle(): Promise<void> {
  if (!isOpen()) return
  await writeAgain()
  const minutes = getField().rules?.idle_minutes ?? 5
  if (Date.now() - last_touched > minutes * 60_000) await lockPhone()
  else await runOutByClock()
}

/** Two windows would write over each other: one holds the phone, the other says so. */
export async function holdWindow(steal: boolean): Promise<void> {
  const name = 'haihe-field-window'
  const hold = async (lock: Lock | null): Promise<void> => {
    if (lock === null) {
      setField({ phase: 'elsewhere' })
      return
    }
    await readPhone()
    void contact()
    await new Promise(() => undefined)
  }
  await navigator.locks
    .request(name, steal ? { steal: true } : { ifAvailable: true }, hold)
    .catch(async () => {
      // Another window has taken it over.
      await lockPhone()
      setField({ phase: 'elsewhere' })
    })
}
