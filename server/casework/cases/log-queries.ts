/** SQL of the log of cases: only ever inserted. */
import type { Transaction } from '../../platform/db/index.ts'

export type LogRow = {
  entry_id: string
  at: string
  business_date: string
  account_id: string | null
  actor_name: string
  unit_name: string | null
  act: string
  step_id: string
  text: string
}

export async function insertLog(
  tx: Transaction,
  entry: Omit<LogRow, 'entry_id'> & {
    case_id: string
    detail: Record<string, unknown>
    division_code: string
    household_id: string | null
  },
): Promise<void> {
  await tx`
    insert into case_log (case_id, at, business_date, account_id, actor_name, unit_name, act, step_id, text, detail, division_code, household_id)
    values (${entry.case_id}, ${entry.at}, ${entry.business_date}, ${entry.account_id}, ${entry.actor_name}, ${entry.unit_name},
      ${entry.act}, ${entry.step_id}, ${entry.text}, ${JSON.stringify(entry.detail)}::text::jsonb, ${entry.division_code}, ${entry.household_id})`
}

export function listLog(tx: Transaction, case_id: string): Promise<LogRow[]> {
  return tx<LogRow[]>`
    select entry_id, at, business_date, account_id, actor_name, unit_name, act, step_id, text
    from case_log where case_id = ${case_id} order by at desc, entry_id desc`
}

/** Whether an act is on a case's log. */
export async function isOnLog(tx: Transaction, case_id: string, act: string): Promise<boolean> {
  const [row] = await tx<{ found: boolean }[]>`
    select exists (select from case_log where case_id = ${case_id} and act = ${act}) as found`
  return row?.found ?? false
}
