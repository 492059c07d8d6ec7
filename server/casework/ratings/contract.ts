/** 好差评, after a case is closed. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'

export const ratingView = z.object({
  stars: z.number().int().min(1).max(5),
  text: z.string().nullable(),
  rated_on: isoDate,
})

export const ratingRoutes = {
  rate_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/rating',
    summary: '评价办事，五级',
    tags: ['好差评'],
    access: 'resident',
    params: z.object({ case_id: identifier }),
    body: z.object({
      stars: z.number().int().min(1).max(5),
      text: z.string().trim().max(1000).nullable().default(null),
    }),
    response: ratingView,
  }),
}
