/**
 * Fills an empty city: divisions, people, households, what is known of them, staff, and three years of history.
 * Everything goes by COPY in one transaction, so a city is there whole or not at all.
 */
import type { Database, Transaction } from '../server/platform/db/index.ts'
import { loadCalendar } from '../server/platform/clock/index.ts'
import { addLife, createHistory, endDistrict, endHistory, lifeOf, startDistrict } from './history.ts'
import type { History } from './history.ts'
import { addResident, addStaff, createStaffTables } from './history/staff.ts'
import type { StaffTables } from './history/staff.ts'
import { createDays } from './history/walk.ts'
import { rowsSent, sendRows } from './load/copy.ts'
import type { Table } from './load/copy.ts'
import { loadDivisions } from './load/divisions.ts'
import { withoutIndexes } from './load/indexes.ts'
import { isChecked } from './load/facts.ts'
import { addFacts, addHousehold, createFactIds, createRegistryTables } from './load/people.ts'
import type { RegistryTables } from './load/people.ts'
import type { CityHousehold } from './people/types.ts'
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

/** From this size on it pays to make keys and indexes of the history after the load too. */
const LARGE = 200_000

/**
 * Loads the demonstration city into migrated, empty tables; the calendar of working days must be there. Answers how
 * many rows went in.
 * @param owner a pool of the owner's on the city's schema
 * @throws RangeError on a number of residents that the city can't have
 */
export async function loadCity(owner: Database, load: CityLoad): Promise<{ rows: number }> {
  shareResidents(load.residents)
  return (await owner.begin(async (tx) => {
    await loadDivisions(tx)
    const seed = load.seed ?? DEFAULT_SEED
    const days = createDays(await loadCalendar(tx, 2014, Number(load.today.slice(0, 4)) + 1))
    const staffTables = createStaffTables()
    const staff = addStaff(staffTables, seed)
    const history = createHistory({ seed, days, staff, today: load.today })
    const registries = createRegistryTables()
    const order = [...Object.values(registries), ...Object.values(staffTables), ...history.tables]
    const stripped = load.residents > LARGE ? order : Object.values(registries)
    const names = stripped.map(({ name }) => name)
    const loading = { load, seed, registries, staffTables, history, order }
    return { rows: await withoutIndexes(tx, names, () => fill(tx, loading)) }
  })) as { rows: number }
}

type Loading = {
  load: CityLoad
  seed: number
  registries: RegistryTables
  staffTables: StaffTables
  history: History
  /** All tables, parents first. */
  order: Table[]
}

async function fill(tx: Transaction, loading: Loading): Promise<number> {
  const { load, history, registries, order, seed } = loading
  const shares = shareResidents(load.residents)
  let residents = 0
  let sending: Promise<void> = Promise.resolve()
  for (const district of CITY_DISTRICTS) {
    startDistrict(history, district)
    const factIds = createFactIds(seed, district.index)
    for (const household of makeDistrict(district, shares[district.index] as number, seed)) {
      addWhole(loading, household, district.index, factIds)
      residents += household.members.length
      if (registries.person.waiting < BATCH) continue
      // While one batch is on its way the next one is made.
      await sending
      sending = sendRows(tx, order)
      load.onProgress?.({ residents, of: load.residents })
    }
    await sending
    endDistrict(history)
  }
  endHistory(history)
  await sendRows(tx, order)
  load.onProgress?.({ residents, of: load.residents })
  return rowsSent(order)
}

/** A household with all that is known of it and all that happened to it. */
function addWhole(
  { load, seed, registries, staffTables, history }: Loading,
  household: CityHousehold,
  districtIndex: number,
  factIds: (household: CityHousehold) => string,
): void {
  const life = isChecked(household) ? lifeOf(history.cases.days, household, load.today) : undefined
  addHousehold(registries, household, seed, districtIndex)
  addFacts(registries.fact, household, life?.versions ?? [], factIds)
  if (life) addLife(history, household, life)
  if (household.classOrdinal < 0) addResident(staffTables, seed, household)
}
