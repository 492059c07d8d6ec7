/** What every household of a snapshot would get under a scheme, programme by programme. */
import { loadTogether, trace } from '../../../../engine/index.ts'
import type {
  Programme,
  SimulatedTogether,
  SimulationPool,
  SimulationTogether,
} from '../../../../engine/index.ts'
import { findExclusion } from '../../../../law/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { isInForce, listSimulated, programmeUnder } from './schemes.ts'
import type { Scheme } from './schemes.ts'

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
  /** False: on the scheme's day it has no rules anywhere. */
  in_force: boolean
  /** Fen a month; 0 where the household doesn't fit, or nobody knows. */
  amount: Int32Array
}

type Snapshot = Pick<LoadedSnapshot, 'households' | 'divisions' | 'division' | 'population'>

/** Rules with the rows for which they hold: divisions may have values of their own. */
type Run = {
  simulation: SimulationTogether
  /** Places of the programmes that are in force, with their monthly amounts. */
  programmes: readonly { place: number; id: string; monthly: readonly Monthly[] }[]
  rows: (readonly [from: number, to: number])[]
}
type Monthly = { name: string; personal: boolean }

/** Computes several schemes together. @throws law_not_in_force, scheme_wrong (422), and what the engine throws */
export async function evaluate(
  snapshot: Snapshot,
  schemes: readonly Scheme[],
  pool: SimulationPool,
): Promise<Amounts[]> {
  const prepared: Run[][] = []
  try {
    for (const scheme of schemes) prepared.push(prepare(scheme, snapshot))
    const runs = prepared.flat()
    const results = await pool.run(runs.map(({ simulation }) => simulation.simulation))
    const resultOf = new Map(runs.map((run, i) => [run, run.simulation.split(results[i]!)]))
    return prepared.map((ofScheme, i) =>
      withoutExcluded(combine(snapshot, ofScheme, resultOf), schemes[i]!.date),
    )
  } finally {
    for (const { simulation } of prepared.flat()) simulation.release()
  }
}

/** A run for each set of values that holds somewhere in the city; usually one. */
function prepare(scheme: Scheme, snapshot: Snapshot): Run[] {
  const { date } = scheme
  const programmes = listSimulated().map((programme) => programmeUnder(programme, scheme))
  const tracesAt = (code: string) =>
    programmes.map((each) => (isInForce(each, date, code) ? trace(each, date, code) : undefined))
  const groups: { traces: ReturnType<typeof tracesAt>; rows: Run['rows']; code: string }[] = []
  for (const [from, to, code] of stretches(snapshot)) {
    const traces = tracesAt(code)
    const group = groups.find((each) => each.traces.every((traced, i) => traced === traces[i]))
    if (group) group.rows.push([from, to])
    else groups.push({ traces, rows: [[from, to]], code })
  }
  return groups.flatMap(({ traces, rows, code }) => {
    const inForce = traces.flatMap((traced, place) =>
      traced ? [{ place, id: programmes[place]!.id, monthly: monthlyOf(traced) }] : [],
    )
    if (inForce.length === 0) return []
    const outputs = Object.fromEntries(
      inForce.map(({ id, monthly }) => [id, ['eligible', ...monthly.map(({ name }) => name)]]),
    )
    const rules = inForce.map(({ place }): Programme => programmes[place]!)
    const simulation = loadTogether(rules, snapshot.population, { date, division: code, outputs })
    return [{ simulation, programmes: inForce, rows }]
  })
}

const monthlyOf = ({ outputs }: ReturnType<typeof trace>): Monthly[] =>
  outputs
    .filter(({ group, quantity }) => group === 'amounts' && quantity.unit === 'money/month')
    .map(({ name, node }) => ({ name, personal: node.entity === 'person' }))

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
  runs: readonly Run[],
  resultOf: ReadonlyMap<Run, SimulatedTogether>,
): Amounts {
  const programmes = listSimulated().map(({ id, title }, place) => ({
    programme_id: id,
    title,
    in_force: runs.some((run) => run.programmes.some((each) => each.place === place)),
    amount: new Int32Array(households),
  }))
  const amounts: Amounts = {
    fits: new Uint16Array(households),
    // Where a programme has no rules, nobody fits, and that is known.
    known: new Uint16Array(households).fill(2 ** programmes.length - 1),
    programmes,
  }
  for (const run of runs)
    for (const { place, id, monthly } of run.programmes)
      addProgramme(amounts, place, resultOf.get(run)![id]!, {
        monthly,
        rows: run.rows,
        offsets: population.offsets.values,
      })
  return amounts
}

/** Whoever fits a programme that leaves no room for another does not get that one, as a decision would say. */
function withoutExcluded(amounts: Amounts, date: string): Amounts {
  const { fits, known, programmes } = amounts
  programmes.forEach(({ programme_id: first }, place) =>
    programmes.forEach(({ programme_id: second }, other) => {
      if (findExclusion(second, [first], date) === undefined) return
      const [bit, excluded] = [1 << place, 1 << other]
      for (let h = 0; h < fits.length; h++) {
        if ((fits[h]! & bit) !== 0) {
          fits[h]! &= ~excluded
          known[h]! |= excluded
        } else if ((known[h]! & bit) === 0 && (fits[h]! & excluded) !== 0) known[h]! &= ~excluded
      }
    }),
  )
  return amounts
}

type Adding = { monthly: readonly Monthly[]; rows: Run['rows']; offsets: Int32Array }

function addProgramme(
  { fits, known, programmes }: Amounts,
  place: number,
  results: SimulatedTogether[string],
  { monthly, rows, offsets }: Adding,
): void {
  const bit = 1 << place
  const { amount } = programmes[place]!
  const eligible = results['eligible']!
  for (const [from, to] of rows)
    for (let h = from; h < to; h++) {
      if (eligible.known && eligible.known[h] === 0) known[h]! &= ~bit
      else if (eligible.values[h] === 1) fits[h]! |= bit
    }
  for (const { name, personal } of monthly) {
    const { values, known: flags } = results[name]!
    for (const [from, to] of rows)
      for (let h = from; h < to; h++) {
        if ((fits[h]! & bit) === 0) continue
        const [first, last] = personal ? [offsets[h]!, offsets[h + 1]!] : [h, h + 1]
        for (let row = first; row < last; row++) {
          if (flags && flags[row] === 0) known[h]! &= ~bit
          else amount[h]! += values[row]!
        }
      }
  }
}
