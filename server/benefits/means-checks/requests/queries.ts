/** SQL of requests: what each source was asked in each round, on which authorisations, and how that ended. */
import type { Transaction } from '../../../platform/db/index.ts'
import type { MeansSource } from '../sources.ts'
import type { Detail } from './words.ts'

export type Outcome = 'answered' | 'stale' | 'unanswered' | 'failed' | 'stopped'

export type MeansRequestRow = {
  means_check_request_id: string
  means_check_id: string
  source: MeansSource
  round: number
  way: 'exchange' | 'paper'
  request_id: string | null
  asked_on: string
  outcome: Outcome | null
  answered_on: string | null
  as_of: string | null
  fault: string | null
}

type Into = { means_check_id: string; division_code: string; household_id: string | null }

/** The next round of a source; answers its id. */
export async function insertMeansRequest(
  tx: Transaction,
  into: Into,
  row: {
    source: MeansSource
    way: 'exchange' | 'paper'
    request_id: string | null
    asked_on: string
    outcome: Outcome | null
    answered_on: string | null
    as_of: string | null
    recorded_by: string | null
  },
): Promise<string> {
  const [made] = await tx<{ means_check_request_id: string }[]>`
    insert into means_check_request (means_check_id, source, round, way, request_id, asked_on, outcome, answered_on, as_of, recorded_by,
      division_code, household_id)
    select ${into.means_check_id}::uuid, ${row.source}, 1 + count(*)::integer, ${row.way}, ${row.request_id}::uuid, ${row.asked_on}::date,
      ${row.outcome}, ${row.answered_on}::date, ${row.as_of}::date, ${row.recorded_by}::uuid, ${into.division_code}, ${into.household_id}::uuid
    from means_check_request where means_check_id = ${into.means_check_id} and source = ${row.source}
    returning means_check_request_id`
  return made!.means_check_request_id
}

export async function insertRequestAuthorisations(
  tx: Transaction,
  into: Into,
  means_check_request_id: string,
  authorisation_ids: readonly string[],
): Promise<void> {
  await tx`
    insert into means_check_request_authorisation (means_check_request_id, authorisation_id, division_code, household_id)
    select ${means_check_request_id}::uuid, authorisation_id, ${into.division_code}, ${into.household_id}::uuid
    from unnest(${authorisation_ids as string[]}::uuid[]) as given (authorisation_id)`
}

/** The last round of each source. */
export function listLatestRequests(tx: Transaction, means_check_id: string): Promise<MeansRequestRow[]> {
  return tx<MeansRequestRow[]>`
    select distinct on (source) means_check_request_id, means_check_id, source, round, way, request_id, asked_on, outcome, answered_on,
      as_of, fault
    from means_check_request where means_check_id = ${means_check_id} order by source, round desc`
}

/** Every round of every source. */
export function listRounds(tx: Transaction, means_check_id: string): Promise<MeansRequestRow[]> {
  return tx<MeansRequestRow[]>`
    select means_check_request_id, means_check_id, source, round, way, request_id, asked_on, outcome, answered_on, as_of, fault
    from means_check_request where means_check_id = ${means_check_id} order by source, round`
}

export async function findByRequest(
  tx: Transaction,
  request_id: string,
): Promise<MeansRequestRow | undefined> {
  const [row] = await tx<MeansRequestRow[]>`
    select means_check_request_id, means_check_id, source, round, way, request_id, asked_on, outcome, answered_on, as_of, fault
    from means_check_request where request_id = ${request_id}`
  return row
}

/** Ends a round. */
export async function endRound(
  tx: Transaction,
  means_check_request_id: string,
  end: { outcome: Outcome; answered_on: string | null; as_of: string | null; fault: string | null },
): Promise<void> {
  await tx`update means_check_request set ${tx(end)} where means_check_request_id = ${means_check_request_id}`
}

export type AskedPerson = {
  authorisation_id: string
  person_id: string
  name: string
  identity_number: string | null
  withdrawn_on: string | null
}

/** Whom a request asks about, by which authorisation, and whether that one still stands. */
export function listAskedPeople(tx: Transaction, means_check_request_id: string): Promise<AskedPerson[]> {
  return tx<AskedPerson[]>`
    select a.authorisation_id, a.person_id, p.name, p.identity_number, a.withdrawn_on
    from means_check_request_authorisation r
    join means_check_authorisation a using (authorisation_id)
    join person p on p.person_id = a.person_id
    where r.means_check_request_id = ${means_check_request_id} order by a.person_id`
}

export type DetailRow = {
  source: MeansSource
  person_id: string | null
  person_name: string | null
  label: string
  amount: bigint | null
}

/** What the source said in detail takes the place of what it said before. */
export async function deleteDetails(
  tx: Transaction,
  means_check_id: string,
  source: MeansSource | null,
): Promise<void> {
  await tx`
    delete from means_check_detail
    where means_check_id = ${means_check_id} and (${source}::text is null or source = ${source})`
}

export async function insertDetails(
  tx: Transaction,
  into: { means_check_id: string; source: MeansSource; division_code: string },
  details: readonly Detail[],
): Promise<void> {
  const rows = details.map((each) => ({ ...each, amount: each.amount?.toString() ?? null }))
  await tx`
    insert into means_check_detail (means_check_id, source, person_id, label, amount, division_code)
    select ${into.means_check_id}::uuid, ${into.source}, person_id, label, amount, ${into.division_code}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (person_id uuid, label text, amount bigint)`
}

export function listDetails(tx: Transaction, means_check_id: string): Promise<DetailRow[]> {
  return tx<DetailRow[]>`
    select d.source, d.person_id, p.name as person_name, d.label, d.amount
    from means_check_detail d left join person p using (person_id)
    where d.means_check_id = ${means_check_id} order by d.source, d.means_check_detail_id`
}
