/** What every household of a snapshot would get under a scheme, programme by programme. */
import { loadTogether, trace } from '../../../../engine/index.ts'
import type {
  Programme,
  SimulatedTogether,
  SimulationPool,
  SimulationTogether,
} from '../../../../engine/index.ts'
import { findExclusion } from '../../../../law/index.ts'
import type { PolicyProgramme } from '../../../../law/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { isForNamed, isInForce, listSimulated, programmeUnder } from './schemes.ts'
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
  /** Reckoned for whom it names now. */
  for_named: boolean
  /** False: on the scheme's day it has no rules anywhere. */
  in_force: boolean
  /** Fen a month; 0 where the household doesn't fit, or nobody knows. */
  amount: Int32Array
}

type Snapshot = Pick<
  LoadedSnapshot,
  'households' | 'divisions' | 'division' | 'population' | 'emptied' | 'apart'
>

/** Columns of some of the people, with the programmes that look at them. */
type Part = {
  isFor: (programme: PolicyProgramme) => boolean
  population: LoadedSnapshot['population']
  households: number
  /** The snapshot's row of a row of these columns. */
  rowOf: (row: number) => number
  /** The place among the divisions of a row of these columns. */
  division: (row: number) => number
}

/** Rules with the rows of a part for which they hold: divisions may have values of their own. */
type Run = {
  part: Part
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
  const parts = partsOf(snapshot)
  try {
    for (const scheme of schemes)
      prepared.push(parts.flatMap((part) => prepare(scheme, part, snapshot.divisions)))
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

/** Households as a whole, and beside them those whom programmes for single people name. */
function partsOf({ population, households, division, apart }: Snapshot): Part[] {
  const whole: Part = {
    isFor: (programme) => !isForNamed(programme),
    population,
    households,
    rowOf: (row) => row,
    division: (row) => division[row]!,
  }
  if (!apart) return [whole]
  const { rows } = apart
  return [
    whole,
    {
      isFor: isForNamed,
      population: apart.population,
      households: rows.length,
      rowOf: (row) => rows[row]!,
      division: (row) => division[rows[row]!]!,
    },
  ]
}

/** A run for each set of values that holds somewhere in the city; usually one. */
function prepare(scheme: Scheme, part: Part, divisions: readonly string[]): Run[] {
  const { date } = scheme
  const programmes = listSimulated().map((programme) =>
    part.isFor(programme) ? programmeUnder(programme, scheme) : undefined,
  )
  const tracesAt = (code: string) =>
    programmes.map((each) => (each && isInForce(each, date, code) ? trace(each, date, code) : undefined))
  const groups: { traces: ReturnType<typeof tracesAt>; rows: Run['rows']; code: string }[] = []
  for (const [from, to, code] of stretches(part, divisions)) {
    const traces = tracesAt(code)
    const group = groups.find((each) => each.traces.every((traced, i) => traced === traces[i]))
    if (group) group.rows.push([from, to])
    else groups.push({ traces, rows: [[from, to]], code })
  }
  return groups.flatMap(({ traces, rows, code }) => {
    const inForce = traces.flatMap((traced, place) =>
      traced ? [{ place, id: traced.programme.id, monthly: monthlyOf(traced) }] : [],
    )
    if (inForce.length === 0) return []
    const outputs = Object.fromEntries(
      inForce.map(({ id, monthly }) => [id, ['eligible', ...monthly.map(({ name }) => name)]]),
    )
    const rules = inForce.map(({ place }): Programme => programmes[place]!)
    const simulation = loadTogether(rules, part.population, { date, division: code, outputs })
    return [{ part, simulation, programmes: inForce, rows }]
  })
}

const monthlyOf = ({ outputs }: ReturnType<typeof trace>): Monthly[] =>
  outputs
    .filter(({ group, quantity }) => group === 'amounts' && quantity.unit === 'money/month')
    .map(({ name, node }) => ({ name, personal: node.entity === 'person' }))

/** Households of one division lie together. */
function* stretches(
  { households, division }: Part,
  divisions: readonly string[],
): Generator<[number, number, string]> {
  for (let from = 0; from < households;) {
    const here = division(from)
    let to = from + 1
    while (to < households && division(to) === here) to++
    yield [from, to, divisions[here]!]
    from = to
  }
}

function combine(
  { households, emptied }: Snapshot,
  runs: readonly Run[],
  resultOf: ReadonlyMap<Run, SimulatedTogether>,
): Amounts {
  const programmes = listSimulated().map((programme, place) => ({
    programme_id: programme.id,
    title: programme.title,
    for_named: isForNamed(programme),
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
        offsets: run.part.population.offsets.values,
        rowOf: run.part.rowOf,
      })
  // Where everybody is counted apart, programmes of the household have nobody to look at.
  const ofHousehold = programmes.reduce((bits, each, place) => bits | (each.for_named ? 0 : 1 << place), 0)
  for (let h = 0; h < households; h++)
    if (emptied[h] === 1) {
      amounts.fits[h]! &= ~ofHousehold
      amounts.known[h]! |= ofHousehold
    }
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

type Adding = {
  monthly: readonly Monthly[]
  rows: Run['rows']
  offsets: Int32Array
  rowOf: Part['rowOf']
}

function addProgramme(
  { fits, known, programmes }: Amounts,
  place: number,
  results: SimulatedTogether[string],
  { monthly, rows, offsets, rowOf }: Adding,
): void {
  const bit = 1 << place
  const { amount } = programmes[place]!
  const eligible = results['eligible']!
  for (const [from, to] of rows)
    for (let at = from; at < to; at++) {
      const h = rowOf(at)
      if (eligible.known && eligible.known[at] === 0) known[h]! &= ~bit
      else if (eligible.values[at] === 1) fits[h]! |= bit
    }
  for (const { name, personal } of monthly) {
    const { values, known: flags } = results[name]!
    for (const [from, to] of rows)
      for (let at = from; at < to; at++) {
        const h = rowOf(at)
        if ((fits[h]! & bit) === 0) continue
        const [first, last] = personal ? [offsets[at]!, offsets[at + 1]!] : [at, at + 1]
        for (let row = first; row < last; row++) {
          if (flags && flags[row] === 0) known[h]! &= ~bit
          else amount[h]! += values[row]!
        }
      }
  }
}
