/** 行政复议: filed in time, examined, decided. What a decision does to the benefit is decided in benefits. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'

export const appealView = z.object({
  appeal_id: identifier,
  case_id: identifier,
  appeal_case_id: identifier,
  person_name: z.string(),
  grounds: z.string(),
  filed_on: isoDate,
  decision_told_on: isoDate,
  in_time: z.boolean(),
  state: z.enum(['filed', 'admitted', 'not_admitted', 'decided', 'withdrawn']),
  stays: z.boolean().describe('复议期间停止执行'),
  decision: z.enum(['upheld', 'changed', 'revoked', 'remade']).nullable(),
  reasons: z.string().nullable(),
  decided_on: isoDate.nullable(),
})

const tags = ['复议']

export const appealRoutes = {
  file_appeal: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/appeal',
    summary: '申请行政复议',
    tags,
    access: 'signed_in',
    params: z.object({ case_id: identifier }),
    body: z.object({
      grounds: z.string().trim().min(5, '请写明理由，至少 5 个字').max(4000),
      person_id: identifier.optional().describe('窗口代办时的申请人'),
      ask_for_stay: z.boolean().default(false),
    }),
    response: z.object({
      appeal_id: identifier,
      appeal_case_id: identifier,
      case_number: z.string(),
      in_time: z.boolean(),
      examine_by: isoDate,
    }),
  }),
  examine_appeal: defineRoute({
    method: 'POST',
    path: '/api/appeals/:appeal_id/examination',
    summary: '受理或不予受理复议',
    tags,
    access: 'staff',
    params: z.object({ appeal_id: identifier }),
    body: z.object({
      version: z.number().int().min(1),
      admit: z.boolean(),
      stays: z.boolean().default(false),
      reason: z.string().trim().min(5, '理由至少 5 个字').max(2000),
    }),
    response: z.object({
      appeal_case_id: identifier,
      version: z.number().int(),
      decide_by: isoDate.nullable(),
    }),
  }),
}
