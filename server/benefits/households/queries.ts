/**
 * SQL that fetches households whole: who belonged to them when, and every fact ever known of them and of their people.
 * Each statement takes as many households as are wanted; rows say whose they are.
 */
import type { Transaction } from '../../platform/db/index.ts'
import type { FactRow } from '../../registries/people/index.ts'

export type HouseholdRow = {
  household_id: string
  division_code: string
  register_kind: 'urban' | 'rural' | null
  address: string | null
}

export function listHouseholds(
  tx: Transaction,
  household_ids: readonly string[],
  today: string,
): Promise<HouseholdRow[]> {
  return tx<HouseholdRow[]>`
    select h.household_id, h.division_code, h.register_kind, a.address
    from household h left join address a on a.household_id = h.household_id and a.valid @> ${today}::date
    where h.household_id = any (${household_ids as string[]}::uuid[])`
}

/** A row of one of the households that were asked for. */
export type OfHousehold<Row> = Row & { household_id: string }

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

export function listMemberships(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<OfHousehold<MembershipRow>[]> {
  return tx<OfHousehold<MembershipRow>[]>`
    select m.household_id, m.person_id, m.relation, p.name, p.sex, p.birth_date, p.death_date, p.identity_number, p.restricted,
      lower(m.valid) as since, upper(m.valid) as until
    from household_member m join person p using (person_id)
    where m.household_id = any (${household_ids as string[]}::uuid[])
    order by m.relation <> 'head', p.birth_date nulls last, m.person_id`
}

/** The households among these where somebody lives whose record the caller may not see. */
export async function listHouseholdsWithHiddenMember(
  tx: Transaction,
  household_ids: readonly string[],
  today: string,
): Promise<string[]> {
  const rows = await tx<{ household_id: string }[]>`
    select distinct m.household_id from household_member m
    where m.household_id = any (${household_ids as string[]}::uuid[]) and m.valid @> ${today}::date
      and not exists (select from person p where p.person_id = m.person_id)`
  return rows.map((row) => row.household_id)
}

/**
 * Everything ever known, the latest first; `valid_to` is the day after the last. The subjects are joined, because an
 * `or` with a query in it reads the whole table. Who has lived in two of the households is in both.
 */
export function listFactHistory(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<(FactRow & { of_household: string })[]> {
  return tx<(FactRow & { of_household: string })[]>`
    with subject as materialized (
      select household_id as of_household, person_id as subject_id from household_member
      where household_id = any (${household_ids as string[]}::uuid[])
      union
      select id, id from unnest(${household_ids as string[]}::uuid[]) as asked (id)
    )
    select of_household, fact_id, subject_id, subject_kind, household_id, name, lower(valid) as valid_from,
      upper(valid) as valid_to, known_on, number_value, code_value, source_kind, source_name, source_reference
    from subject join fact using (subject_id)
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

/** What each household has or had of every programme, as its determinations stand now. */
export function listBenefits(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<OfHousehold<BenefitRow>[]> {
  return tx<OfHousehold<BenefitRow>[]>`
    select e.household_id, e.programme_id, lower(e.valid) as from_month, upper(e.valid) as until_month,
      array(
        select distinct b.person_id from determination_beneficiary b
        where b.determination_id = e.determination_id order by b.person_id) as person_ids
    from entitlement e
    where e.household_id = any (${household_ids as string[]}::uuid[])
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
export function listAppliedFor(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<OfHousehold<AppliedForRow>[]> {
  return tx<OfHousehold<AppliedForRow>[]>`
    select a.household_id, a.case_id, a.programme_id, a.submitted_on, a.beneficiary_ids as person_ids, a.payee_id,
      c.state <> 'open' as approved
    from application a join case_file c using (case_id)
    where a.household_id = any (${household_ids as string[]}::uuid[])
      and (c.state = 'open' or c.outcome = 'approved')
    order by a.submitted_on, a.case_id`
}
