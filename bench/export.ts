/**
 * All households of a city as one workbook through HTTP: rows a second and memory, for a district and for the whole
 * city, beside reading the same statement row by row without making a workbook of it.
 */
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setInterval } from 'node:timers'
import { loadCity } from '../city/load.ts'
import type { Caller } from '../server/platform/act.ts'
import { streamRows, withCaller } from '../server/platform/db/index.ts'
import type { Database } from '../server/platform/db/index.ts'
import { buildServer } from '../server/platform/http/index.ts'
import { startSession } from '../server/platform/sessions/index.ts'
import { householdsModule } from '../server/registries/households/index.ts'
import { listAllHouseholds } from '../server/registries/households/queries.ts'
import { benchDatabase } from './database.ts'

export const name = 'export'
export const about = 'households of a district and of the city as one workbook: rows a second, memory'

const today = '2017-09-01'
type Staff = Extract<Caller, { kind: 'staff' }>

/** Options: `residents` (200,000). */
export async function* run(options: Record<string, string>): AsyncGenerator<Record<string, unknown>> {
  const residents = Number(options['residents'] ?? 200_000)
  const { owner, application, close } = await benchDatabase()
  try {
    await loadCity(owner, { residents, today })
    const staff = await leader(owner)
    const door = await openDoor(application, staff)
    try {
      // The first workbook loads its writer.
      await door.export('120104008')
      for (const [area, division] of [
        ['district', '120104'],
        ['city', '12'],
      ] as const) {
        const bare = await readBare(application, staff, division)
        yield { measure: 'rows without workbook', area, ...bare }
        const made = await door.export(division)
        const per_second = Math.round(bare.rows / made.seconds)
        yield { measure: 'workbook', area, rows: bare.rows, ...made, per_second }
      }
    } finally {
      await door.close()
    }
  } finally {
    await close()
  }
}

async function leader(owner: Database): Promise<Staff> {
  const [row] = await owner<{ account_id: string; post_id: string; area: string }[]>`
    select account_id, post_id, division_code as area from post where role = 'leader' order by length(division_code) limit 1`
  if (row === undefined) throw new Error('the city has no leader')
  return { kind: 'staff', ...row, role: 'leader', display_name: 'bench', unit_name: 'bench', person_id: null }
}

async function readBare(application: Database, staff: Staff, division: string) {
  const moment = { today, now: `${today}T01:00:00.000Z`, request_id: 'bench' }
  const filter = {
    division,
    register_kind: null,
    member_count_min: null,
    member_count_max: null,
    established_from: null,
    established_to: null,
    state: 'present' as const,
    day: today,
  }
  const started = performance.now()
  const rows = await withCaller(application, staff, moment, async (act) => {
    let count = 0
    for await (const row of streamRows(listAllHouseholds(act.tx, filter))) count += row === undefined ? 0 : 1
    return count
  })
  const seconds = (performance.now() - started) / 1000
  return { rows, seconds: Number(seconds.toFixed(2)), per_second: Math.round(rows / seconds) }
}

async function openDoor(application: Database, staff: Staff) {
  const now = `${today}T01:00:00.000Z`
  const server = await buildServer({
    pool: application,
    clock: { today: () => today, now: () => now },
    mode: 'production',
    secrets: { pepper: 'pepper of the bench, at least thirty-two long' },
    modules: [householdsModule],
    rate_limits: false,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { account_id, post_id } = staff
  const { token } = await startSession(application, { account_id, post_id, now, address: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  return {
    export: (division: string) =>
      measured(() =>
        download(agent, `http://127.0.0.1:${port}/api/households/export?division=${division}`, token),
      ),
    close: async () => {
      agent.destroy()
      await server.close()
    },
  }
}

/** Seconds, bytes, and the most memory above what was held before. */
async function measured(work: () => Promise<number>) {
  global.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  const started = performance.now()
  const bytes = await work()
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2))
  clearInterval(watch)
  return { seconds, bytes, memory_mb: Math.round((most - before) / 2 ** 20) }
}

function download(agent: Agent, address: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent, headers: { cookie: `haihe_session=${token}` } }, (answer) => {
      let bytes = 0
      if (answer.statusCode !== 200) reject(new Error(`refused with ${answer.statusCode}`))
      answer.on('data', (piece: Buffer) => (bytes += piece.length))
      answer.on('end', () => resolve(bytes))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
