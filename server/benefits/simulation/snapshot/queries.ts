/**
 * SQL of the snapshot. What is read whole goes by COPY in PostgreSQL's own binary form, which takes no parameters:
 * days, names and identifiers are checked before they are written into the statement.
 */
import type { Readable } from 'node:stream'
import type { Transaction } from '../../../platform/db/index.ts'

/** What held on a day by what was known on a day. */
export type Moment = { holding_on: string; known_on: string }

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error('not a day')
  return `date '${text}'`
}
const names = (list: readonly string[]): string => {
  if (list.some((each) => !/^[a-z][a-z0-9_-]*$/.test(each))) throw new Error('not a name')
  return `'{${list.join(',')}}'::text[]`
}
const ids = (list: readonly string[]): string => {
  if (list.some((each) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each)))
    throw new Error('not an identifier')
  return `'{${list.join(',')}}'::uuid[]`
}
const only = (column: string, list: readonly string[] | undefined): string =>
  list === undefined ? '' : ` and ${column} = any (${ids(list)})`

const copy = (tx: Transaction, select: string): Promise<Readable> =>
  tx.unsafe(`copy (${select}) to stdout (format binary)`).readable()

/** household_id, division_code, register_kind */
export const copyHouseholds = (tx: Transaction, wanted?: readonly string[]): Promise<Readable> =>
  copy(
    tx,
    `select household_id, division_code, register_kind from household where true${only('household_id', wanted)}`,
  )

/** household_id, person_id, relation, birth_date, restricted of those who belong to a household on the day */
export const copyMembers = (
  tx: Transaction,
  { holding_on }: Moment,
  wanted?: readonly string[],
): Promise<Readable> =>
  copy(
    tx,
    `select m.household_id, m.person_id, m.relation, p.birth_date, p.restricted
     from household_member m join person p using (person_id)
     where m.valid @> ${day(holding_on)}${only('m.household_id', wanted)}`,
  )

/** subject_id, name, known_on, number_value, code_value of all that was known and holds; several of a name */
export const copyFacts = (
  tx: Transaction,
  moment: Moment,
  wanted: readonly string[],
  subjects?: readonly string[],
): Promise<Readable> => copy(tx, `select ${FACT} from fact where ${knownFacts(moment, wanted, subjects)}`)

/** As `copyFacts`, and of each subject and name only what counts: the latest known, as a household is loaded alone. */
export const copyLatestFacts = (
  tx: Transaction,
  moment: Moment,
  wanted: readonly string[],
  subjects: readonly string[],
): Promise<Readable> =>
  copy(
    tx,
    `select distinct on (subject_id, name) ${FACT} from fact where ${knownFacts(moment, wanted, subjects)}
     order by subject_id, name, known_on desc, recorded_at desc, fact_id desc`,
  )

const FACT = 'subject_id, name, known_on, number_value, code_value'
const knownFacts = (
  { holding_on, known_on }: Moment,
  wanted: readonly string[],
  subjects: readonly string[] | undefined,
): string =>
  `valid @> ${day(holding_on)} and known_on <= ${day(known_on)} and name = any (${names(wanted)})${only('subject_id', subjects)}`

/** household_id, programme_id, amount of what was determined for the month of the day, by what was decided by then */
export const copyDetermined = (
  tx: Transaction,
  { known_on }: Moment,
  month: string,
  programmes: readonly string[],
  wanted?: readonly string[],
): Promise<Readable> =>
  copy(
    tx,
    `select household_id, programme_id, amount from (
       select distinct on (household_id, programme_id) household_id, programme_id, amount, effective_until
       from determination
       where decided_on <= ${day(known_on)} and effective_from <= ${day(month)}
         and programme_id = any (${names(programmes)})${only('household_id', wanted)}
       order by household_id, programme_id, decided_on desc, determination_id desc) latest
     where amount > 0 and (effective_until is null or effective_until > ${day(month)})`,
  )

/** person_id of everybody whom one of the programmes names in what was determined for the month, by what was decided by then */
export const copyNamed = (
  tx: Transaction,
  { known_on }: Moment,
  month: string,
  programmes: readonly string[],
  wanted?: readonly string[],
): Promise<Readable> =>
  copy(
    tx,
    `select distinct person_id from determination_beneficiary
     where determination_id in (${latestDetermined(known_on, month, programmes, wanted)})`,
  )

/** Households in which one of the programmes names somebody, as `copyNamed`. */
export async function listNaming(
  tx: Transaction,
  { known_on }: Moment,
  month: string,
  programmes: readonly string[],
): Promise<string[]> {
  const rows = await tx.unsafe<{ household_id: string }[]>(
    `select distinct household_id from determination_beneficiary
     where determination_id in (${latestDetermined(known_on, month, programmes)})`,
  )
  return rows.map((row) => row.household_id)
}

const latestDetermined = (
  known_on: string,
  month: string,
  programmes: readonly string[],
  wanted?: readonly string[],
): string =>
  `select determination_id from (
     select distinct on (household_id, programme_id) determination_id, amount, effective_until
     from determination
     where decided_on <= ${day(known_on)} and effective_from <= ${day(month)}
       and programme_id = any (${names(programmes)})${only('household_id', wanted)}
     order by household_id, programme_id, decided_on desc, determination_id desc) latest
   where amount > 0 and (effective_until is null or effective_until > ${day(month)})`

/** The machine's time in the database when the transaction began: what is recorded later has not been read. */
export async function findTransactionTime(tx: Transaction): Promise<string> {
  const [row] = await tx<[{ at: string }]>`select now() as at`
  return row.at
}

/** How many of these households are still there. */
export async function countHouseholds(tx: Transaction, household_ids: readonly string[]): Promise<number> {
  const [row] = await tx<[{ there: number }]>`
    select count(*)::int as there from household where household_id = any (${household_ids as string[]}::uuid[])`
  return row.there
}

/**
 * Households of which something was recorded since a moment, or begins or ceases to hold between two days. A
 * membership neither begins nor ends in the future, so the change of its row tells of it.
 */
export async function listChanged(
  tx: Transaction,
  since: { recorded: string; from: Moment; to: Moment; limit: number },
): Promise<string[]> {
  const { recorded, from, to, limit } = since
  const rows = await tx<{ household_id: string }[]>`
    with facts as materialized (
      select subject_id, subject_kind from fact where recorded_at > ${recorded}::timestamptz
      union
      select subject_id, subject_kind from fact
      where lower(valid) > known_on and lower(valid) > ${from.holding_on}::date and lower(valid) <= ${to.holding_on}::date
      union
      select subject_id, subject_kind from fact
      where upper(valid) is not null and upper(valid) > ${from.holding_on}::date and upper(valid) <= ${to.holding_on}::date
    ), people as materialized (
      select subject_id as person_id from facts where subject_kind = 'person'
      union select person_id from person where changed_at > ${recorded}::timestamptz
    )
    select household_id from (
      select household_id from household where changed_at > ${recorded}::timestamptz
      union select household_id from household_member where changed_at > ${recorded}::timestamptz
      union select subject_id from facts where subject_kind = 'household'
      union select m.household_id from household_member m join people using (person_id)
      union select household_id from determination where recorded_at > ${recorded}::timestamptz
      union select household_id from determination
      where (effective_from > ${from.holding_on}::date and effective_from <= ${to.holding_on}::date)
        or (effective_until > ${from.holding_on}::date and effective_until <= ${to.holding_on}::date)
    ) changed
    limit ${limit}`
  return rows.map((row) => row.household_id)
}
