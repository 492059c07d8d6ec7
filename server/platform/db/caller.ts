/**
 * A transaction under a caller's database role and area. The settings travel with the first statement, so they
 * cost no round trip of their own, and they end with the transaction.
 */
import type { Act, Caller } from '../act.ts'
import type { Database } from './connect.ts'
import type { RequestRole } from './roles.ts'
import { inTransaction } from './transaction.ts'

/** What an act knows besides its caller: business day, machine time, and the request that it answers. */
export type Moment = Pick<Act, 'today' | 'now' | 'request_id'>

/**
 * Runs `work` in one transaction as the caller; commits when it resolves, rolls back when it throws.
 * @throws whatever `work` throws, and PostgreSQL's own errors
 */
export async function withCaller<T>(
  pool: Database,
  caller: Caller,
  moment: Moment,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const entrance = entranceStatements(caller)
  return inTransaction(pool, '', async (tx) => {
    // Awaited after the work only: the connection keeps the order, and when one of these fails, every later
    // statement of the transaction fails too.
    const entered = tx.unsafe(entrance).execute()
    // When the connection breaks, the work's own failure is the one that is told; this one must not end the process.
    entered.catch(() => undefined)
    const answer = await work({ tx, caller, ...moment })
    await entered
    return answer
  })
}

/** The statements that put a transaction under a caller. Values are checked, because settings take no parameters. */
export function entranceStatements(caller: Caller): string {
  const settings = {
    account: 'account_id' in caller && caller.account_id !== null ? uuid(caller.account_id) : '',
    area: 'area' in caller ? area(caller.area) : '',
    person: caller.kind === 'resident' ? uuid(caller.person_id) : '',
    household: caller.kind === 'resident' && caller.household_id !== null ? uuid(caller.household_id) : '',
    hospital: caller.kind === 'hospital' ? uuid(caller.hospital_id) : '',
  }
  const lines = Object.entries(settings).map(([name, value]) => `set local haihe.${name} = '${value}'`)
  return [`set local role ${databaseRole(caller)}`, ...lines].join('; ')
}

/** The database role that a caller acts under. */
export function databaseRole(caller: Caller): RequestRole {
  switch (caller.kind) {
    case 'public':
      return 'haihe_public'
    case 'resident':
      return 'haihe_resident'
    case 'hospital':
      return 'haihe_hospital'
    case 'system':
      return 'haihe_staff'
    case 'staff':
      if (caller.role === 'system_administrator' || caller.role === 'security_administrator')
        return 'haihe_administrator'
      return caller.role === 'audit_administrator' ? 'haihe_auditor' : 'haihe_staff'
  }
}

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Error('not an identifier')
  return text
}

function area(text: string): string {
  if (!/^[0-9]{2,12}$/.test(text)) throw new Error('not a division code')
  return text
}
