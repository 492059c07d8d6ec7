/** Routes of what households pay back by themselves. */
import type { FastifyInstance } from 'fastify'
import { getProgramme } from '../../../law/index.ts'
import type { Act } from '../../platform/act.ts'
import { implement } from '../../platform/http/index.ts'
import { authorisePayment, mayPay } from '../access.ts'
import { repaymentRoutes as routes } from './contract.ts'
import { listRepayments, type RepaymentRow } from './queries.ts'
import { bookRepayment, cancelRepayment, recordRepayment } from './service.ts'

export function viewRepayment(act: Act, row: RepaymentRow) {
  const own = act.caller.kind === 'staff' && act.caller.account_id === row.recorded_by
  const waits = row.state === 'recorded'
  return {
    ...row,
    programme_title: getProgramme(row.programme_id).title,
    may: {
      book: waits && !own && mayPay(act, 'book_repayment'),
      cancel: waits && mayPay(act, 'record_repayment'),
    },
  }
}

export function registerRepaymentRoutes(server: FastifyInstance): void {
  implement(server, routes.list_waiting_repayments, async (act, { query }) => {
    authorisePayment(act, 'view_payroll')
    const { limit, offset } = query
    const rows = await listRepayments(act.tx, {
      limit,
      offset,
      state: 'recorded',
      household_id: null,
      repayment_id: null,
    })
    return { rows: rows.map((row) => viewRepayment(act, row)), total: rows[0]?.total ?? 0 }
  })
  implement(server, routes.record_repayment, async (act, { params, body }) => ({
    repayment_id: await recordRepayment(act, { ...params, ...body, amount: BigInt(body.amount) }),
  }))
  implement(server, routes.book_repayment, async (act, { params }) => {
    await bookRepayment(act, params)
    return { done: true as const }
  })
  implement(server, routes.cancel_repayment, async (act, { params, body }) => {
    await cancelRepayment(act, { ...params, ...body })
    return { done: true as const }
  })
}
