/**
 * Who lives where on the day: households and members as the registers give them, in any order, and the rows that they
 * get in the columns.
 */
import type { Transaction } from '../../../platform/db/index.ts'
import { firstOfMonth } from '../../../platform/clock/index.ts'
import { registerKind, relation } from '../../../registries/households/contract.ts'
import { IdIndex, Words } from './keys.ts'
import * as queries from './queries.ts'
import type { Moment } from './queries.ts'
import { dayOf, readRows } from './rows.ts'

/** Households as they came, by number. */
export type Found = { ids: IdIndex; divisions: Float64Array; registers: Int8Array }

export const REGISTERS = registerKind.options

export async function readHouseholds(tx: Transaction, only: readonly string[] | undefined): Promise<Found> {
  const found: Found = {
    ids: new IdIndex(only?.length ?? 1 << 16),
    divisions: new Float64Array(1024),
    registers: new Int8Array(1024),
  }
  const registers = new Words(REGISTERS)
  await readRows(await queries.copyHouseholds(tx, only), 3, (row) => {
    const number = found.ids.add(row, 0)
    if (number === found.divisions.length) {
      found.divisions = grown(found.divisions)
      found.registers = grown(found.registers)
    }
    found.divisions[number] = row.digits(1)
    found.registers[number] = row.isNull(2) ? -1 : registers.find(row, 2)
  })
  return found
}

/** As the register knows them; the head comes first. */
export const RELATIONS = relation.options

/** Members as they came, by number: their household's number, relation, day of birth (0: unknown), protection, and
 * whether a programme counts them apart from their household. */
export type Members = {
  ids: IdIndex
  households: Int32Array
  relations: Uint8Array
  births: Int32Array
  restricted: Uint8Array
  apart: Uint8Array
}

export async function readMembers(
  tx: Transaction,
  moment: Moment,
  found: Found,
  only: readonly string[] | undefined,
): Promise<Members> {
  const members: Members = {
    ids: new IdIndex(1 << 16),
    households: new Int32Array(1024),
    relations: new Uint8Array(1024),
    births: new Int32Array(1024),
    restricted: new Uint8Array(1024),
    apart: new Uint8Array(0),
  }
  const relations = new Words(RELATIONS)
  await readRows(await queries.copyMembers(tx, moment, only), 5, (row) => {
    const household = found.ids.find(row, 0)
    if (household < 0) return
    const number = members.ids.add(row, 1)
    if (number === members.households.length) {
      members.households = grown(members.households)
      members.relations = grown(members.relations)
      members.births = grown(members.births)
      members.restricted = grown(members.restricted)
    }
    members.households[number] = household
    members.relations[number] = relations.find(row, 2)
    members.births[number] = row.isNull(3) ? 0 : dayOf(row.int32(3))
    members.restricted[number] = Number(row.flag(4))
  })
  members.apart = new Uint8Array(members.ids.size)
  return members
}

/** Marks those whom one of the programmes names. */
export async function markApart(
  tx: Transaction,
  members: Members,
  { moment, programmes }: { moment: Moment; programmes: readonly string[] },
  only: readonly string[] | undefined,
): Promise<void> {
  if (programmes.length === 0) return
  const stream = await queries.copyNamed(tx, moment, firstOfMonth(moment.holding_on), programmes, only)
  await readRows(stream, 1, (row) => {
    const member = members.ids.find(row, 0)
    if (member >= 0) members.apart[member] = 1
  })
}

/** Whom the columns are of: of each household those who are not counted apart, or those who are. */
export type Side = 'household' | 'apart'

/** Where each household and each member stands in the columns. */
export type Placed = {
  households: number
  people: number
  tooLarge: number[]
  divisions: string[]
  division: Int32Array
  offsets: Int32Array
  /** By the number with which a household came: its row, or -1. */
  rowOfHousehold: Int32Array
  /** By row: the number with which the household came. */
  householdOfRow: Int32Array
  rowOfMember: Int32Array
  /** By row: 1 where everybody is counted apart. They are in the columns, for the household is somewhere; programmes of
   * the household have nobody there to look at. */
  emptied: Uint8Array
}

