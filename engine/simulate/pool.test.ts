import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { randomHousehold } from '../check/households.ts'
import { randomFrom } from '../check/random.ts'
import { randomProgramme } from '../check/random-rules.ts'
import { example } from '../example.ts'
import type { Columns, Programme } from '../index.ts'
import {
  columnsOf,
  createPool,
  LawError,
  loadPopulation,
  loadSimulation,
  loadTogether,
  serveSimulations,
} from '../index.ts'
import type { Numbers } from './memory.ts'
import type { Simulated, SimulatedColumn } from './simulate.ts'

const [date, division] = ['2017-09-01', '120101']
const createWorker = (): Worker => new Worker(new URL(import.meta.url))

/** The same households again and again, until so many people are there. */
function tile({ offsets, household, person }: Columns, people: number): Columns {
  const once = offsets.at(-1)!
  const times = Math.ceil(people / once)
  const repeat = <Cells extends Numbers>(cells: Cells): Cells => {
    const all = new (cells.constructor as new (rows: number) => Cells)(cells.length * times)
    for (let i = 0; i < times; i++) all.set(cells, i * cells.length)
    return all
  }
  const ends = new Int32Array((offsets.length - 1) * times + 1)
  for (let h = 1; h < ends.length; h++) {
    const [round, at] = [Math.floor((h - 1) / (offsets.length - 1)), (h - 1) % (offsets.length - 1)]
    ends[h] = round * once + offsets[at + 1]!
  }
  const columns = (group: Columns['person']): Columns['person'] =>
    Object.fromEntries(
      Object.entries(group).map(([name, { values, known }]) => [
        name,
        known ? { values: repeat(values), known: repeat(known) } : { values: repeat(values) },
      ]),
    )
  return { offsets: ends, household: columns(household), person: columns(person) }
}

const copied = (simulated: Simulated): Simulated =>
  Object.fromEntries(
    Object.entries(simulated).map(([name, { values, known }]) => [
      name,
      known ? { values: values.slice(), known: known.slice() } : { values: values.slice() },
    ]),
  )

function householdsOf(programme: Programme, from: number, unknown: number, count = 150): Columns {
  const random = randomFrom(from)
  return columnsOf(
    programme,
    Array.from({ length: count }, () => randomHousehold(programme, random, { maxMembers: 8, unknown })),
  )
}

if (!isMainThread) serveSimulations(parentPort!)
else tests()

function tests(): void {
  test('several threads give what one gives, whatever the rules and however much is unknown', async () => {
    const pool = createPool({ threads: 3, createWorker })
    let shared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0, 0.001, 0.2),
        async (from, depth, unknown) => {
          const programme = randomProgramme(randomFrom(from), depth)
          const columns = tile(householdsOf(programme, from, unknown), 60_000)
          try {
            const simulation = loadSimulation(programme, columns, { date, division })
            const alone = copied(simulation.run())
            for (const { values } of Object.values(simulation.run())) values.fill(-7)
            const [together] = await pool.run([simulation])
            assert.deepEqual(copied(together!), alone)
            shared++
          } catch (error) {
            if (!(error instanceof LawError)) throw error
          }
        },
      ),
      { numRuns: 40 },
    )
    assert.ok(shared > 20, `${shared} were shared`)
    assert.equal(pool.threads, 3)
    await pool.close()
  })

  test('many programmes over one population give what each gives on columns of its own', async () => {
    const pool = createPool({ threads: 2, createWorker })
    const programmes = [1, 2, 3, 4, 5, 6].map((from) => randomProgramme(randomFrom(from), 3))
    const columns = tile(householdsOf(programmes[0]!, 9, 0.01), 60_000)
    const population = loadPopulation(programmes, columns)
    const simulations = programmes.map((programme) =>
      loadSimulation(programme, population, { date, division }),
    )
    const results = await pool.run(simulations)
    programmes.forEach((programme, i) => {
      const own = loadSimulation(programme, columns, { date, division }).run()
      assert.deepEqual(copied(results[i]!), copied(own))
    })
    await pool.close()
  })

  test('programmes computed together give what each gives alone, on one thread or several', async () => {
    const pool = createPool({ threads: 2, createWorker })
    // What is not known says nothing.
    const said = ({ values, known }: SimulatedColumn): number[] =>
      Array.from(values, (value, row) => (known?.[row] === 0 ? Number.NaN : value))
    for (const unknown of [0, 0.01, 0.3]) {
      const programmes = [1, 2, 3, 4].map((from) => ({
        ...randomProgramme(randomFrom(from), 3),
        id: `p${from}`,
      }))
      const population = loadPopulation(programmes, tile(householdsOf(programmes[0]!, 21, unknown), 45_000))
      const all = loadTogether(programmes, population, { date, division })
      const [shared] = await pool.run([all.simulation])
      const together = all.split(shared!)
      for (const programme of programmes) {
        const alone = loadSimulation(programme, population, { date, division }).run()
        assert.deepEqual(Object.keys(together[programme.id]!), Object.keys(alone))
        for (const [name, column] of Object.entries(alone))
          assert.deepEqual(said(together[programme.id]![name]!), said(column), `${programme.id} ${name}`)
      }
      all.release()
    }
    await pool.close()
  })

  test('what one simulation gives back, the next one uses: memory does not grow with their number', () => {
    const population = loadPopulation([example], tile(householdsOf(example, 5, 0.02), 60_000))
    const bytes = (): number => population.memory.memory!.buffer.byteLength
    const once = loadSimulation(example, population, { date, division })
    const first = copied(once.run())
    once.release()
    const before = bytes()
    for (let i = 0; i < 20; i++) {
      const simulation = loadSimulation(example, population, { date, division })
      assert.deepEqual(copied(simulation.run()), first)
      simulation.release()
    }
    assert.equal(bytes(), before)
  })

  test('a worker that is lost costs nothing but time', async () => {
    const made: Worker[] = []
    const pool = createPool({
      threads: 2,
      createWorker: () => {
        const worker = createWorker()
        made.push(worker)
        return worker
      },
    })
    const columns = tile(householdsOf(example, 3, 0), 60_000)
    const simulation = loadSimulation(example, columns, { date, division })
    const alone = copied(simulation.run())
    await pool.run([simulation])
    assert.equal(made.length, 2)
    const [, [interrupted]] = await Promise.all([made[0]!.terminate(), pool.run([simulation])])
    assert.deepEqual(copied(interrupted!), alone)
    assert.equal(pool.threads, 1)
    assert.deepEqual(copied((await pool.run([simulation]))[0]!), alone)
    await pool.close()
  })

  test('a closed pool and a pool of one go on with this thread', async () => {
    const simulation = loadSimulation(example, householdsOf(example, 3, 0), { date, division })
    const alone = copied(simulation.run())
    const one = createPool({ threads: 1, createWorker: () => assert.fail('no worker is needed') })
    assert.deepEqual(copied((await one.run([simulation]))[0]!), alone)
    const closed = createPool({ threads: 2, createWorker })
    await closed.close()
    assert.deepEqual(copied((await closed.run([simulation]))[0]!), alone)
  })
}
