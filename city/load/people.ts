/** Rows of the registries for one household after the other. */
import { bankAccount, cityId } from '../people/identity.ts'
import { ID_KIND } from '../people/generate.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'
import { addRow, createTable } from './copy.ts'
import type { Table } from './copy.ts'
import {
  isChecked,
  registeredHouseholdFacts,
  registeredPersonFacts,
  wholeHouseholdFacts,
  wholePersonFacts,
} from './facts.ts'
import type { FactSource, FactValue } from './facts.ts'
import { ANSWERED_FACTS } from '../history/checked-sources.ts'
import type { Version } from '../history/life.ts'
import { indexName } from './names-index.ts'

export type RegistryTables = {
  person: Table
  household: Table
  bank_account: Table
  household_member: Table
  address: Table
  fact: Table
}

/** The tables in the order in which they must be filled. */
export function createRegistryTables(): RegistryTables {
  return {
    person: createTable(
      'person',
      'person_id, name, name_pinyin, name_initials, name_pieces, sex, birth_date, identity_number, nationality, telephone, division_code, synthetic',
    ),
    household: createTable('household', 'household_id, division_code, register_kind, established_on'),
    bank_account: createTable(
      'bank_account',
      'bank_account_id, person_id, bank_name, number, valid, division_code',
    ),
    household_member: createTable(
      'household_member',
      'person_id, household_id, relation, valid, division_code',
    ),
    address: createTable('address', 'household_id, address, division_code, valid'),
    fact: createTable(
      'fact',
      'fact_id, subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value, source_kind, source_name, division_code',
    ),
  }
}

const SOURCE_NAMES: Record<FactSource, string> = {
  household_register: '户籍登记',
  social_insurance: '社会保险',
  disability_register: '残疾人证登记',
  real_estate: '不动产登记',
  vehicles: '车辆登记',
  means_check: '家庭经济状况核对',
}

/** When facts hold and when they became known, `YYYY-MM-DD`. */
export type FactTimes = { from: string; knownOn: string; declared?: boolean }

/** The day from which registers are kept in the demonstration city, and on which its first facts became known. */
export const REGISTER_TIMES: FactTimes = { from: '2014-01-01', knownOn: '2014-01-01' }

type FactCounter = (household: CityHousehold) => string

/** Ids of facts: counted within a household, whoever the facts are about. */
export function createFactIds(seed: number, districtIndex: number): FactCounter {
  let current = ''
  let item = 0
  return (household) => {
    if (household.id !== current) {
      current = household.id
      item = 0
    }
    item += 1
    return cityId(seed, ID_KIND.fact, districtIndex, household.number, item)
  }
}

/**
 * Adds one fact about the household or, when `person` is given, about that member; of nobody before the birth.
 */
export function addFact(
  table: Table,
  household: CityHousehold,
  person: CityPerson | null,
  fact: FactValue,
  times: FactTimes,
  factId: string,
): void {
  const born = person?.birthDate ?? ''
  const later = (day: string): string => (day < born ? born : day)
  const asked = times.declared ? 'declared' : 'means_check'
  const sourceKind = fact.source === 'means_check' ? asked : 'register'
  addRow(
    table,
    factId,
    person?.id ?? household.id,
    person ? 'person' : 'household',
    household.id,
    fact.name,
    `[${later(times.from)},)`,
    later(times.knownOn),
    fact.number ?? null,
    fact.code ?? null,
    sourceKind,
    sourceKind === 'declared' ? '申请人申报' : SOURCE_NAMES[fact.source],
    household.community,
  )
}

function addPerson(tables: RegistryTables, household: CityHousehold, person: CityPerson): void {
  const index = indexName(person.name)
  const since = person.birthDate > household.establishedOn ? person.birthDate : household.establishedOn
  addRow(
    tables.person,
    person.id,
    person.name,
    index.pinyin,
    index.initials,
    `{${index.pieces.join(',')}}`,
    person.sex === 'male' ? '1' : '2',
    person.birthDate,
    person.identityNumber,
    person.nationality,
    person.telephone,
    household.community,
    true,
  )
  addRow(
    tables.household_member,
    person.id,
    household.id,
    person.relation,
    `[${since},)`,
    household.community,
  )
}

/** Adds the household, its people, address and account. */
export function addHousehold(
  tables: RegistryTables,
  household: CityHousehold,
  seed: number,
  districtIndex: number,
): void {
  const { id, community, establishedOn, members } = household
  addRow(tables.household, id, community, household.rural ? 'rural' : 'urban', establishedOn)
  addRow(tables.address, id, household.address, community, `[${establishedOn},)`)
  for (const person of members) addPerson(tables, household, person)
  if (!isChecked(household)) return
  const account = cityId(seed, ID_KIND.bankAccount, districtIndex, household.number, 0)
  const number = bankAccount(household.district, household.number, 0)
  addRow(
    tables.bank_account,
    account,
    members[0]?.id ?? null,
    '示例银行',
    number,
    `[${establishedOn},)`,
    community,
  )
}

/**
 * Adds what is known of a household: all of it where its means were checked, as of the first check, and later the
 * incomes that had changed.
 */
export function addFacts(
  table: Table,
  household: CityHousehold,
  versions: readonly Version[],
  nextFactId: (household: CityHousehold) => string,
): void {
  const checked = isChecked(household)
  const [first, ...later] = versions
  const times = first ?? REGISTER_TIMES
  const add = (person: CityPerson | null, fact: FactValue, when: FactTimes) =>
    addFact(table, household, person, fact, when, nextFactId(household))
  for (const fact of checked ? wholeHouseholdFacts(household) : registeredHouseholdFacts(household))
    add(null, fact, times)
  for (const [index, person] of household.members.entries())
    for (const fact of checked
      ? wholePersonFacts(household, person, first?.incomes[index])
      : registeredPersonFacts(person))
      add(person, fact, times)
  let before = first
  for (const version of later) {
    // What a source has answered is known from it, also where it says what was declared.
    const answered = (fact: FactValue) => before?.declared === true && ANSWERED_FACTS.has(fact.name)
    for (const fact of wholeHouseholdFacts(household)) if (answered(fact)) add(null, fact, version)
    for (const [index, person] of household.members.entries()) {
      const known = wholePersonFacts(household, person, before?.incomes[index])
      for (const [place, fact] of wholePersonFacts(household, person, version.incomes[index]).entries())
        if (answered(fact) || fact.number !== known[place]?.number) add(person, fact, version)
    }
    before = version
  }
}
