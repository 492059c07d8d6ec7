/**
 * An act: one thing that one caller does in one transaction on one business day.
 * Every service verb takes it first, so nothing below the door asks for the caller, the date or a connection.
 */
import type { Transaction } from './db/index.ts'

/** A duty that a post carries; what each may do stands in the `access.ts` of the modules. */
export const roles = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
] as const
export type Role = (typeof roles)[number]

/** Who acts. `area` is a division code: everything below it is within reach. */
export type Caller =
  | {
      kind: 'staff'
      account_id: string
      post_id: string
      role: Role
      area: string
      display_name: string
      unit_name: string
      /** The clerk's own person record, for the rule about relatives; null when not linked. */
      person_id: string | null
    }
  | {
      kind: 'resident'
      account_id: string
      person_id: string
      household_id: string | null
      display_name: string
    }
  | { kind: 'public' }
  /** A hospital, by its signature, or by a clerk of its own. */
  | { kind: 'hospital'; hospital_id: string; account_id: string | null; display_name: string }
  /** Jobs of the house itself; they name the area that they work on. */
  | { kind: 'system'; area: string }

export type Act = {
  /** The transaction, already under the caller's database role and area. */
  tx: Transaction
  caller: Caller
  /** Business day, `YYYY-MM-DD`. */
  today: string
  /** Machine time, ISO 8601 in UTC: for stamps in logs, never for rules. */
  now: string
  request_id: string
}
