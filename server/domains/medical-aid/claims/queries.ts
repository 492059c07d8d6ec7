/**
 * SQL of claims. What moves money is one function of the database in one round trip; the three functions run by the
 * application's login, for the hospital that the door has made sure of.
 */
import type { Database, Listing, Transaction } from '../../../platform/db/index.ts'

type Connection = Database | Transaction

export type OpenedClaim = {
  content_hash: Buffer | null
  answer: string | null
  designated: boolean
  person_id: string | null
  household_id: string | null
  division_code: string | null
  died_on: string | null
  programmes: string[]
  destitute: boolean
  disability_grade: bigint | null
  /** Fen as text, by the law's names. */
  totals: Record<string, string>
}

/** What is known before a claim is reckoned: the patient, the place, the year so far, and an earlier answer. */
export async function openClaim(
  sql: Connection,
  of: {
    hospital_id: string
    claim_number: string
    identity_number: string
    name: string
    law_day: string
    admitted_on: string
    year: number
  },
): Promise<OpenedClaim> {
  const [row] = await sql<[OpenedClaim]>`
    select content_hash, answer, designated, person_id, household_id, division_code, died_on, programmes, destitute,
      disability_grade, totals
    from open_claim(${of.hospital_id}, ${of.claim_number}, ${of.identity_number}, ${of.name}, ${of.law_day},
      ${of.admitted_on}, ${of.year})`
  return row
}

export type SettledOutcome = {
  outcome: 'settled' | 'again' | 'other_content' | 'key_reused' | 'outdated' | 'key_revoked'
  answer: string | null
  totals: Record<string, string> | null
}

/** @param claim JSON text: what settle_claim of the database takes */
export async function settleClaim(sql: Connection, claim: string): Promise<SettledOutcome> {
  const [row] = await sql<[SettledOutcome]>`
    select outcome, answer, totals from settle_claim(${claim}::text::jsonb)`
  return row
}

export type ReversedOutcome = {
  outcome: 'reversed' | 'again' | 'unknown' | 'reversed_before' | 'key_revoked'
  answer: string | null
}

export async function reverseClaim(
  sql: Connection,
  of: {
    hospital_id: string
    claim_number: string
    reversal_key: string
    answer: string
    business_date: string
    at: string
    request_id: string
    hospital_key_id: string | null
    account_id: string | null
    text: string
  },
): Promise<ReversedOutcome> {
  const [row] = await sql<[ReversedOutcome]>`
    select outcome, answer from reverse_claim(${of.hospital_id}, ${of.claim_number}, ${of.reversal_key}, ${of.answer},
      ${of.business_date}, ${of.at}, ${of.request_id}, ${of.hospital_key_id}, ${of.account_id}, ${of.text})`
  return row
}

export type ClaimRow = {
  claim_id: string
  claim_number: string
  hospital_name: string
  patient_name: string
  kind: 'inpatient' | 'chronic_outpatient' | 'outpatient'
  medical_group: string
  admitted_on: string
  discharged_on: string
  received_on: string
  total: bigint
  aid: bigint
  own_paid: bigint
  state: 'settled' | 'reversed'
  division_path: string | null
  count: number
  aid_sum: bigint
}

/** Claims of patients registered within the caller's area, the latest first. */
export function listClaims(
  tx: Transaction,
  filter: {
    hospital_id: string | null
    division: string
    from: string
    until: string
    limit: number | null
    offset: number
  },
): Listing<ClaimRow> {
  return tx<ClaimRow[]>`
    with found as materialized (
      select c.*, (count(*) over ())::int as count,
        (coalesce(sum(c.aid) filter (where c.state = 'settled') over (), 0))::bigint as aid_sum
      from claim c
      where c.division_code >= ${filter.division} and c.division_code < ${filter.division} || ':'
        and c.received_on between ${filter.from} and ${filter.until}
        and (${filter.hospital_id}::uuid is null or c.hospital_id = ${filter.hospital_id})
      order by c.received_on desc, c.claim_id desc
      limit ${filter.limit} offset ${filter.offset}
    )
    select f.claim_id, f.claim_number, hospital_name(f.hospital_id) as hospital_name,
      coalesce(p.name, '受保护对象') as patient_name, f.kind, f.medical_group, f.admitted_on, f.discharged_on, f.received_on,
      f.total, f.aid, f.own_paid, f.state, division_path(f.division_code) as division_path, f.count, f.aid_sum
    from found f left join person p using (person_id)
    order by f.received_on desc, f.claim_id desc`
}
