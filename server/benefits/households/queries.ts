/** SQL that fetches a household whole: who belonged to it when, and every fact ever known of it and of them. */
import type { Transaction } from '../../platform/db/index.ts'
import type { FactRow } from '../../registries/people/index.ts'

export type HouseholdRow = {
  household_id: string
  division_code: string
  register_kind: 'urban' | 'rural' | null
  address: string | null
}

export async function findHousehold(
  tx: Transaction,
  household_id: string,
  today: string,
): Promise<HouseholdRow | undefined> {
  const [row] = await tx<HouseholdRow[]>`
    select h.household_id, h.division_code, h.register_kind, a.address
    from household h left join address a on a.household_id = h.household_id and a.valid @> ${today}::date
    where h.household_id = ${household_id}`
  return row
}

export type MembershipRow = {
  person_id: string
  relation: string
  name: string
  sex: string
  birth_date: string | null
  death_date: string | null
  identity_number: string | null
  restricted: boolean
  /** First day, and the day after the last; null while it lasts. */
  since: string
  until: string | null
}

export function listMemberships(tx: Transaction, household_id: string): Promise<MembershipRow[]> {
  return tx<MembershipRow[]>`
    select m.person_id, m.relation, p.name, p.sex, p.birth_date, p.death_date, p.identity_number, p.restricted,
      lower(m.valid) as since, upper(m.valid) as until
    from household_member m join person p using (person_id)
    where m.household_id = ${household_id}
    order by m.relation <> 'head', p.birth_date nulls last, m.person_id`
}

/** Whether somebody lives in the household whose record the caller may not see. */
export async function hasHiddenMember(
  tx: Transaction,
  household_id: string,
  today: string,
): Promise<boolean> {
  const [row] = await tx<{ hidden: boolean }[]>`
    select exists (
      select from household_member m
      where m.household_id = ${household_id} and m.valid @> ${today}::date
        and not exists (select from person p where p.person_id = m.person_id)) as hidden`
  return row?.hidden ?? false
}

/**
 * Everything ever known, the latest first; `valid_to` is the day after the last. The subjects are an array, because an
 * `or` with a query in it reads the whole table.
 */
export function listFactHistory(tx: Transaction, household_id: string): Promise<FactRow[]> {
  return tx<FactRow[]>`
    select fact_id, subject_id, subject_kind, household_id, name, lower(valid) as valid_from, upper(valid) as valid_to, known_on,
      number_value, code_value, source_kind, source_name, source_reference
    from fact
    where subject_id = any (
      array(select person_id from household_member where household_id = ${household_id}) || ${household_id}::uuid)
    order by known_on desc, recorded_at desc, fact_id desc`
}

export type BenefitRow = {
  programme_id: string
  /** First month, and the first day after the last month; null while it runs. */
  from_month: string
  until_month: string | null
  /** Whom the determination behind it names; empty where it is for the household. */
  person_ids: string[]
}

/** What the household has or had of every programme, as its determinations stand now. */
export function listBenefits(tx: Transaction, household_id: string): Promise<BenefitRow[]> {
  return tx<BenefitRow[]>`
    select e.programme_id, lower(e.valid) as from_month, upper(e.valid) as until_month,
      array(
        select distinct b.person_id from determination_beneficiary b
        where b.determination_id = e.determination_id order by b.person_id) as person_ids
    from entitlement e
    where e.household_id = ${household_id}
    order by e.programme_id, lower(e.valid)`
}

export type AppliedForRow = {
  case_id: string
  programme_id: string
  submitted_on: string
  person_ids: string[]
  payee_id: string
  /** Granted; else nothing has been decided yet. */
  approved: boolean
}

/** What was applied for, for whom and to whose account, as far as the case is open or was approved; the latest last. */
export function listAppliedFor(tx: Transaction, household_id: string): Promise<AppliedForRow[]> {
  return tx<AppliedForRow[]>`
    select a.case_id, a.programme_id, a.submitted_on, a.beneficiary_ids as person_ids, a.payee_id,
      c.state <> 'open' as approved
    from application a join case_file c using (case_id)
    where a.household_id = ${household_id}
      and (c.state = 'open' or c.outcome = 'approved')
    order by a.submitted_on, a.case_id`
}
