/** Exchange with other systems: the messages as they travel, and the inbox where late answers come in. */
import { z } from 'zod'
import { defineRoute, identifier } from '../http/contract.ts'

export const partnerId = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/)

/** What is posted to a partner's address. Everything that names a person is in `body`. */
export const exchangeRequest = z.object({
  request_id: identifier,
  kind: z.string().max(60),
  asked_at: z.iso.datetime(),
  body: z.record(z.string(), z.unknown()),
})

/** What a partner says, in its reply or later to the inbox. Only the final answer ends a request. */
export const exchangeAnswer = z.object({
  request_id: identifier,
  sequence: z.number().int().min(1).max(1000).describe('同一请求的第几次答复'),
  final: z.boolean().describe('是：最终答复；否：已收到、仍在办理'),
  body: z.record(z.string(), z.unknown()).default({}),
})
export type ExchangeAnswer = z.infer<typeof exchangeAnswer>

export const exchangeRoutes = {
  receive_answer: defineRoute({
    method: 'POST',
    path: '/api/exchange/:partner_id/answers',
    summary: '对接系统送来答复：凭签名，不凭登录；同一答复送几次只算一次',
    tags: ['对接'],
    access: 'public',
    params: z.object({ partner_id: partnerId }),
    body: exchangeAnswer,
    response: z.object({
      request_id: identifier,
      taken_as: z.enum(['counted', 'interim', 'repeated', 'outdated', 'late', 'conflicting', 'unreadable']),
    }),
  }),
}
