/** 没有着落的查询: what sources of open checks have not answered, or answered from books that are too old. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate, page } from '../../../platform/http/contract.ts'
import { meansSource, sourceState } from '../contract.ts'

/** Failed, too old, or still waited for. */
export const unsettledWhy = z.enum(['failed', 'stale', 'waiting'])

export const unsettledRequest = z.object({
  means_check_id: identifier,
  case_id: identifier,
  case_number: z.string(),
  programme_title: z.string(),
  /** The head of the household. */
  title: z.string(),
  street_name: z.string().nullable(),
  source: meansSource,
  source_title: z.string(),
  state: sourceState,
  why: unsettledWhy,
  /** 查询失败：连不上；数据过期：截至 6月1日；正在等，已试 3 次. */
  why_text: z.string(),
  /** An answer should have come by now. */
  overdue: z.boolean(),
  round: z.number().int(),
  asked_on: isoDate,
  final_by: z.iso.datetime().nullable().describe('最迟等到'),
  owner_name: z.string().nullable().describe('谁去办：问的人，或者领办的人；空：岗位上的任何人'),
  owner_role_title: z.string(),
  due_on: isoDate.describe('办件这一步的期限'),
})

const tags = ['经济状况核对']
const why = unsettledWhy.optional()

export const unsettledRoutes = {
  list_unsettled_requests: defineRoute({
    method: 'GET',
    path: '/api/means-requests/unsettled',
    summary: '辖区内没有着落的查询：失败的、数据过期的、还在等的',
    tags,
    access: 'staff',
    query: z.object({ why, ...page }),
    response: z.object({
      rows: z.array(unsettledRequest),
      total: z.number().int(),
      counts: z.object({
        failed: z.number().int(),
        stale: z.number().int(),
        waiting: z.number().int(),
      }),
    }),
  }),
  export_unsettled_requests: defineRoute({
    method: 'POST',
    path: '/api/means-requests/unsettled/export',
    summary: '导出没有着落的查询（Excel）',
    tags,
    access: 'staff',
    body: z.object({ why }),
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
