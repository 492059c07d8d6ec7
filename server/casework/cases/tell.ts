/** What people are told as a case goes on: in the act's own transaction, so that nothing happens to them in silence. */
import type { Act } from '../../platform/act.ts'
import { notify } from '../../platform/messages/index.ts'
import type { CaseRow } from './queries.ts'

export type Telling = { title: string; body: string }
type Told = Pick<CaseRow, 'case_id' | 'person_id' | 'division_code'>

/** Tells whom the case is about, or `person_id` where somebody else has to know; nobody when there is neither. */
export async function tellPerson(
  act: Act,
  row: Told,
  telling: Telling,
  person_id: string | null = row.person_id,
): Promise<void> {
  if (person_id === null) return
  const { case_id, division_code } = row
  await notify(act, { person_id, ...telling, case_id, division_code })
}
