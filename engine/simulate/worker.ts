// A share of the work: blocks of households through the passes of a kernel. The same on the thread that loaded the
// columns and on the workers of a pool, which take chunks of blocks off a common counter until none is left.
import type { SharedWork } from './kernel.ts'

type Pass = (p0: number, p1: number, h0: number, h1: number, table: number) => void

const instances = new WeakMap<WebAssembly.Module, WeakMap<WebAssembly.Memory, Pass[]>>()

function passesOf({ module, memory, passes }: SharedWork): readonly Pass[] {
  const known = instances.get(module) ?? new WeakMap<WebAssembly.Memory, Pass[]>()
  instances.set(module, known)
  const existing = known.get(memory)
  if (existing) return existing
  const { exports } = new WebAssembly.Instance(module, { e: { m: memory } })
  const created = Array.from({ length: passes }, (_, i) => exports[`p${i}`] as Pass)
  known.set(memory, created)
  return created
}

/** Blocks `[from, to)` on the thread of that number. */
export function runBlocks(work: SharedWork, thread: number, from: number, to: number): void {
  const { blocks } = work
  const passes = passesOf(work)
  const table = work.tables[thread]!
  for (let b = from * 4; b < to * 4; b += 4)
    for (const pass of passes) pass(blocks[b]!, blocks[b + 1]!, blocks[b + 2]!, blocks[b + 3]!, table)
}

/** Blocks that a thread takes at once: about 6,000 households, so that threads end together. */
const CHUNK = 4

/** What a pool tells a worker: work on all of these; `next` holds the number of the next chunk. */
export interface Order {
  readonly number: number
  readonly thread: number
  /** By their numbers. Work that a worker is not told of anew keeps its kernel: making one costs a millisecond. */
  readonly works: readonly number[]
  readonly told: readonly (readonly [work: number, SharedWork])[]
  /** Numbers of work that nobody will ask for again. */
  readonly forgotten: readonly number[]
  readonly next: Int32Array
}

/** What a worker answers: the order is done, or failed for a reason. */
export interface Done {
  readonly number: number
  readonly failure?: string
}

/** Takes chunks until none is left. */
function takeShare(works: readonly SharedWork[], { thread, next }: Order): void {
  let [done, chunk] = [0, Atomics.add(next, 0, 1)]
  for (const work of works) {
    const blocks = work.blocks.length / 4
    const chunks = Math.ceil(blocks / CHUNK)
    while (chunk < done + chunks) {
      const from = (chunk - done) * CHUNK
      runBlocks(work, thread, from, Math.min(from + CHUNK, blocks))
      chunk = Atomics.add(next, 0, 1)
    }
    done += chunks
  }
}

/** The end of a worker's line to its pool, as `parentPort` of a worker thread is one. */
export interface WorkerPort {
  on(event: 'message', listener: (order: Order) => void): unknown
  postMessage(done: Done): void
}

/** What the file of a worker calls: answers every order of the pool. */
export function serveSimulations(port: WorkerPort): void {
  const known = new Map<number, SharedWork>()
  port.on('message', (order) => {
    try {
      for (const work of order.forgotten) known.delete(work)
      for (const [work, told] of order.told) known.set(work, told)
      takeShare(
        order.works.map((work) => known.get(work)!),
        order,
      )
      port.postMessage({ number: order.number })
    } catch (error) {
      port.postMessage({ number: order.number, failure: String(error) })
    }
  })
}
