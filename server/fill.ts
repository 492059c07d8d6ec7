/**
 * Fills an empty demonstration city in a process of its own, so that the memory of the load is given back before
 * the first request. Started by `fillCity`, told what to do by one message, answers by messages.
 */
import { fork } from 'node:child_process'
import { writeBook } from '../city/insurer/past.ts'
import { loadCity } from '../city/load.ts'
import type { Environment } from './environment.ts'
import { connect, type ConnectionTarget } from './platform/db/index.ts'
import { insurerBookOf } from './sources.ts'

type Order = {
  target: ConnectionTarget
  schema: string
  residents: number
  today: string
  seed: number | undefined
  /** Where the city's insurer keeps its book. */
  insurer_book: string
}
type Answer = { done: number; of: number } | { finished: true } | { failed: string }

export type Filling = { finished: Promise<void>; stop(): void }

/** Starts the load; `finished` rejects when it fails, and then nothing has been loaded. */
export function fillCity(
  target: ConnectionTarget,
  environment: Environment,
  onProgress: (done: number, of: number) => void,
): Filling {
  const child = fork(import.meta.filename, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true })
  const order: Order = {
    target,
    schema: environment.HAIHE_SCHEMA,
    residents: environment.HAIHE_RESIDENTS,
    today: environment.HAIHE_TODAY,
    seed: environment.HAIHE_SEED,
    insurer_book: insurerBookOf(environment),
  }
  child.send(order)
  const finished = new Promise<void>((resolve, reject) => {
    child.on('message', (answer: Answer) => {
      if ('done' in answer) onProgress(answer.done, answer.of)
      else if ('finished' in answer) resolve()
      else reject(new Error(answer.failed))
    })
    child.once('exit', (code) => reject(new Error(`the load of the city ended early, with code ${code}`)))
  })
  return { finished, stop: () => void child.kill() }
}

async function fill(order: Order): Promise<void> {
  const owner = connect(order.target, { schema: order.schema, max: 2, name: 'haihe load' })
  try {
    await loadCity(owner, {
      residents: order.residents,
      today: order.today,
      ...(order.seed === undefined ? {} : { seed: order.seed }),
      onProgress: ({ residents, of }) => answer({ done: residents, of }),
    })
    await writeBook(owner, order.insurer_book)
    answer({ finished: true })
  } catch (error) {
    answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    await owner.end({ timeout: 5 })
    process.disconnect()
  }
}

function answer(message: Answer): void {
  process.send?.(message)
}

if (process.argv[1] === import.meta.filename && process.send !== undefined) {
  process.once('message', (order: Order) => void fill(order))
  // The house that ordered the load is gone: so is the use of it. The transaction rolls back.
  process.once('disconnect', () => setImmediate(() => process.exit(0)))
}
