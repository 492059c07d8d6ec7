/** Every minute the new entries are sealed. */
import { registerLongJob } from '../jobs/index.ts'
import { sealEntries } from './seal.ts'

registerLongJob(
  'audit.seal',
  async ({ pool, now }) => {
    await sealEntries(pool, now())
  },
  { cron: '* * * * *' },
)
