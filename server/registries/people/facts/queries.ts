/** SQL of facts. They are only ever inserted; what counts on a day is the latest known row whose time holds. */
import type { Transaction } from '../../../platform/db/index.ts'

export type FactRow = {
  fact_id: string
  subject_id: string
  subject_kind: 'person' | 'household'
  household_id: string | null
  name: string
  valid_from: string | null
  valid_to: string | null
  known_on: string
  number_value: bigint | null
  code_value: string | null
  source_kind: 'declared' | 'register' | 'means_check' | 'visit' | 'import' | 'decision'
  source_name: string
  source_reference: string | null
}

export type NewFactRow = {
  subject_id: string
  subject_kind: 'person' | 'household'
  household_id: string | null
  name: string
  valid_from: string
  /** Last day; null for "until further notice". */
  valid_to: string | null
  known_on: string
  /** Text, because JSON numbers are too narrow. */
  number_value: string | null
  code_value: string | null
  source_kind: FactRow['source_kind']
  source_name: string
  source_reference: string | null
  division_code: string
}

/** One row per subject and name: what holds on `holding_on` by what was known on `known_on`. */
export function listFactsAsOf(
  tx: Transaction,
  subject_ids: readonly string[],
  holding_on: string,
  known_on: string,
): Promise<FactRow[]> {
  return tx<FactRow[]>`
    select distinct on (subject_id, name) fact_id, subject_id, subject_kind, household_id, name,
      lower(valid) as valid_from, (upper(valid) - 1)::date as valid_to, known_on, number_value, code_value,
      source_kind, source_name, source_reference
    from fact
    where subject_id = any (${subject_ids as string[]}::uuid[]) and valid @> ${holding_on}::date
      and known_on <= ${known_on}::date
    order by subject_id, name, known_on desc, recorded_at desc, fact_id desc`
}

/** Every record of a subject, of one fact or of all, the latest known first. */
export function listFactVersions(
  tx: Transaction,
  subject_id: string,
  name: string | null,
): Promise<FactRow[]> {
  return tx<FactRow[]>`
    select fact_id, subject_id, subject_kind, household_id, name, lower(valid) as valid_from,
      (upper(valid) - 1)::date as valid_to, known_on, number_value, code_value, source_kind, source_name, source_reference
    from fact
    where subject_id = ${subject_id} and (${name}::text is null or name = ${name})
    order by known_on desc, recorded_at desc, fact_id desc
    limit 500`
}

/** Records facts, any number in one statement; answers their ids in order. */
export async function insertFacts(tx: Transaction, facts: readonly NewFactRow[]): Promise<string[]> {
  const rows = await tx<{ fact_id: string }[]>`
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference, division_code)
    select subject_id, subject_kind, household_id, name, daterange(valid_from, valid_to, '[]'), known_on, number_value,
      code_value, source_kind, source_name, source_reference, division_code
    from jsonb_to_recordset(${JSON.stringify(facts)}::text::jsonb) as given (subject_id uuid, subject_kind text,
      household_id uuid, name text, valid_from date, valid_to date, known_on date, number_value bigint, code_value text,
      source_kind text, source_name text, source_reference text, division_code text)
    returning fact_id`
  return rows.map((row) => row.fact_id)
}

/** What a fact may be about: a visible person or household, with where it lies. */
export async function findSubject(
  tx: Transaction,
  subject_id: string,
  day: string,
): Promise<{ kind: 'person' | 'household'; household_id: string | null; division_code: string } | undefined> {
  const [row] = await tx<
    { kind: 'person' | 'household'; household_id: string | null; division_code: string }[]
  >`
    select 'person' as kind, m.household_id, p.division_code
    from person p left join household_member m on m.person_id = p.person_id and m.valid @> ${day}::date
    where p.person_id = ${subject_id}
    union all
    select 'household', household_id, division_code from household where household_id = ${subject_id}`
  return row
}
