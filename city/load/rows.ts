/** All rows of the city, made in batches: registries district by district, then staff, then what happened. */
import type { WorkingCalendar } from '../../server/platform/clock/index.ts'
import { addLife, createHistory, endDistrict, endHistory, lifeOf, startDistrict } from '../history.ts'
import type { History } from '../history.ts'
import type { Life } from '../history/life.ts'
import { addResident, addStaff, createStaffTables } from '../history/staff.ts'
import type { StaffTables } from '../history/staff.ts'
import { createDays } from '../history/walk.ts'
import { CITY_DISTRICTS, shareResidents } from '../people/districts.ts'
import type { CityDistrict } from '../people/districts.ts'
import { makeDistrict } from '../people/generate.ts'
import type { CityHousehold } from '../people/types.ts'
import { packRows } from './copy.ts'
import type { Packet, Table } from './copy.ts'
import { isChecked } from './facts.ts'
import { addFacts, addHousehold, createFactIds, createRegistryTables } from './people.ts'
import type { RegistryTables } from './people.ts'

export type CityPlan = {
  /** People, 1,000 to 13,866,009. */
  residents: number
  seed: number
  /** The business day on which the city opens, `YYYY-MM-DD`. */
  today: string
  calendar: WorkingCalendar
  /** Whether pasts are told district by district, which keeps memory constant, or all at the end. */
  large: boolean
}

export type Batch = {
  packets: Packet[]
  /** People made so far. */
  residents: number
  /** True with the last batch of the registries; in a small city only the history comes after it. */
  registriesDone: boolean
}

type Making = {
  plan: CityPlan
  registries: RegistryTables
  staffTables: StaffTables
  history: History
  /** All tables, parents first. */
  order: Table[]
  /** Households whose past is still to be told, by district. */
  lives: { district: CityDistrict; households: { household: CityHousehold; life: Life }[] }[]
}

/** People that wait at most before they are packed. */
const BATCH = 4000
/** Characters of determinations that wait at most: those of a district together may be longer than a text can be. */
const HISTORY_BATCH = 1 << 24

/** Names of the tables of registries, and of all tables that are filled. */
export function tableNames(): { registries: string[]; all: string[] } {
  const registries = Object.keys(createRegistryTables())
  const { order } = createMaking({ residents: 0, seed: 0, today: '', calendar: EMPTY, large: false })
  return { registries, all: order.map(({ name }) => name) }
}

const EMPTY: WorkingCalendar = { years: new Set(), departures: new Map() }

function createMaking(plan: CityPlan): Making {
  const { seed, today, calendar } = plan
  const staffTables = createStaffTables()
  const staff = addStaff(staffTables, seed)
  const history = createHistory({ seed, days: createDays(calendar), staff, today })
  const registries = createRegistryTables()
  const order = [...Object.values(registries), ...Object.values(staffTables), ...history.tables]
  return { plan, registries, staffTables, history, order, lives: [] }
}

/** The whole city, batch by batch. */
export function* makeRows(plan: CityPlan): Generator<Batch> {
  const making = createMaking(plan)
  const { registries, order, lives, history } = making
  const shares = shareResidents(plan.residents)
  let residents = 0
  for (const district of CITY_DISTRICTS) {
    const households: Making['lives'][number]['households'] = []
    lives.push({ district, households })
    const factIds = createFactIds(plan.seed, district.index)
    for (const household of makeDistrict(district, shares[district.index] as number, plan.seed)) {
      const life = addRegistered(making, household, district.index, factIds)
      if (life) households.push({ household, life })
      residents += household.members.length
      if (registries.person.waiting >= BATCH)
        yield { packets: packRows(order), residents, registriesDone: false }
    }
    if (plan.large) yield* tellHistory(making, residents)
  }
  yield { packets: packRows(order), residents, registriesDone: true }
  yield* tellHistory(making, residents)
  endHistory(history)
  yield { packets: packRows(order), residents, registriesDone: false }
}

/** Writes the pasts that are still to be told; what was told is handed on before it grows long. */
function* tellHistory({ lives, history, order }: Making, residents: number): Generator<Batch> {
  for (const { district, households } of lives.splice(0)) {
    startDistrict(history, district)
    for (const { household, life } of households) {
      addLife(history, household, life)
      if (history.determination.text.length > HISTORY_BATCH)
        yield { packets: packRows(order), residents, registriesDone: false }
    }
    endDistrict(history)
  }
}

/** A household with all that is known of it; answers the life that is to be told. */
function addRegistered(
  { plan, registries, staffTables, history }: Making,
  household: CityHousehold,
  districtIndex: number,
  factIds: (household: CityHousehold) => string,
): Life | undefined {
  const life = isChecked(household) ? lifeOf(history.cases.days, household, plan.today) : undefined
  addHousehold(registries, household, plan.seed, districtIndex)
  addFacts(registries.fact, household, life?.versions ?? [], factIds)
  if (household.classOrdinal < 0) addResident(staffTables, plan.seed, household)
  return life
}
