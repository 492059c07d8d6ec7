/** Looks after a check that runs: asks quietly how far it is, and shows the case anew when something has happened. */
import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { useQueryRoute } from '../../../../shell/index.ts'

const everyTwoSeconds = 2000

type Seen = { state: string; attempts: number | null; last_fault_text: string | null }

/** How each source stands, also what became of the last try: a wait must be seen to go on. */
const seenOf = (sources: readonly Seen[]): string =>
  sources.map(({ state, attempts, last_fault_text }) => `${state} ${attempts} ${last_fault_text}`).join()

export function useRunningCheck(check: BenefitCaseView['means_check']): void {
  const client = useQueryClient()
  const running = check !== null && check.sources_running > 0
  const { data } = useQueryRoute(
    meansCheckRoutes.get_means_check_progress,
    { params: { means_check_id: check?.means_check_id ?? '' } },
    { enabled: running, every: everyTwoSeconds },
  )
  const shown = check === null ? '' : seenOf(check.sources)
  const now =
    data !== undefined && data.means_check_id === check?.means_check_id ? seenOf(data.sources) : undefined
  useEffect(() => {
    if (running && now !== undefined && now !== shown) void client.invalidateQueries()
  }, [client, running, now, shown])
}
