/** Who has to agree to a means check, and who may agree for whom. Pure. */
import { isAdult } from '../../households/history.ts'
import type { MembershipRow } from '../../households/queries.ts'
import type { AuthorisationRow, Capacity } from './queries.ts'

type Member = Pick<MembershipRow, 'person_id' | 'birth_date'>

/** Whom the standing authorisations let a source be asked about. */
export const authorisedPeople = (
  given: readonly Pick<AuthorisationRow, 'person_id' | 'withdrawn_on'>[],
): string[] => given.filter((each) => each.withdrawn_on === null).map((each) => each.person_id)

/** Every member agrees: an adult by himself, a child and whoever cannot decide for himself by the guardian. */
export function missingOf<Each extends Member>(
  members: readonly Each[],
  given: readonly Pick<AuthorisationRow, 'person_id' | 'withdrawn_on'>[],
): Each[] {
  const valid = new Set(authorisedPeople(given))
  return members.filter((member) => !valid.has(member.person_id))
}

/**
 * In what capacity somebody of the household signs for a member; undefined when that is not possible: children sign
 * for nobody, not even for themselves.
 */
export function capacityOf(
  members: readonly Member[],
  person_id: string,
  signed_by: string,
  today: string,
): Capacity | undefined {
  const person = members.find((member) => member.person_id === person_id)
  const signer = members.find((member) => member.person_id === signed_by)
  if (person === undefined || signer === undefined || !isAdult(signer, today)) return undefined
  if (person === signer) return 'self'
  return isAdult(person, today) ? 'guardian_of_adult' : 'guardian_of_child'
}

/** A guardian who lives elsewhere: for a child, or for an adult who cannot decide. */
export const outsideCapacityOf = (person: Member, today: string): Capacity =>
  isAdult(person, today) ? 'guardian_of_adult' : 'guardian_of_child'
