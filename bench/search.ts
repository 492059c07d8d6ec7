/**
 * Finding people in a register of a whole city: five kinds of search through HTTP under a real session and
 * row-level security, beside the same statements without HTTP, for somebody of the city and a clerk of one street.
 */
import { request, Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CITY_DISTRICTS, MOST_RESIDENTS, shareResidents } from '../city/people/districts.ts'
import { makeDistrict } from '../city/people/generate.ts'
import { packRows, sendPackets } from '../city/load/copy.ts'
import { loadDivisions } from '../city/load/divisions.ts'
import { stripIndexes } from '../city/load/indexes.ts'
import { addHousehold, createRegistryTables } from '../city/load/people.ts'
import type { Caller, Role } from '../server/platform/act.ts'
import { withCaller } from '../server/platform/db/index.ts'
import type { Database } from '../server/platform/db/index.ts'
import { buildServer } from '../server/platform/http/index.ts'
import { startSession } from '../server/platform/sessions/index.ts'
import { peopleModule, searchPeople } from '../server/registries/people/index.ts'
import { benchDatabase } from './database.ts'

export const name = 'search'
export const about =
  '13,866,009 people: p50 and p99 of five kinds of search through HTTP, beside the same SQL without HTTP'

const KINDS = ['name', 'part_of_name', 'pinyin', 'identity_number', 'identity_tail'] as const
type Kind = (typeof KINDS)[number]
type Staff = Extract<Caller, { kind: 'staff' }>
type Search = { text: string; kind: Kind }

const today = '2017-09-01'
const SEED = 2017
const BATCH = 20_000
const PAGE = 50

/** Options: `residents` (13,866,009), `searches` of each kind (500). */
export async function* run(options: Record<string, string>): AsyncGenerator<Record<string, unknown>> {
  const residents = Number(options['residents'] ?? MOST_RESIDENTS)
  const searches = Number(options['searches'] ?? 500)
  const { owner, application, close } = await benchDatabase()
  try {
    yield { bench: name, measure: 'load', residents, ...(await fill(owner, residents)) }
    const door = await openDoor(application)
    try {
      for (const [area, staff] of await officers(owner)) {
        for (const kind of KINDS) {
          const asked = await sample(owner, staff.area, kind, searches)
          yield { bench: name, area, kind, residents, ...(await measure(application, door, staff, asked)) }
        }
      }
    } finally {
      await door.close()
    }
  } finally {
    await close()
  }
}

