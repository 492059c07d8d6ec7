/**
 * Who did what to what, written in the act's own transaction: an act without its entry does not exist, and an entry
 * without its act neither. Entries are never changed; the sealer chains them afterwards.
 */
import type { Act, Caller } from '../act.ts'
import { insertEntry } from './queries.ts'

export type AuditEntry = {
  /** Noun and verb: `case.accept`, `payroll.lock`, `account.disable`. */
  act: string
  subject_kind: string
  subject_id: string | null
  /** Where it happened, when the subject lies somewhere. */
  division_code?: string | null
  /** What a later reader needs: codes, dates, versions, amounts in fen as text. No names, no numbers of people. */
  detail?: Record<string, unknown>
  /** Only where the caller becomes somebody by this very act. */
  actor?: { account_id: string; post_id: string | null }
}

/** Writes the entry of this act under its caller, business day and request. */
export async function audit(act: Act, entry: AuditEntry): Promise<void> {
  await insertEntry(act.tx, {
    at: act.now,
    business_date: act.today,
    ...actorOf(act.caller),
    ...entry.actor,
    act: entry.act,
    subject_kind: entry.subject_kind,
    subject_id: entry.subject_id,
    division_code: entry.division_code ?? null,
    detail: JSON.stringify(entry.detail ?? {}, (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    ),
    request_id: act.request_id,
  })
}

type Actor = { account_id: string | null; post_id: string | null; actor_name: string | null; role: string }

function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case 'staff': {
      const { account_id, post_id, display_name, role } = caller
      return { account_id, post_id, actor_name: display_name, role }
    }
    case 'resident':
      return { account_id: caller.account_id, post_id: null, actor_name: null, role: 'resident' }
    case 'hospital':
      return {
        account_id: caller.account_id,
        post_id: null,
        actor_name: caller.display_name,
        role: 'hospital',
      }
    case 'public':
    case 'system':
      return { account_id: null, post_id: null, actor_name: null, role: caller.kind }
  }
}
