/** Hospitals with keys of their own, and the requests that they sign. */
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { httpbis } from 'http-message-signatures'
import { contentDigest, coveredParts } from '../../server/platform/http/index.ts'
import type { Transaction } from '../../server/platform/db/index.ts'
import type { NewClaim } from '../../server/domains/medical-aid/claims/contract.ts'
import { buildDivision } from './division.ts'

export type BuiltHospital = {
  hospital_id: string
  code: string
  hospital_key_id: string
  private_key: KeyObject
}

let count = 0

/** A designated hospital, since 2014 unless told otherwise, that signs with a key. */
export async function buildHospital(
  tx: Transaction,
  given: {
    division_code?: string
    facility_level?: string
    designated?: [string, string | null] | null
  } = {},
): Promise<BuiltHospital> {
  count += 1
  const division_code = await buildDivision(tx, given.division_code ?? '120104')
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const code = `H${String(120_000_000 + count)}`
  const [row] = await tx<[{ hospital_id: string }]>`
    with body as (
      insert into organisation (name, kind, division_code) values (${`测试医院${count}`}, 'hospital', ${division_code})
      returning organisation_id, name
    )
    insert into hospital (organisation_id, code, name, facility_level, division_code)
    select organisation_id, ${code}, name, ${given.facility_level ?? 'community'}, ${division_code} from body
    returning hospital_id`
  const { hospital_id } = row
  const designated = given.designated === undefined ? (['2014-05-01', null] as const) : given.designated
  if (designated !== null)
    await tx`
      insert into hospital_designation (hospital_id, valid, division_code)
      values (${hospital_id}, daterange(${designated[0]}::date, ${designated[1]}::date), ${division_code})`
  const hospital_key_id = `test-key-${randomUUID()}`
  await tx`
    insert into hospital_key (hospital_key_id, hospital_id, algorithm, public_key, added_on, division_code)
    values (${hospital_key_id}, ${hospital_id}, 'ed25519', ${publicKey.export({ type: 'spki', format: 'der' })},
      '2017-01-01', ${division_code})`
  return { hospital_id, code, hospital_key_id, private_key: privateKey }
}

/** A bill that balances: 10,000 yuan within policy, 6,000 of them paid by the basic insurance. */
export function buildBill(
  patient: { identity_number: string | null; name: string },
  given: Partial<Omit<NewClaim, 'bill' | 'patient'>> & { bill?: Partial<NewClaim['bill']> } = {},
): NewClaim {
  count += 1
  const bill = {
    within_policy: '1000000',
    outside_policy: '0',
    basic_paid: '600000',
    serious_insurance_paid: '0',
    ...given.bill,
  }
  return {
    claim_number: `C${String(count).padStart(8, '0')}`,
    kind: 'inpatient',
    admitted_on: '2017-08-20',
    discharged_on: '2017-08-28',
    items: [],
    ...given,
    patient: { identity_number: patient.identity_number ?? '', name: patient.name },
    bill: { total: String(BigInt(bill.within_policy) + BigInt(bill.outside_policy)), ...bill },
  }
}

export type HospitalAnswer = {
  status: number
  text: string
  body: Record<string, unknown>
  again: boolean
}

/** What a request may have wrong with it. */
export type Tampering = {
  key_id?: string
  key?: KeyObject
  created?: Date
  fields?: string[]
  /** Sent in place of the bytes that were signed. */
  body?: string
  path?: string
}

/** Sends one signed request to a server without a port. */
export async function sendSigned(
  server: FastifyInstance,
  hospital: BuiltHospital,
  path: string,
  content: unknown,
  options: { idempotency_key?: string | null } & Tampering = {},
): Promise<HospitalAnswer> {
  const body = JSON.stringify(content)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-digest': contentDigest(body),
  }
  if (options.idempotency_key !== null) headers['idempotency-key'] = options.idempotency_key ?? randomUUID()
  const signed = await httpbis.signMessage(
    {
      key: {
        id: options.key_id ?? hospital.hospital_key_id,
        alg: 'ed25519',
        sign: (data) => Promise.resolve(sign(null, data, options.key ?? hospital.private_key)),
      },
      fields: options.fields ?? [...coveredParts],
      params: ['created', 'keyid', 'alg'],
      paramValues: { created: options.created ?? new Date(server.house.clock.now()) },
    },
    { method: 'POST', url: `http://house${path}`, headers },
  )
  const response = await server.inject({
    method: 'POST',
    url: options.path ?? path,
    headers: signed.headers as Record<string, string>,
    payload: options.body ?? body,
  })
  return {
    status: response.statusCode,
    text: response.body,
    body: JSON.parse(response.body) as Record<string, unknown>,
    again: response.headers['idempotent-replay'] === 'true',
  }
}