export function placeHouseholds(
  found: Found,
  members: Members,
  maxMembers: number,
  side: Side = 'household',
): Placed {
  const rest = new Int32Array(found.ids.size)
  for (let member = 0; member < members.ids.size; member++)
    if (members.apart[member] === 0) rest[members.households[member]!]!++
  const isIn = (member: number): boolean =>
    side === 'apart'
      ? members.apart[member] === 1
      : members.apart[member] === 0 || rest[members.households[member]!] === 0
  const sizes = new Int32Array(found.ids.size)
  for (let member = 0; member < members.ids.size; member++)
    if (isIn(member)) sizes[members.households[member]!]!++
  const codes = [...new Set(found.divisions.subarray(0, found.ids.size))].map(String).sort()
  const rank = new Map(codes.map((code, i) => [Number(code), i]))
  const starts = new Int32Array(codes.length + 1)
  const tooLarge: number[] = []
  const isPlaced = (household: number): boolean => sizes[household]! > 0 && sizes[household]! <= maxMembers
  for (let household = 0; household < sizes.length; household++) {
    if (sizes[household]! > maxMembers) tooLarge.push(household)
    if (isPlaced(household)) starts[rank.get(found.divisions[household]!)! + 1]!++
  }
  for (let i = 0; i < codes.length; i++) starts[i + 1]! += starts[i]!
  const households = starts[codes.length]!
  const rowOfHousehold = new Int32Array(sizes.length).fill(-1)
  const householdOfRow = new Int32Array(households)
  const division = new Int32Array(households)
  const emptied = new Uint8Array(households)
  for (let household = 0; household < sizes.length; household++) {
    if (!isPlaced(household)) continue
    const at = rank.get(found.divisions[household]!)!
    const row = starts[at]!++
    rowOfHousehold[household] = row
    householdOfRow[row] = household
    division[row] = at
    emptied[row] = Number(rest[household] === 0)
  }
  const offsets = new Int32Array(households + 1)
  for (let row = 0; row < households; row++) offsets[row + 1] = offsets[row]! + sizes[householdOfRow[row]!]!
  return {
    households,
    people: offsets[households]!,
    tooLarge,
    divisions: codes,
    division,
    offsets,
    rowOfHousehold,
    householdOfRow,
    rowOfMember: placeMembers(members, offsets, rowOfHousehold, isIn),
    emptied,
  }
}

/** Within a household the head comes first, then by birth, as everywhere else. */
function placeMembers(
  members: Members,
  offsets: Int32Array,
  rowOfHousehold: Int32Array,
  isIn: (member: number) => boolean,
): Int32Array {
  const next = offsets.slice()
  const memberOfRow = new Int32Array(offsets.at(-1) ?? 0)
  const isBefore = (a: number, b: number): boolean => {
    const heads = Number(members.relations[b] === 0) - Number(members.relations[a] === 0)
    if (heads !== 0) return heads < 0
    const births = (members.births[a]! || Infinity) - (members.births[b]! || Infinity)
    return births !== 0 && !Number.isNaN(births) ? births < 0 : members.ids.isBefore(a, b)
  }
  for (let member = 0; member < members.ids.size; member++) {
    const row = rowOfHousehold[members.households[member]!]!
    if (row < 0 || !isIn(member)) continue
    let at = next[row]!++
    for (; at > offsets[row]! && isBefore(member, memberOfRow[at - 1]!); at--)
      memberOfRow[at] = memberOfRow[at - 1]!
    memberOfRow[at] = member
  }
  const rowOfMember = new Int32Array(members.ids.size).fill(-1)
  memberOfRow.forEach((member, row) => {
    rowOfMember[member] = row
  })
  return rowOfMember
}

function grown<Cells extends Int8Array | Uint8Array | Int32Array | Float64Array>(cells: Cells): Cells {
  const larger = new (cells.constructor as new (length: number) => Cells)(cells.length * 2)
  larger.set(cells)
  return larger
}
