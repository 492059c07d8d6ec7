/** A case in hand: its row with the procedure and the step that it stands in. */
import type { Act } from '../../platform/act.ts'
import { notFound } from '../../platform/problems/index.ts'
import { delegated, procedureOf, stepOf, type CaseProcedure, type CaseStep } from './procedure.ts'
import { findCase, type CaseRow } from './queries.ts'

/** A case in an act: its row at the version that this act took, and the procedure and step that it stands in. */
export type CaseInHand<Row = CaseRow> = { row: Row; procedure: CaseProcedure; step: CaseStep }

/** The procedure that a case runs under, by the day on which its rule came into force. */
export function procedureOfCase(
  row: Pick<CaseRow, 'kind' | 'programme_id' | 'procedure_from' | 'variant'>,
): CaseProcedure {
  return procedureOf(row.kind, row.programme_id, row.procedure_from, row.variant)
}

/** A case with its procedure, for reading. @throws not_found (404) */
export async function getCase(act: Act, case_id: string): Promise<CaseInHand> {
  const row = await findCase(act.tx, case_id)
  if (row === undefined) throw notFound()
  return inHand(row)
}

type Placed = Pick<CaseRow, 'kind' | 'programme_id' | 'procedure_from' | 'variant' | 'step_id' | 'conditions'>

/** Joins a row to its procedure and step. */
export function inHand<Row extends Placed>(row: Row): CaseInHand<Row> {
  const procedure = procedureOfCase(row)
  return { row, procedure, step: delegated(stepOf(procedure, row.step_id), row.conditions) }
}

/** What every act answers. */
export function answerOf({ row }: CaseInHand): {
  case_id: string
  version: number
  step_id: string
  state: 'open' | 'closed'
  due_on: string | null
} {
  const { case_id, version, step_id, state, due_on } = row
  return { case_id, version, step_id, state, due_on: state === 'closed' ? null : due_on }
}
