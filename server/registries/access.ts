/** How every registry says who may do what: a table of verbs and roles. Which rows exist at all is the database's. */
import type { Act, Caller, Role } from '../platform/act.ts'
import { problem } from '../platform/problems/index.ts'

export type StaffCaller = Extract<Caller, { kind: 'staff' }>

/** Everybody who works with records of people; the three administrators see none. */
export const everyClerk: readonly Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
]
export const recordKeepers: readonly Role[] = ['community_worker', 'street_clerk', 'district_approver']

/** Turns a table into its two questions. Jobs of the house act for whoever started them and are let through. */
export function accessOf<Verb extends string>(table: Record<Verb, readonly Role[]>) {
  const may = (act: Act, verb: Verb): boolean =>
    act.caller.kind === 'system' || (act.caller.kind === 'staff' && table[verb].includes(act.caller.role))
  /** @throws not_permitted (403) */
  const authorise = (act: Act, verb: Verb): void => {
    if (!may(act, verb)) throw problem('not_permitted')
  }
  return { may, authorise }
}

/** The member of staff who acts, for what must bear a person's name. @throws not_permitted (403) */
export function staffOf(act: Act): StaffCaller {
  if (act.caller.kind !== 'staff') throw problem('not_permitted')
  return act.caller
}
