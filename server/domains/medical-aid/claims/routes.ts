/** The hospitals' door: signed requests in, and the answer as it was first given. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { implementSigned } from '../../../platform/http/index.ts'
import { implementTable } from '../../../platform/tables/index.ts'
import type { HospitalSigner } from '../hospitals/signer.ts'
import { problem } from '../problems.ts'
import { claimRoutes, hospitalClaimRoutes as routes } from './contract.ts'
import { claimTable, listClaims } from './list.ts'
import { quoteClaim, reverseClaim, settleClaim, type Asked } from './service.ts'

const limits = { requests_per_minute: 60_000, body_limit: 256 * 1024 }

/** Who asks: the hospital whose signature was found right, on the day of the request. */
export const askerOf =
  (server: FastifyInstance, { hospitalOf }: HospitalSigner) =>
  (request: FastifyRequest): Asked => ({
    pool: server.house.pool,
    hospital: hospitalOf(request),
    today: request.today,
    now: server.house.clock.now(),
    request_id: request.id,
  })

export function registerClaimRoutes(
  server: FastifyInstance,
  { prove }: HospitalSigner,
  askedBy: (request: FastifyRequest) => Asked,
): void {
  implementSigned(
    server,
    routes.quote_claim,
    prove,
    ({ body }, request) => quoteClaim(askedBy(request), body),
    limits,
  )
  implementSigned(
    server,
    routes.settle_claim,
    prove,
    async ({ body }, request, reply) =>
      answer(reply, await settleClaim(askedBy(request), body, keyOf(request))),
    limits,
  )
  implementSigned(
    server,
    routes.reverse_claim,
    prove,
    async ({ body }, request, reply) =>
      answer(reply, await reverseClaim(askedBy(request), body.claim_number, keyOf(request))),
    limits,
  )
  implementTable(server, claimRoutes.list_claims, (act, { body }) => listClaims(act, body), claimTable)
}

function answer(reply: FastifyReply, { text, again }: { text: string; again: boolean }): string {
  if (again) reply.header('idempotent-replay', 'true')
  return text
}

/** @throws claim_key_missing (400) */
export function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key === 'string' && /^[\w-]{8,100}$/.test(key)) return key
  throw problem('claim_key_missing')
}
