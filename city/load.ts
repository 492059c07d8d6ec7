/**
 * Fills an empty city: divisions, people, households, what is known of them, staff, and three years of history.
 * Everything goes by COPY in one transaction, so a city is there whole or not at all.
 */
import type { Database, Transaction } from '../server/platform/db/index.ts'
import { sendRows, rowsSent } from './load/copy.ts'
import { loadDivisions } from './load/divisions.ts'
import { withoutIndexes } from './load/indexes.ts'
import { createFactIds, createRegistryTables, addHousehold } from './load/people.ts'
import { CITY_DISTRICTS, shareResidents } from './people/districts.ts'
import { makeDistrict } from './people/generate.ts'

export type CityLoad = {
  /** People, 1,000 to 13,866,009. */
  residents: number
  seed?: number
  /** The business day on which the city opens, `YYYY-MM-DD`. */
  today: string
  onProgress?: (progress: { residents: number; of: number }) => void
}

/** Rows that wait at most before they are sent. */
const BATCH = 4000
export const DEFAULT_SEED = 2017

/**
 * Loads the demonstration city into migrated, empty tables. Answers how many rows went in.
 * @param owner a pool of the owner's on the city's schema
 * @throws RangeError on a number of residents that the city can't have
 */
export async function loadCity(owner: Database, load: CityLoad): Promise<{ rows: number }> {
  const shares = shareResidents(load.residents)
  return (await owner.begin(async (tx) => {
    await loadDivisions(tx)
    const tables = Object.keys(createRegistryTables())
    return { rows: await withoutIndexes(tx, tables, () => loadPeople(tx, load, shares)) }
  })) as { rows: number }
}

async function loadPeople(tx: Transaction, load: CityLoad, shares: readonly number[]): Promise<number> {
  const seed = load.seed ?? DEFAULT_SEED
  const tables = createRegistryTables()
  const order = Object.values(tables)
  let residents = 0
  let sending: Promise<void> = Promise.resolve()
  for (const district of CITY_DISTRICTS) {
    const factIds = createFactIds(seed, district.index)
    for (const household of makeDistrict(district, shares[district.index] as number, seed)) {
      addHousehold(tables, household, seed, district.index, factIds)
      residents += household.members.length
      if (tables.person.waiting < BATCH) continue
      // While one batch is on its way the next one is made.
      await sending
      sending = sendRows(tx, order)
      load.onProgress?.({ residents, of: load.residents })
    }
  }
  await sending
  await sendRows(tx, order)
  load.onProgress?.({ residents, of: load.residents })
  return rowsSent(order)
}
