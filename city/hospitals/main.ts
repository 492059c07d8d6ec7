/**
 * Plays hospitals: a program of its own that speaks HTTP only and keeps its own books; at the end it asks the house for
 * its book of the day and holds the two against each other, to the fen. Told what to play by a message of its parent or a
 * file; answers with what it has done.
 *
 *     node city/hospitals/main.ts plan.json
 */
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { createRandom } from '../people/random.ts'
import { differencesOf, type Book } from './book.ts'
import { createClient, type PlayedHospital } from './client.ts'
import { faults, makeClaim, ordinary, type Counter, type Fault, type Patient } from './visits.ts'

export type Plan = {
  house: string
  today: string
  hospitals: PlayedHospital[]
  patients: Patient[]
  /** Visits a second, all hospitals together; as fast as the lines allow at 0. */
  rate: number
  seconds: number
  /** Ends sooner after so many visits. */
  visits?: number
  /** Part of the visits on which something goes wrong, 0 to 1. */
  faults: number
  seed: number
  /** Lines that are open at most. */
  lines: number
}

export type Played = {
  visits: number
  faults: Partial<Record<Fault, number>>
  repeated: number
  claims: number
  reversed: number
  /** Fen, as the hospitals have written it down. */
  aid: string
  /** Of all hospitals, what the two books differ in; the first hundred. */
  differences: unknown[]
  difference_count: number
  /** Visits that ended in something that may not be. */
  broken: string[]
  broken_count: number
  seconds: number
}

const kinds = Object.keys(faults) as Fault[]

/** Plays the plan to its end. */
export async function play(plan: Plan): Promise<Played> {
  const random = createRandom()
  random.reseed(plan.seed, 340, 0, 0)
  const agent = new Agent({ keepAlive: true, maxSockets: plan.lines })
  const counters = plan.hospitals.map((hospital): Counter => ({
    client: createClient(plan.house, hospital, agent),
    book: new Map() as Book,
    code: hospital.code,
    today: plan.today,
  }))
  const done: Pick<Played, 'visits' | 'faults' | 'broken' | 'broken_count'> = {
    visits: 0,
    faults: {},
    broken: [],
    broken_count: 0,
  }
  const started = performance.now()
  const isOver = () =>
    performance.now() - started > plan.seconds * 1000 || done.visits >= (plan.visits ?? Infinity)
  const visit = async (): Promise<void> => {
    done.visits += 1
    const counter = random.pick(counters)
    const claim = makeClaim(counter, random.pick(plan.patients), random)
    const fault = random.chance(plan.faults) ? random.pick(kinds) : undefined
    try {
      if (fault === undefined) await ordinary(counter, claim, random)
      else await faults[fault](counter, claim)
      if (fault !== undefined) done.faults[fault] = (done.faults[fault] ?? 0) + 1
    } catch (error) {
      done.broken_count += 1
      if (done.broken.length < 100) done.broken.push(`${fault ?? 'ordinary'}: ${(error as Error).message}`)
    }
  }
  await Promise.all(
    Array.from({ length: plan.lines }, async (_, line) => {
      // Visits come evenly: each line keeps to its own turn.
      for (let turn = 0; !isOver(); turn += 1) {
        const at = plan.rate > 0 ? ((turn * plan.lines + line) * 1000) / plan.rate : 0
        const wait = started + at - performance.now()
        if (wait > 0) await delay(wait)
        if (!isOver()) await visit()
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const differences = await compare(counters, plan)
  agent.destroy()
  return {
    ...done,
    ...sumsOf(counters),
    differences: differences.slice(0, 100),
    difference_count: differences.length,
    seconds,
  }
}

async function compare(counters: readonly Counter[], plan: Plan): Promise<unknown[]> {
  const all: unknown[] = []
  for (const counter of counters) {
    const reply = await counter.client.finally('/api/hospital/day-books', { day: plan.today }, randomUUID())
    const { rows } = JSON.parse(reply.text) as { rows: Parameters<typeof differencesOf>[1] }
    all.push(...differencesOf(counter.book, rows).map((each) => ({ hospital: counter.code, ...each })))
  }
  return all
}

function sumsOf(counters: readonly Counter[]): Pick<Played, 'claims' | 'reversed' | 'aid' | 'repeated'> {
  const entries = counters.flatMap(({ book }) => [...book.values()])
  const settled = entries.filter(({ state }) => state === 'settled')
  return {
    claims: entries.length,
    reversed: entries.length - settled.length,
    aid: String(settled.reduce((sum, { aid }) => sum + BigInt(aid), 0n)),
    repeated: counters.reduce((sum, { client }) => sum + client.repeated(), 0),
  }
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2]
  const tell = (played: Played) =>
    process.send === undefined ? console.log(JSON.stringify(played)) : process.send(played)
  if (file !== undefined) tell(await play(JSON.parse(readFileSync(file, 'utf8')) as Plan))
  else
    process.once('message', (plan: Plan) => {
      void play(plan).then((played) => {
        tell(played)
        process.disconnect()
      })
    })
}
