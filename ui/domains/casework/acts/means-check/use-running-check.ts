/** Looks after a check that runs: asks quietly how far it is, and shows the case anew when something has come in. */
import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { useQueryRoute } from '../../../../shell/index.ts'

const everyTwoSeconds = 2000

export function useRunningCheck(check: BenefitCaseView['means_check']): void {
  const client = useQueryClient()
  const running = check !== null && check.sources_running > 0
  const { data } = useQueryRoute(
    meansCheckRoutes.get_means_check_progress,
    { params: { means_check_id: check?.means_check_id ?? '' } },
    { enabled: running, every: everyTwoSeconds },
  )
  const shown = check === null ? '' : check.sources.map((source) => source.state).join()
  const now =
    data?.means_check_id === check?.means_check_id
      ? data?.sources.map(({ state }) => state).join()
      : undefined
  useEffect(() => {
    if (running && now !== undefined && now !== shown) void client.invalidateQueries()
  }, [client, running, now, shown])
}
