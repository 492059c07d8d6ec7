/** Who fits a programme under one scheme that they did not fit under another: to be told of a new standard. */
import type { Act } from '../../platform/act.ts'
import { evaluate } from './comparison/evaluate.ts'
import { pairUp } from './comparison/pair.ts'
import type { Scheme } from './comparison/schemes.ts'
import { findSimulator } from './simulator.ts'
import { idText } from './snapshot/keys.ts'

/**
 * Households of the whole city by the registers of today, in the order of places; those of whom something is unknown
 * are left out. The transaction should see one state of the database.
 * @throws Error where the house has no data folder to compute in
 */
export async function listNewlyFitting(act: Act, before: Scheme, after: Scheme): Promise<string[]> {
  const simulator = findSimulator()
  if (!simulator) throw new Error('the simulation is not open in this house')
  await simulator.snapshots.refresh(act.tx, act.today)
  const snapshot = (await simulator.snapshots.find())!
  const [one, other] = await evaluate(snapshot, [before, after], simulator.pool)
  const pair = pairUp(one!, other!)
  const found: string[] = []
  for (let row = 0; row < snapshot.households; row++) {
    const isNew = (pair.after.fits[row]! & ~pair.before.fits[row]!) !== 0
    if (pair.known[row] === 1 && isNew) found.push(idText(snapshot.household_ids, row * 16))
  }
  return found
}
