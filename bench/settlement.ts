/**
 * Settlements a second through HTTP, signatures checked, by as many processes as there are cores, beside the database's
 * own function called straight from as many clients in the same run; quotes apart.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { httpbis } from 'http-message-signatures'
import { prepareClaim, type Asked } from '../server/domains/medical-aid/index.ts'
import { machineNow } from '../server/platform/clock/index.ts'
import { connect, type ConnectionTarget } from '../server/platform/db/index.ts'
import { contentDigest, coveredParts } from '../server/platform/http/index.ts'
import { benchDatabase } from './database.ts'
import { addDivisions, addHospital, bench, nameOf, numberOf, populate } from './settlement/population.ts'

export const name = 'settlement'
export const about =
  'settlements and quotes a second through HTTP with signatures, beside the bare function of the database'

const WANTED = { of_bare: 0.8, p99_to_bare: 3 }
type Measured = { per_second: number; p50_ms: number; p99_ms: number }
type Claim = ReturnType<typeof claimOf>

/** Options: `people` (20,000), `claims` there before (as many), `requests` of each measurement (2,000), `clients` ("16,64"). */
export async function* run(
  options: Record<string, string | number>,
): AsyncGenerator<Record<string, unknown>> {
  const people = Number(options['people'] ?? 20_000)
  const claims = Number(options['claims'] ?? people)
  const requests = Number(options['requests'] ?? 2000)
  const clientCounts = String(options['clients'] ?? '16,64')
    .split(',')
    .map(Number)
  const { owner, target, close } = await benchDatabase()
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const servers: Process[] = []
  try {
    await addDivisions(owner)
    const hospital = await addHospital(owner, publicKey.export({ type: 'spki', format: 'der' }))
    await populate(owner, people, claims)
    for (let core = 0; core < availableParallelism(); core += 1) servers.push(await startServer(target))
    const ports = servers.map(({ port }) => port)
    let used = 0
    // Everybody claims once, so that no claim waits for another of the same year, on either side.
    const take = (): Claim[] => Array.from({ length: requests }, () => claimOf((used += 1)))
    const signed = (path: string, of: Claim[]) => signAll(privateKey, hospital.hospital_key_id, path, of)
    const through = async (path: string, clients: number) =>
      measure(ports, await signed(path, take()), clients)
    await through('/api/hospital/claims', 16)
    for (const clients of clientCounts) {
      if (used + 3 * requests > people) throw new Error('too few people for so many requests')
      const bare = await measureBare(target, hospital, take(), clients)
      yield { bench: name, measure: 'bare function', people, claims, clients, ...bare }
      const settle = await through('/api/hospital/claims', clients)
      yield { bench: name, measure: 'settle', processes: ports.length, clients, ...settle }
      const quote = await through('/api/hospital/quotes', clients)
      yield { bench: name, measure: 'quote', processes: ports.length, clients, ...quote }
      yield { bench: name, measure: 'ratio', clients, ...ratiosOf(bare, settle) }
    }
  } finally {
    for (const { child } of servers) child.disconnect()
    await close()
  }
}

function ratiosOf(bare: Measured, settle: Measured) {
  const of_bare = round(settle.per_second / bare.per_second)
  const p99_to_bare = round(settle.p99_ms / bare.p99_ms)
  return {
    of_bare,
    wanted_of_bare: `≥ ${WANTED.of_bare}`,
    p99_to_bare,
    wanted_p99_to_bare: `≤ ${WANTED.p99_to_bare}`,
    passed: of_bare >= WANTED.of_bare && p99_to_bare <= WANTED.p99_to_bare,
  }
}

const claimOf = (nth: number) => ({
  claim_number: `bench-${String(nth).padStart(8, '0')}`,
  kind: 'inpatient' as const,
  patient: { identity_number: numberOf(nth), name: nameOf(nth) },
  admitted_on: '2017-08-20',
  discharged_on: '2017-08-28',
  bill: {
    total: '1100000',
    within_policy: '1000000',
    outside_policy: '100000',
    basic_paid: '600000',
    serious_insurance_paid: '0',
  },
  items: [],
})

/** The function alone: what it is asked was reckoned beforehand, and each client waits for its answer. */
async function measureBare(
  target: ConnectionTarget,
  hospital: { hospital_id: string; code: string; hospital_key_id: string },
  claims: Claim[],
  clients: number,
): Promise<Measured> {
  const pool = connect(target, { max: Math.min(clients, 40) })
  const asked: Asked = {
    pool,
    hospital: { ...hospital, name: '测试医院', facility_level: 'community', division_code: '120104' },
    today: bench.today,
    now: machineNow(),
    request_id: 'bench',
  }
  const prepared: string[] = []
  for (const claim of claims) prepared.push(await prepareClaim(asked, claim, claim.claim_number))
  let next = 0
  const took: number[] = []
  const from = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = next++; at < prepared.length; at = next++) {
        const since = performance.now()
        const [row] = await pool<[{ outcome: string }]>`
          select outcome from settle_claim(${prepared[at]!}::text::jsonb)`
        if (row.outcome !== 'settled') throw new Error(`answered ${row.outcome}`)
        took.push(performance.now() - since)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  await pool.end()
  return measuredOf(took, seconds)
}

type Process = { child: ChildProcess; port: number }

function startServer(target: ConnectionTarget): Promise<Process> {
  const child = fork(new URL('./settlement/server.ts', import.meta.url))
  child.send({ target, today: bench.today, connections: 16 })
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve({ child, port: (answer as { port: number }).port }))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`a server ended with ${String(code)}`)))
  })
}

function measure(ports: number[], requests: Buffer[], clients: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const workerData = { ports, requests, clients }
    const worker = new Worker(new URL('./settlement/clients.ts', import.meta.url), { workerData })
    worker.once('message', ({ seconds, took }: { seconds: number; took: number[] }) =>
      resolve(measuredOf(took, seconds)),
    )
    worker.once('error', reject)
  })
}

const round = (value: number): number => Number(value.toFixed(2))

function measuredOf(took: number[], seconds: number): Measured {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (part: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!)
  return { per_second: round(took.length / seconds), p50_ms: at(0.5), p99_ms: at(0.99) }
}

/** Requests as bytes, signed as a hospital signs them. */
function signAll(key: KeyObject, key_id: string, path: string, claims: Claim[]): Promise<Buffer[]> {
  return Promise.all(claims.map((claim) => signOne(key, key_id, path, claim)))
}

async function signOne(key: KeyObject, key_id: string, path: string, claim: Claim): Promise<Buffer> {
  const body = JSON.stringify(claim)
  const { headers } = await httpbis.signMessage(
    {
      key: { id: key_id, alg: 'ed25519', sign: (data) => Promise.resolve(sign(null, data, key)) },
      fields: [...coveredParts],
      params: ['created', 'keyid', 'alg'],
    },
    {
      method: 'POST',
      url: `http://house${path}`,
      headers: {
        host: 'house',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'content-digest': contentDigest(body),
        'idempotency-key': claim.claim_number,
      },
    },
  )
  const lines = Object.entries(headers).map(([header, value]) => `${header}: ${String(value)}`)
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
