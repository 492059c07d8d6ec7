/** 退还: what a household pays back by itself of what it was given too much. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate, page } from '../../platform/http/contract.ts'

const tags = ['发放']
const params = z.object({ repayment_id: identifier })

export const repaymentView = z.object({
  repayment_id: identifier,
  difference_item_id: identifier,
  household_id: identifier,
  programme_id: z.string(),
  programme_title: z.string(),
  payee_name: z.string().describe('户主；看不到的写“受保护对象”'),
  amount: fenText,
  means: z.enum(['cash', 'transfer']),
  reference: z.string(),
  received_on: isoDate,
  state: z.enum(['recorded', 'booked', 'cancelled']),
  recorded_by_name: z.string().nullable(),
  recorded_on: isoDate,
  booked_by_name: z.string().nullable(),
  booked_on: isoDate.nullable(),
  cancel_reason: z.string().nullable(),
  /** Whether the caller may do the next thing with it. */
  may: z.object({ book: z.boolean(), cancel: z.boolean() }),
})
export type RepaymentView = z.infer<typeof repaymentView>

export const repaymentRoutes = {
  list_waiting_repayments: defineRoute({
    method: 'GET',
    path: '/api/repayments',
    summary: '收到的退还，等另一人复核入账',
    tags,
    access: 'staff',
    query: z.object(page),
    response: z.object({ rows: z.array(repaymentView), total: z.number().int() }),
  }),
  record_repayment: defineRoute({
    method: 'POST',
    path: '/api/difference-items/:difference_item_id/repayments',
    summary: '登记退还：多发的由本户交回，现金或者转账',
    tags,
    access: 'staff',
    params: z.object({ difference_item_id: identifier }),
    body: z.object({
      amount: fenText.regex(/^0*[1-9]/, '请填写收到的金额'),
      means: z.enum(['cash', 'transfer']),
      reference: z.string().trim().min(2, '请填写收据号或银行回单号').max(60),
      received_on: isoDate,
    }),
    response: z.object({ repayment_id: identifier }),
  }),
  book_repayment: defineRoute({
    method: 'POST',
    path: '/api/repayments/:repayment_id/book',
    summary: '复核退还，入账',
    tags,
    access: 'staff',
    params,
    body: z.object({}),
    response: z.object({ done: z.literal(true) }),
  }),
  cancel_repayment: defineRoute({
    method: 'POST',
    path: '/api/repayments/:repayment_id/cancel',
    summary: '作废还没有入账的退还',
    tags,
    access: 'staff',
    params,
    body: z.object({ reason: z.string().trim().min(5, '请写明为什么作废').max(200) }),
    response: z.object({ done: z.literal(true) }),
  }),
}
