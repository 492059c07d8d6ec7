/** Households: registering one, who joins and leaves, who is the head, where it lives. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { announce } from '../../platform/jobs/index.ts'
import { inPart, notFound, problem as refuse } from '../../platform/problems/index.ts'
import { requireCommunity } from '../divisions/index.ts'
import { createPerson, getPerson, recordFact } from '../people/index.ts'
import type { GivenPerson } from '../people/index.ts'
import { authorise } from './access.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'

export type GivenMember = {
  relation: string
  person_id?: string | undefined
  person?: GivenPerson | undefined
}
export type GivenHousehold = {
  division_code: string
  address: string
  register_kind: 'urban' | 'rural' | null
  established_on: string
  members: readonly GivenMember[]
}

/** Registers a household with all its members, or nothing. @throws household_without_head, member_of_other_household … */
export async function createHousehold(act: Act, given: GivenHousehold): Promise<string> {
  authorise(act, 'create')
  notLater(given.established_on, act.today, 'established_on')
  await requireCommunity(act, given.division_code, act.today)
  if (given.members.filter(({ relation }) => relation === 'head').length !== 1) {
    throw problem('household_without_head', { field: 'members' })
  }
  const household_id = await queries.insertHousehold(act.tx, given)
  const place = { household_id, division_code: given.division_code, on: given.established_on }
  for (const [at, member] of given.members.entries()) {
    await inPart(`members.${at}`, () => addMember(act, place, member))
  }
  if (given.register_kind !== null) {
    await recordFact(act, household_id, {
      name: 'register_kind',
      code_value: given.register_kind,
      valid_from: given.established_on,
      source_kind: 'register',
      source_name: '家庭登记',
    })
  }
  await log(act, 'household.create', household_id, given.division_code, { members: given.members.length })
  return household_id
}

type Place = { household_id: string; division_code: string; on: string }

async function addMember(act: Act, place: Place, member: GivenMember): Promise<string> {
  const { person_id, person } = member
  if ((person_id === undefined) === (person === undefined))
    throw problem('member_needed', { field: 'person_id' })
  const joining =
    person === undefined
      ? await getPerson(act, person_id as string)
      : await inPart('person', () => createPerson(act, { ...person, division_code: place.division_code }))
  if (joining.death_date !== null) throw problem('person_has_died', { field: 'person_id' })
  const on = joining.birth_date !== null && joining.birth_date > place.on ? joining.birth_date : place.on
  await queries.insertMember(act.tx, {
    ...place,
    on,
    person_id: joining.person_id,
    relation: member.relation,
  })
  if (joining.division_code !== place.division_code) {
    await queries.updateDivisionOfMember(act.tx, joining.person_id, place.division_code)
  }
  return joining.person_id
}

/** Joins, or comes back after leaving. @throws member_of_other_household, household_already_headed (409) */
export async function join(
  act: Act,
  household_id: string,
  member: GivenMember & { on: string },
): Promise<string> {
  authorise(act, 'change_members')
  notLater(member.on, act.today)
  const { division_code } = await lock(act, household_id)
  const person_id = await addMember(act, { household_id, division_code, on: member.on }, member)
  await queries.bumpVersion(act.tx, household_id)
  await log(act, 'household.join', household_id, division_code, { person_id, on: member.on })
  await announce(act, {
    kind: 'household.changed',
    subject_id: household_id,
    payload: { person_id, change: 'joined', on: member.on },
  })
  return person_id
}

/**
 * Leaves from `on`, the first day on which the person is no member. The last one out dissolves the household.
 * @throws not_a_member, head_must_change_first (409)
 */
export async function leave(
  act: Act,
  household_id: string,
  departure: {
    person_id: string
    on: string
    reason: string
    new_head_person_id?: string | null
    relations?: readonly RelationToHead[]
  },
): Promise<void> {
  authorise(act, 'change_members')
  notLater(departure.on, act.today)
  const { division_code } = await lock(act, household_id)
  await depart(act, household_id, departure)
  await queries.bumpVersion(act.tx, household_id)
  await queries.dissolveWhenEmpty(act.tx, household_id, departure.on)
  const { person_id, on, reason } = departure
  await log(act, 'household.leave', household_id, division_code, { person_id, on, reason })
  await announce(act, {
    kind: 'household.changed',
    subject_id: household_id,
    payload: { person_id, change: 'left', on },
  })
}

/** Ends a membership, for good or by death; where a head goes and others stay, one of them takes the place. */
export async function depart(
  act: Act,
  household_id: string,
  going: {
    person_id: string
    on: string
    new_head_person_id?: string | null
    relations?: readonly RelationToHead[]
  },
): Promise<void> {
  const { person_id, on, new_head_person_id = null, relations = [] } = going
  const membership = await queries.findCurrentMembership(act.tx, person_id)
  const heads = membership?.household_id === household_id && membership.relation === 'head'
  if (!heads || new_head_person_id === null) return endMembership(act, household_id, person_id, on)
  await inPart('new_head', () =>
    replaceHead(act, household_id, {
      person_id: new_head_person_id,
      on,
      former_head_relation: null,
      relations,
    }),
  )
}

