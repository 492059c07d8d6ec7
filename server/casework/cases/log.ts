/** The log of a case, in words, and the audit beside it: written in the act's own transaction. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { kindTitles } from './model.ts'
import { insertLog, isOnLog as findOnLog } from './log-queries.ts'
import type { CaseRow } from './queries.ts'

/** Writes a case's log and the audit in the act's own transaction. Texts name acts and amounts, no numbers of people. */
export async function logCase(
  act: Act,
  row: Pick<CaseRow, 'case_id' | 'step_id' | 'division_code' | 'household_id' | 'kind'>,
  what: string,
  text: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await insertLog(act.tx, {
    case_id: row.case_id,
    at: act.now,
    business_date: act.today,
    account_id: accountOf(act),
    actor_name: actorName(act),
    unit_name: act.caller.kind === 'staff' ? act.caller.unit_name : null,
    act: what,
    step_id: row.step_id,
    text,
    detail,
    division_code: row.division_code,
    household_id: row.household_id,
  })
  await audit(act, {
    act: `case.${what}`,
    subject_kind: 'case',
    subject_id: row.case_id,
    division_code: row.division_code,
    detail: { step: row.step_id, kind: kindTitles[row.kind] },
  })
}

export function accountOf(act: Act): string | null {
  return 'account_id' in act.caller ? act.caller.account_id : null
}

function actorName(act: Act): string {
  if (act.caller.kind === 'staff' || act.caller.kind === 'resident') return act.caller.display_name
  return act.caller.kind === 'system' ? '系统' : '群众'
}

/** Whether an act has been done to a case before: jobs that may run twice ask. */
export const isOnLog = (act: Act, case_id: string, what: string): Promise<boolean> =>
  findOnLog(act.tx, case_id, what)
