import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { accountTable, sessionTable } from '../tables.ts'

export function accountRoutes(server: FastifyInstance): void {
  implementTable(
    server,
    contract.listAccounts,
    (act, { body }) => service.listAccounts(act, body),
    accountTable,
  )
  implement(server, contract.getAccount, (act, { params }) => service.getAccount(act, params.account_id))
  implement(server, contract.createAccount, (act, { body }) => service.createAccount(act, body))
  implement(server, contract.inviteAccount, (act, { params }) =>
    service.inviteAccount(act, params.account_id),
  )
  implementTable(
    server,
    contract.listSessions,
    (act, { query }) => service.listSessions(act, query),
    sessionTable,
  )
  implement(server, contract.disableAccount, async (act, { params }) => {
    await service.disableAccount(act, params.account_id)
    return {}
  })
  implement(server, contract.enableAccount, async (act, { params }) => {
    await service.enableAccount(act, params.account_id)
    return {}
  })
  implement(server, contract.unlockAccount, async (act, { params }) => {
    await service.unlockAccount(act, params.account_id)
    return {}
  })
  implement(server, contract.endSession, async (act, { params }) => {
    await service.endSession(act, params.session_id)
    return {}
  })
}
