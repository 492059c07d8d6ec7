/** SQL of proposals to change a standard, and of the values that were enacted. */
import type { SourceMark } from '../../../engine/index.ts'
import type { Database, Transaction } from '../../platform/db/index.ts'
import type { EnactedValue, EnactedVersion, UnenactedValue } from './current-law.ts'
import type { ProposalState } from './model.ts'

/** Every enacted value with the document that it rests on. */
export async function listEnacted(tx: Transaction | Database): Promise<EnactedValue[]> {
  const rows = await tx<
    {
      parameter: string
      value_division: string
      value: string
      effective_from: string
      document: string
      document_number: string | null
      document_date: string | null
      mark: SourceMark
    }[]
  >`
    select v.parameter, v.value_division, trim_scale(v.value)::text as value, v.effective_from, p.document, p.document_number,
      p.document_date, p.mark
    from proposal_value v join proposal p using (proposal_id)
    where v.enacted order by v.parameter, v.value_division, v.effective_from`
  return rows.map((row) => ({
    parameter: row.parameter,
    division: row.value_division,
    from: row.effective_from,
    value: row.value,
    source: {
      document: row.document,
      mark: row.mark,
      ...(row.document_number === null ? {} : { number: row.document_number }),
      ...(row.document_date === null ? {} : { date: row.document_date }),
    },
  }))
}

/** Values of the law's files that this city has not enacted. */
export function listUnenacted(tx: Transaction | Database): Promise<UnenactedValue[]> {
  return tx<UnenactedValue[]>`
    select parameter, value_division as division, effective_from as "from" from unenacted_value`
}

/** Versions of rules that were enacted, in the order of their days. */
export function listEnactedVersions(tx: Transaction | Database): Promise<EnactedVersion[]> {
  return tx<EnactedVersion[]>`
    select programme_id, version, version_division as division, effective_from as "from"
    from enacted_version order by effective_from, programme_id, version_division`
}

export type ProposalRow = {
  proposal_id: string
  title: string
  effective_from: string
  document: string
  document_number: string | null
  document_date: string | null
  mark: SourceMark
  reason: string
  changes_the_past: boolean
  state: ProposalState
  prepared_by: string
  prepared_by_name: string | null
  prepared_on: string
  approved_by: string | null
  approved_by_name: string | null
  approved_on: string | null
  applied_on: string | null
  households_done: number
  households_changed: number
  households_waiting: number
  difference_total: bigint
  last_household_id: string | null
  version: number
  division_code: string
}

export type NewProposal = Pick<
  ProposalRow,
  | 'title'
  | 'effective_from'
  | 'document'
  | 'document_number'
  | 'document_date'
  | 'mark'
  | 'reason'
  | 'changes_the_past'
  | 'prepared_by'
  | 'prepared_on'
  | 'division_code'
>

export async function insertProposal(tx: Transaction, row: NewProposal): Promise<string> {
  const [made] = await tx<{ proposal_id: string }[]>`
    insert into proposal ${tx(row)} returning proposal_id`
  return made!.proposal_id
}

/** What is changed in a draft. Answers false when the version is another, or it is no draft any more. */
export async function updateDraft(
  tx: Transaction,
  proposal_id: string,
  version: number,
  row: Omit<NewProposal, 'prepared_by' | 'prepared_on' | 'division_code'>,
): Promise<boolean> {
  const rows = await tx`
    update proposal set ${tx(row)}, version = version + 1
    where proposal_id = ${proposal_id} and version = ${version} and state = 'draft' returning proposal_id`
  return rows.length > 0
}

export type ProposalValueRow = { parameter: string; value_division: string; value: string }

/** Replaces the values of a draft. */
export async function deleteValues(tx: Transaction, proposal_id: string): Promise<void> {
  await tx`delete from proposal_value where proposal_id = ${proposal_id} and not enacted`
}

export async function insertValues(
  tx: Transaction,
  of: { proposal_id: string; effective_from: string; division_code: string },
  values: readonly ProposalValueRow[],
): Promise<void> {
  await tx`
    insert into proposal_value (proposal_id, parameter, value_division, value, effective_from, division_code)
    select ${of.proposal_id}, parameter, value_division, value, ${of.effective_from}, ${of.division_code}
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
      as given (parameter text, value_division text, value numeric)`
}

export function listValues(tx: Transaction, proposal_id: string): Promise<ProposalValueRow[]> {
  return tx<ProposalValueRow[]>`
    select parameter, value_division, trim_scale(value)::text as value from proposal_value
    where proposal_id = ${proposal_id} order by parameter, value_division`
}

export type ProposalVersionRow = { programme_id: string; version: string; version_division: string }
export type HashedVersion = ProposalVersionRow & { rules_hash: string }

/** Replaces the versions of a draft. */
export async function deleteVersions(tx: Transaction, proposal_id: string): Promise<void> {
  await tx`delete from proposal_version where proposal_id = ${proposal_id}`
}

