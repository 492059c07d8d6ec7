/** What the calendar does to cases each day: notices end, untold applications count as accepted. Safe to run again. */
import type { Act } from '../platform/act.ts'
import { acceptSilently } from './acceptance.ts'
import { enterUndrawn } from './inspections/service.ts'
import { endNotices } from './notices/service.ts'
import { countAhead, type CaseworkAhead } from './work/queries.ts'

/** One day of casework. Returns how many notices ended and how many applications were accepted by silence. */
export async function runCaseworkDay(act: Act): Promise<{ notices_ended: number; accepted: number }> {
  const done = { notices_ended: await endNotices(act), accepted: await acceptSilently(act) }
  await enterUndrawn(act)
  return done
}

/** What the days up to `until` will bring to the open cases of the caller's area. Nothing is changed. */
export function previewCaseworkDays(act: Act, until: string): Promise<CaseworkAhead> {
  return countAhead(act.tx, { today: act.today, until })
}