/** A head may only go when nobody stays behind. */
async function endMembership(act: Act, household_id: string, person_id: string, on: string): Promise<void> {
  const membership = await queries.findCurrentMembership(act.tx, person_id)
  if (membership === undefined || membership.household_id !== household_id) {
    throw problem('not_a_member', { field: 'person_id' })
  }
  if (on <= membership.since) throw problem('membership_change_too_early', { field: 'on' })
  if (membership.relation === 'head' && (await queries.hasOthers(act.tx, household_id, person_id))) {
    throw problem('head_must_change_first')
  }
  if (!(await queries.endMembership(act.tx, { person_id, household_id, on }))) throw problem('not_a_member')
}

export type RelationToHead = { person_id: string; relation: string }

/** Another member becomes the head from `on`. @throws not_a_member, head_already (409), membership_change_too_early (422) */
export async function changeHead(
  act: Act,
  household_id: string,
  change: {
    person_id: string
    on: string
    former_head_relation: string
    relations?: readonly RelationToHead[]
  },
): Promise<void> {
  authorise(act, 'change_members')
  notLater(change.on, act.today)
  const { division_code } = await lock(act, household_id)
  await replaceHead(act, household_id, change)
  await queries.bumpVersion(act.tx, household_id)
  await log(act, 'household.change_head', household_id, division_code, {
    person_id: change.person_id,
    on: change.on,
  })
}

/** The former head keeps a relation to the new one, or has left for good when it is null; the others as is said. */
export async function replaceHead(
  act: Act,
  household_id: string,
  change: {
    person_id: string
    on: string
    former_head_relation: string | null
    relations?: readonly RelationToHead[]
  },
): Promise<void> {
  const { person_id: new_head, on, former_head_relation } = change
  const members = await queries.listCurrentMembers(act.tx, household_id)
  const relationOf = (person_id: string) => members.find((member) => member.person_id === person_id)?.relation
  if (relationOf(new_head) === undefined) throw problem('not_a_member', { field: 'person_id' })
  if (relationOf(new_head) === 'head') throw problem('head_already', { field: 'person_id' })
  const former = members.find(({ relation }) => relation === 'head')
  const others = (change.relations ?? []).filter((each) => each.person_id !== new_head)
  if (others.some(({ person_id }) => [undefined, 'head'].includes(relationOf(person_id)))) {
    throw problem('not_a_member', { field: 'relations' })
  }
  const changed = [
    { person_id: new_head, relation: 'head' },
    ...(former === undefined ? [] : [{ person_id: former.person_id, relation: former_head_relation }]),
    ...others.filter(({ person_id, relation }) => relationOf(person_id) !== relation),
  ]
  const ended = await queries.changeRelations(act.tx, household_id, on, changed)
  if (ended.length < changed.length) throw problem('membership_change_too_early', { field: 'on' })
}

/**
 * Moves the whole household, to any community of the city; afterwards it may lie outside the caller's area.
 * @throws version_conflict (409) with the present version; division_unknown, division_ended (422)
 */
export async function move(
  act: Act,
  household_id: string,
  to: { on: string; address: string; division_code: string; version: number },
): Promise<{ household_id: string; division_code: string; still_visible: boolean }> {
  authorise(act, 'move')
  notLater(to.on, act.today)
  await requireCommunity(act, to.division_code, to.on)
  const present = await lock(act, household_id)
  if (present.version !== to.version) {
    throw refuse('version_conflict', { current: { version: present.version }, yours: to })
  }
  const moved = await queries.moveHousehold(act.tx, { household_id, ...to })
  if (!moved) throw notFound()
  await log(act, 'household.move', household_id, present.division_code, {
    to: to.division_code,
    on: to.on,
  })
  await announce(act, {
    kind: 'household.moved',
    subject_id: household_id,
    payload: { from: present.division_code, to: to.division_code, on: to.on },
  })
  const area = 'area' in act.caller ? act.caller.area : ''
  return { household_id, division_code: to.division_code, still_visible: to.division_code.startsWith(area) }
}

/** The household, held for this transaction. @throws not_found, household_dissolved (409) */
export async function lock(act: Act, household_id: string) {
  const household = await queries.lockHousehold(act.tx, household_id)
  if (household === undefined) throw notFound()
  if (household.dissolved_on !== null) throw problem('household_dissolved')
  return household
}

/** @throws change_after_today (422) */
export function notLater(day: string, today: string, field = 'on'): void {
  if (day > today) throw problem('change_after_today', { field })
}

export function log(
  act: Act,
  verb: string,
  household_id: string,
  division_code: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return audit(act, { act: verb, subject_kind: 'household', subject_id: household_id, division_code, detail })
}
