/**
 * What a house needs to compute its whole city: the snapshots in its data folder, threads that stay warm, and the last
 * few comparisons. Opened by the door with the folder; nothing is read and no thread started before it is needed.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { createPool } from '../../../engine/index.ts'
import type { InputDeclaration, SimulationPool } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { Comparisons } from './comparison/comparisons.ts'
import { prepareSnapshot } from './comparison/prepare.ts'
import { isForNamed, listSimulated } from './comparison/schemes.ts'
import type { Wanted } from './snapshot/build.ts'
import { SnapshotStore } from './snapshot/store.ts'

/** More threads than this have nothing to do: the memory is the limit. */
const MOST_THREADS = 8

export class Simulator {
  readonly snapshots: SnapshotStore
  readonly comparisons = new Comparisons()
  private readonly threads: number
  private started: SimulationPool | undefined

  constructor(folder: string, threads = Math.min(MOST_THREADS, availableParallelism())) {
    this.snapshots = new SnapshotStore(folder, wantedBySimulation(), (snapshot) =>
      prepareSnapshot(snapshot, this.pool),
    )
    this.threads = threads
  }

  get pool(): SimulationPool {
    this.started ??= createPool({
      threads: this.threads,
      createWorker: () => {
        const worker = new Worker(new URL('worker.ts', import.meta.url))
        // An idle thread keeps no process from ending.
        worker.unref()
        return worker
      },
    })
    return this.started
  }

  async close(): Promise<void> {
    await this.started?.close()
  }
}

/** What the snapshot holds: all facts that the simulated programmes ask for, of households and of whom they name. */
export function wantedBySimulation(): Wanted {
  const programmes = listSimulated()
  const named = programmes.filter(isForNamed)
  return {
    inputs: inputsOf(programmes.filter((programme) => !isForNamed(programme))),
    programmes: programmes.map(({ id }) => id),
    maxMembers: Math.min(...programmes.map(({ rules }) => rules.maxMembers)),
    apart: { inputs: inputsOf(named), programmes: named.map(({ id }) => id) },
  }
}

function inputsOf(programmes: readonly PolicyProgramme[]): InputDeclaration[] {
  const inputs = programmes.flatMap(({ rules }) => rules.inputs)
  return [...new Map(inputs.map((input) => [`${input.entity}.${input.name}`, input])).values()]
}

let open: Simulator | undefined

/** Opens the simulation of this house on its data folder; the answered function closes it. */
export function openSimulation(folder: string): () => Promise<void> {
  const simulator = new Simulator(folder)
  open = simulator
  return async () => {
    if (open === simulator) open = undefined
    await simulator.close()
  }
}

/** The house's simulator; undefined where no data folder was given. */
export const findSimulator = (): Simulator | undefined => open
