/** SQL of requests without a usable answer, in checks that are not at their end. */
import type { Transaction } from '../../../platform/db/index.ts'
import type { MeansSource } from '../sources.ts'

export type Why = 'failed' | 'stale' | 'waiting'

export type UnsettledRow = {
  means_check_id: string
  case_id: string
  case_number: string
  programme_id: string
  title: string | null
  street_name: string | null
  source: MeansSource
  why: Why
  round: number
  asked_on: string
  as_of: string | null
  outcome: string | null
  fault: string | null
  attempts: number | null
  final_by: string | null
  owner_role: string
  owner_name: string | null
  due_on: string
}

/** Of each source the last round; `oldest` is the first day of books that still count, by source. */
const unsettled = (tx: Transaction, oldest: Readonly<Record<string, string>>) => tx`
  latest as (
    select distinct on (r.means_check_id, r.source) r.means_check_id, r.source, r.round, r.request_id, r.asked_on, r.as_of, r.outcome, r.fault,
      m.case_id
    from means_check m join means_check_request r using (means_check_id)
    where m.state in ('running', 'answered')
    order by r.means_check_id, r.source, r.round desc
  ), unsettled as (
    select l.*, case
        when l.outcome is null then 'waiting'
        when l.outcome in ('failed', 'unanswered', 'stopped') then 'failed'
        when l.outcome = 'stale' or l.as_of < (${JSON.stringify(oldest)}::text::jsonb ->> l.source)::date then 'stale'
      end as why
    from latest l join case_file c using (case_id) where c.state = 'open'
  )`

/** The ones whose case is due first come first. */
export function listUnsettled(
  tx: Transaction,
  filter: {
    why: Why | null
    oldest: Readonly<Record<string, string>>
    today: string
    limit: number
    offset: number
  },
): Promise<UnsettledRow[]> {
  return tx<UnsettledRow[]>`
    with ${unsettled(tx, filter.oldest)}
    select u.means_check_id, u.case_id, c.case_number, c.programme_id, head.name as title, street.name as street_name, u.source, u.why, u.round,
      u.asked_on, u.as_of, u.outcome, u.fault, e.attempts, e.final_by, coalesce(e.owner_role, c.owner_role) as owner_role,
      staff_name(coalesce(e.owner_account_id, c.owner_account_id)) as owner_name, c.due_on
    from unsettled u join case_file c using (case_id)
    left join exchange_request e using (request_id)
    left join lateral (
      select p.name from household_member m join person p using (person_id)
      where m.household_id = c.household_id and m.relation = 'head' and m.valid @> ${filter.today}::date limit 1) head on true
    left join division street on street.division_code = left(c.division_code, 9) and length(c.division_code) >= 9
    where u.why is not null and (${filter.why}::text is null or u.why = ${filter.why})
    order by c.due_on, u.case_id, u.source limit ${filter.limit} offset ${filter.offset}`
}

export async function countUnsettled(
  tx: Transaction,
  oldest: Readonly<Record<string, string>>,
): Promise<Record<Why, number>> {
  const [row] = await tx<Record<Why, number>[]>`
    with ${unsettled(tx, oldest)}
    select (count(*) filter (where why = 'failed'))::integer as failed, (count(*) filter (where why = 'stale'))::integer as stale,
      (count(*) filter (where why = 'waiting'))::integer as waiting
    from unsettled`
  return row!
}
