/** Households: who lives together from when to when, where, and what happens to them. */
import { z } from 'zod'
import {
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'
import { factView, memberView, newPerson, personView, recordLine, sex } from '../people/contract.ts'

export const relation = z.enum([
  'head',
  'spouse',
  'child',
  'parent',
  'grandchild',
  'grandparent',
  'sibling',
  'other',
])
export const registerKind = z.enum(['urban', 'rural'])

export const householdRow = z.object({
  household_id: identifier,
  head_person_id: identifier.nullable(),
  head_name: z.string().nullable(),
  member_count: z.number().int(),
  division_code: z.string(),
  division_path: z.string(),
  address: z.string().nullable(),
  register_kind: registerKind.nullable(),
  register_kind_title: z.string(),
  established_on: isoDate,
  dissolved_on: isoDate.nullable(),
})

export const membershipView = memberView.extend({ present: z.boolean().describe('这一天在户内') })

export const householdPage = z.object({
  as_of: isoDate,
  known_on: isoDate,
  household: householdRow.extend({ version: z.number().int() }),
  members: z.array(membershipView).describe('这一天在户内的人'),
  former_members: z.array(membershipView),
  addresses: z.array(
    z.object({ address: z.string(), valid_from: isoDate.nullable(), valid_to: isoDate.nullable() }),
  ),
  income: z.object({
    per_month: fenText.nullable().describe('有一项不详即为空'),
    known_per_month: fenText.describe('已知各项之和'),
    per_person_per_month: fenText.nullable().describe('按在户人数平均，四舍五入到分，仅供参考'),
    known_on: isoDate.nullable(),
    unknown_count: z.number().int(),
  }),
  facts: z.array(factView).describe('家庭的事实'),
  housing: z.array(recordLine),
  may: z.object({
    change_members: z.boolean(),
    move: z.boolean(),
    record_facts: z.boolean(),
    register_birth: z.boolean(),
  }),
})

export const householdFilter = z.object({
  division: divisionCode.optional(),
  register_kind: registerKind.optional(),
  member_count_min: z.coerce.number().int().min(0).max(50).optional(),
  member_count_max: z.coerce.number().int().min(0).max(50).optional(),
  established_from: isoDate.optional(),
  established_to: isoDate.optional(),
  state: z.enum(['present', 'dissolved', 'any']).default('present'),
})

/** A member who is registered already, or a new person. */
export const newMember = z.object({
  relation,
  person_id: identifier.optional(),
  person: newPerson.omit({ division_code: true }).optional(),
})

export const newHousehold = z.object({
  division_code: divisionCode.describe('社区或村'),
  address: z.string().trim().min(1, '请填写住址').max(200),
  register_kind: registerKind.nullable().default(null),
  established_on: isoDate,
  members: z.array(newMember).min(1).max(30),
})

/** What the other members are to a new head; who is not named stays what he or she was to the former one. */
export const relationsToHead = z
  .array(z.object({ person_id: identifier, relation: relation.exclude(['head']) }))
  .max(30)
  .default([])

export const newBirth = z.object({
  name: z.string().trim().min(1).max(60),
  sex,
  birth_date: isoDate,
  identity_number: z.string().trim().max(40).nullable().default(null),
  relation: relation.exclude(['head']).default('child'),
  certificate: z.string().trim().max(100).nullable().default(null).describe('出生医学证明编号'),
})

const tags = ['家庭']
const params = z.object({ household_id: identifier })
const memberParams = z.object({ household_id: identifier, person_id: identifier })

export const householdRoutes = {
  list_households: defineRoute({
    method: 'GET',
    path: '/api/households',
    summary: '家庭列表；最多数到 200 户',
    tags,
    access: 'staff',
    query: householdFilter.extend(page),
    response: z.object({
      rows: z.array(householdRow),
      total: z.number().int().describe('至多 200'),
      more: z.boolean().describe('真：超过 200 户'),
      total_text: z.string(),
    }),
  }),
  export_households: defineRoute({
    method: 'GET',
    path: '/api/households/export',
    summary: '导出家庭列表（Excel）',
    tags,
    access: 'staff',
    query: householdFilter,
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  get_household: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id',
    summary: '家庭页；可看任一天',
    tags,
    access: 'staff',
    params,
    query: z.object({ as_of: isoDate.optional(), known_on: isoDate.optional() }),
    response: householdPage,
  }),
  get_my_household: defineRoute({
    method: 'GET',
    path: '/api/my/household',
    summary: '我家',
    tags,
    access: 'resident',
    response: householdPage,
  }),
  create_household: defineRoute({
    method: 'POST',
    path: '/api/households',
    summary: '登记一户',
    tags,
    access: 'staff',
    body: newHousehold,
    response: householdPage,
  }),
  join: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/members',
    summary: '加入本户（初次、迁入或离开后回来）',
    tags,
    access: 'staff',
    params,
    body: newMember.extend({ on: isoDate }),
    response: householdPage,
  }),
  leave: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/members/:person_id/departure',
    summary: '离开本户；户主离开时同时定新户主',
    tags,
    access: 'staff',
    params: memberParams,
    body: z.object({
      on: isoDate.describe('不再是本户成员的第一天'),
      reason: z.string().trim().min(2).max(200),
      new_head_person_id: identifier.nullable().default(null).describe('户主离开而户内还有人时，由谁任户主'),
      relations: relationsToHead,
    }),
    response: householdPage,
  }),
  change_head: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/head',
    summary: '变更户主',
    tags,
    access: 'staff',
    params,
    body: z.object({
      person_id: identifier.describe('新户主'),
      on: isoDate,
      former_head_relation: relation.exclude(['head']).describe('原户主与新户主的关系'),
      relations: relationsToHead,
    }),
    response: householdPage,
  }),
  move: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/move',
    summary: '迁居：住址、区划连同全户一起变',
    tags,
    access: 'staff',
    params,
    body: z.object({
      on: isoDate,
      address: z.string().trim().min(1, '请填写住址').max(200),
      division_code: divisionCode,
      version: z.number().int(),
    }),
    response: z.object({
      household_id: identifier,
      division_code: z.string(),
      still_visible: z.boolean().describe('假：已迁出本人辖区，此页不再可见'),
    }),
  }),
  register_birth: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/births',
    summary: '出生登记',
    tags,
    access: 'staff',
    params,
    body: newBirth,
    response: z.object({ person: personView }),
  }),
  register_death: defineRoute({
    method: 'POST',
    path: '/api/people/:person_id/death',
    summary: '死亡登记；待遇随之停发',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    body: z.object({
      death_date: isoDate,
      version: z.number().int(),
      new_head_person_id: identifier
        .nullable()
        .default(null)
        .describe('死者为户主且户内还有人时，由谁任户主'),
      relations: relationsToHead,
      source_name: z.string().trim().min(1).max(100),
    }),
    response: z.object({ person: personView }),
  }),
}
