/** 核对报告: as a draft while the check runs, and as it was sealed. The only place that shows single accounts. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../../platform/http/contract.ts'
import { authorisationCapacity } from '../authorisations/contract.ts'
import { sourceState } from '../contract.ts'

export const meansReport = z.object({
  means_check_id: identifier,
  case_id: identifier,
  case_number: z.string(),
  household_title: z.string(),
  address: z.string().nullable(),
  requested_on: isoDate,
  completed_on: isoDate.nullable(),
  sealed_on: isoDate.nullable(),
  sealed_by_name: z.string().nullable(),
  authorisations: z.array(
    z.object({
      authorisation_id: identifier,
      person_id: identifier,
      person_name: z.string(),
      masked_identity_number: z.string().nullable(),
      capacity: authorisationCapacity,
      signed_by_name: z.string(),
      guardian_relation: z.string().nullable(),
      signed_on: isoDate,
      withdrawn_on: isoDate.nullable(),
    }),
  ),
  sources: z.array(
    z.object({
      source: z.string(),
      source_title: z.string(),
      state: sourceState,
      state_text: z.string().describe('已答复、没有答复……'),
      fresh_days: z.number().int().describe('数据超过几天算过期'),
      rounds: z.array(
        z.object({
          round: z.number().int(),
          way: z.enum(['exchange', 'paper']),
          asked_on: isoDate,
          outcome: z.enum(['answered', 'stale', 'unanswered', 'failed', 'stopped']).nullable(),
          answered_on: isoDate.nullable(),
          as_of: isoDate.nullable(),
          fault_text: z.string().nullable().describe('为什么没有答复'),
        }),
      ),
      answers: z.array(
        z.object({
          person_id: identifier.nullable(),
          person_name: z.string().nullable(),
          fact: z.string(),
          fact_label: z.string(),
          holds: z.enum(['yes', 'no', 'unknown']),
          found_text: z.string().nullable(),
        }),
      ),
      details: z.array(
        z.object({ person_name: z.string().nullable(), label: z.string(), amount: fenText.nullable() }),
      ),
    }),
  ),
  findings: z.array(
    z.object({
      fact: z.string(),
      fact_label: z.string(),
      person_name: z.string().nullable(),
      text: z.string(),
      known: z.boolean(),
      declared_text: z.string().nullable(),
      difference_text: z.string().nullable(),
      reply: z.enum(['none', 'open', 'accepted_by_applicant', 'explained']),
      explanation: z.string().nullable(),
      replied_on: isoDate.nullable(),
      taken_down_by: z.string().nullable().describe('代为登记的工作人员；空：家庭自己答复'),
      materials: z.array(
        z.object({ file_id: identifier, name: z.string(), sha256: z.string().describe('十六进制') }),
      ),
    }),
  ),
  resolutions: z.array(
    z.object({
      fact_label: z.string(),
      person_name: z.string().nullable(),
      said_text: z.string(),
      source_title: z.string(),
      reason: z.string(),
      resolved_by_name: z.string(),
      resolved_on: isoDate,
    }),
  ),
})
export type MeansReport = z.infer<typeof meansReport>

const tags = ['经济状况核对']
const params = z.object({ means_check_id: identifier })

export const reportRoutes = {
  get_means_report: defineRoute({
    method: 'GET',
    path: '/api/means-checks/:means_check_id/report',
    summary: '核对报告：封存前是草稿，封存后与封印核对',
    tags,
    access: 'staff',
    params,
    response: meansReport.extend({
      state: z.enum(['running', 'answered', 'sealed', 'stopped']),
      stopped_on: isoDate.nullable(),
      /** SHA-256 of the report, hex. */
      seal: z.string().nullable(),
      genuine: z.boolean().nullable().describe('与封印相符；空：没有封存'),
    }),
  }),
  print_means_report: defineRoute({
    method: 'GET',
    path: '/api/means-checks/:means_check_id/report.pdf',
    summary: '核对报告（PDF）',
    tags,
    access: 'staff',
    params,
    response: z.any(),
    produces: 'application/pdf',
  }),
}
