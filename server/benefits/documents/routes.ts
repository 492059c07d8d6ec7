/** The HTTP face of papers. */
import type { FastifyInstance } from 'fastify'
import { implement, implementStream } from '../../platform/http/index.ts'
import { reportRoutes } from '../means-checks/reports/contract.ts'
import { printReport } from '../means-checks/reports/print.ts'
import { documentRoutes as routes } from './contract.ts'
import { checkReceipt, printApprovalForm, printDecisionNotice } from './service.ts'

export function registerDocumentRoutes(server: FastifyInstance): void {
  const printing = () => ({ demonstration: server.house.mode === 'demonstration', origin: originOf(server) })
  implementStream(
    server,
    routes.get_approval_form,
    (act, { params }, reply) => {
      reply.header('content-disposition', 'inline; filename="approval-form.pdf"')
      return printApprovalForm(act, { ...params, ...printing() })
    },
    { writes: true },
  )
  implementStream(
    server,
    routes.get_decision_notice,
    (act, { params }, reply) => {
      reply.header('content-disposition', 'inline; filename="decision-notice.pdf"')
      return printDecisionNotice(act, { ...params, ...printing() })
    },
    { writes: true },
  )
  implementStream(
    server,
    reportRoutes.print_means_report,
    (act, { params }, reply) => {
      reply.header('content-disposition', 'inline; filename="means-report.pdf"')
      return printReport(act, { ...params, demonstration: server.house.mode === 'demonstration' })
    },
    { writes: true },
  )
  implement(server, routes.check_receipt, (act, { params }) => checkReceipt(act, params.receipt_hash))
}

/** Where a phone that reads the code goes: the address that the server listens on. */
function originOf(server: FastifyInstance): string {
  const [address] = server.addresses()
  return typeof address === 'object' ? `http://${address.address}:${address.port}` : ''
}
