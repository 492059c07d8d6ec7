/** Who draws, sends and reads rosters; areas are the database's matter. */
import type { Act, Role } from '../../platform/act.ts'
import type { Owner } from '../../platform/exchange/index.ts'
import { problem } from '../problems.ts'

export type RosterVerb = 'view_roster' | 'draw_roster'

const mayDo: Record<RosterVerb, readonly Role[]> = {
  view_roster: ['district_approver', 'finance', 'policy_officer', 'leader'],
  draw_roster: ['district_approver'],
}

export const mayRoster = (act: Act, verb: RosterVerb): boolean =>
  act.caller.kind === 'staff' && mayDo[verb].includes(act.caller.role)

/** @throws case_not_yours (403) */
export function authoriseRoster(
  act: Act,
  verb: RosterVerb,
): { area: string; account_id: string; post_id: string } {
  if (act.caller.kind !== 'staff' || !mayRoster(act, verb)) throw problem('case_not_yours')
  const { area, account_id, post_id } = act.caller
  return { area, account_id, post_id }
}

/** Who has to act when no answer comes: whoever sent it, else the district. */
export const ownerOf = ({ caller }: Act, division_code: string): Owner => ({
  owner_role: 'district_approver',
  owner_division: division_code,
  owner_account_id: caller.kind === 'staff' ? caller.account_id : null,
})