/** People, households and memberships by COPY; keys and indexes afterwards. Seconds of both. */
async function fill(owner: Database, residents: number): Promise<Record<string, number>> {
  const shares = shareResidents(residents)
  const started = performance.now()
  let copied = started
  await owner.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '1GB'`
    await loadDivisions(tx)
    const { person, household, household_member, ...others } = createRegistryTables()
    const order = [person, household, household_member]
    const restore = await stripIndexes(
      tx,
      order.map((table) => table.name),
    )
    for (const district of CITY_DISTRICTS) {
      for (const made of makeDistrict(district, shares[district.index] as number, SEED)) {
        addHousehold({ person, household, household_member, ...others }, made, SEED, district.index)
        for (const table of Object.values(others)) Object.assign(table, { text: '', waiting: 0 })
        if (person.waiting >= BATCH) await sendPackets(tx, packRows(order))
      }
    }
    await sendPackets(tx, packRows(order))
    copied = performance.now()
    await restore()
  })
  await owner.unsafe('vacuum analyze person, household, household_member')
  return { copy_seconds: seconds(copied - started), index_seconds: seconds(performance.now() - copied) }
}

/** Somebody who sees the city, and the clerk of a street with many people. */
async function officers(owner: Database): Promise<[string, Staff][]> {
  const [street] = await owner<{ code: string }[]>`
    select left(division_code, 9) as code from person where division_code like '120104%' group by 1 order by count(*) desc limit 1`
  return [
    ['city', await officer(owner, 'leader', '12')],
    ['street', await officer(owner, 'street_clerk', street?.code ?? '120104001')],
  ]
}

async function officer(owner: Database, role: Role, area: string): Promise<Staff> {
  const [row] = await owner<{ account_id: string; post_id: string }[]>`
    with made_unit as (
      insert into unit (name, kind, division_code) values (${area}, 'institution', ${area}) returning unit_id
    ), made_account as (
      insert into account (user_name, display_name, kind) values (${`bench-${area}`}, 'bench', 'staff') returning account_id
    )
    insert into post (account_id, unit_id, role, division_code)
    select account_id, unit_id, ${role}, ${area} from made_account, made_unit returning account_id, post_id`
  if (row === undefined) throw new Error('no post')
  return { kind: 'staff', ...row, role, area, display_name: 'bench', unit_name: area, person_id: null }
}

/** What people of the area would be searched by: whole names, two or one characters of them, sounds, numbers. */
async function sample(owner: Database, area: string, kind: Kind, count: number): Promise<Search[]> {
  const people = await owner<{ name: string; name_pinyin: string; identity_number: string }[]>`
    select name, name_pinyin, identity_number from person
    where division_code >= ${area} and division_code < ${area} || ':' and identity_number is not null
    and hashtext(person_id::text) % greatest(1, (select reltuples::bigint / 40000 from pg_class where relname = 'person')) = 0
    order by hashtext(identity_number) limit ${count}`
  return people.map((person, at) => ({ kind, text: textOf(person, kind, at) }))
}

function textOf(
  person: { name: string; name_pinyin: string; identity_number: string },
  kind: Kind,
  at: number,
): string {
  const characters = [...person.name]
  switch (kind) {
    case 'name':
      return person.name
    case 'part_of_name':
      // Given names, and every third time a single character.
      return at % 3 === 0 ? (characters[1] ?? person.name) : characters.slice(1).join('')
    case 'pinyin':
      return person.name_pinyin
    case 'identity_number':
      return person.identity_number
    case 'identity_tail':
      return person.identity_number.slice(-4)
  }
}

type Door = { port: number; agent: Agent; pool: Database; close: () => Promise<void> }

async function openDoor(pool: Database): Promise<Door> {
  const server = await buildServer({
    pool,
    clock: { today: () => today, now: () => new Date().toISOString() },
    mode: 'production',
    secrets: { pepper: 'pepper of the bench, at least thirty-two long' },
    modules: [peopleModule],
    rate_limits: false,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true })
  const close = async () => {
    agent.destroy()
    await server.close()
  }
  return { port: (server.server.address() as AddressInfo).port, agent, pool, close }
}

/** The same searches through HTTP and without it, in turns: whoever comes first finds the colder pages. */
async function measure(application: Database, door: Door, staff: Staff, searches: Search[]) {
  const { token, csrf_token } = await startSession(door.pool, {
    account_id: staff.account_id,
    post_id: staff.post_id,
    now: new Date().toISOString(),
    address: '127.0.0.1',
  })
  const headers = {
    cookie: `haihe_session=${token}`,
    'x-csrf-token': csrf_token,
    'content-type': 'application/json',
  }
  const moment = { today, now: `${today}T01:00:00.000Z`, request_id: 'bench' }
  const direct = (search: Search) =>
    withCaller(application, staff, moment, (act) => searchPeople(act, search, PAGE, 0))
  for (const search of searches.slice(0, 50)) await direct(search)
  for (const search of searches.slice(0, 50)) await post(door, headers, search)
  const http: number[] = []
  const sql: number[] = []
  let rows = 0
  const ask = async (search: Search) => {
    rows += (await timed(sql, () => direct(search))).rows.length
  }
  const askThroughHttp = async (search: Search) => {
    const answered = await timed(http, () => post(door, headers, search))
    if (answered !== 200) throw new Error(`the search answered ${answered}`)
  }
  for (const [at, search] of searches.entries()) {
    if (at % 2 === 0) await ask(search)
    await askThroughHttp(search)
    if (at % 2 === 1) await ask(search)
  }
  const [httpHalf, sqlHalf] = [quantile(http, 0.5), quantile(sql, 0.5)]
  return {
    searches: searches.length,
    rows_on_average: Number((rows / searches.length).toFixed(1)),
    http_p50_ms: httpHalf,
    http_p99_ms: quantile(http, 0.99),
    sql_p50_ms: sqlHalf,
    sql_p99_ms: quantile(sql, 0.99),
    ratio_http_to_sql_p50: Number((httpHalf / sqlHalf).toFixed(2)),
  }
}

function post(door: Door, headers: Record<string, string>, search: Search): Promise<number> {
  const body = JSON.stringify({ ...search, limit: PAGE })
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: door.port,
        path: '/api/people/search',
        method: 'POST',
        agent: door.agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

async function timed<Value>(into: number[], work: () => Promise<Value>): Promise<Value> {
  const start = performance.now()
  const value = await work()
  into.push(performance.now() - start)
  return value
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2))
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(1))
