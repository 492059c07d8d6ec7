/** Lists of work: 待办 by role and area with lights, 已办, and what is stuck. */
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

const light = z.enum(['normal', 'near', 'overdue'])
const kind = z.enum(['application', 'change', 'review', 'appeal', 'recomputation'])

export const workRow = z.object({
  case_id: identifier,
  case_number: z.string(),
  domain: z.string(),
  programme_id: z.string(),
  programme_title: z.string(),
  kind,
  kind_title: z.string(),
  light,
  /** 出具审核意见, 公示 … */
  todo: z.string(),
  step_id: z.string(),
  step_title: z.string(),
  title: z.string(),
  masked_identity_number: z.string().nullable(),
  street_code: z.string(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
  proposed_amount: fenText.nullable(),
  opened_on: isoDate,
  due_on: isoDate,
  calendar_published: z.boolean(),
  working_days_left: z.number().int().nullable(),
  held_on: isoDate.nullable(),
  hold_reason: z.string().nullable(),
  owner_role: z.string(),
  owner_account_id: identifier.nullable(),
  owner_name: z.string().nullable(),
  version: z.number().int(),
})

export const workFilter = z.object({
  light: light.optional(),
  domain: code.optional(),
  programme_id: code.optional(),
  kind: kind.optional(),
  step_id: code.optional(),
  division_code: divisionCode.optional().describe('街道或社区'),
  due_from: isoDate.optional(),
  due_to: isoDate.optional(),
  owner: z.enum(['me', 'nobody', 'any']).default('any'),
  /** 全区、全市在办: every open case in the area, not only what waits for my role. */
  scope: z.enum(['mine', 'area']).default('mine'),
  sort: z
    .enum(['due_on', '-due_on', 'opened_on', '-opened_on', 'proposed_amount', '-proposed_amount'])
    .default('due_on'),
})

/** A name must not stand in an address: whoever looks for one sends the filter in the body. */
const text = z.string().trim().max(60).optional().describe('姓名、证件后四位、办件号')
const search = workFilter.extend({ text })

export const workCounts = z.object({
  all: z.number().int(),
  overdue: z.number().int(),
  near: z.number().int(),
  normal: z.number().int(),
  due_this_week: z.number().int(),
  by_domain: z.array(z.object({ domain: z.string(), count: z.number().int() })),
})

export const doneRow = z.object({
  case_id: identifier,
  case_number: z.string(),
  programme_title: z.string(),
  kind_title: z.string(),
  title: z.string(),
  masked_identity_number: z.string().nullable(),
  street_name: z.string().nullable(),
  /** What I did last in it, and when. */
  act_text: z.string(),
  done_on: isoDate,
  state: z.enum(['open', 'closed']),
  step_title: z.string(),
  outcome_title: z.string().nullable(),
  proposed_amount: fenText.nullable(),
})

export const stuckRow = workRow.extend({
  /** 超期, 异议核查中, 无人领办 … */
  why: z.enum(['overdue', 'held', 'nobody', 'calendar_not_published']),
  why_title: z.string(),
})

const tags = ['待办']

export const workRoutes = {
  list_work: defineRoute({
    method: 'POST',
    path: '/api/work/search',
    summary: '待办',
    tags,
    access: 'staff',
    body: search.extend(page),
    response: z.object({
      rows: z.array(workRow),
      total: z.number().int(),
      counts: workCounts,
      filters: z.object({
        programmes: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
        steps: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
        streets: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
      }),
    }),
  }),
  /** The neighbours of a case in a list: 第 6 件，共 37 件，下一件. */
  find_place_in_work: defineRoute({
    method: 'GET',
    path: '/api/work/place/:case_id',
    summary: '本件在待办中的位置',
    tags,
    access: 'staff',
    params: z.object({ case_id: identifier }),
    query: workFilter,
    response: z.object({
      position: z.number().int().nullable(),
      total: z.number().int(),
      previous_case_id: identifier.nullable(),
      next_case_id: identifier.nullable(),
    }),
  }),
  list_done: defineRoute({
    method: 'POST',
    path: '/api/work/done/search',
    summary: '已办',
    tags,
    access: 'staff',
    body: z.object({
      programme_id: code.optional(),
      from: isoDate.optional(),
      to: isoDate.optional(),
      text,
      ...page,
    }),
    response: z.object({ rows: z.array(doneRow), total: z.number().int() }),
  }),
  list_stuck: defineRoute({
    method: 'GET',
    path: '/api/work/stuck',
    summary: '滞办：超期、暂停、无人领办、期限待定',
    tags,
    access: 'staff',
    query: z.object({
      why: z.enum(['overdue', 'held', 'nobody', 'calendar_not_published']).optional(),
      ...page,
    }),
    response: z.object({
      rows: z.array(stuckRow),
      total: z.number().int(),
      counts: z.object({
        overdue: z.number().int(),
        held: z.number().int(),
        nobody: z.number().int(),
        calendar_not_published: z.number().int(),
        /** Always 0: the database refuses an open case without owner and date. */
        without_owner_or_date: z.number().int(),
      }),
    }),
  }),
  export_work: defineRoute({
    method: 'POST',
    path: '/api/work/export',
    summary: '导出待办（Excel）',
    tags,
    access: 'staff',
    body: search,
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
