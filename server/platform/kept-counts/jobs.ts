/** Every night all kept figures are held against their records. */
import { registerLongJob } from '../jobs/index.ts'
import { listKeptCounts } from './registry.ts'
import { recount } from './service.ts'

/** Some act forgot to count; where, the audit says. */
class KeptCountsDiffered extends Error {
  override readonly name = 'KeptCountsDiffered'
}

registerLongJob(
  'kept_counts.recount',
  async ({ act, signal }) => {
    let differed = 0
    for (const count of listKeptCounts()) {
      if (signal.aborted) return
      differed += (await act((inner) => recount(inner, count))).length
    }
    // Corrected by now; the job fails all the same, so that somebody sees it and asks why.
    if (differed > 0) throw new KeptCountsDiffered()
  },
  // Half past two at night in China.
  { cron: '30 18 * * *' },
)
