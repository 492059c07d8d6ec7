/** Organisations: by their credit code, in their division. */
import { z } from 'zod'
import { defineRoute, divisionCode, identifier, isoDate, page } from '../../platform/http/contract.ts'

export const organisationKind = z.enum([
  'association',
  'private_non_enterprise',
  'foundation',
  'elder_care_home',
  'hospital',
  'enterprise',
  'government',
  'other',
])

export const organisationView = z.object({
  organisation_id: identifier,
  credit_code: z.string().nullable(),
  name: z.string(),
  kind: organisationKind,
  kind_title: z.string(),
  division_code: z.string(),
  division_path: z.string(),
  established_on: isoDate.nullable(),
  dissolved_on: isoDate.nullable(),
  version: z.number().int(),
})

export const newOrganisation = z.object({
  name: z.string().trim().min(2, '请填写名称').max(100),
  credit_code: z.string().trim().max(40).nullable().default(null),
  kind: organisationKind,
  division_code: divisionCode,
  established_on: isoDate.nullable().default(null),
})

export const organisationFilter = z.object({
  text: z.string().trim().max(60).optional().describe('名称的一部分，或统一社会信用代码'),
  kind: organisationKind.optional(),
  division: divisionCode.optional(),
})

const tags = ['组织']
const params = z.object({ organisation_id: identifier })

export const organisationRoutes = {
  list_organisations: defineRoute({
    method: 'POST',
    path: '/api/organisations/search',
    summary: '组织列表',
    tags,
    access: 'staff',
    body: organisationFilter.extend(page),
    response: z.object({
      rows: z.array(organisationView),
      total: z.number().int(),
      more: z.boolean(),
      total_text: z.string(),
    }),
  }),
  export_organisations: defineRoute({
    method: 'POST',
    path: '/api/organisations/export',
    summary: '导出组织列表（Excel）',
    tags,
    access: 'staff',
    body: organisationFilter,
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  get_organisation: defineRoute({
    method: 'GET',
    path: '/api/organisations/:organisation_id',
    summary: '一个组织',
    tags,
    access: 'staff',
    params,
    response: organisationView,
  }),
  create_organisation: defineRoute({
    method: 'POST',
    path: '/api/organisations',
    summary: '登记一个组织',
    tags,
    access: 'staff',
    body: newOrganisation,
    response: organisationView,
  }),
  correct_organisation: defineRoute({
    method: 'PATCH',
    path: '/api/organisations/:organisation_id',
    summary: '更正登记；dissolved_on 为注销日期',
    tags,
    access: 'staff',
    params,
    body: newOrganisation.partial().extend({
      version: z.number().int(),
      dissolved_on: isoDate.nullable().optional(),
    }),
    response: organisationView,
  }),
}
