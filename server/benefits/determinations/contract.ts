/** 审批: a determination with its receipt; refusals with reasons and the way to object. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { articleReference } from '../questions/contract.ts'
import { paymentKind } from '../../casework/contract.ts'
import { decisionView } from '../decisions/contract.ts'

export const appealView = z.object({
  text: z.string(),
  body: z.string().describe('向谁申请复议'),
  file_by: isoDate.nullable(),
  article: articleReference.nullable(),
  to_verify: z.string().nullable(),
})

export const determinationView = z.object({
  determination_id: identifier,
  case_id: identifier.nullable(),
  case_number: z.string().nullable(),
  household_id: identifier,
  programme_id: z.string(),
  programme_title: z.string(),
  outcome: z.enum(['eligible', 'ineligible']),
  payment_kind: paymentKind,
  amount: fenText,
  member_count: z.number().int(),
  decided_on: isoDate,
  effective_from: isoDate,
  effective_until: isoDate.nullable().describe('渐退：从这个月起停发'),
  review_class: z.string().nullable(),
  review_class_title: z.string().nullable(),
  next_review_on: isoDate.nullable(),
  law_version: z.string(),
  receipt_hash: z.string(),
  reason: z.string(),
  supersedes: identifier.nullable(),
  superseded_by: identifier.nullable(),
  prepared_by_name: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  means_check_id: identifier.nullable().describe('所依据的封存的核对'),
  means_check_sealed_on: isoDate.nullable(),
  means_check_seal: z.string().nullable().describe('核对报告的封印，SHA-256'),
  decision: decisionView,
  /** 不服怎么办. */
  appeal: appealView,
})

const tags = ['审批']
const params = z.object({ case_id: identifier })
const version = z.number().int().min(1)
const answer = z.object({
  case_id: identifier,
  version: z.number().int(),
  step_id: z.string(),
  state: z.enum(['open', 'closed']),
  due_on: isoDate.nullable(),
  determination_id: identifier.nullable(),
})

export const determinationRoutes = {
  approve_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/approve',
    summary: '批准；金额须与现行事实算出的一致',
    tags,
    access: 'staff',
    params,
    body: z.object({
      version,
      amount: fenText.describe('页面上看到的金额，不一致则 409'),
      review_class: z.string().max(60).optional(),
      gradual_exit_months: z.number().int().min(1).max(36).optional().describe('渐退几个月；不填为直接停发'),
      opinion: z.string().trim().max(2000).default(''),
    }),
    response: answer,
  }),
  grant_first: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/grant-first',
    summary: '先行救助：情况紧急，先救助后补手续；金额须与现行事实算出的一致',
    tags,
    access: 'staff',
    params,
    body: z.object({ version, amount: fenText.describe('页面上看到的金额，不一致则 409') }),
    response: answer,
  }),
  refuse_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/refuse',
    summary: '不予批准（或审核不通过），写明理由',
    tags,
    access: 'staff',
    params,
    body: z.object({ version, reason: z.string().trim().min(5, '理由至少 5 个字').max(2000) }),
    response: answer,
  }),
  notify_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/notify',
    summary: '告知申请人并办结',
    tags,
    access: 'staff',
    params,
    body: z.object({ version }),
    response: answer,
  }),
  get_determination: defineRoute({
    method: 'GET',
    path: '/api/determinations/:determination_id',
    summary: '一份决定',
    tags,
    access: 'signed_in',
    params: z.object({ determination_id: identifier }),
    response: determinationView,
  }),
  replay_determination: defineRoute({
    method: 'POST',
    path: '/api/determinations/:determination_id/replay',
    summary: '按凭据复算',
    tags,
    access: 'signed_in',
    params: z.object({ determination_id: identifier }),
    response: z.object({
      same: z.boolean(),
      amount: fenText,
      recomputed_amount: fenText,
      receipt_hash: z.string(),
    }),
  }),
  list_household_determinations: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id/determinations',
    summary: '本户全部决定，先近后远',
    tags,
    access: 'signed_in',
    params: z.object({ household_id: identifier }),
    response: z.object({
      rows: z.array(determinationView.omit({ decision: true, appeal: true })),
    }),
  }),
  decide_appeal: defineRoute({
    method: 'POST',
    path: '/api/appeals/:appeal_id/decision',
    summary: '复议决定：维持、变更、撤销、责令重作',
    tags: ['复议'],
    access: 'staff',
    params: z.object({ appeal_id: identifier }),
    body: z.object({
      version,
      decision: z.enum(['upheld', 'changed', 'revoked', 'remade']),
      reasons: z.string().trim().min(5, '理由至少 5 个字').max(4000),
    }),
    response: z.object({
      appeal_case_id: identifier,
      determination_id: identifier.nullable(),
      /** The case that is taken up again when the determination is to be made anew. */
      reopened_case_id: identifier.nullable(),
    }),
  }),
}
