/** Finding people in one's area. Names and numbers travel in the body, never in an address. */
import { z } from 'zod'
import { defineRoute, divisionCode, identifier, isoDate, page } from '../../../platform/http/contract.ts'

export const sex = z.enum(['0', '1', '2', '9']).describe('GB/T 2261.1：1 男，2 女')

/** A person in a list: whole name for staff, numbers masked. */
export const personRow = z.object({
  person_id: identifier,
  name: z.string(),
  sex,
  sex_title: z.string(),
  birth_date: isoDate.nullable(),
  age: z.number().int().nullable(),
  death_date: isoDate.nullable(),
  masked_identity_number: z.string().nullable(),
  masked_telephone: z.string().nullable(),
  division_code: z.string(),
  division_path: z.string(),
  household_id: identifier.nullable().describe('今天所在的户'),
  relation: z.string().nullable(),
  relation_title: z.string().nullable(),
})

/** `auto` tells from the text: 18 characters, four, eleven digits, letters, or a name. */
export const searchKind = z.enum([
  'auto',
  'name',
  'part_of_name',
  'pinyin',
  'identity_number',
  'identity_tail',
  'telephone',
])

export const personSearch = z.object({
  text: z.string().trim().min(1, '请输入姓名、拼音、证件号码或后四位').max(60),
  kind: searchKind.default('auto'),
  division: divisionCode.optional().describe('只在此区划内'),
  limit: page.limit,
  offset: z.number().int().min(0).max(200).default(0),
})

const tags = ['人员']

export const searchRoutes = {
  search_people: defineRoute({
    method: 'POST',
    path: '/api/people/search',
    summary: '按姓名、姓名的一部分、拼音、证件号码或后四位找人；最多数到 200 条',
    tags,
    access: 'staff',
    body: personSearch,
    response: z.object({
      rows: z.array(personRow),
      total: z.number().int().describe('至多 200'),
      more: z.boolean().describe('真：超过 200 条，请缩小范围'),
      total_text: z.string().describe('例：37 条；超过 200 条'),
      kind: searchKind.describe('实际按什么找的'),
    }),
  }),
  export_people: defineRoute({
    method: 'POST',
    path: '/api/people/export',
    summary: '导出查找结果（Excel），号码隐去',
    tags,
    access: 'staff',
    body: personSearch.omit({ limit: true, offset: true }),
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
