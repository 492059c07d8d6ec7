import type { Transaction } from '../../server/platform/db/index.ts'
import { buildDivision } from './division.ts'
import { buildPerson, type BuiltPerson } from './person.ts'

export type Relation =
  | 'head'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'grandchild'
  | 'grandparent'
  | 'sibling'
  | 'other'

export type BuiltHousehold = { household_id: string; division_code: string; members: BuiltPerson[] }

/** A household with its members; a head alone when none are named. The first member's relation should be `head`. */
export async function buildHousehold(
  tx: Transaction,
  given: {
    division_code?: string
    register_kind?: 'urban' | 'rural'
    established_on?: string
    members?: (Parameters<typeof buildPerson>[1] & { relation: Relation })[]
  } = {},
): Promise<BuiltHousehold> {
  const register_kind = given.register_kind ?? 'urban'
  const division_code = await buildDivision(
    tx,
    given.division_code ?? '120101001001',
    register_kind === 'rural',
  )
  const since = given.established_on ?? '2010-01-01'
  const [row] = await tx<{ household_id: string }[]>`
    insert into household (division_code, register_kind, established_on)
    values (${division_code}, ${register_kind}, ${since}) returning household_id
  `
  if (!row) throw new Error('the household was not stored')
  const members: BuiltPerson[] = []
  for (const { relation, ...person } of given.members ?? [{ relation: 'head' as const }]) {
    const built = await buildPerson(tx, { division_code, ...person })
    await tx`
      insert into household_member (person_id, household_id, relation, valid, division_code)
      values (${built.person_id}, ${row.household_id}, ${relation}, daterange(${since}::date, null), ${division_code})
    `
    members.push(built)
  }
  return { household_id: row.household_id, division_code, members }
}
