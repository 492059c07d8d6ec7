/**
 * Cliffs: who, by earning a little more, would have less in the end. Found by computing the city once more with the
 * head of every household earning that little more, so it holds for every rule and for programmes together.
 */
import type { Population, SimulationPool } from '../../../../engine/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { evaluate } from './evaluate.ts'
import type { Amounts } from './amounts.ts'
import type { Scope } from './figures.ts'
import { pairUp } from './pair.ts'
import type { Scheme } from './schemes.ts'

/** The income that is raised: what comes from others is counted as it is. */
const INCOME = 'person.transfer_income'

export type Cliffs = {
  /** Fen a month that are earned more. */
  income_step: number
  households: number
  /** What the worst of them would have less, the step already earned: fen a month. */
  deepest: number
  deepest_row: number | undefined
}

/**
 * For each scheme, given its amounts as things are. Only who gets something can have less: the others are not computed.
 * @throws as `evaluate`
 */
export async function findCliffs(
  snapshot: LoadedSnapshot,
  schemes: readonly { scheme: Scheme; amounts: Amounts }[],
  scope: Scope,
  income_step: number,
  pool: SimulationPool,
): Promise<Cliffs[]> {
  const rows = listReceiving(
    schemes.map(({ amounts }) => amounts),
    snapshot,
  )
  if (rows.length === 0) return schemes.map(() => noCliffs(income_step))
  const some = snapshot.population.pick(rows)
  const richer = withIncome(some, income_step)
  try {
    const changed = await evaluate(
      { ...only(snapshot, rows), population: richer },
      schemes.map(({ scheme }) => scheme),
      pool,
    )
    return schemes.map(({ amounts }, i) =>
      cliffsOf(pairUp(pickAmounts(amounts, rows), changed[i]!), rows, scope, income_step),
    )
  } finally {
    richer.release()
    some.release()
  }
}

const noCliffs = (income_step: number): Cliffs => ({
  income_step,
  households: 0,
  deepest: 0,
  deepest_row: undefined,
})

/** Rows of households that fit something under any of the schemes, and of those whom a programme names. */
function listReceiving(
  schemes: readonly Amounts[],
  { households, apart }: Pick<LoadedSnapshot, 'households' | 'apart'>,
): Int32Array {
  const receives = new Uint8Array(households)
  for (const { fits } of schemes)
    for (let row = 0; row < households; row++) receives[row]! |= +(fits[row] !== 0)
  for (const row of apart?.rows ?? []) receives[row] = 1
  let count = 0
  for (let row = 0; row < households; row++) count += receives[row]!
  const rows = new Int32Array(count)
  for (let row = 0, at = 0; row < households; row++) if (receives[row] === 1) rows[at++] = row
  return rows
}

/** What `evaluate` asks of a snapshot besides the columns, for some of its rows. */
function only({ divisions, division, emptied, apart }: LoadedSnapshot, rows: Int32Array) {
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]))
  return {
    households: rows.length,
    divisions,
    division: rows.map((row) => division[row]!),
    emptied: Uint8Array.from(rows, (row) => emptied[row]!),
    apart: apart && { ...apart, rows: apart.rows.map((row) => placeOf.get(row)!) },
  }
}

const pickAmounts = ({ fits, known, programmes }: Amounts, rows: Int32Array): Amounts => ({
  fits: Uint16Array.from(rows, (row) => fits[row]!),
  known: Uint16Array.from(rows, (row) => known[row]!),
  programmes: programmes.map((each) => ({ ...each, amount: rows.map((row) => each.amount[row]!) })),
})

function withIncome(population: Population, income_step: number): Population {
  const offsets = population.offsets.values
  const most = population.inputs.find(({ entity, name }) => `${entity}.${name}` === INCOME)?.hi ?? 0
  return population.withColumn(INCOME, (values) => {
    for (let h = 0; h < population.households; h++) {
      const head = offsets[h]!
      values[head] = Math.min(most, values[head]! + income_step)
    }
  })
}

function cliffsOf(
  { known, before, after }: ReturnType<typeof pairUp>,
  rows: Int32Array,
  scope: Scope,
  income_step: number,
): Cliffs {
  const cliffs = noCliffs(income_step)
  rows.forEach((row, place) => {
    if (row < scope.from || row >= scope.to || known[place] === 0) return
    if (scope.isCounted && !scope.isCounted(row)) return
    const less = before.total[place]! - after.total[place]! - income_step
    if (less <= 0) return
    cliffs.households++
    if (less > cliffs.deepest) Object.assign(cliffs, { deepest: less, deepest_row: row })
  })
  return cliffs
}
