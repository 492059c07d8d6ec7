/** Lists of determinations: a household's whole history, and what the signed-in resident's household has now. */
import type { Act } from '../../platform/act.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { authorise } from '../access.ts'
import { listDeterminations } from './queries.ts'
import { viewRow } from './view.ts'

/** The latest first. */
export async function listOfHousehold(act: Act, household_id: string) {
  authorise(act, 'read_determination')
  return (await listDeterminations(act.tx, household_id, null)).map((row) => viewRow(act, row))
}

/** What the resident's household is or was granted, with when it is looked at again. */
export async function listMyBenefits(act: Act) {
  if (act.caller.kind !== 'resident' || act.caller.household_id === null) return []
  const { household_id } = act.caller
  const [entitlements, determinations] = await Promise.all([
    listEntitlementsOfHousehold(act.tx, household_id),
    listDeterminations(act.tx, household_id, null),
  ])
  return entitlements.flatMap((entitlement) => {
    const determination = determinations.find(
      (each) => each.determination_id === entitlement.determination_id,
    )
    if (determination === undefined) return []
    return [
      {
        programme_id: entitlement.programme_id,
        programme_title: viewRow(act, determination).programme_title,
        outcome: determination.outcome,
        amount: entitlement.amount.toString(),
        effective_from: entitlement.from_month,
        effective_until: entitlement.until_month,
        next_review_on: determination.next_review_on,
        case_id: determination.case_id,
        determination_id: determination.determination_id,
      },
    ]
  })
}
