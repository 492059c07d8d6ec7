/**
 * Fills an empty city: divisions, people, households, what is known of them, staff, and three years of history.
 * Everything goes by COPY in one transaction, so a city is there whole or not at all.
 */
import { setImmediate } from 'node:timers/promises'
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
import { stripIndexes } from './load/indexes.ts'
import { isChecked } from './load/facts.ts'
import { addFacts, addHousehold, createFactIds, createRegistryTables } from './load/people.ts'
import type { RegistryTables } from './load/people.ts'
import type { CityHousehold } from './people/types.ts'
import type { Life } from './history/life.ts'
import { CITY_DAY } from './people/days.ts'
import { CITY_DISTRICTS, shareResidents } from './people/districts.ts'
import type { CityDistrict } from './people/districts.ts'
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
/** Pasts that a large city may leave untold, so that its memory stays constant. */
const LIVES_AT_ONCE = 100

/**
 * Loads the demonstration city into migrated, empty tables; the calendar of working days must be there. Answers how
 * many rows went in.
 * @param owner a pool of the owner's on the city's schema
 * @throws RangeError on a number of residents that the city can't have, or a day before it opens
 */
export async function loadCity(owner: Database, load: CityLoad): Promise<{ rows: number }> {
  shareResidents(load.residents)
  if (load.today < CITY_DAY) throw new RangeError(`the demonstration city opens on ${CITY_DAY} or later`)
  return (await owner.begin(async (tx) => {
    await loadDivisions(tx)
    const seed = load.seed ?? DEFAULT_SEED
    const days = createDays(await loadCalendar(tx, 2014, Number(load.today.slice(0, 4)) + 1))
    const staffTables = createStaffTables()
    const staff = addStaff(staffTables, seed)
    const history = createHistory({ seed, days, staff, today: load.today })
    const registries = createRegistryTables()
    const order = [...Object.values(registries), ...Object.values(staffTables), ...history.tables]
    const loading: Loading = { load, seed, registries, staffTables, history, order, lives: [] }
    const large = load.residents > LARGE
    const stripped = large ? order : Object.values(registries)
    const restore = await stripIndexes(
      tx,
      stripped.map(({ name }) => name),
    )
    await fillRegistries(tx, loading, large ? LIVES_AT_ONCE : Number.POSITIVE_INFINITY)
    // The indexes are made while the history is decided; in a small city that is most of it.
    const restored = large ? undefined : restore()
    await setImmediate()
    tellHistory(loading)
    endHistory(history)
    await restored
    await sendRows(tx, order)
    if (large) await restore()
    return { rows: rowsSent(order) }
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
  /** Households whose past is still to be told, by district. */
  lives: { district: CityDistrict; households: { household: CityHousehold; life: Life }[] }[]
}

/** Sends people and households, with at most `livesAtOnce` pasts left to be told after a district. */
async function fillRegistries(tx: Transaction, loading: Loading, livesAtOnce: number): Promise<void> {
  const { load, registries, order, seed } = loading
  const shares = shareResidents(load.residents)
  let residents = 0
  let sending: Promise<void> = Promise.resolve()
  for (const district of CITY_DISTRICTS) {
    const households: Loading['lives'][number]['households'] = []
    loading.lives.push({ district, households })
    const factIds = createFactIds(seed, district.index)
    for (const household of makeDistrict(district, shares[district.index] as number, seed)) {
      const life = addRegistered(loading, household, district.index, factIds)
      if (life) households.push({ household, life })
      residents += household.members.length
      if (registries.person.waiting < BATCH) continue
      // While one batch is on its way the next one is made.
      await sending
      sending = sendRows(tx, order)
      load.onProgress?.({ residents, of: load.residents })
    }
    await sending
    if (households.length > livesAtOnce) tellHistory(loading)
  }
  await sendRows(tx, order)
  load.onProgress?.({ residents, of: load.residents })
}

/** Writes the pasts that are still to be told. */
function tellHistory({ lives, history }: Loading): void {
  for (const { district, households } of lives.splice(0)) {
    startDistrict(history, district)
    for (const { household, life } of households) addLife(history, household, life)
    endDistrict(history)
  }
}

/** A household with all that is known of it; answers the life that is to be told. */
function addRegistered(
  { load, seed, registries, staffTables, history }: Loading,
  household: CityHousehold,
  districtIndex: number,
  factIds: (household: CityHousehold) => string,
): Life | undefined {
  const life = isChecked(household) ? lifeOf(history.cases.days, household, load.today) : undefined
  addHousehold(registries, household, seed, districtIndex)
  addFacts(registries.fact, household, life?.versions ?? [], factIds)
  if (household.classOrdinal < 0) addResident(staffTables, seed, household)
  return life
}
