/**
 * The law engine: all monthly programmes of social assistance together over generated people, evaluation only. The
 * generated WebAssembly stands beside a hand-written typed-array loop of the same rules, the same rules in C, and
 * OpenFisca-core, in the same run and with equal checksums; two threads stand beside one, unknown facts beside none.
 */
import { Worker } from 'node:worker_threads'
import { createPool, loadPopulation, loadTogether } from '../engine/index.ts'
import type { Backend, Columns, Programme, SimulatedTogether } from '../engine/index.ts'
import { getProgramme } from '../law/index.ts'
import { runC, runOpenFisca, withColumnFile } from './law/counterparts.ts'
import type { Counterpart } from './law/counterparts.ts'
import { handWritten } from './law/hand-written.ts'
import { generate, withUnknown } from './law/population.ts'
import { checksum, DATE, DIVISION, results, valuesOf } from './law/values.ts'
import type { Results } from './law/values.ts'

export const name = 'law'
export const about =
  'The programmes of social assistance over generated people: generated kernels, a hand-written loop, C, OpenFisca'

/** The generated WebAssembly is to be so many times as fast as each, at least. */
const WANTED = { hand_written: 2.5, c: 0.8, openfisca: 5 }
const WANTED_OF_TWO_THREADS = 1.8
const MOST_COST_OF_UNKNOWN = 2
/** Of the households, have a fact that nobody knows. */
const UNKNOWN_PART = 0.01
/** OpenFisca takes seconds for more. */
const MOST_FOR_OPENFISCA = 1_000_000

type Options = Readonly<Record<string, string | number>>
type Contender = { evaluate: () => unknown; checksum: () => string }

/**
 * Rows for 10,000 people and tenfold, up to `people` (1,000,000); then one with the ratios at the largest size and
 * whether they are as wanted. `rounds` (15): the best counts.
 */
export async function* run(options: Options = {}): AsyncGenerator<Record<string, unknown>> {
  const most = Number(options['people'] ?? 1_000_000)
  const rounds = Number(options['rounds'] ?? 15)
  const programmes = [...new Set(results.map(([id]) => id))].map((id) => getProgramme(id).rules)
  let ratios: Ratios | undefined
  for (const people of sizesUpTo(most)) {
    const measured = yield* measure(programmes, people, Math.max(5, people > 2_000_000 ? rounds / 3 : rounds))
    ratios = ratiosOf(measured)
    yield { people, ...ratios }
  }
  yield { people: most, passed: isPassed(ratios!), wanted: wantedText }
}

function sizesUpTo(most: number): number[] {
  const sizes = [10_000, 100_000, 1_000_000, 13_866_009].filter((size) => size < most)
  return [...sizes, most]
}

type Measured = {
  rates: Record<string, number>
  checksums: Record<string, string>
  skipped: Record<string, string>
  two_threads_to_one: number
}

/** All contenders on one population; they take turns, so that noise hits all alike. */
async function* measure(
  programmes: readonly Programme[],
  people: number,
  rounds: number,
): AsyncGenerator<Record<string, unknown>, Measured> {
  const columns = generate(programmes, people)
  const values = valuesOf(programmes)
  const measured: Measured = { rates: {}, checksums: {}, skipped: {}, two_threads_to_one: 0 }
  const { contenders, close } = contendersOf(programmes, columns, values)
  const times = await takeTurns(contenders, Math.ceil(rounds))
  for (const [contender, { checksum: sum }] of Object.entries(contenders)) {
    const { processor, clock } = times[contender]!
    const milliseconds = contender === 'wasm_two_threads' ? clock : processor
    note(measured, contender, people, { milliseconds, checksum: sum() })
  }
  measured.two_threads_to_one = times['wasm']!.clock / times['wasm_two_threads']!.clock
  await close()
  withColumnFile(columns, values, (path, folder) => {
    note(measured, 'c', people, runC(path, folder, Math.ceil(rounds)))
    if (people <= MOST_FOR_OPENFISCA) note(measured, 'openfisca', people, runOpenFisca(path, 5))
    else measured.skipped['openfisca'] = 'measured up to a million people'
  })
  for (const [implementation, rate] of Object.entries(measured.rates))
    yield {
      implementation,
      people,
      households: columns.offsets.length - 1,
      million_people_per_second: round(rate),
      evaluation_ms: round(people / rate / 1000),
    }
  for (const [implementation, why] of Object.entries(measured.skipped))
    yield { implementation, people, skipped: why }
  return measured
}

function note(measured: Measured, contender: string, people: number, counterpart: Counterpart): void {
  if ('skipped' in counterpart) measured.skipped[contender] = counterpart.skipped
  else {
    measured.rates[contender] = people / counterpart.milliseconds / 1000
    measured.checksums[contender] = counterpart.checksum
  }
}

