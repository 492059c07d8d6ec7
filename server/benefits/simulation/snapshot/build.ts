/**
 * From PostgreSQL's registers to typed columns in the order of divisions and households: what every household is on a
 * day by what was known on a day. The same as loading each household alone, a hundred thousand times as fast.
 */
import type { Columns, InputDeclaration } from '../../../../engine/index.ts'
import { firstOfMonth } from '../../../platform/clock/index.ts'
import type { Transaction } from '../../../platform/db/index.ts'
import { FactColumn } from './fact-column.ts'
import { IdIndex, idText, Words } from './keys.ts'
import { markApart, placeHouseholds, readHouseholds, readMembers, REGISTERS, RELATIONS } from './place.ts'
import type { Found, Members, Placed, Side } from './place.ts'
import * as queries from './queries.ts'
import type { Moment } from './queries.ts'
import { readRows } from './rows.ts'
import type { RowCursor } from './rows.ts'

export type Snapshot = {
  moment: Moment
  /** The machine's time when the registers were read. */
  taken_at: string
  households: number
  people: number
  /** 16 bytes a household. */
  household_ids: Uint8Array
  /** Codes in their order; `division` says for each household which, rising. */
  divisions: readonly string[]
  division: Int32Array
  /** 1: somebody lives there whose record is protected. Counted, never listed. */
  restricted: Uint8Array
  /** 1: everybody there is counted apart; programmes of the household look at nobody. */
  emptied: Uint8Array
  columns: Columns
  /** By programme: what was determined for the household for the month of the day, fen a month. */
  determined: Readonly<Record<string, Int32Array>>
  left_out: LeftOut
  /** Those who are counted apart, each household's together. */
  apart: Apart
}
/** `rows`: for each of these households its row among all. */
export type Apart = { rows: Int32Array; columns: Columns }
/** All households, without those who are counted apart. */
export type Rows = Omit<Snapshot, 'apart'>

/** Identifiers of households. */
export type LeftOut = {
  /** With more members than the law can take at once: they are not in the columns. */
  too_large: readonly string[]
  /** With a fact outside what the law can take: it counts as unknown. */
  with_refused_facts: readonly string[]
}

export type Wanted = {
  inputs: readonly InputDeclaration[]
  programmes: readonly string[]
  maxMembers: number
  /** Facts of those whom programmes for single people name, and these programmes: their people are no members of the
   * household for the others. Nobody is where it is left out. */
  apart?: { inputs: readonly InputDeclaration[]; programmes: readonly string[] }
}

/** Reads the whole city. The transaction should be one snapshot of the database. */
export async function buildSnapshot(tx: Transaction, wanted: Wanted, moment: Moment): Promise<Snapshot> {
  const rows = await buildRows(tx, wanted, moment)
  return { ...rows, apart: await buildApart(tx, wanted, moment, rows) }
}

/** Reads those who are counted apart in the households that have a row. */
export async function buildApart(
  tx: Transaction,
  wanted: Wanted,
  moment: Moment,
  { household_ids, households }: Pick<Rows, 'household_ids' | 'households'>,
): Promise<Apart> {
  const { inputs, programmes } = wanted.apart ?? { inputs: [], programmes: [] }
  const month = firstOfMonth(moment.holding_on)
  const named = programmes.length === 0 ? [] : await queries.listNaming(tx, moment, month, programmes)
  const found = await buildRows(tx, { ...wanted, inputs, programmes: [] }, moment, named, 'apart')
  const places = new IdIndex(found.households)
  for (let place = 0; place < found.households; place++) places.addBytes(found.household_ids, place * 16)
  const rows = new Int32Array(found.households)
  for (let row = 0; row < households; row++) {
    const place = places.findBytes(household_ids, row * 16)
    if (place >= 0) rows[place] = row
  }
  return { rows, columns: found.columns }
}

/** Reads all households, or only some of them. */
export async function buildRows(
  tx: Transaction,
  wanted: Wanted,
  moment: Moment,
  only?: readonly string[],
  side: Side = 'household',
): Promise<Rows> {
  const taken_at = await queries.findTransactionTime(tx)
  const found = await readHouseholds(tx, only)
  const members = await readMembers(tx, moment, found, only)
  await markApart(tx, members, { moment, programmes: wanted.apart?.programmes ?? [] }, only)
  const placed = placeHouseholds(found, members, wanted.maxMembers, side)
  const columns = createColumns(wanted.inputs, placed, found, members)
  await readFacts(tx, moment, { columns, placed, found, members }, only)
  const determined = await readDetermined(tx, wanted.programmes, moment, placed, found, only)
  return {
    moment,
    taken_at,
    households: placed.households,
    people: placed.people,
    household_ids: idsOf(placed, found),
    divisions: placed.divisions,
    division: placed.division,
    restricted: restrictedOf(placed, members),
    emptied: placed.emptied,
    columns: {
      offsets: placed.offsets,
      household: columnsOf(columns, 'household'),
      person: columnsOf(columns, 'person'),
    },
    determined,
    left_out: {
      too_large: placed.tooLarge.map((household) => idOf(found.ids, household)),
      with_refused_facts: [...refusedRows(columns, placed)].map((row) =>
        idOf(found.ids, placed.householdOfRow[row]!),
      ),
    },
  }
}

type FactColumns = Map<string, FactColumn>

