/** SQL of reported changes. */
import type { Transaction } from '../../platform/db/index.ts'

export type ChangeKind = 'income' | 'assets' | 'birth' | 'death' | 'joins' | 'leaves' | 'move' | 'other'
export type ReportedChange = {
  case_id: string
  programme_id: string
  household_id: string
  kind: ChangeKind
  changed_on: string
  reported_on: string
  text: string
  person_id: string | null
}

export async function insertReportedChange(
  tx: Transaction,
  row: ReportedChange & { division_code: string },
): Promise<void> {
  await tx`insert into reported_change ${tx(row)}`
}

export async function findReportedChange(
  tx: Transaction,
  case_id: string,
): Promise<ReportedChange | undefined> {
  const [row] = await tx<ReportedChange[]>`
    select case_id, programme_id, household_id, kind, changed_on, reported_on, text, person_id
    from reported_change where case_id = ${case_id}`
  return row
}
