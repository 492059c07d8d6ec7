/** Who may ask for figures. Whatever the figure, its records are only those within the caller's area. */
import type { Act, Role } from '../platform/act.ts'
import { notFound, problem } from '../platform/problems/index.ts'

const mayView: readonly Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
]

/**
 * The division that the caller asks for, their own area when none is named.
 * @throws not_permitted (403); not_found (404) for a division outside their area
 */
export function authoriseFigures(act: Act, division_code: string | undefined): string {
  if (act.caller.kind !== 'staff' || !mayView.includes(act.caller.role)) throw problem('not_permitted')
  const asked = division_code ?? act.caller.area
  if (!asked.startsWith(act.caller.area)) throw notFound()
  return asked
}

/** Lists leave the house only in hands that account for them. @throws as `authoriseFigures` */
export function authoriseExport(act: Act, division_code: string | undefined): string {
  if (act.caller.kind === 'staff' && act.caller.role === 'community_worker') throw problem('not_permitted')
  return authoriseFigures(act, division_code)
}
