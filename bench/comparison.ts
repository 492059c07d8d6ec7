/**
 * Two schemes compared over generated columns of a whole city, held in memory: both laws evaluated, figures, districts,
 * distribution and cliffs. Of most households the registers hold a few facts and nobody knows the rest, as in a city.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { createPool, loadPopulation } from '../engine/index.ts'
import type { Column, Columns } from '../engine/index.ts'
import { scopeOf } from '../server/benefits/simulation/comparison/area.ts'
import { findCliffs } from '../server/benefits/simulation/comparison/cliffs.ts'
import { evaluate } from '../server/benefits/simulation/comparison/evaluate.ts'
import { figuresOf } from '../server/benefits/simulation/comparison/figures.ts'
import { pairUp } from '../server/benefits/simulation/comparison/pair.ts'
import { prepareSnapshot } from '../server/benefits/simulation/comparison/prepare.ts'
import { isForNamed, listSimulated } from '../server/benefits/simulation/comparison/schemes.ts'
import type { Scheme } from '../server/benefits/simulation/comparison/schemes.ts'
import { viewFigures } from '../server/benefits/simulation/comparison/view.ts'
import type { LoadedSnapshot } from '../server/benefits/simulation/snapshot/file.ts'
import { generate, randomFrom } from './law/population.ts'

export const name = 'comparison'
export const about =
  'Two schemes over generated columns of a whole city: evaluated, figures, districts, cliffs'

const TODAY = '2017-09-01'
const WANTED_SECONDS = 3
const CLIFF_STEP = 10_000
/** Of the households, whose means were asked for. */
const ASKED_PART = 0.03

/** Options: `people` (13,866,009), `threads` (as many as the machine has), `rounds` (4). */
export async function* run(
  options: Record<string, string | number>,
): AsyncGenerator<Record<string, unknown>> {
  const people = Number(options['people'] ?? 13_866_009)
  const threads = Number(options['threads'] ?? availableParallelism())
  const rounds = Number(options['rounds'] ?? 4)
  const snapshot = snapshotOf(people)
  const pool = createPool({
    threads,
    createWorker: () => new Worker(new URL('../server/benefits/simulation/worker.ts', import.meta.url)),
  })
  try {
    const watch = new Stopwatch()
    await prepareSnapshot(snapshot, pool)
    watch.lap('prepare')
    yield {
      measure: 'made ready when the registers were read',
      ...watch.laps,
      processor_seconds: watch.processor,
    }
    for (let round = 0; round < rounds; round++) yield await compare(snapshot, pool, threads, 920 + round)
  } finally {
    await pool.close()
  }
}

async function compare(
  snapshot: LoadedSnapshot,
  pool: ReturnType<typeof createPool>,
  threads: number,
  standard: number,
): Promise<Record<string, unknown>> {
  const before: Scheme = { date: TODAY, changes: [], versions: {} }
  const changes = ['urban', 'rural'].map((kind) => ({
    parameter: `subsistence_standard_${kind}`,
    value: String(standard),
  }))
  const after: Scheme = { ...before, changes }
  const watch = new Stopwatch()
  const [one, other] = await evaluate(snapshot, [before, after], pool)
  watch.lap('evaluate')
  const pair = pairUp(one!, other!)
  watch.lap('pair')
  const scope = scopeOf(snapshot, '12', 'all')
  const figures = figuresOf(pair, scope, undefined)
  watch.lap('figures')
  const comparison = {
    comparison_id: '',
    snapshot,
    schemes: { before, after },
    before: one!,
    after: other!,
    pair,
  }
  const view = viewFigures({ comparison, scope, figures, area: '12', names: new Map() })
  watch.lap('view')
  const both = [
    { scheme: before, amounts: one! },
    { scheme: after, amounts: other! },
  ]
  const cliffs = await findCliffs(snapshot, both, scope, CLIFF_STEP, pool)
  watch.lap('cliffs')
  return {
    people: snapshot.people,
    households: snapshot.households,
    threads,
    standard,
    gaining: view.total.gaining,
    unknown: view.unknown,
    cliffs: cliffs[1]!.households,
    ...watch.laps,
    seconds: watch.total,
    processor_seconds: watch.processor,
    wanted_seconds: WANTED_SECONDS,
    passed: watch.total < WANTED_SECONDS,
    resident_megabytes: Math.round(process.memoryUsage.rss() / 2 ** 20),
  }
}

class Stopwatch {
  readonly laps: Record<string, number> = {}
  private readonly start = performance.now()
  private readonly processorBefore = process.cpuUsage()
  private last = this.start

  lap(name: string): void {
    const now = performance.now()
    this.laps[`${name}_milliseconds`] = Math.round(now - this.last)
    this.last = now
  }
  /** What all threads worked. */
  get processor(): number {
    const { user, system } = process.cpuUsage(this.processorBefore)
    return Math.round((user + system) / 1000) / 1000
  }
  get total(): number {
    return Math.round(this.last - this.start) / 1000
  }
}

/** A snapshot of a city of sixteen districts and some five thousand communities. */
function snapshotOf(people: number): LoadedSnapshot {
  const programmes = listSimulated()
  const rules = programmes.filter((programme) => !isForNamed(programme)).map((each) => each.rules)
  const population = loadPopulation(rules, asRegistered(generate(rules, people)))
  const { households } = population
  const divisions = Array.from({ length: 5000 }, (_, at) => communityOf(at))
  return {
    moment: { holding_on: TODAY, known_on: TODAY },
    taken_at: `${TODAY}T00:00:00.000Z`,
    households,
    people,
    household_ids: new Uint8Array(0),
    divisions,
    division: Int32Array.from({ length: households }, (_, row) =>
      Math.floor((row * divisions.length) / households),
    ),
    restricted: new Uint8Array(households),
    emptied: new Uint8Array(households),
    determined: Object.fromEntries(programmes.map(({ id }) => [id, new Int32Array(households)])),
    left_out: { too_large: [], with_refused_facts: [] },
    population,
    apart: undefined,
  }
}

const communityOf = (at: number): string => {
  const [district, community] = [1 + Math.floor((at * 16) / 5000), at % 313]
  return `1201${String(district).padStart(2, '0')}${String(community).padStart(6, '0')}`
}

/** What registers hold by themselves of anybody; the rest is known where somebody asked. */
const registered = new Set(['register_kind', 'home_count', 'relation', 'birth_date'])
/** Registers hold it where there is something to hold. */
const ifAny = new Set(['wage_income', 'transfer_income', 'is_studying', 'vehicle_count', 'disability_kind'])

function asRegistered({ offsets, household, person }: Columns): Columns {
  const random = randomFrom(3)
  const asked = Uint8Array.from({ length: offsets.length - 1 }, () => Number(random() < ASKED_PART))
  const askedOf = new Uint8Array(offsets.at(-1)!)
  asked.forEach((flag, h) => askedOf.fill(flag, offsets[h], offsets[h + 1]))
  const known = (name: string, { values }: Column, flags: Uint8Array): Column => {
    if (registered.has(name)) return { values }
    const cells = flags.slice()
    if (ifAny.has(name)) for (let row = 0; row < cells.length; row++) if (values[row]! > 0) cells[row] = 1
    return { values, known: cells }
  }
  const of = (columns: Columns['person'], flags: Uint8Array): Columns['person'] =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, known(name, column, flags)]))
  return { offsets, household: of(household, asked), person: of(person, askedOf) }
}
