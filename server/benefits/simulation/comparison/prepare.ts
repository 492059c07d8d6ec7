/**
 * What the first comparison would otherwise wait for: the law of the day computed once over a snapshot that was just
 * read. Who has unknown facts is listed, the rows are cut into blocks, the kernels are made and the threads have them.
 */
import type { SimulationPool } from '../../../../engine/index.ts'
import { Problem } from '../../../platform/problems/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import { evaluate } from './evaluate.ts'

export async function prepareSnapshot(snapshot: LoadedSnapshot, pool: SimulationPool): Promise<void> {
  try {
    await evaluate(snapshot, [{ date: snapshot.moment.holding_on, changes: [], versions: {} }], pool)
  } catch (error) {
    // A day without law is told to whoever compares; the registers are read all the same.
    if (!(error instanceof Problem)) throw error
  }
}
