/**
 * The whole city tried out: registers to columns beside a bare COPY out of the same rows, the columns' files beside a
 * bare read of them, a refresh of what changed, memory, and from the button to the figures with a warm snapshot.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../city/load.ts'
import { openSimulation } from '../server/benefits/index.ts'
import { compareSchemes } from '../server/benefits/simulation/service.ts'
import { findSimulator, wantedBySimulation } from '../server/benefits/simulation/simulator.ts'
import { buildSnapshot } from '../server/benefits/simulation/snapshot/build.ts'
import { findSnapshot, saveSnapshot } from '../server/benefits/simulation/snapshot/file.ts'
import * as queries from '../server/benefits/simulation/snapshot/queries.ts'
import type { Act, Caller } from '../server/platform/act.ts'
import { withCaller } from '../server/platform/db/index.ts'
import type { Database, Transaction } from '../server/platform/db/index.ts'
import { Problem } from '../server/platform/problems/index.ts'
import { benchDatabase } from './database.ts'

export const name = 'simulation'
export const about =
  'The whole city from registers to columns, to files and back, refreshed, and two schemes compared'

const TODAY = '2017-09-01'
const moment = { holding_on: TODAY, known_on: TODAY }
/** From the button to the figures, for a whole city. */
const WANTED_SECONDS = 3
const house: Caller = { kind: 'system', area: '12' }

/** Options: `residents` (1,000,000). */
export async function* run(
  options: Record<string, string | number>,
): AsyncGenerator<Record<string, unknown>> {
  const residents = Number(options['residents'] ?? 1_000_000)
  const database = await benchDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-simulation-'))
  const close = openSimulation(folder)
  try {
    await loadCity(database.owner, { residents, today: TODAY })
    yield* columns(database.application, join(folder, 'bench'))
    yield* comparison(database.application)
  } finally {
    await close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const act = <T>(pool: Database, work: (act: Act) => Promise<T>, caller = house): Promise<T> =>
  withCaller(pool, caller, { today: TODAY, now: `${TODAY}T01:00:00Z`, request_id: 'bench' }, work)

async function* columns(pool: Database, folder: string): AsyncGenerator<Record<string, unknown>> {
  const wanted = wantedBySimulation()
  const bare = await timed(() => act(pool, ({ tx }) => copyOut(tx, wanted)))
  const built = await timed(() => act(pool, ({ tx }) => buildSnapshot(tx, wanted, moment)))
  const { households, people } = built.result
  yield {
    measure: 'registers to columns',
    people,
    households,
    rows: bare.result,
    seconds: built.seconds,
    bare_copy_seconds: bare.seconds,
    ratio_to_bare_copy: round(bare.seconds / built.seconds),
  }
  const saved = await timed(() => saveSnapshot(folder, wanted, built.result))
  const read = await timed(() => findSnapshot(folder, wanted))
  const plain = await timed(async () =>
    readdirSync(folder).reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0),
  )
  yield {
    measure: 'columns to files and back',
    people,
    megabytes: Math.round(plain.result / 2 ** 20),
    write_milliseconds: round(saved.seconds * 1000),
    read_and_check_milliseconds: round(read.seconds * 1000),
    bare_read_milliseconds: round(plain.seconds * 1000),
    ratio_to_bare_read: round(plain.seconds / read.seconds),
    memory_megabytes: Math.round(read.result!.population.memory.memory!.buffer.byteLength / 2 ** 20),
  }
}

/** The rows of all statements, read and thrown away. */
async function copyOut(
  tx: Transaction,
  { inputs, programmes }: ReturnType<typeof wantedBySimulation>,
): Promise<number> {
  const names = [...new Set(inputs.map((input) => input.name))]
  const streams = [
    () => queries.copyHouseholds(tx),
    () => queries.copyMembers(tx, moment),
    () => queries.copyFacts(tx, moment, names),
    () => queries.copyDetermined(tx, moment, TODAY, programmes),
  ]
  let rows = 0
  for (const open of streams) {
    const stream = await open()
    await new Promise((resolve, reject) => {
      stream.on('data', () => (rows += 1))
      stream.once('end', resolve)
      stream.once('error', reject)
    })
  }
  return rows
}

async function* comparison(pool: Database): AsyncGenerator<Record<string, unknown>> {
  const { snapshots } = findSimulator()!
  await act(pool, ({ tx }) => snapshots.refresh(tx, TODAY))
  // A few people earn something else since.
  await act(
    pool,
    ({ tx }) => tx`
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
    select person_id, 'person', household_id, 'wage_income', daterange('2017-08-01', null), ${TODAY}, 123456, 'register', '示例', division_code
    from household_member order by person_id limit 500`,
  )
  // The city was loaded minutes ago: without an overlap, else all of it would count as changed.
  const refreshed = await timed(() => act(pool, ({ tx }) => snapshots.refresh(tx, TODAY, 0)))
  yield { measure: 'refresh of changed households', ...refreshed.result, seconds: refreshed.seconds }
  const scheme = { date: TODAY, changes: [], versions: {} }
  for (const [at, value] of ['920', '921', '922', '923'].entries()) {
    const after = {
      ...scheme,
      changes: ['urban', 'rural'].map((kind) => ({ parameter: `subsistence_standard_${kind}`, value })),
    }
    const asked = { before: scheme, after, population: 'all' as const }
    const compared = await timed(() => act(pool, (of) => compareSchemes(of, asked)))
    if (compared.result instanceof Problem) throw compared.result
    const { total, snapshot, unknown } = compared.result
    yield {
      measure: at === 0 ? 'from the button to the figures, first' : 'from the button to the figures, warm',
      people: snapshot.people,
      households: snapshot.households,
      unknown,
      gaining: total.gaining,
      losing: total.losing,
      seconds: compared.seconds,
      wanted_seconds: WANTED_SECONDS,
      passed: compared.seconds < WANTED_SECONDS,
      resident_megabytes: Math.round(process.memoryUsage.rss() / 2 ** 20),
    }
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { seconds: round((performance.now() - start) / 1000, 1000), result }
}
const round = (value: number, digits = 100): number => Math.round(value * digits) / digits
