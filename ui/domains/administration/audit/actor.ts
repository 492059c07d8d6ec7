import type { AuditRow } from '../../../../server/administration/contract.ts'
import { shortKey } from '../words.ts'

/** Whom an entry names. The house itself and visitors act without an account. */
export const actorOf = (row: AuditRow): string =>
  row.actor_name ?? (row.account_id === null ? '系统或访客' : shortKey(row.account_id))
