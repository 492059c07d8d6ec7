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

export const sourceState = z.enum([
  'not_connected',
  'not_asked',
  'asked',
  'answered',
  'stale',
  'unanswered',
  'failed',
  'stopped',
])

/** How one source stands: asked, answered with its date, failed, stale. */
export const meansSourceView = z.object({
  source: meansSource,
  source_title: z.string(),
  state: sourceState,
  state_text: z.string(),
  connected: z.boolean().describe('否：没有接入，凭纸质答复登记'),
  way: z.enum(['exchange', 'paper']).nullable(),
  rounds: z.number().int().describe('查询过几次'),
  asked_on: isoDate.nullable(),
  answered_on: isoDate.nullable(),
  as_of: isoDate.nullable().describe('数据截至'),
  fresh_days: z.number().int().describe('数据超过几天算过期'),
  fault_text: z.string().nullable(),
  attempts: z.number().int().nullable(),
  last_fault_text: z.string().nullable(),
  final_by: z.iso.datetime().nullable().describe('到时没有答复算失败'),
  /** What it is asked, as the paper form asks it. */
  asks: z.array(
    z.object({
      person_id: identifier.nullable(),
      person_name: z.string().nullable(),
      fact: z.string(),
      fact_label: z.string(),
      value_kind: z.string(),
      codes: z.array(z.object({ code: z.string(), label: z.string() })),
    }),
  ),
})

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
  holds: z.enum(['yes', 'no', 'unknown']).describe('有、没有、不知道'),
  answered: z.boolean().describe('否：来源没有答复，仍为未知'),
  as_of: isoDate.nullable(),
  discrepancy: discrepancyState,
  /** 比申报多 7.50 元. */
  discrepancy_text: z.string().nullable().describe('所有来源合计与申报的差'),
  /** 银行 11,000.00 元 + 证券 500.00 元 = 11,500.00 元; null where one source alone says it. */
  finding_text: z.string().nullable(),
  explanation: z.string().nullable(),
  replied_on: isoDate.nullable(),
  taken_down_by: z.string().nullable().describe('代为登记的工作人员；空：家庭自己答复'),
  reply_file_ids: z.array(identifier).describe('随答复交的照片'),
})

/** What several answers about one fact come to: a household's are added, of a person's sources must say the same. */
export const meansFindingView = z.object({
  fact: z.string(),
  fact_label: z.string(),
  person_id: identifier.nullable(),
  person_name: z.string().nullable(),
  added: z.boolean().describe('是：各来源相加；否：须说法一致'),
  contradictory: z.boolean().describe('来源说法不一，还没有认定'),
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

/** Sources that say different things of one person's fact; which of them counts is somebody's to settle. */
export const contradictionView = z.object({
  fact: z.string(),
  fact_label: z.string(),
  person_id: identifier,
  person_name: z.string(),
  said: z.array(
    z.object({
      source: meansSource,
      source_title: z.string(),
      found_text: z.string(),
      as_of: isoDate.nullable(),
    }),
  ),
  resolution: z
    .object({
      source: meansSource,
      source_title: z.string(),
      reason: z.string(),
      resolved_by_name: z.string(),
      resolved_on: isoDate,
    })
    .nullable(),
})

export const meansCheckView = z.object({
  means_check_id: identifier,
  state: z.enum(['running', 'answered', 'sealed', 'stopped']),
  requested_on: isoDate,
  completed_on: isoDate.nullable(),
  sealed_on: isoDate.nullable(),
  stopped_on: isoDate.nullable().describe('有人撤回授权，核对停止，查到的不再使用'),
  /** SHA-256 of the sealed report, hex. */
  seal: z.string().nullable(),
  sources_answered: z.number().int(),
  sources_asked: z.number().int(),
  sources_running: z.number().int(),
  open_discrepancies: z.number().int(),
  unfinished: z.string().nullable().describe('为什么还不能封存；空：可以'),
  version: z.number().int(),
  sources: z.array(meansSourceView),
  answers: z.array(meansAnswerView),
  findings: z.array(meansFindingView),
  contradictions: z.array(contradictionView),
})

const tags = ['经济状况核对']
const params = z.object({ means_check_id: identifier })
const sourceParams = params.extend({ source: meansSource })

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
  record_means_answers: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/answers',
    summary: '登记来源的纸质答复，逐条或整批',
    tags,
    access: 'staff',
    params,
    body: z.object({ version: z.number().int().min(1), answers: z.array(newMeansAnswer).min(1).max(500) }),
    response: meansCheckView,
  }),
  get_means_check_progress: defineRoute({
    method: 'GET',
    path: '/api/means-checks/:means_check_id/progress',
    summary: '核对进行到哪里：每个来源的状态',
    tags,
    access: 'signed_in',
    params,
    response: z.object({
      means_check_id: identifier,
      sources: z.array(
        meansSourceView.pick({ source: true, state: true, attempts: true, last_fault_text: true }),
      ),
    }),
  }),
  ask_source_again: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/sources/:source/requests',
    summary: '重新查询一个来源；原来的答复先放下',
    tags,
    access: 'staff',
    params: sourceParams,
    body: z.object({ version: z.number().int().min(1) }),
    response: meansCheckView,
  }),
  stop_asking_source: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/sources/:source/stop',
    summary: '不再等一个来源；它的事实仍为未知',
    tags,
    access: 'staff',
    params: sourceParams,
    body: z.object({ version: z.number().int().min(1) }),
    response: meansCheckView,
  }),
  resolve_contradiction: defineRoute({
    method: 'POST',
    path: '/api/means-checks/:means_check_id/resolutions',
    summary: '来源说法不一，认定以哪个为准，写明理由',
    tags,
    access: 'staff',
    params,
    body: z.object({
      version: z.number().int().min(1),
      fact: z.string().max(60),
      person_id: identifier,
      source: meansSource,
      reason: z.string().trim().max(1000),
    }),
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
      file_ids: z.array(identifier).max(12).default([]).describe('说明附的照片，先上传'),
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
