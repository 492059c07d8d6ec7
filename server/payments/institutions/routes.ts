/** Routes of sums that go to an institution. */
import type { FastifyInstance } from 'fastify'
import { getRoster } from '../../casework/index.ts'
import type { Act } from '../../platform/act.ts'
import { implement } from '../../platform/http/index.ts'
import { authorisePayment, mayPay } from '../access.ts'
import { institutionRoutes as routes } from './contract.ts'
import { listInstitutionPayments, type InstitutionPaymentRow } from './queries.ts'
import { approvePayment, cancelPayment, confirmPayment, preparePayment } from './service.ts'

function view(act: Act, row: InstitutionPaymentRow) {
  const own = act.caller.kind === 'staff' && act.caller.account_id === row.prepared_by
  return {
    ...row,
    may: {
      approve: row.state === 'prepared' && !own && mayPay(act, 'approve_payroll'),
      confirm: row.state === 'approved' && mayPay(act, 'exchange_with_bank'),
      cancel: row.state === 'prepared' && mayPay(act, 'prepare_payroll'),
    },
  }
}

export function registerInstitutionRoutes(server: FastifyInstance): void {
  implement(server, routes.list_institution_payments, async (act, { params }) => {
    authorisePayment(act, 'view_payroll')
    await getRoster(act, params.roster_id)
    const rows = await listInstitutionPayments(act.tx, { ...params, institution_payment_id: null })
    return { rows: rows.map((row) => view(act, row)), may_prepare: mayPay(act, 'prepare_payroll') }
  })
  implement(server, routes.prepare_institution_payment, async (act, { params }) =>
    view(act, await preparePayment(act, params)),
  )
  implement(server, routes.approve_institution_payment, async (act, { params, body }) =>
    view(act, await approvePayment(act, { ...params, ...body })),
  )
  implement(server, routes.confirm_institution_payment, async (act, { params, body }) =>
    view(act, await confirmPayment(act, { ...params, ...body })),
  )
  implement(server, routes.cancel_institution_payment, async (act, { params, body }) =>
    view(act, await cancelPayment(act, { ...params, ...body })),
  )
}
