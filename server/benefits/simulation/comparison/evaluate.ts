/** What every household of a snapshot would get under a scheme, programme by programme. */
import { loadTogether, trace } from '../../../../engine/index.ts'
import type {
  Programme,
  SimulatedTogether,
  SimulationPool,
  SimulationTogether,
} from '../../../../engine/index.ts'
import type { PolicyProgramme } from '../../../../law/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { addProgramme, noAmounts, withoutEmptied, withoutExcluded } from './amounts.ts'
import type { Amounts } from './amounts.ts'
import { isForNamed, isInForce, listSimulated, programmeUnder } from './schemes.ts'
import type { Scheme } from './schemes.ts'

type Snapshot = Pick<
  LoadedSnapshot,
  'households' | 'divisions' | 'division' | 'population' | 'emptied' | 'apart'
>

/** Columns of some of the people, with the programmes that look at them. */
type Part = {
  isFor: (programme: PolicyProgramme) => boolean
  population: LoadedSnapshot['population']
  households: number
  /** The snapshot's row of a row of these columns, where it is another. */
  rowOf: Int32Array | undefined
  /** The place among the divisions of a row of these columns, rising. */
  division: (row: number) => number
}

/** Rules with the rows of a part for which they hold: divisions may have values of their own. */
type Run = {
  part: Part
  simulation: SimulationTogether
  /** Places of the programmes that are in force, with their monthly amounts. */
  programmes: readonly { place: number; id: string; monthly: readonly Monthly[] }[]
  rows: [from: number, to: number][]
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
      combine(snapshot, { runs: ofScheme, resultOf, date: schemes[i]!.date }),
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
    rowOf: undefined,
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
      rowOf: rows,
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
    const before = group?.rows.at(-1)
    if (before?.[1] === from) before[1] = to
    else if (group) group.rows.push([from, to])
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

/** Households of one division lie together: their ends are found by doubling the step, then by halving. */
function* stretches(
  { households, division }: Part,
  divisions: readonly string[],
): Generator<[number, number, string]> {
  for (let from = 0; from < households;) {
    const here = division(from)
    let [inside, step] = [from, 1]
    while (inside + step < households && division(inside + step) === here) {
      inside += step
      step *= 2
    }
    for (; step > 0; step = step >> 1)
      if (inside + step < households && division(inside + step) === here) inside += step
    yield [from, inside + 1, divisions[here]!]
    from = inside + 1
  }
}

function combine(
  { households, emptied, apart }: Snapshot,
  {
    runs,
    resultOf,
    date,
  }: { runs: readonly Run[]; resultOf: ReadonlyMap<Run, SimulatedTogether>; date: string },
): Amounts {
  const amounts = noAmounts(
    households,
    listSimulated().map((programme, place) => ({
      programme_id: programme.id,
      title: programme.title,
      for_named: isForNamed(programme),
      in_force: runs.some((run) => run.programmes.some((each) => each.place === place)),
    })),
  )
  for (const run of runs)
    for (const { place, id, monthly } of run.programmes) {
      const results = resultOf.get(run)![id]!
      const adding = {
        place,
        eligible: results['eligible']!,
        monthly: monthly.map(({ name, personal }) => ({ ...results[name]!, personal })),
        offsets: run.part.population.offsets.values,
        rowOf: run.part.rowOf,
      }
      for (const [from, to] of run.rows) addProgramme(amounts, adding, from, to)
    }
  if (apart) withoutEmptied(amounts, emptied)
  withoutExcluded(amounts, date)
  return amounts
}
