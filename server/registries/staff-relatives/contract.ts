/** Near relatives of staff: declared, listed by whom it concerns, ended by somebody else. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate, page } from '../../platform/http/contract.ts'
import { roleCode } from '../../platform/auth/contract.ts'

/** The relative is the member of staff's …. */
export const staffRelation = z.enum([
  'spouse',
  'child',
  'parent',
  'grandchild',
  'grandparent',
  'sibling',
  'other',
])
export const relativeState = z.enum(['present', 'ended', 'any'])

/** What the declarer sees of the own ones: no more than was declared. */
export const ownRelative = z.object({
  staff_relative_id: identifier,
  name: z.string().describe('申报时的姓名'),
  relation: staffRelation,
  from: isoDate,
  until: isoDate.nullable().describe('从这一天起不再；空为仍有效'),
  declared_on: isoDate,
  by_oneself: z.boolean().describe('假：由区、市登记'),
  basis: z.string().nullable(),
  end_reason: z.string().nullable(),
})

export const registeredRelative = ownRelative.extend({
  account_id: identifier,
  staff_name: z.string(),
  unit_name: z.string().nullable().describe('现任岗位的单位'),
  person_id: identifier,
  masked_identity_number: z.string().nullable(),
  division_path: z.string(),
  declared_by_name: z.string(),
  ended_by_name: z.string().nullable(),
  may_end: z.boolean().describe('假：已结束，或是自己的'),
})

const tags = ['近亲属申报']
const declared = z.object({
  name: z.string().trim().min(1, '请填写姓名').max(60),
  identity_number: z.string().trim().min(1, '请填写证件号码').max(40),
  relation: staffRelation,
  from: isoDate,
})

export const staffRelativeRoutes = {
  list_own_relatives: defineRoute({
    method: 'GET',
    path: '/api/staff-relatives/own',
    summary: '我申报的近亲属',
    tags,
    access: 'staff',
    response: z.object({ rows: z.array(ownRelative), may_keep: z.boolean().describe('可以管辖区的备案') }),
  }),
  declare_own_relative: defineRoute({
    method: 'POST',
    path: '/api/staff-relatives/own',
    summary: '申报我的近亲属',
    tags,
    access: 'staff',
    body: declared,
    response: ownRelative,
  }),
  list_relatives: defineRoute({
    method: 'GET',
    path: '/api/staff-relatives',
    summary: '辖区内经办人员近亲属的备案',
    tags,
    access: 'staff',
    query: z.object({ state: relativeState.default('present'), ...page }),
    response: z.object({ rows: z.array(registeredRelative), total: z.number().int() }),
  }),
  export_relatives: defineRoute({
    method: 'POST',
    path: '/api/staff-relatives/export',
    summary: '导出近亲属备案（Excel）；记入审计',
    tags,
    access: 'staff',
    body: z.object({ state: relativeState.default('present') }),
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  list_colleagues_of_area: defineRoute({
    method: 'GET',
    path: '/api/staff-relatives/colleagues',
    summary: '辖区内在岗的工作人员',
    tags,
    access: 'staff',
    response: z.object({
      rows: z.array(
        z.object({ account_id: identifier, name: z.string(), unit_name: z.string(), role: roleCode }),
      ),
    }),
  }),
  register_relative: defineRoute({
    method: 'POST',
    path: '/api/staff-relatives',
    summary: '为辖区内的工作人员登记查到的近亲属',
    tags,
    access: 'staff',
    body: declared.extend({
      account_id: identifier,
      basis: z.string().trim().min(4, '请写明依据，至少 4 个字').max(200),
    }),
    response: z.object({
      staff_relative_id: identifier,
      in_area: z.boolean().describe('假：近亲属住在别的辖区，由那里备案'),
    }),
  }),
  end_relative: defineRoute({
    method: 'POST',
    path: '/api/staff-relatives/:staff_relative_id/end',
    summary: '登记结束；不能结束自己的',
    tags,
    access: 'staff',
    params: z.object({ staff_relative_id: identifier }),
    body: z.object({
      on: isoDate.describe('从这一天起不再是'),
      reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(200),
    }),
    response: registeredRelative,
  }),
}
