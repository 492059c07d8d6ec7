/** What every household of a snapshot would get under a scheme: one column of amounts, programmes together. */
import { loadSimulation, trace } from '../../../../engine/index.ts'
import type {
  Population,
  Programme,
  Simulated,
  Simulation,
  SimulationPool,
} from '../../../../engine/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { isInForce, listSimulated, programmeUnder } from './schemes.ts'
import type { Scheme } from './schemes.ts'

/** A row a household, in the order of the snapshot. */
export type Amounts = {
  /** Fen a month, all programmes together; 0 where it is not known. */
  total: Int32Array
  /** A bit for each programme that the household fits, in the order of `programmes`. */
  programmes_of: Uint16Array
  /** 1 where every programme's result is known. */
  known: Uint8Array
  programmes: readonly ProgrammeAmounts[]
}

export type ProgrammeAmounts = {
  programme_id: string
  title: string
  /** False: on the scheme's day it has no rules anywhere. */
  in_force: boolean
  /** Fen a month; 0 where not eligible or not known. */
  amount: Int32Array
}

type Snapshot = Pick<LoadedSnapshot, 'households' | 'divisions' | 'division'> & { population: Population }

/** A programme's simulation with the rows for which its rules hold: divisions may have values of their own. */
type Run = {
  outputs: Outputs
  simulation: Simulation
  rows: readonly (readonly [from: number, to: number])[]
}
type Outputs = { monthly: readonly { name: string; personal: boolean }[] }
type Prepared = { programme_id: string; title: string; runs: readonly Run[] }

/** Computes several schemes together. @throws law_not_in_force, scheme_wrong (422), and what the engine throws */
export async function evaluate(
  snapshot: Snapshot,
  schemes: readonly Scheme[],
  pool: SimulationPool,
): Promise<Amounts[]> {
  const prepared: Prepared[][] = []
  try {
    for (const scheme of schemes) {
      const ofScheme: Prepared[] = []
      prepared.push(ofScheme)
      for (const programme of listSimulated()) {
        const runs = prepare(programmeUnder(programme, scheme), scheme.date, snapshot)
        ofScheme.push({ programme_id: programme.id, title: programme.title, runs })
      }
    }
    const runs = prepared.flat().flatMap((each) => each.runs)
    const results = await pool.run(runs.map(({ simulation }) => simulation))
    const resultOf = new Map(runs.map((run, i) => [run, results[i]!]))
    return prepared.map((ofScheme) => combine(snapshot, ofScheme, resultOf))
  } finally {
    for (const { runs } of prepared.flat()) for (const { simulation } of runs) simulation.release()
  }
}

/** One simulation for each set of values that holds somewhere in the city; usually one. */
function prepare(programme: Programme, date: string, snapshot: Snapshot): Run[] {
  const rows = new Map<ReturnType<typeof trace>, [number, number][]>()
  for (const [from, to, code] of stretches(snapshot)) {
    if (!isInForce(programme, date, code)) continue
    const traced = trace(programme, date, code)
    rows.set(traced, [...(rows.get(traced) ?? []), [from, to]])
  }
  return [...rows].flatMap(([traced, of]) => {
    const monthly = traced.outputs
      .filter(({ group, quantity }) => group === 'amounts' && quantity.unit === 'money/month')
      .map(({ name, node }) => ({ name, personal: node.entity === 'person' }))
    if (monthly.length === 0) return []
    const outputs = ['eligible', ...monthly.map(({ name }) => name)]
    const options = { date, division: traced.division, outputs }
    return [
      { outputs: { monthly }, simulation: loadSimulation(programme, snapshot.population, options), rows: of },
    ]
  })
}

/** Households of one division lie together. */
function* stretches({ households, division, divisions }: Snapshot): Generator<[number, number, string]> {
  for (let from = 0; from < households;) {
    let to = from + 1
    while (to < households && division[to] === division[from]) to++
    yield [from, to, divisions[division[from]!]!]
    from = to
  }
}

function combine(
  { households, population }: Snapshot,
  prepared: readonly Prepared[],
  resultOf: ReadonlyMap<Run, Simulated>,
): Amounts {
  const amounts: Amounts = {
    total: new Int32Array(households),
    programmes_of: new Uint16Array(households),
    known: new Uint8Array(households).fill(1),
    programmes: prepared.map(({ programme_id, title, runs }) => ({
      programme_id,
      title,
      in_force: runs.length > 0,
      amount: new Int32Array(households),
    })),
  }
  prepared.forEach(({ runs }, bit) => {
    for (const run of runs) addRun(amounts, bit, run, resultOf.get(run)!, population.offsets.values)
  })
  const { total, known, programmes } = amounts
  for (const { amount } of programmes)
    for (let h = 0; h < households; h++) total[h]! += known[h] === 1 ? amount[h]! : 0
  return amounts
}

function addRun(
  { programmes_of, known, programmes }: Amounts,
  bit: number,
  { outputs, rows }: Run,
  results: Simulated,
  offsets: Int32Array,
): void {
  const { amount } = programmes[bit]!
  const eligible = results['eligible']!
  for (const [from, to] of rows)
    for (let h = from; h < to; h++) {
      if (eligible.known && eligible.known[h] === 0) known[h] = 0
      else if (eligible.values[h] === 1) programmes_of[h]! |= 1 << bit
    }
  for (const { name, personal } of outputs.monthly) {
    const { values, known: flags } = results[name]!
    for (const [from, to] of rows)
      for (let h = from; h < to; h++) {
        if ((programmes_of[h]! & (1 << bit)) === 0) continue
        const [first, last] = personal ? [offsets[h]!, offsets[h + 1]!] : [h, h + 1]
        for (let row = first; row < last; row++) {
          if (flags && flags[row] === 0) known[h] = 0
          else amount[h]! += values[row]!
        }
      }
  }
}
