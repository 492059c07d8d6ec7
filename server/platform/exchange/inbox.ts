/** Where partners bring answers that were not ready when they were asked. Who brings one is known by its signature. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { withCaller } from '../db/index.ts'
import { implementSigned, type Module } from '../http/index.ts'
import { findCityArea } from '../jobs/index.ts'
import { notFound } from '../problems/index.ts'
import { receive } from './answers.ts'
import { exchangeRoutes } from './contract.ts'
import { findPartner } from './partners.ts'
import { problem } from './problems.ts'
import { lockRequest } from './queries.ts'
import { headers, isSigned } from './signature.ts'

export const exchangeModule: Module = { name: 'exchange', routes }

function routes(server: FastifyInstance): void {
  const { pool, clock } = server.house
  implementSigned(
    server,
    exchangeRoutes.receive_answer,
    (request, body) => {
      checkSender(request, body, clock.now())
    },
    async ({ params, body }, request) => {
      const area = await findCityArea(pool)
      if (area === undefined) throw notFound()
      const moment = { today: request.today, now: clock.now(), request_id: request.id }
      const taken_as = await withCaller(pool, { kind: 'system', area }, moment, async (act) => {
        const row = await lockRequest(act.tx, body.request_id)
        // One partner learns nothing of what another is asked.
        if (row === undefined || row.partner_id !== params.partner_id) throw notFound()
        return receive(act, row, body, 'inbox')
      })
      return { request_id: body.request_id, taken_as }
    },
    { requests_per_minute: 6000 },
  )
}

/** @throws signature_wrong (401), the same for a partner that does not exist */
function checkSender(request: FastifyRequest, body: Buffer, now: string): void {
  const { partner_id } = request.params as { partner_id: string }
  const partner = findPartner(partner_id)
  const one = (name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : ''
  }
  const signed = { time: one(headers.time), signature: one(headers.signature) }
  if (partner === undefined || !isSigned(partner.secret, 'answer', signed, body, now)) {
    throw problem('signature_wrong')
  }
}
