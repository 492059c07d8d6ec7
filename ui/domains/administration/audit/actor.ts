import type { AuditRow } from '../../../../server/administration/contract.ts'
import { roleTitle, shortKey } from '../words.ts'

/** Whom an entry names, and as what. Residents are not named; the house itself and visitors have no account. */
export function actorOf(row: AuditRow): { name: string; role: string } {
  if (row.actor_name === null)
    return { name: roleTitle(row.role), role: row.account_id === null ? '' : shortKey(row.account_id) }
  // Whoever signs in was a visitor until the door opened.
  return { name: row.actor_name, role: row.role === 'public' ? '' : roleTitle(row.role) }
}
