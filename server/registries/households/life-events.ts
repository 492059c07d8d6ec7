/** Births and deaths, as the registers hear of them. A death is announced: whatever is paid to the dead stops. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { addDays } from '../../platform/clock/index.ts'
import { announce } from '../../platform/jobs/index.ts'
import { problem as refuse } from '../../platform/problems/index.ts'
import { createPerson, getPerson, personViewOf, updateDeath } from '../people/index.ts'
import type { PersonRow } from '../people/index.ts'
import { authorise } from './access.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import { depart, lock, log, notLater } from './service.ts'
import type { RelationToHead } from './service.ts'

export type GivenBirth = {
  name: string
  sex: string
  birth_date: string
  identity_number: string | null
  relation: string
  certificate: string | null
}

/** A child is born into a household: a record, and a membership from the day of birth. */
export async function registerBirth(act: Act, household_id: string, birth: GivenBirth): Promise<PersonRow> {
  authorise(act, 'register_birth')
  notLater(birth.birth_date, act.today, 'birth_date')
  const { division_code } = await lock(act, household_id)
  const { name, sex, birth_date, identity_number, relation, certificate } = birth
  const child = await createPerson(act, {
    name,
    sex,
    birth_date,
    identity_number,
    nationality: null,
    telephone: null,
    division_code,
  })
  const { person_id } = child
  await queries.insertMember(act.tx, { person_id, household_id, relation, on: birth_date, division_code })
  await queries.bumpVersion(act.tx, household_id)
  await log(act, 'household.register_birth', household_id, division_code, {
    person_id,
    birth_date,
    certificate,
  })
  await announce(act, { kind: 'person.born', subject_id: person_id, payload: { household_id, birth_date } })
  return getPerson(act, person_id)
}

/**
 * Somebody has died: the record says when, the membership ends the day after, a new head steps in where needed.
 * @throws version_conflict, death_recorded_already, head_must_change_first (409); death_before_birth (422)
 */
export async function registerDeath(
  act: Act,
  person_id: string,
  death: {
    death_date: string
    version: number
    new_head_person_id: string | null
    relations?: readonly RelationToHead[]
    source_name: string
  },
): Promise<PersonRow> {
  authorise(act, 'register_death')
  notLater(death.death_date, act.today, 'death_date')
  const person = await getPerson(act, person_id)
  if (person.death_date !== null) throw problem('death_recorded_already')
  if (!(await updateDeath(act.tx, person_id, death.version, death.death_date))) {
    const current = personViewOf(await getPerson(act, person_id), act.today)
    throw refuse('version_conflict', { current, yours: { ...current, death_date: death.death_date } })
  }
  const household_id = await leaveByDeath(act, person, death)
  const { death_date, source_name } = death
  await audit(act, {
    act: 'person.register_death',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: person.division_code,
    detail: { death_date, source_name, household_id },
  })
  await announce(act, { kind: 'person.died', subject_id: person_id, payload: { death_date, household_id } })
  return getPerson(act, person_id)
}

async function leaveByDeath(
  act: Act,
  person: PersonRow,
  death: {
    death_date: string
    new_head_person_id: string | null
    relations?: readonly RelationToHead[]
  },
): Promise<string | null> {
  const { person_id } = person
  const membership = await queries.findCurrentMembership(act.tx, person_id)
  if (membership === undefined) return null
  const { household_id } = membership
  await lock(act, household_id)
  const on = addDays(death.death_date, 1)
  await depart(act, household_id, { ...death, person_id, on })
  await queries.bumpVersion(act.tx, household_id)
  await queries.dissolveWhenEmpty(act.tx, household_id, on)
  return household_id
}
