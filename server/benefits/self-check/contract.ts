/** 自助测算: public, nothing stored. */
import { z } from 'zod'
import { defineRoute, divisionCode, isoDate } from '../../platform/http/contract.ts'
import { answers } from '../questions/contract.ts'
import { decisionView } from '../decisions/contract.ts'

export const selfCheckRoutes = {
  self_check: defineRoute({
    method: 'POST',
    path: '/api/self-check',
    summary: '自助测算，不登录，不保存',
    tags: ['自助测算'],
    access: 'public',
    body: z.object({ answers, division_code: divisionCode.optional() }),
    response: z.object({
      as_of: isoDate,
      results: z.array(
        decisionView.extend({
          verdict: z.enum(['may_fit', 'does_not_fit', 'not_enough_known']),
          /** 您家可能符合最低生活保障，全家大约可领. */
          verdict_text: z.string(),
          next_steps: z.array(z.string()),
        }),
      ),
      disclaimer: z.string(),
    }),
  }),
}
