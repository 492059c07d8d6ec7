/** 名册: who is on it, how far each line is, ours against theirs. */
import { z } from 'zod'
import {
  code,
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'

const tags = ['名册']
const params = z.object({ roster_id: identifier })
export const rosterLineState = z.enum(['drafted', 'sent', 'pending', 'accepted', 'rejected', 'failed'])

export const rosterView = z.object({
  roster_id: identifier,
  kind: z.string(),
  title: z.string(),
  office: z.string().describe('送给谁'),
  year: z.number().int(),
  division_code: divisionCode,
  division_name: z.string(),
  drawn_on: isoDate,
  drawn_by_name: z.string().nullable(),
  hidden_count: z.number().int().describe('看不全的户，没有列入'),
  version: z.number().int(),
  drafted: z.number().int(),
  waiting: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  failed: z.number().int(),
  amount: fenText.describe('有回执的金额'),
  drawing: z.boolean().describe('正在编制'),
})

/** `waiting` and `running`: ask again in a second or two. */
export const rosterDrawingView = z.object({
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  asked_on: isoDate,
  asked_by_name: z.string().nullable(),
  household_count: z.number().int().nullable().describe('要看的户，开始了才知道'),
  households_done: z.number().int().describe('进度'),
  joins: z.number().int().nullable(),
  leaves: z.number().int().nullable(),
  failure: z.string().nullable(),
})

export const rosterLineView = z.object({
  roster_line_id: identifier,
  person_id: identifier,
  household_id: identifier.nullable(),
  name: z.string(),
  act: z.enum(['join', 'leave']),
  state: rosterLineState,
  amount: fenText.nullable(),
  reason: z.string().nullable(),
  drafted_on: isoDate,
  final_by: z.string().nullable().describe('到这时没有最终回执即为失败'),
  finished_on: isoDate.nullable(),
  division_name: z.string().nullable(),
  content: z.record(z.string(), z.string()),
})

export const reconciliationView = z.object({
  roster_reconciliation_id: identifier,
  asked_on: isoDate,
  answered_on: isoDate.nullable(),
  failed: z.string().nullable(),
  ours: z.number().int().nullable(),
  theirs: z.number().int().nullable(),
  differences: z
    .array(z.object({ roster_line_id: identifier, where: z.enum(['only_ours', 'only_theirs']) }))
    .nullable(),
})

const lineFilter = z.object({ state: rosterLineState.optional() })

export const rosterRoutes = {
  list_rosters: defineRoute({
    method: 'GET',
    path: '/api/rosters',
    summary: '名册',
    tags,
    access: 'staff',
    query: z.object(page),
    response: z.object({
      rows: z.array(rosterView),
      total: z.number().int(),
      may_draw: z.boolean(),
      kinds: z.array(z.object({ kind: z.string(), title: z.string(), office: z.string() })),
    }),
  }),
  get_roster: defineRoute({
    method: 'GET',
    path: '/api/rosters/:roster_id',
    summary: '一份名册，对账记录',
    tags,
    access: 'staff',
    params,
    response: z.object({
      roster: rosterView,
      drawing: rosterDrawingView.nullable().describe('最近一次编制'),
      may_draw: z.boolean(),
      reconciliations: z.array(reconciliationView),
    }),
  }),
  list_roster_lines: defineRoute({
    method: 'GET',
    path: '/api/rosters/:roster_id/lines',
    summary: '名册的每一行',
    tags,
    access: 'staff',
    params,
    query: lineFilter.extend(page),
    response: z.object({ rows: z.array(rosterLineView), total: z.number().int() }),
  }),
  draw_roster: defineRoute({
    method: 'POST',
    path: '/api/rosters',
    summary: '要求编制名册，或编制变动：在后台逐户编制，进度见名册',
    tags,
    access: 'staff',
    body: z.object({ kind: code, year: z.number().int(), division_code: divisionCode }),
    response: z.object({ roster_id: identifier }),
  }),
  send_roster: defineRoute({
    method: 'POST',
    path: '/api/rosters/:roster_id/send',
    summary: '送出新编制的',
    tags,
    access: 'staff',
    params,
    body: z.object({}),
    response: z.object({ lines: z.number().int() }),
  }),
  resend_roster_lines: defineRoute({
    method: 'POST',
    path: '/api/rosters/:roster_id/resend',
    summary: '重发失败的；同一行对方只算一次',
    tags,
    access: 'staff',
    params,
    body: z.object({ line_ids: z.array(identifier).max(1000).nullable().default(null) }),
    response: z.object({ lines: z.number().int() }),
  }),
  reconcile_roster: defineRoute({
    method: 'POST',
    path: '/api/rosters/:roster_id/reconciliation',
    summary: '向对方要账，两边对照',
    tags,
    access: 'staff',
    params,
    body: z.object({}),
    response: z.object({ roster_reconciliation_id: identifier }),
  }),
  export_rosters: defineRoute({
    method: 'GET',
    path: '/api/rosters/export',
    summary: '导出名册的情况（Excel）',
    tags,
    access: 'staff',
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  export_roster_lines: defineRoute({
    method: 'GET',
    path: '/api/rosters/:roster_id/lines/export',
    summary: '导出名册（Excel）',
    tags,
    access: 'staff',
    params,
    query: lineFilter,
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
