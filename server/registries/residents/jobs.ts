/** Changes are folded every minute; every night the counts are held against the register. */
import { registerLongJob } from '../../platform/jobs/index.ts'
import { foldChanges } from './queries.ts'
import { recountResidents } from './service.ts'

registerLongJob(
  'registries.fold_resident_changes',
  async ({ pool }) => {
    await foldChanges(pool)
  },
  { cron: '* * * * *' },
)

/** Some act forgot to count; which divisions, the audit says. */
class ResidentCountsDiffered extends Error {
  override readonly name = 'ResidentCountsDiffered'
}

registerLongJob(
  'registries.recount_residents',
  async ({ act }) => {
    const differences = await act(recountResidents)
    // Corrected by now; the job fails all the same, so that somebody sees it and asks why.
    if (differences.length > 0) throw new ResidentCountsDiffered()
  },
  // Half past two at night in China.
  { cron: '30 18 * * *' },
)
