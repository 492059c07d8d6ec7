/**
 * Makes the city's rows in a thread of its own, a few batches ahead of whoever sends them, so that making and
 * sending go on side by side and the house stays able to answer meanwhile.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Packet } from './copy.ts'
import { makeRows } from './rows.ts'
import type { Batch, CityPlan } from './rows.ts'

/** Batches that may lie ready. */
const AHEAD = 3

type MakerData = { cityMaker: true; plan: CityPlan; taken: Int32Array<SharedArrayBuffer> }
type Message = Batch | 'done'

/** The batches in their order; leaving the loop ends the thread. Throws what the thread threw. */
export async function* batchesOf(plan: CityPlan): AsyncGenerator<Batch> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(import.meta.url), { workerData: { cityMaker: true, plan, taken } })
  const ready: Message[] = []
  let failure: Error | undefined
  let wake: () => void = () => undefined
  worker.on('message', (message: Message) => {
    ready.push(message)
    wake()
  })
  worker.on('error', (error: Error) => {
    failure = error
    wake()
  })
  try {
    for (;;) {
      const message = ready.shift()
      if (message === 'done') return
      if (message !== undefined) {
        yield message
        Atomics.add(taken, 0, 1)
        Atomics.notify(taken, 0)
      } else if (failure) throw failure
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    await worker.terminate()
  }
}

function runMaker({ plan, taken }: MakerData): void {
  let made = 0
  for (const batch of makeRows(plan)) {
    parentPort?.postMessage(batch, transferable(batch.packets))
    made += 1
    for (let now = Atomics.load(taken, 0); made - now >= AHEAD; now = Atomics.load(taken, 0))
      Atomics.wait(taken, 0, now)
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage('done')
}

const transferable = (packets: readonly Packet[]) => packets.map(({ bytes }) => bytes.buffer)

if (!isMainThread && (workerData as Partial<MakerData> | null)?.cityMaker) runMaker(workerData as MakerData)
