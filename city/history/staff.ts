/**
 * Offices and the people who work in them: every role in every district, two clerks in every street, the city's
 * bureau with its three administrators, and residents' accounts for the households of the story.
 */
import { listDivisions } from '../divisions/index.ts'
import { addRow, createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'
import { CITY_DISTRICTS } from '../people/districts.ts'
import { cityId } from '../people/identity.ts'
import { givenName, surname } from '../people/names.ts'
import { createRandom } from '../people/random.ts'
import type { CityHousehold } from '../people/types.ts'

export type Clerk = { id: string; name: string; unit: string }
export type Office = { clerks: Clerk[]; community: Clerk }
export type DistrictOffice = {
  reviewer: Clerk
  approver: Clerk
  third: Clerk
  finance: Clerk
  secondFinance: Clerk
}

export type Staff = {
  street(division: string): Office
  district(division: string): DistrictOffice
}

export type StaffTables = { unit: Table; account: Table; post: Table }

export function createStaffTables(): StaffTables {
  return {
    unit: createTable('unit', 'unit_id, name, kind, division_code'),
    account: createTable('account', 'account_id, user_name, display_name, kind, person_id'),
    post: createTable('post', 'post_id, account_id, unit_id, role, division_code'),
  }
}

/** People of the pictures; everybody else gets a name from the lists. */
const NAMED: Record<string, [name: string, userName: string]> = {
  '12 leader': ['周建国', 'zhoujianguo'],
  '120104 district_approver 1': ['陈静', 'chenjing'],
  '120104 district_approver 2': ['郑海', 'zhenghai'],
  '120104 district_approver 3': ['孙丽', 'sunli'],
  '120104008 street_clerk 1': ['赵敏', 'zhaomin'],
  '120104008 street_clerk 2': ['李强', 'liqiang'],
}
const CITY = 16
const KIND = { unit: 10, account: 11, post: 12 } as const

/** 嘉陵道街道 first, then the rest of 南开区, then the others: whoever chooses a role meets the story's people first. */
function storyFirst<T extends { code: string }>(divisions: readonly T[]): T[] {
  const rank = (code: string) => (code.startsWith('120104008') ? 0 : code.startsWith('120104') ? 1 : 2)
  return divisions.toSorted((left, right) => rank(left.code) - rank(right.code))
}

/** Fills the tables and answers who works where. No account has a password. */
export function addStaff(tables: StaffTables, seed: number): Staff {
  const random = createRandom()
  random.reseed(seed, 99, 0, 0)
  // Draws of their own, so that everybody else keeps the name of before.
  const third = createRandom()
  third.reseed(seed, 99, 1, 0)
  let counter = 0
  const nextId = (kind: keyof typeof KIND) => cityId(seed, KIND[kind], CITY, (counter += 1), 0)
  const addUnit = (name: string, kind: string, division: string) => {
    const id = nextId('unit')
    addRow(tables.unit, id, name, kind, division)
    return { id, name, division }
  }
  type Unit = ReturnType<typeof addUnit>
  const addPost = (account: string, unit: Unit, role: string) =>
    addRow(tables.post, nextId('post'), account, unit.id, role, unit.division)
  const addClerk = (unit: Unit, role: string, place = '', from = random): Clerk => {
    const key = `${unit.division} ${role}${place && ` ${place}`}`
    const sex = from.chance(0.55) ? 'female' : 'male'
    const drawn = surname(from) + givenName(from, sex, from.between(1962, 1990))
    const [name, userName] = NAMED[key] ?? [drawn, key.replaceAll(' ', '-').replaceAll('_', '-')]
    const id = nextId('account')
    addRow(tables.account, id, userName, name, 'staff', null)
    addPost(id, unit, role)
    return { id, name, unit: unit.name }
  }

  const bureau = addUnit('天津市民政局', 'city_bureau', '12')
  const leader = addClerk(bureau, 'leader')
  addPost(leader.id, bureau, 'policy_officer')
  for (const role of [
    'policy_officer',
    'system_administrator',
    'security_administrator',
    'audit_administrator',
  ])
    addClerk(bureau, role)

  const districts = new Map<string, DistrictOffice>()
  const streets = new Map<string, Office>()
  const names = new Map(listDivisions().map(({ code, name }) => [code, name]))
  for (const { code } of storyFirst(CITY_DISTRICTS)) {
    const unit = addUnit(`${names.get(code) ?? ''}民政局`, 'district_bureau', code)
    districts.set(code, {
      reviewer: addClerk(unit, 'district_approver', '1'),
      approver: addClerk(unit, 'district_approver', '2'),
      // Who visits for the district does not decide: two go, and one is left.
      third: addClerk(unit, 'district_approver', '3', third),
      finance: addClerk(unit, 'finance', '1'),
      secondFinance: addClerk(unit, 'finance', '2'),
    })
    addClerk(unit, 'leader')
  }
  const streetDivisions = listDivisions().filter((division) => division.code.length === 9)
  for (const { code, name } of storyFirst(streetDivisions)) {
    const office = name.endsWith('街道') ? `${name}办事处` : `${name}政府`
    const unit = addUnit(
      name.endsWith('街道') || name.endsWith('镇') ? office : `${name}管委会`,
      'street_office',
      code,
    )
    const clerks = [addClerk(unit, 'street_clerk', '1'), addClerk(unit, 'street_clerk', '2')]
    streets.set(code, { clerks, community: addClerk(unit, 'community_worker') })
  }
  const get = <T>(map: Map<string, T>, code: string): T => {
    const found = map.get(code)
    if (!found) throw new Error(`no office in ${code}`)
    return found
  }
  return {
    street: (division) => get(streets, division.slice(0, 9)),
    district: (division) => get(districts, division.slice(0, 6)),
  }
}

/** An account for the head of a household. */
export function addResident(tables: StaffTables, seed: number, household: CityHousehold): void {
  const head = household.members[0]
  if (!head) return
  const id = cityId(seed, KIND.account, CITY + 1, household.number, 0)
  addRow(
    tables.account,
    id,
    `resident-${head.identityNumber.slice(-4)}-${household.number}`,
    head.name,
    'resident',
    head.id,
  )
}
