/** Rows of people as pages show them: names whole, numbers masked, codes with their titles. */
import type { z } from 'zod'
import { maskIdentityNumber, maskTelephone } from '../identifiers/index.ts'
import type { memberView, personRow, personView } from './contract.ts'
import { ageOn, relationTitle, SEX_TITLES } from './model.ts'
import type { MemberRow, PersonRow } from './queries.ts'

type RowView = z.output<typeof personRow>
type Sex = RowView['sex']

/** @param day the day on which the age counts */
export function rowViewOf(row: PersonRow, day: string): RowView {
  return {
    person_id: row.person_id,
    name: row.name,
    sex: row.sex as Sex,
    sex_title: SEX_TITLES[row.sex] ?? '未知',
    birth_date: row.birth_date,
    age: ageOn(row.birth_date, row.death_date !== null && row.death_date < day ? row.death_date : day),
    death_date: row.death_date,
    masked_identity_number: row.identity_number === null ? null : maskIdentityNumber(row.identity_number),
    masked_telephone: row.telephone === null ? null : maskTelephone(row.telephone),
    division_code: row.division_code,
    division_path: row.division_path ?? '',
    household_id: row.household_id,
    relation: row.relation,
    relation_title: row.relation === null ? null : relationTitle(row.relation, row.sex),
  }
}

export function personViewOf(row: PersonRow, day: string): z.output<typeof personView> {
  const { nationality, synthetic, restricted, version } = row
  return { ...rowViewOf(row, day), nationality, synthetic, restricted, version }
}

type MemberView = z.output<typeof memberView>

/** A member in a household's table. */
export function memberViewOf(row: MemberRow, situation: string, day: string): MemberView {
  return {
    person_id: row.person_id,
    name: row.name,
    relation: row.relation,
    relation_title: relationTitle(row.relation, row.sex),
    sex: row.sex as Sex,
    age: ageOn(row.birth_date, day),
    masked_identity_number: row.identity_number === null ? null : maskIdentityNumber(row.identity_number),
    situation,
    since: row.since,
    until: row.until,
    death_date: row.death_date,
  }
}
