import type { Caller, Role } from '../../server/platform/act.ts'
import type { Transaction } from '../../server/platform/db/index.ts'

let count = 0

/** A member of staff with unit, account and post in the database, as the caller that he or she signs in as. */
export async function buildStaff(
  tx: Transaction,
  given: { role: Role; area: string; display_name?: string; person_id?: string },
): Promise<Extract<Caller, { kind: 'staff' }>> {
  count++
  const display_name = given.display_name ?? `经办${count}`
  const unit_name = `测试单位${given.area}`
  const [row] = await tx<{ account_id: string; post_id: string }[]>`
    with made_unit as (
      insert into unit (name, kind, division_code) values (${unit_name}, 'institution', ${given.area}) returning unit_id
    ), made_account as (
      insert into account (user_name, display_name, kind, person_id)
      values (${`staff-${process.pid}-${count}`}, ${display_name}, 'staff', ${given.person_id ?? null}) returning account_id
    )
    insert into post (account_id, unit_id, role, division_code)
    select account_id, unit_id, ${given.role}, ${given.area} from made_account, made_unit
    returning account_id, post_id
  `
  if (!row) throw new Error('the post was not stored')
  return {
    kind: 'staff',
    ...row,
    role: given.role,
    area: given.area,
    display_name,
    unit_name,
    person_id: given.person_id ?? null,
  }
}

/** The same account in a second post: one person who works in two offices. */
export async function buildSecondPost(
  tx: Transaction,
  first: Extract<Caller, { kind: 'staff' }>,
  second: { role: Role; area: string },
): Promise<Extract<Caller, { kind: 'staff' }>> {
  const unit_name = `测试单位${second.area}`
  const [row] = await tx<{ post_id: string }[]>`
    with made_unit as (
      insert into unit (name, kind, division_code) values (${unit_name}, 'institution', ${second.area}) returning unit_id
    )
    insert into post (account_id, unit_id, role, division_code)
    select ${first.account_id}, unit_id, ${second.role}, ${second.area} from made_unit
    returning post_id
  `
  if (!row) throw new Error('the post was not stored')
  return { ...first, ...second, post_id: row.post_id, unit_name }
}

/** A resident's account for a person on record, as the caller that he or she signs in as. */
export async function buildResident(
  tx: Transaction,
  given: { person_id: string; household_id?: string; display_name?: string },
): Promise<Extract<Caller, { kind: 'resident' }>> {
  count++
  const display_name = given.display_name ?? `居民${count}`
  const [row] = await tx<{ account_id: string }[]>`
    insert into account (user_name, display_name, kind, person_id)
    values (${`resident-${process.pid}-${count}`}, ${display_name}, 'resident', ${given.person_id}) returning account_id
  `
  if (!row) throw new Error('the account was not stored')
  return {
    kind: 'resident',
    account_id: row.account_id,
    person_id: given.person_id,
    household_id: given.household_id ?? null,
    display_name,
  }
}

/** A near relative that a member of staff has declared; running unless it says until when. */
export async function buildStaffRelative(
  tx: Transaction,
  given: { account_id: string; person_id: string; from?: string; until?: string; ended_by?: string },
): Promise<string> {
  const { account_id, person_id, from = '2017-01-01', until = null, ended_by = null } = given
  const [row] = await tx<{ staff_relative_id: string }[]>`
    insert into staff_relative (account_id, person_id, name, relation, valid, declared_by, declared_on, ended_by, ended_on, end_reason)
    select ${account_id}, person_id, name, 'parent', daterange(${from}::date, ${until}::date), ${account_id}, ${from},
      ${ended_by}, ${until}, ${until === null ? null : '不再是近亲属'}
    from person where person_id = ${person_id}
    returning staff_relative_id`
  if (!row) throw new Error('the relative was not stored')
  return row.staff_relative_id
}
