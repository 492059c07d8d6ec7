/**
 * Cliffs: who, by earning a little more, would have less in the end. Found by computing the city once more with the
 * head of every household earning that little more, so it holds for every rule and for programmes together.
 */
import type { SimulationPool } from '../../../../engine/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { evaluate } from './evaluate.ts'
import type { Amounts } from './evaluate.ts'
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

/** For each scheme, given its amounts as things are. @throws as `evaluate` */
export async function findCliffs(
  snapshot: LoadedSnapshot,
  schemes: readonly { scheme: Scheme; amounts: Amounts }[],
  scope: Scope,
  income_step: number,
  pool: SimulationPool,
): Promise<Cliffs[]> {
  const { population } = snapshot
  const offsets = population.offsets.values
  const input = population.inputs.find(({ entity, name }) => `${entity}.${name}` === INCOME)
  const most = input?.hi ?? 0
  const richer = population.withColumn(INCOME, (values) => {
    for (let h = 0; h < population.households; h++) {
      const head = offsets[h]!
      values[head] = Math.min(most, values[head]! + income_step)
    }
  })
  try {
    const changed = await evaluate(
      { ...snapshot, population: richer },
      schemes.map(({ scheme }) => scheme),
      pool,
    )
    return schemes.map(({ amounts }, i) => cliffsOf(amounts, changed[i]!, scope, income_step))
  } finally {
    richer.release()
  }
}

function cliffsOf(now: Amounts, then: Amounts, scope: Scope, income_step: number): Cliffs {
  const { known, before, after } = pairUp(now, then)
  const cliffs: Cliffs = { income_step, households: 0, deepest: 0, deepest_row: undefined }
  for (let row = scope.from; row < scope.to; row++) {
    if (scope.isCounted && !scope.isCounted(row)) continue
    if (known[row] === 0) continue
    const less = before.total[row]! - after.total[row]! - income_step
    if (less <= 0) continue
    cliffs.households++
    if (less > cliffs.deepest) Object.assign(cliffs, { deepest: less, deepest_row: row })
  }
  return cliffs
}
