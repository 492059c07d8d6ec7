/**
 * Transactions that end cleanly when their connection breaks. The driver would go on sending: its own `rollback`
 * into a closed socket, which ends the process, and later statements of the same work into whatever connection
 * comes next. So a broken transaction is fenced off: its work gets an error for every further statement.
 */
import type { Database, Transaction } from './connect.ts'

/** Thrown for a statement of a transaction whose connection is gone. */
class ConnectionLost extends Error {
  readonly code = 'CONNECTION_LOST'

  constructor() {
    super('the connection of this transaction is gone')
    this.name = 'ConnectionLost'
  }
}

/**
 * Runs `work` in one transaction; commits when it resolves, rolls back when it throws.
 * @param mode what follows `begin`, e.g. `read only`
 * @throws whatever `work` throws, and PostgreSQL's own errors
 */
export async function inTransaction<T>(
  pool: Database,
  mode: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const state = { lost: false }
  try {
    const result = await pool.begin(mode, async (tx) => {
      try {
        return { answer: await work(fence(tx, state)) }
      } catch (error) {
        // Never settles: the driver ends this transaction by itself once the socket has closed.
        if (isConnectionLoss(error)) await new Promise(() => undefined)
        throw error
      }
    })
    return (result as { answer: T }).answer
  } finally {
    state.lost = true
  }
}

/** Whether an error says that the connection is gone, rather than that a statement was refused. */
export function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^(57P0[1-5]|CONNECTION_|CONNECT_|ECONN|EPIPE)/.test(code)
}

function fence(tx: Transaction, state: { lost: boolean }): Transaction {
  const check = () => {
    if (state.lost) throw new ConnectionLost()
  }
  return new Proxy(tx, {
    apply(target, self, given) {
      check()
      return Reflect.apply(target, self, given)
    },
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name === 'unsafe' || name === 'file') {
        return (...given: unknown[]) => {
          check()
          return Reflect.apply(value as (...given: unknown[]) => unknown, target, given)
        }
      }
      if (name !== 'savepoint') return value
      return (...given: unknown[]) => {
        check()
        const work = given.pop() as (inner: Transaction) => unknown
        return Reflect.apply(value as (...given: unknown[]) => unknown, target, [
          ...given,
          (inner: Transaction) => work(fence(inner, state)),
        ])
      }
    },
  })
}

/** From here on the transaction sees the database as it is now, whatever others commit. To be said before it reads. */
export async function seeOneState(tx: Transaction): Promise<void> {
  await tx.unsafe('set transaction isolation level repeatable read')
}
