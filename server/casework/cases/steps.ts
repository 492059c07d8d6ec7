/** Rows of steps: each round of a step with its days, its date and who finished it. */
import type { Act } from '../../platform/act.ts'
import type { Deadline } from './clock.ts'
import { accountOf } from './log.ts'
import { insertStep, type CaseRow } from './queries.ts'
import { updateBarred } from './recusal-queries.ts'
import { listBarred } from './two-persons.ts'

/** The columns of a deadline. */
export function dueOf(deadline: Deadline): { due_on: string; due_provisional: boolean } {
  return { due_on: deadline.due_on, due_provisional: deadline.provisional }
}

/** Begins a step of a case, or records one that is already finished. */
export async function insertStepOf(
  act: Act,
  row: CaseRow,
  step_id: string,
  due_on: string | null,
  when: { finished?: boolean; started_on?: string } = {},
): Promise<void> {
  const finished = when.finished === true
  await insertStep(act.tx, {
    case_id: row.case_id,
    step_id,
    started_on: when.started_on ?? act.today,
    due_on,
    finished_on: finished ? act.today : null,
    outcome: finished ? 'submit' : null,
    finished_by: finished ? accountOf(act) : null,
    keep_acts: true,
    barred: finished ? [] : await listBarred(act, row, step_id),
    division_code: row.division_code,
    household_id: row.household_id,
  })
}

/** Writes down anew who may not finish the case's step: somebody has just signed for what bars from it. */
export async function renewBarred(act: Act, row: CaseRow): Promise<void> {
  await updateBarred(act.tx, row.case_id, row.step_id, await listBarred(act, row, row.step_id))
}
