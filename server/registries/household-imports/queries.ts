/** SQL of imports: their progress and problems, and the bulk writes, thousands of rows in a statement. */
import type { Transaction } from '../../platform/db/index.ts'

export type ImportRow = {
  import_id: string
  file_id: string
  file_name: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  failure: string | null
  row_count: number | null
  rows_read: number
  household_count: number
  person_count: number
  bad_row_count: number
  left_out_household_count: number
  left_out_row_count: number
  division_code: string
  uploaded_on: string
  uploaded_by_name: string | null
}

export async function findImport(tx: Transaction, import_id: string): Promise<ImportRow | undefined> {
  const [row] = await tx<ImportRow[]>`
    select import_id, file_id, file_name, state, failure, row_count, rows_read, household_count, person_count,
      bad_row_count, left_out_household_count, left_out_row_count, division_code, uploaded_on, uploaded_by_name
    from household_import where import_id = ${import_id}`
  return row
}

export async function findImportOfFile(
  tx: Transaction,
  sha256: Uint8Array,
  division_code: string,
): Promise<string | undefined> {
  const [row] = await tx<{ import_id: string }[]>`
    select import_id from household_import
    where file_sha256 = ${sha256} and division_code = ${division_code} and state <> 'failed'`
  return row?.import_id
}

export function listImports(
  tx: Transaction,
  limit: number,
  offset: number,
): Promise<(ImportRow & { total: number })[]> {
  return tx<(ImportRow & { total: number })[]>`
    select import_id, file_id, file_name, state, failure, row_count, rows_read, household_count, person_count,
      bad_row_count, left_out_household_count, left_out_row_count, division_code, uploaded_on, uploaded_by_name,
      count(*) over ()::int as total
    from household_import order by recorded_at desc, import_id desc limit ${limit} offset ${offset}`
}

export async function insertImport(
  tx: Transaction,
  row: {
    file_id: string
    file_sha256: Uint8Array
    file_name: string
    division_code: string
    uploaded_by: string
    uploaded_by_name: string
    uploaded_on: string
  },
): Promise<string> {
  const [made] = await tx<[{ import_id: string }]>`
    insert into household_import (file_id, file_sha256, file_name, division_code, uploaded_by, uploaded_by_name, uploaded_on)
    values (${row.file_id}, ${row.file_sha256}, ${row.file_name}, ${row.division_code}, ${row.uploaded_by},
      ${row.uploaded_by_name}, ${row.uploaded_on})
    returning import_id`
  return made.import_id
}

export async function updateProgress(tx: Transaction, import_id: string, rows_read: number): Promise<void> {
  await tx`
    update household_import set state = 'running', rows_read = ${rows_read}
    where import_id = ${import_id} and state in ('waiting', 'running')`
}

export async function failImport(tx: Transaction, import_id: string, failure: string): Promise<void> {
  await tx`
    update household_import set state = 'failed', failure = ${failure}
    where import_id = ${import_id} and state in ('waiting', 'running')`
}

/** Takes the import for this transaction; undefined when it is finished already. */
export async function lockUnfinished(
  tx: Transaction,
  import_id: string,
): Promise<{ import_id: string } | undefined> {
  const [row] = await tx<{ import_id: string }[]>`
    select import_id from household_import
    where import_id = ${import_id} and state in ('waiting', 'running') for update`
  return row
}

export async function finishImport(
  tx: Transaction,
  import_id: string,
  result: {
    row_count: number
    household_count: number
    person_count: number
    bad_row_count: number
    left_out_household_count: number
    left_out_row_count: number
  },
): Promise<void> {
  await tx`
    update household_import set state = 'done', row_count = ${result.row_count}, rows_read = ${result.row_count},
      household_count = ${result.household_count}, person_count = ${result.person_count},
      bad_row_count = ${result.bad_row_count}, left_out_household_count = ${result.left_out_household_count},
      left_out_row_count = ${result.left_out_row_count}
    where import_id = ${import_id}`
}

export type ProblemRow = {
  row_number: number
  column_letter: string
  label: string
  message: string
  household_key: string
}

export async function insertProblems(
  tx: Transaction,
  import_id: string,
  division_code: string,
  problems: readonly (ProblemRow & { position: number })[],
): Promise<void> {
  await tx`
    insert into household_import_problem (import_id, row_number, column_letter, label, message, household_key, position,
      division_code)
    select ${import_id}::uuid, row_number, column_letter, label, message, household_key, position, ${division_code}
    from jsonb_to_recordset(${JSON.stringify(problems)}::text::jsonb) as given (row_number int, column_letter text,
      label text, message text, household_key text, position int)`
}

export function listProblems(
  tx: Transaction,
  import_id: string,
  limit: number,
  offset: number,
): Promise<(ProblemRow & { total: number })[]> {
  return tx<(ProblemRow & { total: number })[]>`
    select row_number, column_letter, label, message, household_key, count(*) over ()::int as total
    from household_import_problem where import_id = ${import_id}
    order by position limit ${limit} offset ${offset}`
}

/** Keys that sort by time, as the tables make them. */
export async function newIds(tx: Transaction, count: number): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select uuidv7() as id from generate_series(1, ${count})`
  return rows.map((row) => row.id)
}

/** Communities and villages below an area that are in force on a day. */
export async function listCommunities(tx: Transaction, area: string, day: string): Promise<string[]> {
  const rows = await tx<{ division_code: string }[]>`
    select division_code from division
    where starts_with(division_code, ${area}) and length(division_code) = 12 and valid @> ${day}::date`
  return rows.map((row) => row.division_code)
}

export async function insertPeople(
  tx: Transaction,
  people: readonly Record<string, unknown>[],
): Promise<void> {
  await tx`
    with registered as (
      insert into person (person_id, name, name_pinyin, name_initials, name_pieces, sex, birth_date, identity_number,
        nationality, telephone, division_code)
      select person_id, name, name_pinyin, name_initials, name_pieces, sex, birth_date, identity_number, nationality,
        telephone, division_code
      from jsonb_to_recordset(${JSON.stringify(people)}::text::jsonb) as given (person_id uuid, name text,
        name_pinyin text, name_initials text, name_pieces text[], sex text, birth_date date, identity_number text,
        nationality text, telephone text, division_code text)
      returning division_code
    )
    insert into resident_change (division_code, change)
    select division_code, count(*) from registered group by division_code`
}

export async function insertHouseholds(
  tx: Transaction,
  households: readonly Record<string, unknown>[],
): Promise<void> {
  await tx`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(households)}::text::jsonb) as given (household_id uuid,
        division_code text, register_kind text, established_on date, address text)
    ), made as (
      insert into household (household_id, division_code, register_kind, established_on)
      select household_id, division_code, register_kind, established_on from given
    )
    insert into address (household_id, address, division_code, valid)
    select household_id, address, division_code, daterange(established_on, null) from given`
}

export async function insertMembers(
  tx: Transaction,
  members: readonly Record<string, unknown>[],
): Promise<void> {
  await tx`
    insert into household_member (person_id, household_id, relation, valid, division_code)
    select person_id, household_id, relation, daterange(since, null), division_code
    from jsonb_to_recordset(${JSON.stringify(members)}::text::jsonb) as given (person_id uuid, household_id uuid,
      relation text, since date, division_code text)`
}
