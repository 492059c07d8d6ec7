/**
 * Fills an empty city: divisions, people, households, what is known of them, staff, and three years of history.
 * Everything goes by COPY in one transaction, so a city is there whole or not at all.
 */
import { loadCalendar } from '../server/platform/clock/index.ts'
import type { Database, Transaction } from '../server/platform/db/index.ts'
import { correctSpend } from '../server/payments/index.ts'
import { correctCounts } from '../server/registries/residents/index.ts'
import { sendPackets } from './load/copy.ts'
import { loadDivisions } from './load/divisions.ts'
import { loadHospitals } from './load/hospitals.ts'
import { stripIndexes } from './load/indexes.ts'
import { addPartners, sealReports } from './load/means-reports.ts'
import { reportHospitalBills, reportLostJobs } from './load/outreach.ts'
import { draftRise } from './load/rise-of-2018.ts'
import { drawSpotVisits } from './load/spot-visits.ts'
import { batchesOf } from './load/maker.ts'
import { tableNames } from './load/rows.ts'
import { CITY_DAY } from './people/days.ts'
import { shareResidents } from './people/districts.ts'

export type CityLoad = {
  /** People, 1,000 to 13,866,009. */
  residents: number
  seed?: number
  /** The business day on which the city opens, `YYYY-MM-DD`. */
  today: string
  onProgress?: (progress: { residents: number; of: number }) => void
}

export const DEFAULT_SEED = 2017
/** From this size on it pays to make keys and indexes of the history after the load too. */
const LARGE = 200_000

/**
 * Loads the demonstration city into migrated, empty tables; the calendar of working days must be there. Answers how
 * many rows went in.
 * @param owner a pool of the owner's on the city's schema
 * @throws RangeError on a number of residents that the city can't have, or a day before it opens
 */
export async function loadCity(owner: Database, load: CityLoad): Promise<{ rows: number }> {
  shareResidents(load.residents)
  if (load.today < CITY_DAY) throw new RangeError(`the demonstration city opens on ${CITY_DAY} or later`)
  const answer = (await owner.begin(async (tx) => {
    if (load.residents > LARGE) await tx`set local maintenance_work_mem = '512MB'`
    await loadDivisions(tx)
    await loadHospitals(tx)
    return { rows: await loadRows(tx, load) }
  })) as { rows: number }
  // The first pages would be planned without knowing how large anything is, and read records where an index suffices.
  await owner.unsafe(load.residents > LARGE ? 'vacuum (analyze)' : 'analyze')
  return answer
}

async function loadRows(tx: Transaction, load: CityLoad): Promise<number> {
  const { residents: of, today, seed = DEFAULT_SEED } = load
  const large = of > LARGE
  const calendar = await loadCalendar(tx, 2014, Number(today.slice(0, 4)) + 1)
  const names = tableNames()
  const restore = await stripIndexes(tx, large ? names.all : names.registries)
  await addPartners(tx)
  let restored = false
  let rows = 0
  for await (const { packets, residents, registriesDone } of batchesOf({
    residents: of,
    seed,
    today,
    calendar,
    large,
  })) {
    await sendPackets(tx, packets)
    for (const packet of packets) rows += packet.rows
    load.onProgress?.({ residents, of })
    if (!registriesDone || large) continue
    // The history is made meanwhile.
    await restore()
    restored = true
  }
  if (!restored) await restore()
  // What follows looks up single households: planned without knowing how large anything is, it would read whole tables.
  if (large) await tx`analyze`
  await correctCounts(tx)
  await correctSpend(tx)
  // From here on by functions and acts of the house, which ask on whose area they work.
  await tx`set local haihe.area = '12'`
  await drawSpotVisits(tx, seed)
  await reportLostJobs(tx, of, today)
  await reportHospitalBills(tx, of, today)
  await sealReports(tx)
  await draftRise(tx, today)
  return rows
}
