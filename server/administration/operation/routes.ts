import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import * as contract from './contract.ts'
import { listLawParameters } from './parameters.ts'
import * as service from './service.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { calendarTable, dictionariesTable, jobTable, parameterTable } from '../tables.ts'

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
  implementTable(server, contract.listLawParameters, (act) => listLawParameters(act), parameterTable)
  implementTable(server, contract.listCalendarYears, (act) => service.listCalendarYears(act), calendarTable)
  implement(server, contract.importCalendarYear, async (act, { body }) => {
    await service.importCalendarYear(act, body)
    return {}
  })
  implementTable(server, contract.listDictionaries, (act) => service.listDictionaries(act), dictionariesTable)
  implement(server, contract.setDictionaryEntry, async (act, { params, body }) => {
    await service.setDictionaryEntry(act, params.dictionary, { ...body, code: params.code })
    return {}
  })
  implement(server, contract.endDictionaryEntry, async (act, { params, body }) => {
    await service.endDictionaryEntry(act, params.dictionary, params.code, body.from)
    return {}
  })
  implementTable(server, contract.listJobs, (act) => service.listJobs(act), jobTable, {
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
