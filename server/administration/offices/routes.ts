import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { unitTable } from '../tables.ts'

export function officeRoutes(server: FastifyInstance): void {
  implementTable(server, contract.listUnits, (act, { body }) => service.listUnits(act, body), unitTable)
  implement(server, contract.createUnit, (act, { body }) => service.createUnit(act, body))
  implement(server, contract.grantPost, (act, { body }) => service.grantPost(act, body))
  implement(server, contract.endUnit, async (act, { params, body }) => {
    await service.endUnit(act, params.unit_id, body.on)
    return {}
  })
  implement(server, contract.endPost, async (act, { params, body }) => {
    await service.endPost(act, params.post_id, body.on)
    return {}
  })
}
