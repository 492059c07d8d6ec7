/** What happened to a person or a household, from every part of the house, newest first. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../../platform/http/contract.ts'

export const timelineCategory = z.enum(['办件', '待遇', '走访', '核对', '变更', '医疗'])

export const timelineEntry = z.object({
  entry_id: z.string(),
  date: isoDate,
  category: timelineCategory,
  text: z.string(),
  where: z.string().nullable().describe('哪个单位，或“本人”“系统”'),
  current: z.boolean().describe('仍在进行'),
  link: z.string().nullable().describe('页面地址，例：/cases/…'),
  needs_reason: z.boolean().describe('内容需说明用途后查看'),
})

export const timelineAnswer = z.object({
  rows: z.array(timelineEntry),
  total: z.number().int().describe('全部条数，各类之和'),
  categories: z.array(z.object({ category: timelineCategory, count: z.number().int() })),
})

const tags = ['人员']
const query = z.object({
  as_of: isoDate.optional().describe('只列这一天及以前的事'),
  category: timelineCategory.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(10),
})

export const timelineRoutes = {
  list_person_timeline: defineRoute({
    method: 'GET',
    path: '/api/people/:person_id/timeline',
    summary: '这个人发生过的事',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    query,
    response: timelineAnswer,
  }),
  list_household_timeline: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id/timeline',
    summary: '这一户发生过的事',
    tags,
    access: 'staff',
    params: z.object({ household_id: identifier }),
    query,
    response: timelineAnswer,
  }),
}
