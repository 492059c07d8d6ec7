/** 复核: what is due, by class, and taking a household up again. */
import { z } from 'zod'
import { code, defineRoute, fenText, identifier, isoDate, page } from '../../platform/http/contract.ts'

export const reviewRow = z.object({
  household_id: identifier,
  title: z.string(),
  programme_id: z.string(),
  programme_title: z.string(),
  amount: fenText,
  review_class: z.string().nullable(),
  review_class_title: z.string().nullable(),
  review_class_unverified: z.string().nullable().describe('多久一次没有读到成文依据的，按什么算'),
  next_review_on: isoDate,
  determination_id: identifier,
  open_case_id: identifier.nullable(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
})

export const reviewRoutes = {
  list_reviews: defineRoute({
    method: 'GET',
    path: '/api/reviews',
    summary: '复核日历',
    tags: ['复核'],
    access: 'staff',
    query: z.object({ until: isoDate.optional(), programme_id: code.optional(), ...page }),
    response: z.object({ rows: z.array(reviewRow), total: z.number().int() }),
  }),
  open_review: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/reviews',
    summary: '提前复核',
    tags: ['复核'],
    access: 'staff',
    params: z.object({ household_id: identifier }),
    body: z.object({ programme_id: z.string().max(60), reason: z.string().trim().min(2).max(1000) }),
    response: z.object({ case_id: identifier, case_number: z.string() }),
  }),
}
