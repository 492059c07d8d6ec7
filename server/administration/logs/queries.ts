/** SQL of the log's pages. Runs as the auditor. */
import type { Transaction } from '../../platform/db/index.ts'
import type { AuditRow } from './contract.ts'

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
    select e.entry_id, e.at, e.business_date, e.account_id, e.actor_name, e.role, e.act, e.subject_kind,
      e.subject_id, e.division_code, e.detail, e.request_id, l.batch_number::integer
    from audit_entry e left join audit_leaf l on l.entry_id = e.entry_id
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
