/**
 * Which hospital a request comes from, by its signature. Keys are kept in memory for a few seconds, so that a burst of
 * requests does not ask for one each time; whatever moves money asks the database once more whether the key still lives.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findSigner } from '../../../platform/http/index.ts'
import { problem } from '../problems.ts'
import { findHospitalKey, type HospitalOfKey } from './queries.ts'

export type Hospital = Omit<HospitalOfKey, 'public_key'>
type Known = { hospital: Hospital; key: KeyObject; until: number }

const keptMilliseconds = 5000
const mostKept = 10_000

export type HospitalSigner = ReturnType<typeof hospitalSigner>

/** Makes sure of a hospital before the body is read, and says afterwards which one it was. */
export function hospitalSigner(server: FastifyInstance) {
  const { pool, clock } = server.house
  const known = new Map<string, Known>()
  const signers = new WeakMap<FastifyRequest, Hospital>()

  async function find(hospital_key_id: string, now: number): Promise<Known | undefined> {
    const kept = known.get(hospital_key_id)
    if (kept !== undefined && kept.until > now) return kept
    const row = await findHospitalKey(pool, hospital_key_id)
    known.delete(hospital_key_id)
    if (row === undefined) return undefined
    const { public_key, ...hospital } = row
    const key = createPublicKey({ key: public_key, format: 'der', type: 'spki' })
    if (known.size >= mostKept) known.clear()
    const found = { hospital, key, until: now + keptMilliseconds }
    known.set(hospital_key_id, found)
    return found
  }

  return {
    /** @throws hospital_signature_wrong (401), whatever is wrong with it */
    async prove(request: FastifyRequest, body: Buffer): Promise<void> {
      const now = clock.now()
      let hospital: Hospital | undefined
      const signer = await findSigner(
        { method: request.method, url: addressOf(request), headers: plainHeaders(request), body },
        async (hospital_key_id) => {
          if (!/^[A-Za-z0-9._-]{8,100}$/.test(hospital_key_id)) return undefined
          const found = await find(hospital_key_id, Date.parse(now))
          hospital = found?.hospital
          return found?.key
        },
        now,
      )
      if (signer === undefined || hospital === undefined) throw problem('hospital_signature_wrong')
      signers.set(request, hospital)
    },
    /** Whose signature was found right. */
    hospitalOf(request: FastifyRequest): Hospital {
      const hospital = signers.get(request)
      if (hospital === undefined) throw problem('hospital_signature_wrong')
      return hospital
    },
  }
}

/** Path and query are what is signed; scheme and host may be a proxy's. */
const addressOf = (request: FastifyRequest): string => new URL(request.raw.url ?? '/', 'http://signed').href

const plainHeaders = (request: FastifyRequest): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(request.headers).filter(
      (each): each is [string, string | string[]] => each[1] !== undefined,
    ),
  )