export async function insertVersions(
  tx: Transaction,
  of: { proposal_id: string; division_code: string },
  versions: readonly HashedVersion[],
): Promise<void> {
  await tx`
    insert into proposal_version (proposal_id, programme_id, version, version_division, rules_hash, division_code)
    select ${of.proposal_id}, programme_id, version, version_division, rules_hash, ${of.division_code}
    from jsonb_to_recordset(${JSON.stringify(versions)}::text::jsonb)
      as given (programme_id text, version text, version_division text, rules_hash text)`
}

export function listVersions(tx: Transaction, proposal_id: string): Promise<HashedVersion[]> {
  return tx<HashedVersion[]>`
    select programme_id, version, version_division, rules_hash from proposal_version
    where proposal_id = ${proposal_id} order by programme_id, version_division`
}

/** Puts the versions of an approved proposal in force from its day on. */
export async function enactVersions(tx: Transaction, proposal_id: string): Promise<void> {
  await tx`
    insert into enacted_version (programme_id, version, version_division, effective_from, rules_hash, proposal_id, division_code)
    select v.programme_id, v.version, v.version_division, p.effective_from, v.rules_hash, p.proposal_id, v.division_code
    from proposal_version v join proposal p using (proposal_id) where p.proposal_id = ${proposal_id}`
}

export async function findProposal(tx: Transaction, proposal_id: string): Promise<ProposalRow | undefined> {
  const [row] = await tx<ProposalRow[]>`
    select proposal_id, title, effective_from, document, document_number, document_date, mark, reason, changes_the_past,
      state, prepared_by, staff_name(prepared_by) as prepared_by_name, prepared_on, approved_by,
      staff_name(approved_by) as approved_by_name, approved_on, applied_on, households_done, households_changed,
      households_waiting, difference_total, last_household_id, version, division_code
    from proposal where proposal_id = ${proposal_id}`
  return row
}

export function listProposals(
  tx: Transaction,
  page: { limit: number; offset: number },
): Promise<(ProposalRow & { total: number })[]> {
  return tx<(ProposalRow & { total: number })[]>`
    select proposal_id, title, effective_from, document, document_number, document_date, mark, reason, changes_the_past,
      state, prepared_by, staff_name(prepared_by) as prepared_by_name, prepared_on, approved_by,
      staff_name(approved_by) as approved_by_name, approved_on, applied_on, households_done, households_changed,
      households_waiting, difference_total, last_household_id, version, division_code, (count(*) over ())::int as total
    from proposal order by effective_from desc, proposal_id desc limit ${page.limit} offset ${page.offset}`
}

/** Moves it on. Answers false when it was not where it should be. */
export async function moveProposal(
  tx: Transaction,
  move: {
    proposal_id: string
    version: number
    from: ProposalState[]
    to: ProposalState
    approved_by: string | null
    approved_on: string | null
  },
): Promise<boolean> {
  const rows = await tx`
    update proposal set state = ${move.to}, version = version + 1,
      approved_by = coalesce(${move.approved_by}, approved_by), approved_on = coalesce(${move.approved_on}::date, approved_on)
    where proposal_id = ${move.proposal_id} and version = ${move.version} and state = any (${move.from})
    returning proposal_id`
  return rows.length > 0
}

export async function enactValues(tx: Transaction, proposal_id: string): Promise<void> {
  await tx`update proposal_value set enacted = true where proposal_id = ${proposal_id}`
}

/** Approved ones whose first month may be decided on that day, the earliest first. */
export function listDueProposals(tx: Transaction, month: string): Promise<{ proposal_id: string }[]> {
  return tx<{ proposal_id: string }[]>`
    select proposal_id from proposal where state = 'approved' and effective_from <= ${month}::date
    order by effective_from, proposal_id`
}

/** Households with one of the programmes in or after the month, in order, after the last one seen. */
export function listHouseholdsOnBenefit(
  tx: Transaction,
  of: { programmes: string[]; month: string; after: string | null; limit: number },
): Promise<{ household_id: string }[]> {
  return tx<{ household_id: string }[]>`
    select distinct household_id from entitlement
    where programme_id = any (${of.programmes}) and (upper_inf(valid) or upper(valid) > ${of.month}::date)
      and (${of.after}::uuid is null or household_id > ${of.after}::uuid)
    order by household_id limit ${of.limit}`
}

/** What one stretch of the run came to. */
export async function addProgress(
  tx: Transaction,
  of: {
    proposal_id: string
    done: number
    changed: number
    waiting: number
    difference: bigint
    last: string
  },
): Promise<void> {
  await tx`
    update proposal set households_done = households_done + ${of.done},
      households_changed = households_changed + ${of.changed}, households_waiting = households_waiting + ${of.waiting},
      difference_total = difference_total + ${of.difference}::bigint, last_household_id = ${of.last}
    where proposal_id = ${of.proposal_id}`
}

export async function finishProposal(tx: Transaction, proposal_id: string, on: string): Promise<void> {
  await tx`
    update proposal set state = 'applied', applied_on = ${on}, version = version + 1
    where proposal_id = ${proposal_id} and state = 'approved'`
}
