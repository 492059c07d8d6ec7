import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import * as contract from './contract.ts'
import { listLawParameters } from './parameters.ts'
import * as service from './service.ts'

export function operationRoutes(server: FastifyInstance): void {
  const { mode, pool } = server.house
  implement(server, contract.getBusinessDay, (act) => service.getBusinessDay(act, mode), {
    as_application: true,
    in_background: true,
  })
  implement(server, contract.previewBusinessDay, (act, { query }) =>
    service.previewBusinessDay(act, pool, query.until),
  )
  implement(
    server,
    contract.moveBusinessDay,
    (act, { body }) => service.moveBusinessDay(act, mode, body.business_date),
    { as_application: true },
  )
  implement(server, contract.listLawParameters, (act) => listLawParameters(act))
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
  implement(server, contract.listJobs, (act) => service.listJobs(act), {
    as_application: true,
    in_background: true,
  })
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
