/** Seals the reports of running cases whose check is done, by the same hand as in daily work. */
import { sealLoadedReport } from '../../server/benefits/index.ts'
import type { Transaction } from '../../server/platform/db/index.ts'
import { CHECKED_SOURCES } from '../history/checked-sources.ts'

/** The sources are partners that this house knows; whether they are connected is said when it opens. */
export async function addPartners(tx: Transaction): Promise<void> {
  await tx`
    insert into exchange_partner (partner_id, connected, answer_within_hours)
    select partner_id, false, 48 from unnest(${CHECKED_SOURCES}::text[]) as given (partner_id)`
}

export async function sealReports(tx: Transaction): Promise<void> {
  const checks = await tx<{ means_check_id: string; sealed_on: string }[]>`
    select means_check_id, sealed_on from means_check m join case_file c using (case_id)
    where m.state = 'sealed' and c.state = 'open' order by means_check_id`
  for (const { means_check_id, sealed_on } of checks) {
    const caller = { kind: 'system' as const, area: '12' }
    const act = { tx, caller, today: sealed_on, now: `${sealed_on}T01:00:00.000Z`, request_id: 'city' }
    await sealLoadedReport(act, means_check_id)
  }
}
