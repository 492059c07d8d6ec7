/** Writes planned households: some thousand rows in each statement, all in the act's transaction. */
import type { Act } from '../../platform/act.ts'
import { insertFacts, spellName } from '../people/index.ts'
import type { NewFactRow } from '../people/index.ts'
import type { PlannedHousehold } from './plan.ts'
import * as queries from './queries.ts'
import type { ReadMember } from './read-row.ts'

/** Households in one round of statements. */
const ROUND = 1000

export async function writeHouseholds(act: Act, households: readonly PlannedHousehold[]): Promise<void> {
  for (let at = 0; at < households.length; at += ROUND)
    await writeRound(act, households.slice(at, at + ROUND))
}

async function writeRound(act: Act, households: readonly PlannedHousehold[]): Promise<void> {
  const members = households.flatMap((household) => household.members)
  const householdIds = await queries.newIds(act.tx, households.length)
  const personIds = await queries.newIds(act.tx, members.length)
  const placed = households.map((household, at) => ({
    ...household,
    household_id: householdIds[at] as string,
  }))
  let next = 0
  const people = placed.flatMap((household) =>
    household.members.map((member) => ({ household, member, person_id: personIds[next++] as string })),
  )
  await queries.insertHouseholds(
    act.tx,
    placed.map(({ members: _members, ...row }) => row),
  )
  await queries.insertPeople(act.tx, people.map(personRow))
  await queries.insertMembers(act.tx, people.map(memberRow))
  const facts = [
    ...placed.flatMap((household) => registerFact(act, household)),
    ...people.flatMap((row) => factRows(act, row)),
  ]
  for (let at = 0; at < facts.length; at += 5 * ROUND)
    await insertFacts(act.tx, facts.slice(at, at + 5 * ROUND))
}

type Placed = PlannedHousehold & { household_id: string }
type PlacedPerson = { household: Placed; member: ReadMember; person_id: string }

function personRow({ household, member, person_id }: PlacedPerson) {
  const { name, sex, birth_date, identity_number, nationality, telephone } = member
  const { division_code } = household
  return {
    person_id,
    name,
    ...spellName(name),
    sex,
    birth_date,
    identity_number,
    nationality,
    telephone,
    division_code,
  }
}

function memberRow({ household, member, person_id }: PlacedPerson) {
  const { household_id, division_code, established_on } = household
  const since =
    member.birth_date !== null && member.birth_date > established_on ? member.birth_date : established_on
  return { person_id, household_id, relation: member.relation, since, division_code }
}

function factOf(act: Act, household: Placed): Omit<NewFactRow, 'subject_id' | 'subject_kind' | 'name'> {
  return {
    household_id: household.household_id,
    valid_from: act.today,
    valid_to: null,
    known_on: act.today,
    number_value: null,
    code_value: null,
    source_kind: 'import',
    source_name: 'Excel 导入',
    source_reference: null,
    division_code: household.division_code,
  }
}

function registerFact(act: Act, household: Placed): NewFactRow[] {
  const { register_kind: code_value, household_id: subject_id } = household
  if (code_value === null) return []
  return [
    { ...factOf(act, household), subject_id, subject_kind: 'household', name: 'register_kind', code_value },
  ]
}

function factRows(act: Act, { household, member, person_id: subject_id }: PlacedPerson): NewFactRow[] {
  return member.facts.map((fact) => ({
    ...factOf(act, household),
    subject_id,
    subject_kind: 'person',
    ...fact,
  }))
}
