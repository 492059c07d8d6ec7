/** 抽查: which cases the district visits itself, by lot or always, and whether it has been there. */
import { z } from 'zod'
import { defineRoute, divisionCode, identifier, isoDate, page } from '../../platform/http/contract.ts'

export const spotVisitReason = z.enum(['drawn', 'relative_of_staff', 'reported'])

export const spotVisitView = z.object({
  required: z.boolean(),
  reasons: z.array(spotVisitReason),
  /** The draw: its month, and the how manyth case of it; null before a case is in one. */
  month: isoDate.nullable(),
  position: z.number().int().nullable(),
  visited_on: isoDate.nullable(),
  /** 抽中；有异议，须区里入户. */
  text: z.string(),
})

export const inspectionRoutes = {
  list_inspections: defineRoute({
    method: 'GET',
    path: '/api/inspections',
    summary: '区入户抽查：抽取结果和要去的户',
    tags: ['抽查'],
    access: 'staff',
    query: z.object({
      month: isoDate.regex(/-01$/, '月份须写成当月第一天').optional(),
      state: z.enum(['to_visit', 'visited', 'all']).default('to_visit'),
      ...page,
    }),
    response: z.object({
      rows: z.array(
        z.object({
          inspection_id: identifier,
          case_id: identifier,
          case_number: z.string(),
          title: z.string(),
          programme_title: z.string(),
          street_name: z.string().nullable(),
          community_name: z.string().nullable(),
          month: isoDate,
          position: z.number().int(),
          reasons: z.array(spotVisitReason),
          entered_on: isoDate,
          visited_on: isoDate.nullable(),
          visitor_name: z.string().nullable(),
          due_on: isoDate.nullable(),
          case_state: z.enum(['open', 'closed']),
        }),
      ),
      total: z.number().int(),
      draws: z.array(
        z.object({
          inspection_draw_id: identifier,
          programme_title: z.string(),
          division_code: divisionCode,
          division_name: z.string(),
          month: isoDate,
          percent: z.number().int(),
          case_count: z.number().int(),
          drawn_count: z.number().int(),
          visited_count: z.number().int(),
          seed: z.string().nullable().describe('当月过后公开'),
          same: z.boolean().nullable().describe('按种子重跑，结果是否相同；种子未公开为空'),
        }),
      ),
    }),
  }),
}
