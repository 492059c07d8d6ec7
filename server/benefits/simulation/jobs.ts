/** Reads the registers for the simulation: every night, when the day has moved, and when somebody asks. */
import { z } from 'zod'
import { seeOneState } from '../../platform/db/index.ts'
import { enqueue, readPayload, registerLongJob, subscribe } from '../../platform/jobs/index.ts'
import type { JobHouse } from '../../platform/jobs/index.ts'
import { findSimulator } from './simulator.ts'

export const readingJob = 'benefits.read_simulation_snapshot'

const payloadSchema = z.object({ holding_on: z.iso.date().optional(), known_on: z.iso.date().optional() })

registerLongJob(
  readingJob,
  async (house: JobHouse, payload: unknown) => {
    const simulator = findSimulator()
    if (!simulator) return
    const { holding_on, known_on } = readPayload(payloadSchema, payload ?? {})
    await house.act(async ({ tx, today }) => {
      await seeOneState(tx)
      if (holding_on !== undefined && known_on !== undefined)
        await simulator.snapshots.readPast(tx, { holding_on, known_on })
      else await simulator.snapshots.refresh(tx, today)
    })
  },
  // Some time after the day has begun in China.
  { cron: '40 16 * * *' },
)

subscribe('business_day.moved', 'benefits.follow_day_in_simulation', async (act) => {
  await enqueue(act, readingJob, {}, { key: `${readingJob} today` })
})
