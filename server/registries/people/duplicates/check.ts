/** Before somebody is registered: what the number says, and whether the registers know such a person. Nothing is kept. */
import type { Act } from '../../../platform/act.ts'
import { checkIdentityNumber, listSimilarIdentityNumbers } from '../../identifiers/index.ts'
import { authorise } from '../access.ts'
import { spellName } from '../names.ts'
import { listPeople, listTakenNumbers } from '../queries.ts'
import type { PersonRow } from '../queries.ts'
import { findPeople } from '../search/queries.ts'
import { listCandidates } from './queries.ts'
import type { Reason } from './queries.ts'

export type PersonToCheck = { name: string; identity_number: string | null; birth_date: string | null }
export type CheckedNewPerson = {
  wrong: string | null
  sex: '1' | '2' | null
  birth_date: string | null
  registered: PersonRow | null
  registered_elsewhere: boolean
  candidates: { person: PersonRow; reasons: Reason[] }[]
}

/** @throws not_permitted */
export async function checkNewPerson(act: Act, typed: PersonToCheck): Promise<CheckedNewPerson> {
  authorise(act, 'create')
  const given = typed.identity_number ?? ''
  const checked = given === '' ? undefined : checkIdentityNumber(given, act.today)
  const number = checked?.ok === true ? checked.value : undefined
  const known = number === undefined ? unknown : await findRegistered(act, number.identity_number)
  return {
    wrong: checked?.ok === false ? `${checked.reason}。` : null,
    sex: number?.sex ?? null,
    birth_date: number?.birth_date ?? null,
    ...known,
    candidates: (await findAlike(act, typed, number)).filter(
      ({ person }) => person.person_id !== known.registered?.person_id,
    ),
  }
}

const unknown = { registered: null, registered_elsewhere: false }

async function findRegistered(
  act: Act,
  identity_number: string,
): Promise<{ registered: PersonRow | null; registered_elsewhere: boolean }> {
  const search = { kind: 'identity_number', wanted: identity_number, division: null, most: 1 }
  const [registered] = await listPeople(act.tx, await findPeople(act.tx, search), act.today)
  if (registered !== undefined) return { registered, registered_elsewhere: false }
  const taken = await listTakenNumbers(act.tx, [identity_number])
  return { registered: null, registered_elsewhere: taken.length > 0 }
}

type Number = { identity_number: string; birth_date: string }

async function findAlike(act: Act, typed: PersonToCheck, number: Number | undefined) {
  const name = typed.name.normalize('NFC')
  const found = await listCandidates(act.tx, {
    person_id: null,
    name,
    name_pinyin: name === '' ? '' : spellName(name).name_pinyin,
    birth_date: number?.birth_date ?? typed.birth_date,
    // A family shares a telephone: it says nothing about somebody who is not in a household yet.
    telephone: null,
    similar_numbers: number === undefined ? [] : listSimilarIdentityNumbers(number.identity_number),
  })
  const people = await listPeople(
    act.tx,
    found.map((row) => row.person_id),
    act.today,
  )
  return people.map((person) => ({
    person,
    reasons: found.find((row) => row.person_id === person.person_id)?.reasons ?? [],
  }))
}
