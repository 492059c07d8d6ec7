/** A new standard lets households in that were over the old one: each is screened, and its community asks. */
import { z } from 'zod'
import { addDays } from '../../platform/clock/index.ts'
import { seeOneState } from '../../platform/db/index.ts'
import { readPayload, registerLongJob, type JobHouse } from '../../platform/jobs/index.ts'
import { readLaw } from '../proposals/current-law.ts'
import { listNewlyFitting } from '../simulation/newly-fitting.ts'
import { screenHouseholds } from './screen.ts'

const payloadSchema = z.object({ effective_from: z.iso.date() })
const STRETCH = 200

/**
 * Screens every household that fits a programme from the day on and did not the day before. What was cut short begins
 * again and finds nothing twice.
 */
export async function reachOutAfterStandard(
  house: Pick<JobHouse, 'act' | 'signal'>,
  effective_from: string,
): Promise<void> {
  const law = (date: string) => ({ date, changes: [], versions: {} })
  const households = await house.act(async (act) => {
    await seeOneState(act.tx)
    await readLaw(act.tx)
    return listNewlyFitting(act, law(addDays(effective_from, -1)), law(effective_from))
  })
  const cause = { reason: 'new_standard', person_id: null, happened_on: effective_from } as const
  for (let at = 0; at < households.length; at += STRETCH) {
    house.signal.throwIfAborted()
    await house.act((act) => screenHouseholds(act, households.slice(at, at + STRETCH), cause))
  }
}

export const reachingOutJob = 'benefits.reach_out_after_standard'

registerLongJob(reachingOutJob, (house, payload) =>
  reachOutAfterStandard(house, readPayload(payloadSchema, payload).effective_from),
)
