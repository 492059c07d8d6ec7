// Several threads for `simulate`: workers that stay warm and take chunks of households off a common counter. How a
// worker is made is handed in, since the engine itself starts nothing.
import type { SharedWork } from './kernel.ts'
import type { Simulated, Simulation } from './simulate.ts'
import { partsOf } from './simulate.ts'
import type { Done, Order } from './worker.ts'

/** A worker as the pool needs it; a worker thread of Node is one. Its file calls `serveSimulations`. */
export interface PoolWorker {
  postMessage(order: Order): void
  on(event: 'message', listener: (done: Done) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  terminate(): unknown
}

export interface PoolOptions {
  /** How many workers; 0 and 1 mean this thread alone. */
  readonly threads: number
  readonly createWorker: () => PoolWorker
}

export interface SimulationPool {
  /** Threads that still work; 1 when a worker has failed, and from then on. */
  readonly threads: number
  /** Runs simulations together; resolves to their results in order. Without workers they run on this thread. */
  run(simulations: readonly Simulation[]): Promise<Simulated[]>
  /** Ends the workers, after what they are at. Runs that come later are done on this thread. */
  close(): Promise<void>
}

/** Starts the workers. */
export function createPool({ threads, createWorker }: PoolOptions): SimulationPool {
  const pool = new Pool()
  if (threads > 1) pool.start(threads, createWorker)
  return pool
}

/** Fewer people than this are done sooner by one thread than told to others. */
const WORTH_SHARING = 20_000

interface Waiting {
  readonly left: Set<number>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

class Pool implements SimulationPool {
  private workers: PoolWorker[] = []
  private readonly waiting = new Map<number, Waiting>()
  private last: Promise<unknown> = Promise.resolve()
  private orders = 0

  get threads(): number {
    return Math.max(1, this.workers.length)
  }

  start(threads: number, createWorker: () => PoolWorker): void {
    this.workers = Array.from({ length: threads }, () => createWorker())
    this.workers.forEach((worker, thread) => {
      worker.on('message', (done) => this.answer(thread, done))
      worker.on('error', (error) => this.giveUp(error))
      worker.on('exit', () => this.giveUp(new Error('a worker of the simulation ended')))
    })
  }

  run(simulations: readonly Simulation[]): Promise<Simulated[]> {
    // One run after the other: each has all the threads, and a simulation's scratch rows one user.
    const run = this.last.then(() => this.runNow(simulations))
    this.last = run.catch(() => undefined)
    return run
  }

  async close(): Promise<void> {
    await this.last
    const workers = this.workers
    this.workers = []
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  private async runNow(simulations: readonly Simulation[]): Promise<Simulated[]> {
    const people = simulations.reduce((total, simulation) => total + simulation.people, 0)
    if (this.workers.length > 1 && people >= WORTH_SHARING) {
      const works = simulations.flatMap((simulation) =>
        partsOf(simulation).loaded.flatMap((loaded) => loaded.share(this.workers.length) ?? []),
      )
      const whole = simulations.every((simulation) =>
        partsOf(simulation).loaded.every((loaded) => loaded.share(this.workers.length) !== undefined),
      )
      if (whole && (await this.shareOut(works))) return simulations.map((each) => partsOf(each).collect())
    }
    return simulations.map((simulation) => simulation.run())
  }

  /** False when a worker was lost: the work is then done again on this thread. */
  private async shareOut(works: readonly SharedWork[]): Promise<boolean> {
    const number = ++this.orders
    const next = new Int32Array(new SharedArrayBuffer(4))
    const done = new Promise<void>((resolve, reject) => {
      const left = new Set(this.workers.keys())
      this.waiting.set(number, { left, resolve, reject })
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
    this.workers.forEach((worker, thread) => worker.postMessage({ number, thread, works, next }))
    try {
      await done
      return true
    } catch {
      return false
    } finally {
      this.waiting.delete(number)
    }
  }

  private answer(thread: number, { number, failure }: Done): void {
    const waiting = this.waiting.get(number)
    if (!waiting) return
    if (failure !== undefined) return this.giveUp(new Error(failure))
    waiting.left.delete(thread)
    if (waiting.left.size === 0) waiting.resolve()
  }

  /** Goes on without workers. */
  private giveUp(error: Error): void {
    const workers = this.workers
    this.workers = []
    workers.forEach((worker) => worker.terminate())
    for (const { reject } of this.waiting.values()) reject(error)
  }
}
