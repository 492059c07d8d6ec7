/** SQL of what belongs to one matter: an application and whatever was opened about it later. */
import type { Receipt } from '../../../engine/index.ts'
import type { Transaction } from '../../platform/db/index.ts'

/** The case and those that it is about, up to the application. */
export function listMatter(
  tx: Transaction,
  case_id: string,
): Promise<
  { case_id: string; case_number: string; kind: string; accepted_on: string | null; opened_on: string }[]
> {
  return tx<
    { case_id: string; case_number: string; kind: string; accepted_on: string | null; opened_on: string }[]
  >`
    with recursive matter as (
      select case_id, case_number, kind, accepted_on, opened_on, parent_case_id from case_file where case_id = ${case_id}
      union
      select c.case_id, c.case_number, c.kind, c.accepted_on, c.opened_on, c.parent_case_id
      from case_file c join matter m on c.case_id = m.parent_case_id
    )
    select case_id, case_number, kind, accepted_on, opened_on from matter`
}

export type GrantedRow = { programme_id: string; decided_on: string; receipt: Receipt }

/** What the household was granted and has not been decided otherwise since, the latest first; cases named apart. */
export function listGranted(
  tx: Transaction,
  household_id: string,
  except: readonly string[],
): Promise<GrantedRow[]> {
  return tx<GrantedRow[]>`
    with all_of_them as materialized (select * from determinations_of_household(${household_id}::uuid))
    select d.programme_id, d.decided_on, d.receipt from all_of_them d
    where d.outcome = 'eligible' and not exists (select from all_of_them later where later.supersedes = d.determination_id)
      and (d.case_id is null or d.case_id <> all (${except as string[]}::uuid[]))
    order by d.decided_on desc, d.determination_id desc`
}
