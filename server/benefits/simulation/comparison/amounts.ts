/** What every household of a snapshot gets, a row each; filled from the results of the programmes. Loops over millions. */
import { findExclusion } from '../../../../law/index.ts'
import type { SimulatedColumn } from '../../../../engine/index.ts'

/** A row a household, in the order of the snapshot. Sets of programmes are bits in the order of `programmes`. */
export type Amounts = {
  /** Programmes that the household is known to fit. */
  fits: Uint16Array
  /** Programmes whose result is known. */
  known: Uint16Array
  programmes: readonly ProgrammeAmounts[]
}

export type ProgrammeAmounts = {
  programme_id: string
  title: string
  /** Reckoned for whom it names now. */
  for_named: boolean
  /** False: on the scheme's day it has no rules anywhere. */
  in_force: boolean
  /** Fen a month; 0 where the household doesn't fit, or nobody knows. */
  amount: Int32Array
}

/** Nobody fits anything, which is known: so it is where a programme has no rules. */
export const noAmounts = (
  households: number,
  programmes: readonly Omit<ProgrammeAmounts, 'amount'>[],
): Amounts => ({
  fits: new Uint16Array(households),
  known: new Uint16Array(households).fill(2 ** programmes.length - 1),
  programmes: programmes.map((each) => ({ ...each, amount: new Int32Array(households) })),
})

/** Results of a programme for rows `[from, to)` of some columns; `rowOf` where these are not the snapshot's own rows. */
export type Adding = {
  place: number
  eligible: SimulatedColumn
  monthly: readonly (SimulatedColumn & { personal: boolean })[]
  offsets: Int32Array
  rowOf: Int32Array | undefined
}

export function addProgramme(amounts: Amounts, adding: Adding, from: number, to: number): void {
  const { place, eligible, monthly, offsets, rowOf } = adding
  markFits(amounts, 1 << place, eligible, { from, to, rowOf })
  for (const { personal, ...column } of monthly)
    addAmounts(amounts, place, { ...column, offsets: personal ? offsets : undefined }, { from, to, rowOf })
}

type Stretch = { from: number; to: number; rowOf: Int32Array | undefined }

function markFits(
  { fits, known }: Amounts,
  bit: number,
  { values, known: flags }: SimulatedColumn,
  { from, to, rowOf }: Stretch,
): void {
  for (let at = from; at < to; at++) {
    const h = rowOf === undefined ? at : rowOf[at]!
    if (flags !== undefined && flags[at] === 0) known[h]! &= ~bit
    else if (values[at] === 1) fits[h]! |= bit
  }
}

function addAmounts(
  { fits, known, programmes }: Amounts,
  place: number,
  column: SimulatedColumn & { offsets: Int32Array | undefined },
  { from, to, rowOf }: Stretch,
): void {
  const bit = 1 << place
  const { amount } = programmes[place]!
  const { values, known: flags, offsets } = column
  for (let at = from; at < to; at++) {
    const h = rowOf === undefined ? at : rowOf[at]!
    if ((fits[h]! & bit) === 0) continue
    const last = offsets === undefined ? at + 1 : offsets[at + 1]!
    for (let row = offsets === undefined ? at : offsets[at]!; row < last; row++) {
      if (flags !== undefined && flags[row] === 0) known[h]! &= ~bit
      else amount[h]! += values[row]!
    }
  }
}

/** Where everybody is counted apart, programmes of the household have nobody to look at. */
export function withoutEmptied({ fits, known, programmes }: Amounts, emptied: Uint8Array): void {
  const ofHousehold = programmes.reduce((bits, each, place) => bits | (each.for_named ? 0 : 1 << place), 0)
  for (let h = 0; h < emptied.length; h++) {
    if (emptied[h] === 0) continue
    fits[h]! &= ~ofHousehold
    known[h]! |= ofHousehold
  }
}

/** Whoever fits a programme that leaves no room for another does not get that one, as a decision would say. */
export function withoutExcluded(amounts: Amounts, date: string): void {
  for (const [place, { programme_id: first }] of amounts.programmes.entries())
    for (const [other, { programme_id: second }] of amounts.programmes.entries())
      if (findExclusion(second, [first], date) !== undefined) exclude(amounts, 1 << place, 1 << other)
}

function exclude({ fits, known }: Amounts, first: number, second: number): void {
  for (let h = 0; h < fits.length; h++) {
    const has = fits[h]!
    if ((has & first) !== 0) {
      fits[h] = has & ~second
      known[h]! |= second
    } else if ((has & second) !== 0 && (known[h]! & first) === 0) known[h]! &= ~second
  }
}
