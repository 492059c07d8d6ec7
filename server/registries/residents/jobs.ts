/** Changes are folded every minute. */
import { registerLongJob } from '../../platform/jobs/index.ts'
import { foldChanges } from './queries.ts'

registerLongJob(
  'registries.fold_resident_changes',
  async ({ pool }) => {
    await foldChanges(pool)
  },
  { cron: '* * * * *' },
)
