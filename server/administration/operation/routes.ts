import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'

export function operationRoutes(server: FastifyInstance): void {
  implement(server, contract.moveBusinessDay, (act, { body }) =>
    service.moveBusinessDay(act, server.house.mode, body.business_date),
  )
  implement(server, contract.listCalendarYears, (act) => service.listCalendarYears(act))
  implement(server, contract.importCalendarYear, async (act, { body }) => {
    await service.importCalendarYear(act, body)
    return {}
  })
  implement(server, contract.listDictionaries, (act) => service.listDictionaries(act))
  implement(server, contract.setDictionaryEntry, async (act, { params, body }) => {
    await service.setDictionaryEntry(act, params.dictionary, { ...body, code: params.code })
    return {}
  })
  implement(server, contract.endDictionaryEntry, async (act, { params, body }) => {
    await service.endDictionaryEntry(act, params.dictionary, params.code, body.from)
    return {}
  })
  implement(server, contract.listJobs, (act) => service.listJobs(act), { as_application: true })
  implement(
    server,
    contract.retryJob,
    async (act, { params }) => {
      await service.retryJob(act, params.job_id)
      return {}
    },
    { as_application: true },
  )
}
