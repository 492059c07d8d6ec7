/** Acts of a case that the law's decision hangs on: accepting and submitting look at the facts anew. */
import type { Act } from '../../platform/act.ts'
import type { Decision } from '../../../engine/index.ts'
import { acceptCase, changeConditions, getCase, submitCase, type CaseInHand } from '../../casework/index.ts'
import { refreshProposal } from '../applications/service.ts'
import { checkLeaverRegistered, refreshChangeProposal } from '../changes/service.ts'
import { lawDateOf } from './law-date.ts'

/** Accepts an application; from now on it is decided by the law of today. */
export async function accept(act: Act, input: { case_id: string; version: number }): Promise<CaseInHand> {
  const hand = await acceptCase(act, input)
  return refresh(act, hand)
}

/** Hands a case on, with what it comes to on the facts of now beside it. @throws leaver_still_registered (409) */
export async function submit(
  act: Act,
  input: { case_id: string; version: number; opinion: string },
): Promise<CaseInHand> {
  await checkLeaverRegistered(act, (await getCase(act, input.case_id)).row)
  const hand = await submitCase(act, input)
  return refresh(act, hand)
}

/** Looks at the facts again, for any kind of case; who decides on it may be another one then. */
export async function refresh(act: Act, hand: CaseInHand): Promise<CaseInHand> {
  const { row } = hand
  if (row.household_id === null || row.kind === 'appeal') return hand
  const of = { case_id: row.case_id, household_id: row.household_id, programme_id: row.programme_id }
  if (row.kind !== 'application') {
    await refreshChangeProposal(act, row)
    return hand
  }
  const decision = await refreshProposal(act, of, lawDateOf(hand))
  return decision === undefined ? hand : changeConditions(act, hand, trueValues(decision))
}

/** Names of the rules' values that hold. */
const trueValues = ({ values }: Decision): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === true ? [name] : []))
