/** The hospitals' door in FHIR: the same verbs, signatures and refusals. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { implementSigned } from '../../../platform/http/index.ts'
import { keyOf } from '../claims/routes.ts'
import { quoteClaim, settleClaim, type Asked } from '../claims/service.ts'
import type { HospitalSigner } from '../hospitals/signer.ts'
import { fhirRoutes as routes } from './contract.ts'
import { checkEligibility } from './eligibility.ts'
import { claimOf, claimResponseOf, type Answered } from './map.ts'

const limits = { requests_per_minute: 60_000, body_limit: 512 * 1024 }

export function registerFhirRoutes(
  server: FastifyInstance,
  { prove }: HospitalSigner,
  askedBy: (request: FastifyRequest) => Asked,
): void {
  implementSigned(
    server,
    routes.submit_claim,
    prove,
    async ({ body }, request, reply) => {
      const asked = askedBy(request)
      const claim = claimOf(body)
      if (body.use === 'predetermination')
        return claimResponseOf(body, await quoteClaim(asked, claim), asked.today)
      const { text, again } = await settleClaim(asked, claim, keyOf(request))
      if (again) reply.header('idempotent-replay', 'true')
      const answer = JSON.parse(text) as Answered & { settled_on: string }
      return claimResponseOf(body, answer, answer.settled_on)
    },
    limits,
  )
  implementSigned(
    server,
    routes.check_eligibility,
    prove,
    ({ body }, request) => checkEligibility(askedBy(request), body),
    limits,
  )
}
