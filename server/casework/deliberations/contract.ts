/** 民主评议: who sat, how they voted, what they said. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'

export const deliberationView = z.object({
  deliberation_id: identifier,
  held_on: isoDate,
  present_count: z.number().int(),
  representative_count: z.number().int(),
  agree_count: z.number().int(),
  disagree_count: z.number().int(),
  opinion: z.string(),
})

export const deliberationRoutes = {
  record_deliberation: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/deliberation',
    summary: '记录民主评议',
    tags: ['评议'],
    access: 'staff',
    params: z.object({ case_id: identifier }),
    body: z.object({
      version: z.number().int().min(1),
      held_on: isoDate,
      present_count: z.number().int().min(1).max(500),
      representative_count: z.number().int().min(0).max(500),
      agree_count: z.number().int().min(0).max(500),
      disagree_count: z.number().int().min(0).max(500),
      opinion: z.string().trim().min(2).max(2000),
    }),
    response: z.object({ deliberation_id: identifier, version: z.number().int() }),
  }),
}