function contendersOf(
  programmes: readonly Programme[],
  columns: Columns,
  values: ReturnType<typeof valuesOf>,
): { contenders: Record<string, Contender>; close: () => Promise<void> } {
  const outputs = Object.fromEntries(
    programmes.map(({ id }) => [id, results.filter(([of]) => of === id).map(([, place]) => place)]),
  )
  const options = { date: DATE, division: DIVISION, outputs }
  const population = loadPopulation(programmes, columns)
  const load = (backend: Backend, of = population) => loadTogether(programmes, of, { ...options, backend })
  const [wasm, javascript] = [load('wasm'), load('javascript')]
  const unknown = load('wasm', loadPopulation(programmes, withUnknown(columns, UNKNOWN_PART)))
  const loop = handWritten(columns, values)
  const createWorker = (): Worker =>
    new Worker(new URL('../server/benefits/simulation/worker.ts', import.meta.url))
  const pool = createPool({ threads: 2, createWorker })
  const single = (simulation: typeof wasm): Contender => ({
    evaluate: () => simulation.run(),
    checksum: () => checksum(columnsOf(simulation.run())),
  })
  let shared: SimulatedTogether | undefined
  const contenders = {
    hand_written: { evaluate: loop, checksum: () => checksum(loop()) },
    javascript: single(javascript),
    wasm: single(wasm),
    wasm_two_threads: {
      evaluate: async () => {
        shared = wasm.split((await pool.run([wasm.simulation]))[0]!)
      },
      checksum: () => checksum(columnsOf(shared!)),
    },
    wasm_unknown: { evaluate: () => unknown.run(), checksum: () => '' },
  }
  return { contenders, close: () => pool.close() }
}

const columnsOf = (simulated: SimulatedTogether): Results =>
  results.map(([id, place]) => simulated[id]![place]!.values)

type Times = { processor: number; clock: number }

/**
 * The best times in milliseconds: by the processor's account, so that others on the machine don't count, and by the
 * clock. Some rounds warm all of them up before any is measured.
 */
async function takeTurns(
  contenders: Record<string, Contender>,
  rounds: number,
): Promise<Record<string, Times>> {
  const best: Record<string, Times> = {}
  for (let turn = -4; turn < rounds; turn++)
    for (const [contender, { evaluate }] of Object.entries(contenders)) {
      const [used, start] = [process.cpuUsage(), performance.now()]
      await evaluate()
      const clock = performance.now() - start
      const { user, system } = process.cpuUsage(used)
      if (turn < 0) continue
      const before = best[contender] ?? { processor: Infinity, clock: Infinity }
      best[contender] = {
        processor: Math.min(before.processor, (user + system) / 1000),
        clock: Math.min(before.clock, clock),
      }
    }
  return best
}

type Ratios = {
  checksum: string | undefined
  checksums_equal: boolean
  wasm_to_hand_written: number
  javascript_to_hand_written: number
  wasm_to_c: number | null
  wasm_to_openfisca: number | null
  two_threads_to_one: number
  cost_of_unknown: number
}

function ratiosOf({ rates, checksums, two_threads_to_one }: Measured): Ratios {
  const sums = Object.entries(checksums).flatMap(([of, sum]) => (of === 'wasm_unknown' ? [] : [sum]))
  const ratio = (to: string, of = 'wasm'): number | null =>
    rates[to] === undefined ? null : round(rates[of]! / rates[to])
  return {
    checksum: checksums['hand_written'],
    checksums_equal: sums.every((sum) => sum === checksums['hand_written']),
    wasm_to_hand_written: ratio('hand_written')!,
    javascript_to_hand_written: ratio('hand_written', 'javascript')!,
    wasm_to_c: ratio('c'),
    wasm_to_openfisca: ratio('openfisca'),
    two_threads_to_one: round(two_threads_to_one),
    cost_of_unknown: ratio('wasm_unknown')!,
  }
}

const wantedText = {
  wasm_to_hand_written: `≥ ${WANTED.hand_written}`,
  wasm_to_c: `≥ ${WANTED.c}`,
  wasm_to_openfisca: `≥ ${WANTED.openfisca}`,
  two_threads_to_one: `≥ ${WANTED_OF_TWO_THREADS}`,
  cost_of_unknown: `< ${MOST_COST_OF_UNKNOWN}`,
}

function isPassed(ratios: Ratios): boolean {
  const isEnough = (ratio: number | null, wanted: number): boolean => ratio === null || ratio >= wanted
  return (
    ratios.checksums_equal &&
    isEnough(ratios.wasm_to_hand_written, WANTED.hand_written) &&
    isEnough(ratios.wasm_to_c, WANTED.c) &&
    isEnough(ratios.wasm_to_openfisca, WANTED.openfisca) &&
    isEnough(ratios.two_threads_to_one, WANTED_OF_TWO_THREADS) &&
    ratios.cost_of_unknown < MOST_COST_OF_UNKNOWN
  )
}

const round = (value: number): number => Math.round(value * 100) / 100
