/**
 * Requests a second for a clerk's list of work: fifty rows with counts and choices, under a real session and
 * row-level security, beside the same statements without HTTP, as many at a time.
 */
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { loadCity } from '../city/load.ts'
import { workRoutes } from '../server/casework/contract.ts'
import { listWork } from '../server/casework/index.ts'
import { modules } from '../server/modules.ts'
import type { Caller } from '../server/platform/act.ts'
import { withCaller } from '../server/platform/db/index.ts'
import type { Database } from '../server/platform/db/index.ts'
import { buildServer } from '../server/platform/http/index.ts'
import { startSession } from '../server/platform/sessions/index.ts'
import { benchDatabase } from './database.ts'

export const name = 'http'
export const about =
  'requests a second for a work list of 50 rows under session and RLS, beside the bare statements'

const today = '2017-09-01'
const clients = 8
type Staff = Extract<Caller, { kind: 'staff' }>

/** Options: `residents` (50,000), `cases` on the desk (2,000), `seconds` of each measurement (10). */
export async function* run(options: Record<string, string>): AsyncGenerator<Record<string, unknown>> {
  const residents = Number(options['residents'] ?? 50_000)
  const seconds = Number(options['seconds'] ?? 10)
  const { owner, application, close } = await benchDatabase()
  try {
    await loadCity(owner, { residents, today })
    const staff = await reviewer(owner)
    await pileUp(owner, staff.area, Number(options['cases'] ?? 2000))
    const bare = await bareRate(application, staff, seconds)
    yield { bench: name, measure: 'bare statements', clients, ...bare }
    const http = await httpRate(application, staff, seconds)
    yield { bench: name, measure: 'through HTTP', clients, ...http }
    const ratio = http.per_second / bare.per_second
    yield { bench: name, measure: 'ratio', ratio_http_to_bare: Number(ratio.toFixed(3)) }
  } finally {
    await close()
  }
}

/** The district officer of the demonstration city with the most on the desk. */
async function reviewer(owner: Database): Promise<Staff> {
  const [row] = await owner<{ account_id: string; post_id: string; area: string }[]>`
    select p.account_id, p.post_id, p.division_code as area
    from post p
    where p.role = 'district_approver'
    order by (select count(*) from case_file c where c.state = 'open' and c.owner_role = p.role
      and starts_with(c.division_code, p.division_code)) desc, p.post_id
    limit 1`
  if (row === undefined) throw new Error('the city has no district officer')
  return {
    kind: 'staff',
    ...row,
    role: 'district_approver',
    display_name: 'bench',
    unit_name: 'bench',
    person_id: null,
  }
}

/** Copies an open case of the district until the desk is as full as a real one. */
async function pileUp(owner: Database, area: string, count: number): Promise<void> {
  await owner`
    insert into case_file (case_number, domain, programme_id, kind, household_id, person_id, division_code,
      procedure_from, step_id, opened_on, accepted_on, owner_role, owner_division, due_on, whole_due_on, proposed_amount)
    select c.case_number || '-' || n, c.domain, c.programme_id, c.kind, null, c.person_id,
      c.division_code, c.procedure_from, c.step_id, c.opened_on, c.accepted_on, c.owner_role, c.owner_division,
      c.due_on + (n % 20)::int, c.whole_due_on, c.proposed_amount
    from (select * from case_file
      where state = 'open' and owner_role = 'district_approver' and starts_with(division_code, ${area}) limit 1) c,
      generate_series(1, ${count}) n`
  await owner.unsafe('analyze case_file')
}

async function bareRate(application: Database, staff: Staff, seconds: number) {
  const moment = { today, now: `${today}T01:00:00.000Z`, request_id: 'bench' }
  const asked = workRoutes.list_work.body!.parse({ limit: 50 })
  const ask = () => withCaller(application, staff, moment, (act) => listWork(act, asked))
  const first = await ask()
  let done = 0
  const until = performance.now() + seconds * 1000
  const client = async () => {
    while (performance.now() < until) {
      await ask()
      done++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { rows: first.rows.length, per_second: Number((done / seconds).toFixed(1)) }
}

async function httpRate(application: Database, staff: Staff, seconds: number) {
  const now = `${today}T01:00:00.000Z`
  const server = await buildServer({
    pool: application,
    clock: { today: () => today, now: () => now },
    mode: 'production',
    secrets: { pepper: 'pepper of the bench, at least thirty-two long' },
    modules,
    rate_limits: false,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  try {
    const { token, csrf_token } = await startSession(application, {
      account_id: staff.account_id,
      post_id: staff.post_id,
      now,
      address: '127.0.0.1',
    })
    const { port } = server.server.address() as AddressInfo
    const address = `http://127.0.0.1:${port}${workRoutes.list_work.path}`
    const headers = { cookie: `haihe_session=${token}`, 'x-csrf-token': csrf_token }
    const body = JSON.stringify({ limit: 50 })
    const done = await load({ address, headers, body, clients, seconds })
    return { per_second: Number((done / seconds).toFixed(1)) }
  } finally {
    await server.close()
  }
}

type LoadOrder = {
  address: string
  headers: Record<string, string>
  body: string
  clients: number
  seconds: number
}

/** Asks from a thread of its own, so that asking does not take the server's turn. Returns how many were answered. */
function load(order: LoadOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load/http-load.ts', import.meta.url), { workerData: order })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
