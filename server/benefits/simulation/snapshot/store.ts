/**
 * The snapshots that this house keeps in its data folder: the one of today, which is brought up to date, and the last
 * few past days that somebody asked for. They are read into memory when they are first needed.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from '../../../platform/db/index.ts'
import { buildApart, buildRows, buildSnapshot } from './build.ts'
import type { Snapshot, Wanted } from './build.ts'
import { findSnapshot, saveSnapshot } from './file.ts'
import type { LoadedSnapshot } from './file.ts'
import { idText } from './keys.ts'
import * as queries from './queries.ts'
import type { Moment } from './queries.ts'
import { applyPatch } from './refresh.ts'

/** Transactions may take so long: what they recorded is looked for again. */
const OVERLAP_MINUTES = 60
/** A part of the households from which on reading all of them is the shorter way. */
const MANY = 0.1
const PAST_DAYS = 3

export type Refreshed = { households: number; read_again: number; whole: boolean }

export class SnapshotStore {
  private readonly folder: string
  private readonly wanted: Wanted
  private readonly loaded = new Map<string, LoadedSnapshot>()
  private readonly prepare: (snapshot: LoadedSnapshot) => Promise<void>
  private readonly loading = new Map<string, Promise<LoadedSnapshot | undefined>>()

  /** `prepare` is waited for whenever registers have been read, so that whoever then asks need not wait. */
  constructor(folder: string, wanted: Wanted, prepare: (snapshot: LoadedSnapshot) => Promise<void>) {
    this.folder = join(folder, 'snapshots')
    this.wanted = wanted
    this.prepare = prepare
  }

  /** The snapshot of today, or of a past moment; undefined while there is none. */
  async find(moment?: Moment): Promise<LoadedSnapshot | undefined> {
    const name = nameOf(moment)
    const existing = this.loaded.get(name)
    if (existing) return existing
    const reading = this.loading.get(name) ?? this.load(name)
    this.loading.set(name, reading)
    return reading
  }

  /**
   * Reads what has changed since the last time, or everything when there is nothing to go on from. The transaction
   * should see one state of the database and the whole city. What was recorded in the last `overlapMinutes` before it
   * is looked for again.
   */
  async refresh(
    tx: Transaction,
    today: string,
    overlapMinutes: number = OVERLAP_MINUTES,
  ): Promise<Refreshed> {
    const moment: Moment = { holding_on: today, known_on: today }
    const base = await this.findUsable(tx, moment)
    const changed = base && (await this.listChanged(tx, base, moment, overlapMinutes))
    if (!base || !changed) {
      const snapshot = await buildSnapshot(tx, this.wanted, moment)
      await this.keep(nameOf(undefined), snapshot)
      return { households: snapshot.households, read_again: snapshot.households, whole: true }
    }
    const patch = await buildRows(tx, this.wanted, moment, changed)
    const { population, ...rest } = base
    const merged = applyPatch({ ...rest, columns: population.filling }, patch, changed)
    // Few are counted apart: they are always read again.
    const apart = await buildApart(tx, this.wanted, moment, merged)
    await this.keep(nameOf(undefined), { ...merged, apart })
    return { households: merged.households, read_again: changed.length, whole: false }
  }

  /** Reads the city as it was on a day by what was known on a day; the oldest of several is forgotten. */
  async readPast(tx: Transaction, moment: Moment): Promise<void> {
    await this.keep(nameOf(moment), await buildSnapshot(tx, this.wanted, moment))
    const past = (await readdir(this.folder)).filter((name) => name.startsWith('past-')).sort()
    const others = past.filter((name) => name !== nameOf(moment))
    for (const name of others.slice(0, Math.max(0, others.length - PAST_DAYS + 1))) {
      this.loaded.delete(name)
      await rm(join(this.folder, name), { recursive: true, force: true })
    }
  }

  private async load(name: string): Promise<LoadedSnapshot | undefined> {
    try {
      const snapshot = await findSnapshot(join(this.folder, name), this.wanted)
      if (snapshot) this.loaded.set(name, snapshot)
      return snapshot
    } finally {
      this.loading.delete(name)
    }
  }

  private async keep(name: string, snapshot: Snapshot): Promise<void> {
    await saveSnapshot(join(this.folder, name), this.wanted, snapshot)
    // Whoever still reckons with the one before keeps it until done.
    this.loaded.delete(name)
    this.loading.delete(name)
    const kept = await this.find(name === nameOf(undefined) ? undefined : snapshot.moment)
    if (kept) await this.prepare(kept)
  }

  /** The kept snapshot, when it is of this city and not of a later day. */
  private async findUsable(tx: Transaction, moment: Moment): Promise<LoadedSnapshot | undefined> {
    const base = await this.find()
    if (!base || base.households === 0 || base.moment.holding_on > moment.holding_on) return undefined
    const rows = [...new Set([0, base.households >> 1, base.households - 1])]
    const ids = rows.map((row) => idText(base.household_ids, row * 16))
    return (await queries.countHouseholds(tx, ids)) === ids.length ? base : undefined
  }

  /** Undefined when so many have changed that all had better be read. */
  private async listChanged(
    tx: Transaction,
    base: LoadedSnapshot,
    moment: Moment,
    overlapMinutes: number,
  ): Promise<string[] | undefined> {
    const limit = Math.max(1000, Math.floor(base.households * MANY))
    const since = new Date(Date.parse(base.taken_at) - overlapMinutes * 60_000)
    const changed = await queries.listChanged(tx, {
      recorded: since.toISOString(),
      from: base.moment,
      to: moment,
      limit,
    })
    return changed.length < limit ? changed : undefined
  }
}

const nameOf = (moment: Moment | undefined): string =>
  moment === undefined ? 'today' : `past-${moment.holding_on}-${moment.known_on}`