/** A column for every fact, with what the registers hold by themselves: relation, birth, kind of register. */
function createColumns(
  inputs: readonly InputDeclaration[],
  placed: Placed,
  found: Found,
  members: Members,
): FactColumns {
  const columns: FactColumns = new Map(
    inputs.map((input) => [
      `${input.entity}.${input.name}`,
      new FactColumn(input, input.entity === 'person' ? placed.people : placed.households),
    ]),
  )
  const register = columns.get('household.register_kind')
  if (register) {
    for (let row = 0; row < placed.households; row++) {
      const kind = found.registers[placed.householdOfRow[row]!]!
      if (kind >= 0) register.fix(row, register.codeOf(REGISTERS[kind]!))
    }
  }
  const kinship = columns.get('person.relation')
  const birth = columns.get('person.birth_date')
  placed.rowOfMember.forEach((row, member) => {
    if (row < 0) return
    kinship?.fix(row, kinship.codeOf(RELATIONS[members.relations[member]!]!))
    birth?.fix(row, members.births[member]! || undefined)
  })
  return columns
}

type Reading = { columns: FactColumns; placed: Placed; found: Found; members: Members }

async function readFacts(
  tx: Transaction,
  moment: Moment,
  { columns, placed, found, members }: Reading,
  only: readonly string[] | undefined,
): Promise<void> {
  const wanted = [...new Set([...columns.values()].map(({ input }) => input.name))]
  const words = new Words(wanted)
  const ofPerson = wanted.map((name) => columns.get(`person.${name}`))
  const ofHousehold = wanted.map((name) => columns.get(`household.${name}`))
  const contested = new Set<string>()
  const place =
    (isLatest: boolean) =>
    (row: RowCursor): void => {
      const name = words.find(row, 1)
      const member = members.ids.find(row, 0)
      const household = member < 0 ? found.ids.find(row, 0) : -1
      const at =
        member >= 0 ? placed.rowOfMember[member]! : household >= 0 ? placed.rowOfHousehold[household]! : -1
      if (at < 0 || name < 0) return
      const column = (member >= 0 ? ofPerson : ofHousehold)[name]
      // Known on one day twice: which came later is asked for once more.
      if (column?.take(row, at, isLatest) === false) contested.add(idText(row.bytes, row.start(0)))
    }
  const subjects = only === undefined ? undefined : [...only, ...listIds(members.ids)]
  await readRows(await queries.copyFacts(tx, moment, wanted, subjects), 5, place(false))
  const asked = [...contested]
  for (let from = 0; from < asked.length; from += 10_000) {
    const some = asked.slice(from, from + 10_000)
    await readRows(await queries.copyLatestFacts(tx, moment, wanted, some), 5, place(true))
  }
  for (const column of columns.values()) column.finish()
}

function idOf(ids: IdIndex, number: number): string {
  const bytes = new Uint8Array(16)
  ids.write(number, bytes, 0)
  return idText(bytes, 0)
}
const listIds = (ids: IdIndex): string[] => Array.from({ length: ids.size }, (_, number) => idOf(ids, number))

/** Rows of households of which, or of a member of which, a fact was refused. */
function refusedRows(columns: FactColumns, { offsets }: Placed): Set<number> {
  const rows = new Set<number>()
  for (const { input, refused } of columns.values())
    for (const row of refused) rows.add(input.entity === 'person' ? householdAt(offsets, row) : row)
  return rows
}

/** The household of a member's row, by halving. */
function householdAt(offsets: Int32Array, row: number): number {
  let [from, to] = [0, offsets.length - 1]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (offsets[middle]! <= row) from = middle
    else to = middle
  }
  return from
}

async function readDetermined(
  tx: Transaction,
  programmes: readonly string[],
  moment: Moment,
  placed: Placed,
  found: Found,
  only: readonly string[] | undefined,
): Promise<Record<string, Int32Array>> {
  const words = new Words(programmes)
  const amounts = programmes.map(() => new Int32Array(placed.households))
  const stream = await queries.copyDetermined(tx, moment, firstOfMonth(moment.holding_on), programmes, only)
  await readRows(stream, 3, (row) => {
    const household = found.ids.find(row, 0)
    const at = household < 0 ? -1 : placed.rowOfHousehold[household]!
    if (at >= 0) amounts[words.find(row, 1)]![at] = Math.min(row.int64(2), 2 ** 31 - 1)
  })
  return Object.fromEntries(programmes.map((programme, i) => [programme, amounts[i]!]))
}

function restrictedOf({ households, rowOfHousehold }: Placed, members: Members): Uint8Array {
  const restricted = new Uint8Array(households)
  for (let member = 0; member < members.ids.size; member++) {
    const row = rowOfHousehold[members.households[member]!]!
    if (row >= 0 && members.restricted[member] === 1) restricted[row] = 1
  }
  return restricted
}

function idsOf({ households, householdOfRow }: Placed, { ids }: Found): Uint8Array {
  const bytes = new Uint8Array(households * 16)
  for (let row = 0; row < households; row++) ids.write(householdOfRow[row]!, bytes, row * 16)
  return bytes
}

function columnsOf(columns: FactColumns, entity: 'household' | 'person'): Columns['person'] {
  return Object.fromEntries(
    [...columns.values()]
      .filter(({ input }) => input.entity === entity)
      .map((column) => [column.input.name, column.column]),
  )
}
