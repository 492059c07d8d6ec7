/** 付给机构: one sum for the lines of a roster that were acknowledged. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'

const tags = ['发放']
const params = z.object({ institution_payment_id: identifier })
const version = z.object({ version: z.number().int().min(1) })

export const institutionPaymentView = z.object({
  institution_payment_id: identifier,
  roster_id: identifier,
  payee_name: z.string(),
  line_count: z.number().int(),
  amount: fenText,
  state: z.enum(['prepared', 'approved', 'paid', 'cancelled']),
  prepared_by_name: z.string().nullable(),
  prepared_on: isoDate,
  approved_by_name: z.string().nullable(),
  approved_on: isoDate.nullable(),
  paid_on: isoDate.nullable(),
  bank_reference: z.string().nullable(),
  version: z.number().int(),
  /** Whether the caller may do the next thing with it: approve, confirm, cancel. */
  may: z.object({ approve: z.boolean(), confirm: z.boolean(), cancel: z.boolean() }),
})

export const institutionRoutes = {
  list_institution_payments: defineRoute({
    method: 'GET',
    path: '/api/rosters/:roster_id/payments',
    summary: '一份名册的付款',
    tags,
    access: 'staff',
    params: z.object({ roster_id: identifier }),
    response: z.object({ rows: z.array(institutionPaymentView), may_prepare: z.boolean() }),
  }),
  prepare_institution_payment: defineRoute({
    method: 'POST',
    path: '/api/rosters/:roster_id/payments',
    summary: '编制付款：有回执、还没有付的合成一笔',
    tags,
    access: 'staff',
    params: z.object({ roster_id: identifier }),
    body: z.object({}),
    response: institutionPaymentView,
  }),
  approve_institution_payment: defineRoute({
    method: 'POST',
    path: '/api/institution-payments/:institution_payment_id/approve',
    summary: '复核同意，记账',
    tags,
    access: 'staff',
    params,
    body: version,
    response: institutionPaymentView,
  }),
  confirm_institution_payment: defineRoute({
    method: 'POST',
    path: '/api/institution-payments/:institution_payment_id/confirm',
    summary: '银行已付，登记回单号',
    tags,
    access: 'staff',
    params,
    body: version.extend({ bank_reference: z.string().trim().min(2, '请填写银行回单号').max(60) }),
    response: institutionPaymentView,
  }),
  cancel_institution_payment: defineRoute({
    method: 'POST',
    path: '/api/institution-payments/:institution_payment_id/cancel',
    summary: '作废没有复核的付款',
    tags,
    access: 'staff',
    params,
    body: version,
    response: institutionPaymentView,
  }),
}
