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

/** The open report that this person died or left. */
export async function findOpenReportOf(
  tx: Transaction,
  of: { household_id: string; programme_id: string; person_id: string; kind: ChangeKind },
): Promise<{ case_id: string } | undefined> {
  const [row] = await tx<{ case_id: string }[]>`
    select r.case_id from reported_change r join case_file c using (case_id)
    where r.household_id = ${of.household_id} and r.programme_id = ${of.programme_id}
      and r.person_id = ${of.person_id} and r.kind = ${of.kind} and c.state = 'open'`
  return row
}

/** Whether a case of the household other than this one is open and has held its payment. */
export async function isHeldByAnotherCase(
  tx: Transaction,
  of: { case_id: string; household_id: string; programme_id: string },
): Promise<boolean> {
  const [row] = await tx<{ held: boolean }[]>`
    select exists (
      select from case_file c join case_log l using (case_id)
      where c.household_id = ${of.household_id} and c.programme_id = ${of.programme_id} and c.state = 'open'
        and c.case_id <> ${of.case_id} and l.act = 'hold_payment') as held`
  return row?.held ?? false
}
