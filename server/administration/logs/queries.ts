/** SQL of the log's pages. Runs as the auditor. */
import type { Transaction } from '../../platform/db/index.ts'
import type { AuditRow, DisclosureRow } from './contract.ts'

export type AuditFilter = {
  from: string | null
  to: string | null
  act: string | null
  subject_kind: string | null
  subject_id: string | null
  account_id: string | null
}

export async function listEntries(
  tx: Transaction,
  filter: AuditFilter,
  limit: number,
  offset: number,
): Promise<AuditRow[]> {
  return tx<AuditRow[]>`
    select e.entry_id, e.at, e.business_date, e.account_id, coalesce(e.actor_name, a.display_name) as actor_name, e.role, e.act, e.subject_kind,
      e.subject_id, e.division_code, e.detail, e.request_id, l.batch_number::integer
    from audit_entry e
    left join audit_leaf l on l.entry_id = e.entry_id
    -- Whoever signs in acts as a stranger until the door has opened.
    left join account a on a.account_id = e.account_id and a.kind = 'staff'
    where ${matches(tx, filter)}
    order by e.at desc, e.entry_id desc limit ${limit} offset ${offset}`
}

export async function countEntries(tx: Transaction, filter: AuditFilter): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from audit_entry e where ${matches(tx, filter)}`
  return row?.count ?? 0
}

function matches(tx: Transaction, filter: AuditFilter) {
  return tx`
    (${filter.from}::date is null or e.business_date >= ${filter.from}::date)
    and (${filter.to}::date is null or e.business_date <= ${filter.to}::date)
    and (${filter.act}::text is null or starts_with(e.act, ${filter.act}))
    and (${filter.subject_kind}::text is null or e.subject_kind = ${filter.subject_kind})
    and (${filter.subject_id}::text is null or e.subject_id = ${filter.subject_id})
    and (${filter.account_id}::uuid is null or e.account_id = ${filter.account_id})`
}

export type AuditState = {
  batches: number
  sealed: number
  unsealed: number
  last_sealed_at: string | null
  last_seal: string | null
}

export async function getState(tx: Transaction): Promise<AuditState> {
  const [row] = await tx<AuditState[]>`
    select count(*)::integer as batches, coalesce(sum(entry_count), 0)::integer as sealed,
      (select count(*) from audit_entry)::integer - coalesce(sum(entry_count), 0)::integer as unsealed,
      max(sealed_at) as last_sealed_at,
      (select encode(seal, 'hex') from audit_batch order by batch_number desc limit 1) as last_seal
    from audit_batch`
  return row as AuditState
}

export type DisclosureFilter = {
  from: string | null
  to: string | null
  field: string | null
  account_id: string | null
  person_id: string | null
}

/** Whom it was about is said by the record's key and area only: the auditor may not read people. */
export async function listDisclosures(
  tx: Transaction,
  filter: DisclosureFilter,
  limit: number,
  offset: number,
): Promise<DisclosureRow[]> {
  return tx<DisclosureRow[]>`
    select s.disclosure_id, s.at, s.business_date, s.account_id, s.viewer_name, s.viewer_unit, s.person_id, s.field,
      s.reason, concat(district.name, street.name) as division_name
    from disclosure s
    left join division district on district.division_code = left(s.division_code, 6)
    left join division street on street.division_code = left(s.division_code, 9) and length(s.division_code) >= 9
    where ${aboutDisclosure(tx, filter)}
    order by s.at desc, s.disclosure_id desc limit ${limit} offset ${offset}`
}

export async function countDisclosures(tx: Transaction, filter: DisclosureFilter): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from disclosure s where ${aboutDisclosure(tx, filter)}`
  return row?.count ?? 0
}

function aboutDisclosure(tx: Transaction, filter: DisclosureFilter) {
  return tx`
    (${filter.from}::date is null or s.business_date >= ${filter.from}::date)
    and (${filter.to}::date is null or s.business_date <= ${filter.to}::date)
    and (${filter.field}::text is null or s.field = ${filter.field})
    and (${filter.account_id}::uuid is null or s.account_id = ${filter.account_id})
    and (${filter.person_id}::uuid is null or s.person_id = ${filter.person_id})`
}
