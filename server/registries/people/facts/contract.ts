/** What is known of a person or a household: each fact with when it holds, when it became known, and from where. */
import { z } from 'zod'
import { code, defineRoute, fenText, identifier, isoDate } from '../../../platform/http/contract.ts'

export const subjectKind = z.enum(['person', 'household'])
export const factSourceKind = z.enum(['declared', 'register', 'means_check', 'visit', 'import', 'decision'])

/** `fen_per_month` and `fen` are amounts, `count` a whole number, `flag` 1 or 0, `code` one of `codes`. */
export const factValueKind = z.enum(['fen_per_month', 'fen', 'count', 'flag', 'code'])

export const factDefinition = z.object({
  name: z.string(),
  subject_kind: subjectKind,
  value_kind: factValueKind,
  label: z.string(),
  hint: z.string().nullable(),
  codes: z.array(z.object({ code: z.string(), label: z.string() })),
})

export const factView = z.object({
  fact_id: identifier,
  subject_id: identifier,
  subject_kind: subjectKind,
  name: z.string(),
  label: z.string(),
  value_kind: factValueKind,
  number_value: fenText.nullable().describe('金额为分，是否为 1 或 0'),
  code_value: z.string().nullable(),
  value_text: z.string().describe('给人看的值；不详时为“不详”'),
  unknown: z.boolean().describe('已知不详，不等于“否”'),
  valid_from: isoDate.nullable(),
  valid_to: isoDate.nullable().describe('最后一天；至今为空'),
  known_on: isoDate,
  source_kind: factSourceKind,
  source_name: z.string(),
  source_reference: z.string().nullable(),
})

export const newFact = z.object({
  name: z.string().max(60),
  valid_from: isoDate,
  valid_to: isoDate.nullable().default(null).describe('最后一天；至今为空'),
  number_value: fenText.nullable().default(null),
  code_value: z.string().max(60).nullable().default(null),
  source_kind: z.enum(['declared', 'register', 'visit']),
  source_name: z.string().trim().min(1).max(100),
  source_reference: z.string().trim().max(200).nullable().default(null),
})

const tags = ['事实']
const asOf = z.object({ holding_on: isoDate.optional(), known_on: isoDate.optional() })

export const factRoutes = {
  list_fact_definitions: defineRoute({
    method: 'GET',
    path: '/api/fact-definitions',
    summary: '可以登记的事实',
    tags,
    access: 'signed_in',
    response: z.object({ rows: z.array(factDefinition) }),
  }),
  list_facts: defineRoute({
    method: 'GET',
    path: '/api/facts/:subject_id',
    summary: '某一天有效、某一天已知的事实；不给日期为今天',
    tags,
    access: 'staff',
    params: z.object({ subject_id: identifier }),
    query: asOf,
    response: z.object({ rows: z.array(factView) }),
  }),
  list_fact_versions: defineRoute({
    method: 'GET',
    path: '/api/facts/:subject_id/versions',
    summary: '一项事实的全部记录，从新到旧',
    tags,
    access: 'staff',
    params: z.object({ subject_id: identifier }),
    query: z.object({ name: code.optional() }),
    response: z.object({ rows: z.array(factView) }),
  }),
  record_person_facts: defineRoute({
    method: 'POST',
    path: '/api/people/:person_id/facts',
    summary: '登记个人的事实（收入、残疾、就业等）；旧记录保留',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    body: z.object({ facts: z.array(newFact).min(1).max(30) }),
    response: z.object({ rows: z.array(factView) }),
  }),
  record_household_facts: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/facts',
    summary: '登记家庭的事实（资产、车辆、住房等）；旧记录保留',
    tags,
    access: 'staff',
    params: z.object({ household_id: identifier }),
    body: z.object({ facts: z.array(newFact).min(1).max(30) }),
    response: z.object({ rows: z.array(factView) }),
  }),
}
