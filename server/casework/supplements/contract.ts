/** What is missing is told once; materials are what was handed in. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'

export const supplementItem = z.object({
  label: z.string().trim().min(1).max(200),
  note: z.string().trim().max(500).default(''),
})

export const supplementView = z.object({
  supplement_request_id: identifier,
  items: z.array(supplementItem),
  told_on: isoDate,
  due_on: isoDate,
  answered_on: isoDate.nullable(),
})

export const materialView = z.object({
  case_material_id: identifier,
  file_id: identifier,
  kind: z.string(),
  label: z.string(),
  file_name: z.string(),
  media_type: z.string(),
  byte_length: z.number().int(),
  person_id: identifier.nullable(),
  added_on: isoDate,
})

const tags = ['补正与材料']
const params = z.object({ case_id: identifier })
const answer = z.object({
  case_id: identifier,
  version: z.number().int(),
  step_id: z.string(),
  state: z.enum(['open', 'closed']),
  due_on: isoDate.nullable(),
})

export const newMaterial = z.object({
  file_id: identifier,
  kind: z.string().trim().min(1).max(60),
  label: z.string().trim().min(1).max(200),
  person_id: identifier.nullable().default(null),
})

export const supplementRoutes = {
  ask_for_supplement: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/supplement-request',
    summary: '一次告知要补的材料',
    tags,
    access: 'staff',
    params,
    body: z.object({ version: z.number().int().min(1), items: z.array(supplementItem).min(1).max(30) }),
    response: answer,
  }),
  answer_supplement: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/supplement-answer',
    summary: '补齐材料',
    tags,
    access: 'signed_in',
    params,
    body: z.object({
      version: z.number().int().min(1),
      materials: z.array(newMaterial).max(30),
    }),
    response: answer,
  }),
  add_material: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/materials',
    summary: '添加证据材料（文件先上传）',
    tags,
    access: 'signed_in',
    params,
    body: newMaterial,
    response: z.object({ case_material_id: identifier }),
  }),
}
