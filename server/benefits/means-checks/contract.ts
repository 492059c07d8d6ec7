/** 家庭经济状况核对: authorised, asked source by source, answered yes, no or not at all, sealed. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'
import { answerValue } from '../questions/contract.ts'

export const meansSource = z.enum([
  'household_register',
  'social_insurance',
  'housing_fund',
  'tax',
  'real_estate',
  'vehicles',
  'company_register',
  'deposits',
  'securities',
  'insurance',
])

export const discrepancyState = z.enum(['none', 'open', 'accepted_by_applicant', 'explained'])

export const meansAnswerView = z.object({
  answer_id: identifier,
  source: meansSource,
  source_title: z.string(),
  person_id: identifier.nullable(),
  person_name: z.string().nullable(),
  /** Whose fact it is, whoever the answer names; null: the household's. */
  subject_name: z.string().nullable(),
  fact: z.string(),
  fact_label: z.string(),
  declared: answerValue,
  declared_text: z.string().nullable(),
  found: answerValue,
  found_text: z.string().nullable(),
  answered: z.boolean().describe('否：来源没有答复，仍为未知'),
  as_of: isoDate.nullable(),
  discrepancy: discrepancyState,
  /** 比申报多 7.50 元. */
  discrepancy_text: z.string().nullable().describe('所有来源合计与申报的差'),
  /** 银行 11,000.00 元 + 证券 500.00 元 = 11,500.00 元; null where one source alone says it. */
  finding_text: z.string().nullable(),
  explanation: z.string().nullable(),
})

/** What several answers about one fact come to: a household's are added, a person's largest counts. */
export const meansFindingView = z.object({
  fact: z.string(),
  fact_label: z.string(),
  person_id: identifier.nullable(),
  person_name: z.string().nullable(),
  added: z.boolean().describe('是：各来源相加；否：取最大'),
  parts: z.array(
    z.object({
      source_title: z.string(),
      person_name: z.string().nullable(),
      found_text: z.string().nullable().describe('空：没有答复'),
    }),
  ),
  total_text: z.string().nullable().describe('空：未知'),
  text: z.string(),
})

export const meansCheckView = z.object({
  means_check_id: identifier,
  state: z.enum(['running', 'answered', 'sealed']),
  requested_on: isoDate,
  completed_on: isoDate.nullable(),
  sealed_on: isoDate.nullable(),
  /** SHA-256 of the sealed report, hex. */
  seal: z.string().nullable(),
  sources_answered: z.number().int(),
  sources_asked: z.number().int(),
  open_discrepancies: z.number().int(),
  version: z.number().int(),
  authorisations: z.array(
    z.object({
      person_id: identifier,
      person_name: z.string(),
      signed_by_name: z.string(),
      signed_on: isoDate,
      withdrawn_on: isoDate.nullable(),
    }),
  ),
  answers: z.array(meansAnswerView),
  findings: z.array(meansFindingView),
})

const tags = ['经济状况核对']
const params = z.object({ means_check_id: identifier })

/** One answer of one source about one fact of one person, or of the household. */
export const newMeansAnswer = z.object({
  source: meansSource,
  person_id: identifier.nullable().default(null),
  fact: z.string().max(60),
  answered: z.boolean(),
  found: answerValue.default(null),
  as_of: isoDate.nullable().default(null),
})

export const meansCheckRoutes = {
  start_means_check: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/means-check',
    summary: '发起核对',
    tags,
    access: 'staff',
    params: z.object({ case_id: identifier }),
    response: z.object({ means_check_id: identifier }),
  }),
  authorise_means_check: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/authorisations',
    summary: '补交核对授权',
    tags,
    access: 'signed_in',
    params: z.object({ case_id: identifier }),
    body: z.object({ person_id: identifier, signed_by: identifier }),
    response: z.object({ person_id: identifier, signed_on: isoDate }),
  }),
  record_means_answers: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/answers',
    summary: '登记来源的答复，逐条或整批',
    tags,
    access: 'staff',
    params,
    body: z.object({ version: z.number().int().min(1), answers: z.array(newMeansAnswer).min(1).max(500) }),
    response: meansCheckView,
  }),
  answer_discrepancy: defineRoute({
    method: 'POST',
    path: '/api/means-check-answers/:answer_id/reply',
    summary: '认可或说明差异',
    tags,
    access: 'signed_in',
    params: z.object({ answer_id: identifier }),
    body: z.object({
      reply: z.enum(['accepted_by_applicant', 'explained']),
      explanation: z.string().trim().max(1000).default(''),
    }),
    response: z.object({ answer_id: identifier, discrepancy: discrepancyState }),
  }),
  seal_means_check: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/seal',
    summary: '封存核对报告',
    tags,
    access: 'staff',
    params,
    body: z.object({ version: z.number().int().min(1) }),
    response: meansCheckView,
  }),
}
