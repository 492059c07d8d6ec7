/** Holds what is typed about a person to the standards; pure. */
import { checkIdentityNumber, checkTelephone } from '../identifiers/index.ts'
import { spellName } from './names.ts'
import type { SpelledName } from './names.ts'
import { problem } from './problems.ts'

export type GivenPerson = {
  name: string
  identity_number: string | null
  /** Only needed without an identity number; with one they must agree with it. */
  sex?: string | undefined
  birth_date?: string | null | undefined
  nationality: string | null
  telephone: string | null
}
export type CheckedPerson = SpelledName & {
  name: string
  sex: string
  birth_date: string | null
  identity_number: string | null
  nationality: string | null
  telephone: string | null
}

/**
 * The record that would be stored.
 * @throws identity_number_wrong, identity_number_disagrees, telephone_wrong, birth_after_today (422) with the field
 */
export function checkPerson(given: GivenPerson, today: string): CheckedPerson {
  const name = given.name.normalize('NFC').trim()
  return {
    name,
    ...spellName(name),
    ...identityOf(given, today),
    nationality: given.nationality,
    telephone: telephoneOf(given.telephone),
  }
}

function identityOf(given: GivenPerson, today: string) {
  if (given.identity_number === null || given.identity_number === '') {
    const birth_date = given.birth_date ?? null
    if (birth_date !== null && birth_date > today) throw problem('birth_after_today', { field: 'birth_date' })
    return { identity_number: null, sex: given.sex ?? '0', birth_date }
  }
  const checked = checkIdentityNumber(given.identity_number, today)
  if (!checked.ok)
    throw problem('identity_number_wrong', { field: 'identity_number', detail: `${checked.reason}。` })
  const { identity_number, sex, birth_date } = checked.value
  if (given.sex !== undefined && given.sex !== sex)
    throw problem('identity_number_disagrees', { field: 'sex' })
  if (given.birth_date !== undefined && given.birth_date !== null && given.birth_date !== birth_date) {
    throw problem('identity_number_disagrees', { field: 'birth_date' })
  }
  return { identity_number, sex, birth_date }
}

function telephoneOf(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  const checked = checkTelephone(text)
  if (!checked.ok) throw problem('telephone_wrong', { field: 'telephone', detail: `${checked.reason}。` })
  return checked.value
}
