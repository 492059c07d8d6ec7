/**
 * To whose account money goes. What is for the household goes to whom it chose; what is for single people to each of
 * them, for a child, and for whoever cannot decide alone, to the guardian.
 */
import type { Act } from '../../platform/act.ts'
import { getProgramme } from '../../../law/index.ts'
import type { EntitlementShare } from '../../payments/index.ts'
import { sharesOf, type Decided } from '../decisions/decide.ts'
import {
  householdOn,
  isAdult,
  listCountedApplications,
  type HouseholdHistory,
} from '../households/history.ts'
import { listGuardians } from '../means-checks/authorisations/queries.ts'
import { problem } from '../problems.ts'

/**
 * Who gets the money: as applied for, as long as that person belongs to the household; else the head or an adult. Where
 * a programme is for single people, who joins does not take over what another's application said.
 */
export function payeeOf(act: Pick<Act, 'today'>, history: HouseholdHistory, programme_id: string): string {
  const { members } = householdOn(history, { holding_on: act.today, known_on: act.today })
  const isForSingle = getProgramme(programme_id).payment.beneficiary === 'member'
  const applied = listCountedApplications(history).filter((each) => each.programme_id === programme_id)
  const asked = (isForSingle ? applied : applied.toReversed()).find(({ payee_id }) =>
    members.some((member) => member.person_id === payee_id),
  )?.payee_id
  const payee =
    members.find((member) => member.person_id === asked) ??
    members.find((member) => member.relation === 'head') ??
    members.find((member) => isAdult(member, act.today)) ??
    members[0]
  if (payee === undefined) throw problem('payee_not_suitable')
  return payee.person_id
}

/** For whom what is due of a decision, and to whose account it goes; without what an institution gets. */
export async function sharesWithPayees(
  act: Act,
  history: HouseholdHistory,
  decided: Decided,
): Promise<EntitlementShare[]> {
  const shares = sharesOf(decided).filter(({ payee }) => payee !== 'institution')
  if (shares.length === 0) return []
  const { members } = householdOn(history, { holding_on: act.today, known_on: act.today })
  const guardians = await listGuardians(act.tx, history.household.household_id)
  const payeeOfPerson = (person_id: string): string => {
    const person = members.find((member) => member.person_id === person_id)
    const grown = person === undefined || isAdult(person, act.today)
    const wanted = grown ? 'guardian_of_adult' : 'guardian_of_child'
    const guardian = guardians.find((each) => each.person_id === person_id && each.capacity === wanted)
    if (members.some((member) => member.person_id === guardian?.signed_by)) return guardian!.signed_by
    return grown ? person_id : payeeOf(act, history, decided.programme.id)
  }
  return shares.map(({ person_id, amount }) => ({
    beneficiary_id: person_id,
    payee_id: payeeOfPerson(person_id),
    amount,
  }))
}
