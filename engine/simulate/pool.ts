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
  /** How many workers; 0 and 1 mean this thread alone. They are made by the first run that is worth it. */
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

export const createPool = (options: PoolOptions): SimulationPool => new Pool(options)

/** Fewer people than this are done sooner by one thread than told to others. */
const WORTH_SHARING = 20_000

interface Waiting {
  readonly left: Set<number>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

class Pool implements SimulationPool {
  private readonly options: PoolOptions
  /** Undefined before the first are made; empty when there are none any more. */
  private workers: PoolWorker[] | undefined
  private readonly waiting = new Map<number, Waiting>()
  private last: Promise<unknown> = Promise.resolve()
  private orders = 0
  /** What the workers have been told of; they are told, too, when it is gone, or they would keep its memory. */
  private readonly numbers = new WeakMap<SharedWork, number>()
  private readonly forgotten: number[] = []
  private readonly gone = new FinalizationRegistry<number>((work) => this.forgotten.push(work))
  private told = 0

  constructor(options: PoolOptions) {
    this.options = options
  }

  get threads(): number {
    return Math.max(1, this.workers?.length ?? this.options.threads)
  }

  private start(): PoolWorker[] {
    const { threads, createWorker } = this.options
    const workers = Array.from({ length: threads > 1 ? threads : 0 }, () => createWorker())
    workers.forEach((worker, thread) => {
      worker.on('message', (done) => this.answer(thread, done))
      worker.on('error', (error) => this.giveUp(error))
      worker.on('exit', () => this.giveUp(new Error('a worker of the simulation ended')))
    })
    return workers
  }

  run(simulations: readonly Simulation[]): Promise<Simulated[]> {
    // One run after the other: each has all the threads, and a simulation's scratch rows one user.
    const run = this.last.then(() => this.runNow(simulations))
    this.last = run.catch(() => undefined)
    return run
  }

  async close(): Promise<void> {
    await this.last
    const workers = this.workers ?? []
    this.workers = []
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  private async runNow(simulations: readonly Simulation[]): Promise<Simulated[]> {
    const people = simulations.reduce((total, simulation) => total + simulation.people, 0)
    if (this.threads > 1 && people >= WORTH_SHARING) {
      const works = simulations.flatMap((each) =>
        partsOf(each).loaded.map((loaded) => loaded.share(this.threads)),
      )
      const shared = works.filter((work) => work !== undefined)
      if (shared.length === works.length && (await this.shareOut(shared)))
        return simulations.map((each) => partsOf(each).collect())
    }
    return simulations.map((simulation) => simulation.run())
  }

  /** False when a worker was lost: the work is then done again on this thread. */
  private async shareOut(works: readonly SharedWork[]): Promise<boolean> {
    this.workers ??= this.start()
    const { workers } = this
    const number = ++this.orders
    const next = new Int32Array(new SharedArrayBuffer(4))
    const done = new Promise<void>((resolve, reject) => {
      const left = new Set(workers.keys())
      this.waiting.set(number, { left, resolve, reject })
    })
    const order = { number, ...this.describe(works), next }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
    workers.forEach((worker, thread) => worker.postMessage({ ...order, thread }))
    try {
      await done
      return true
    } catch {
      return false
    } finally {
      this.waiting.delete(number)
    }
  }

  /** Works by their numbers, with what the workers have to be told or may forget. All workers get every order. */
  private describe(works: readonly SharedWork[]): Pick<Order, 'works' | 'told' | 'forgotten'> {
    const told: [number, SharedWork][] = []
    const numbers = works.map((work) => {
      const known = this.numbers.get(work)
      if (known !== undefined) return known
      const number = ++this.told
      this.numbers.set(work, number)
      this.gone.register(work, number)
      told.push([number, work])
      return number
    })
    return { works: numbers, told, forgotten: this.forgotten.splice(0) }
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
    const workers = this.workers ?? []
    this.workers = []
    workers.forEach((worker) => worker.terminate())
    for (const { reject } of this.waiting.values()) reject(error)
  }
}
