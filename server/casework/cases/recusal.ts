/** Whoever has declared a near relative has no hand in that person's cases any more: what they hold goes back to all. */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { readPayload, subscribe } from '../../platform/jobs/index.ts'
import { inHand } from './hand.ts'
import { keepStep } from './move.ts'
import { findCaseTakenAnyVersion, updateCase } from './queries.ts'
import { listHeldOfRelative } from './recusal-queries.ts'

const payload = z.object({ accounts: z.array(z.uuid()) })

subscribe('staff_relative.declared', 'casework.release_relatives_cases', async (act, event) => {
  if (event.subject_id === null) return
  const { accounts } = readPayload(payload, event.payload)
  await releaseRelativesCases(act, { accounts, person_id: event.subject_id })
})

/** Puts back what the accounts have taken of the person's household. Returns how many cases. */
export async function releaseRelativesCases(
  act: Act,
  relative: { accounts: readonly string[]; person_id: string },
): Promise<number> {
  const held = await listHeldOfRelative(act.tx, { ...relative, today: act.today })
  for (const { case_id } of held) {
    const row = await findCaseTakenAnyVersion(act.tx, case_id)
    if (row === undefined) continue
    await updateCase(act.tx, case_id, { owner_account_id: null })
    await keepStep(act, inHand(row), { act: 'hand_over', text: '领办人须回避，放回待领' })
  }
  return held.length
}
