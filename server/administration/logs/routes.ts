import type { FastifyInstance } from 'fastify'
import type { Act } from '../../platform/act.ts'
import { audit, logLines, readBatches, verifyLog } from '../../platform/audit/index.ts'
import { implement, implementStream } from '../../platform/http/index.ts'
import { authorise } from '../access.ts'
import * as contract from './contract.ts'
import { countDisclosures, countEntries, getState, listDisclosures, listEntries } from './queries.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { disclosureTable } from '../tables.ts'

export function logRoutes(server: FastifyInstance): void {
  implement(server, contract.listAuditEntries, async (act, { query }) => {
    authorise(act, 'read_audit')
    const { limit, offset, ...given } = query
    const filter = { ...nothing, ...withoutEmpty(given) }
    return {
      rows: await listEntries(act.tx, filter, limit, offset),
      total: await countEntries(act.tx, filter),
    }
  })
  implementTable(
    server,
    contract.listDisclosures,
    async (act, { query }) => {
      authorise(act, 'read_audit')
      const { limit, offset, from = null, to = null, field = null } = query
      const filter = {
        from,
        to,
        field,
        account_id: query.account_id ?? null,
        person_id: query.person_id ?? null,
      }
      return {
        rows: await listDisclosures(act.tx, filter, limit, offset),
        total: await countDisclosures(act.tx, filter),
      }
    },
    disclosureTable,
  )
  implement(server, contract.getAuditState, (act) => {
    authorise(act, 'read_audit')
    return getState(act.tx)
  })
  implement(server, contract.verifyAudit, async (act, { body }) => {
    authorise(act, 'read_audit')
    const result = await verifyLog(readBatches(act.tx), body.seal)
    await recordReading(act, 'audit.verify', { faults: result.faults.length, last_seal: result.last_seal })
    return result
  })
  implementStream(
    server,
    contract.exportAudit,
    async (act, _input, reply) => {
      authorise(act, 'read_audit')
      await recordReading(act, 'audit.export', {})
      reply.header('content-disposition', 'attachment; filename="haihe-audit.jsonl"')
      return logLines(readBatches(act.tx))
    },
    { writes: true },
  )
}

const nothing = { from: null, to: null, act: null, subject_kind: null, subject_id: null, account_id: null }

function withoutEmpty(
  given: Record<string, string | undefined>,
): Partial<Record<keyof typeof nothing, string>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
}

async function recordReading(act: Act, verb: string, detail: Record<string, unknown>): Promise<void> {
  await audit(act, { act: verb, subject_kind: 'audit', subject_id: null, detail })
}
