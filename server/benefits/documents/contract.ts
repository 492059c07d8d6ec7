/** 文书: the papers of a case as PDF, and the public check of a receipt printed on them. */
import { z } from 'zod'
import { paymentKind } from '../../casework/contract.ts'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'

const tags = ['文书']
const params = z.object({ case_id: identifier })

export const documentRoutes = {
  get_approval_form: defineRoute({
    method: 'GET',
    path: '/api/cases/:case_id/approval-form.pdf',
    summary: '审批表（PDF）',
    tags,
    access: 'staff',
    params,
    response: z.any(),
    produces: 'application/pdf',
  }),
  get_decision_notice: defineRoute({
    method: 'GET',
    path: '/api/cases/:case_id/decision-notice.pdf',
    summary: '审批告知书（PDF）',
    tags,
    access: 'signed_in',
    params,
    response: z.any(),
    produces: 'application/pdf',
  }),
  check_receipt: defineRoute({
    method: 'GET',
    path: '/api/receipts/:receipt_hash',
    summary: '核对文书上的凭据：是否由本平台作出，按凭据复算是否相同',
    tags,
    access: 'public',
    params: z.object({ receipt_hash: z.string().regex(/^[0-9a-f]{64}$/, '凭据须为 64 位') }),
    response: z.object({
      programme_title: z.string(),
      payment_kind: paymentKind,
      outcome: z.enum(['eligible', 'ineligible']),
      amount: fenText,
      decided_on: isoDate,
      effective_until: isoDate.nullable().describe('渐退：从这个月起停发'),
      law_version: z.string(),
      superseded: z.boolean(),
      /** The receipt replays to the same fen. */
      same: z.boolean(),
    }),
  }),
}
