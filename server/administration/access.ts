/**
 * The three administrators, kept apart (三员分立): the system administrator runs the house, the security
 * administrator says who may do what, the audit administrator watches both. None of them sees a case.
 */
import type { Act, Role } from '../platform/act.ts'
import { problem } from '../platform/problems/index.ts'

const access = {
  list_accounts: ['security_administrator', 'audit_administrator'],
  change_account: ['security_administrator'],
  list_offices: ['system_administrator', 'security_administrator', 'audit_administrator'],
  change_office: ['security_administrator'],
  grant_post: ['security_administrator'],
  list_sessions: ['security_administrator', 'audit_administrator'],
  end_session: ['security_administrator'],
  list_dictionaries: ['system_administrator', 'audit_administrator'],
  change_dictionary: ['system_administrator'],
  list_parameters: ['system_administrator', 'audit_administrator'],
  list_calendar: ['system_administrator', 'audit_administrator'],
  import_calendar: ['system_administrator'],
  move_business_day: ['system_administrator'],
  list_jobs: ['system_administrator', 'audit_administrator'],
  retry_job: ['system_administrator'],
  read_audit: ['audit_administrator'],
} as const satisfies Record<string, readonly Role[]>

export type AdministrationAct = keyof typeof access
export const administrationAccess: Record<AdministrationAct, readonly Role[]> = access

/** Throws `not_permitted` for everyone whose acting post is not named in the table. */
export function authorise({ caller }: Act, verb: AdministrationAct): void {
  if (caller.kind !== 'staff' || !administrationAccess[verb].includes(caller.role))
    throw problem('not_permitted')
}
