/** Units, and the posts that people hold in them: role and area, by date. */
import { z } from 'zod'
import { roleCode } from '../../platform/auth/contract.ts'
import { defineRoute, divisionCode, identifier, isoDate, page } from '../../platform/http/contract.ts'

const tags = ['系统管理']

export const unitKind = z.enum([
  'city_bureau',
  'district_bureau',
  'street_office',
  'community',
  'bank',
  'institution',
])
export const unitKindTitles: Record<z.infer<typeof unitKind>, string> = {
  city_bureau: '市局',
  district_bureau: '区局',
  street_office: '街镇',
  community: '社区（村）',
  bank: '银行',
  institution: '机构',
}

export const unitRow = z.object({
  unit_id: identifier,
  name: z.string(),
  kind: unitKind,
  division_code: z.string(),
  division_name: z.string(),
  posts: z.number().int().describe('现任岗位数'),
})
export type UnitRow = z.infer<typeof unitRow>

export const listUnits = defineRoute({
  method: 'POST',
  path: '/api/administration/units/search',
  summary: '单位',
  tags,
  access: 'staff',
  body: z.object({
    ...page,
    search: z.string().trim().max(60).optional(),
    division_code: divisionCode.optional(),
  }),
  response: z.object({ rows: z.array(unitRow), total: z.number().int() }),
})

export const createUnit = defineRoute({
  method: 'POST',
  path: '/api/administration/units',
  summary: '建立单位',
  tags,
  access: 'staff',
  body: z.object({ name: z.string().trim().min(2).max(100), kind: unitKind, division_code: divisionCode }),
  response: z.object({ unit_id: identifier }),
})

export const endUnit = defineRoute({
  method: 'POST',
  path: '/api/administration/units/:unit_id/end',
  summary: '撤销单位及其岗位',
  tags,
  access: 'staff',
  params: z.object({ unit_id: identifier }),
  body: z.object({ on: isoDate }),
  response: z.object({}),
})

export const grantPost = defineRoute({
  method: 'POST',
  path: '/api/administration/posts',
  summary: '授予岗位：角色与辖区',
  tags,
  access: 'staff',
  body: z.object({
    account_id: identifier,
    unit_id: identifier,
    role: roleCode,
    division_code: divisionCode,
    from: isoDate,
  }),
  response: z.object({ post_id: identifier }),
})

export const endPost = defineRoute({
  method: 'POST',
  path: '/api/administration/posts/:post_id/end',
  summary: '终止岗位',
  tags,
  access: 'staff',
  params: z.object({ post_id: identifier }),
  body: z.object({ on: isoDate.describe('自该日起不再任职') }),
  response: z.object({}),
})
