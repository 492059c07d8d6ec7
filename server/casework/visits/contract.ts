/** Home visits: planned, done by two people, sent once however often they arrive. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate, page } from '../../platform/http/contract.ts'

/** What the visitors saw; offline forms send it whole. */
export const visitDetail = z.object({
  resident_count: z.number().int().min(0).max(50).nullable().default(null).describe('实际住几个人'),
  home_kind: z.enum(['public_rental', 'own', 'rented', 'borrowed']).nullable().default(null),
  photo_file_ids: z.array(identifier).max(20).default([]),
  signature_file_id: identifier.nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  accuracy_metres: z.number().min(0).max(100_000).nullable().default(null),
})

export const visitView = z.object({
  visit_id: identifier,
  case_id: identifier.nullable(),
  planned_on: isoDate,
  visited_on: isoDate.nullable(),
  visited_at: z.string().nullable(),
  visitor_name: z.string().nullable(),
  second_visitor_name: z.string().nullable(),
  place: z.string().nullable(),
  finding: z.string().nullable(),
  agrees_with_declaration: z.boolean().nullable(),
  detail: visitDetail,
  state: z.enum(['planned', 'done', 'cancelled', 'set_aside']),
  version: z.number().int(),
})

const tags = ['入户']
const params = z.object({ case_id: identifier })
const visitParams = z.object({ visit_id: identifier })

const visitPlan = z.object({
  planned_on: isoDate,
  second_visitor_id: identifier.nullable().default(null),
  safety_remark: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .nullable()
    .default(null)
    .describe('去的人要当心什么：有犬、病人'),
})

export const visitReport = z.object({
  visited_on: isoDate,
  visited_at: z.iso.datetime().nullable().default(null).describe('手机上的时间'),
  second_visitor_id: identifier,
  place: z.string().trim().max(200).default(''),
  finding: z.string().trim().min(2, '请写明看到的情况').max(2000),
  agrees_with_declaration: z.boolean().nullable().describe('空：没看清'),
  detail: visitDetail,
})

export const visitRoutes = {
  plan_visit: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/visits',
    summary: '安排入户',
    tags,
    access: 'staff',
    params,
    body: visitPlan.extend({
      visitor_id: identifier.nullable().default(null).describe('空：本人'),
    }),
    response: z.object({ visit_id: identifier }),
  }),
  change_plan: defineRoute({
    method: 'PUT',
    path: '/api/visits/:visit_id/plan',
    summary: '改期、换人',
    tags,
    access: 'staff',
    params: visitParams,
    body: visitPlan.extend({ visitor_id: identifier, version: z.number().int() }),
    response: z.object({ visit_id: identifier, version: z.number().int() }),
  }),
  cancel_visit: defineRoute({
    method: 'POST',
    path: '/api/visits/:visit_id/cancellation',
    summary: '不去了，写明缘由',
    tags,
    access: 'staff',
    params: visitParams,
    body: z.object({
      version: z.number().int(),
      reason: z.string().trim().min(2, '请写明缘由').max(200),
    }),
    response: z.object({ visit_id: identifier, version: z.number().int() }),
  }),
  order_visits: defineRoute({
    method: 'PUT',
    path: '/api/visits/route',
    summary: '一天的走访按什么次序走；同去的两人看到的一样',
    tags,
    access: 'staff',
    body: z.object({ visit_ids: z.array(identifier).min(1).max(50) }),
    response: z.object({ ordered: z.number().int() }),
  }),
  record_visit: defineRoute({
    method: 'PUT',
    path: '/api/cases/:case_id/visits/:visit_id',
    summary: '入户记录；编号由手机生成，重复发送只记一次',
    tags,
    access: 'staff',
    params: params.extend({ visit_id: identifier }),
    body: visitReport,
    response: z.object({ visit_id: identifier, recorded: z.boolean().describe('否：已经收到过') }),
  }),
  list_visits: defineRoute({
    method: 'GET',
    path: '/api/visits',
    summary: '要去入户的',
    tags,
    access: 'staff',
    query: z.object({ state: z.enum(['planned', 'done']).default('planned'), ...page }),
    response: z.object({
      rows: z.array(
        visitView.extend({
          household_id: identifier.nullable(),
          title: z.string(),
          address: z.string().nullable(),
          street_name: z.string().nullable(),
          community_name: z.string().nullable(),
          due_on: isoDate.nullable(),
          member_count: z.number().int(),
          visitor_id: identifier.nullable(),
          second_visitor_id: identifier.nullable(),
          route_position: z.number().int().nullable(),
          safety_remark: z.string().nullable(),
          on_phone: z.boolean().describe('有人带在手机上，还没有送回'),
        }),
      ),
      total: z.number().int(),
    }),
  }),
}
