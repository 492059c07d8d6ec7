/** What has to happen on this machine before somebody signs out: a module may clear its things, or say not yet. */

type Leaving = () => Promise<boolean>
const handlers: Leaving[] = []

/** `beforeSignOut(async () => { … return true })`; false keeps the session, the handler then says why itself. */
export function beforeSignOut(handler: Leaving): void {
  handlers.push(handler)
}

export async function mayLeave(): Promise<boolean> {
  for (const handler of handlers) if (!(await handler())) return false
  return true
}
