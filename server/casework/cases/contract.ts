/** A case as everybody sees it: where it stands, who must act by when, which acts are open and why others are not. */
import { z } from 'zod'
import { defineRoute, divisionCode, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { materialView, supplementView } from '../supplements/contract.ts'
import { visitView } from '../visits/contract.ts'
import { deliberationView } from '../deliberations/contract.ts'
import { noticeView, objectionView } from '../notices/contract.ts'
import { appealView } from '../appeals/contract.ts'
import { spotVisitView } from '../inspections/contract.ts'
import { ratingView } from '../ratings/contract.ts'

export const caseKind = z.enum(['application', 'change', 'review', 'appeal', 'recomputation'])
export const caseOutcome = z.enum([
  'approved',
  'refused',
  'withdrawn',
  'ended',
  'upheld',
  'rejected',
  'unchanged',
])
/** How the law pays: by the month, once for one decision, by the yearly roster, with a bill. */
export const paymentKind = z.enum(['monthly', 'once', 'yearly_roster', 'per_claim'])
export type PaymentKind = z.infer<typeof paymentKind>
/** 正常, 临期 (three working days or fewer), 超期. */
export const light = z.enum(['normal', 'near', 'overdue'])

/** One place in the law, with its words for the reader. */
export const articleView = z.object({
  document: z.string(),
  article: z.string(),
  document_title: z.string().describe('文件名称'),
})

export const clockView = z.object({
  due_on: isoDate,
  light,
  working_days_left: z.number().int().nullable().describe('还剩几个工作日，负数为超期，日历未公布为空'),
  calendar_published: z.boolean().describe('否：工作日历尚未公布，日期为暂定'),
  until: z.enum(['begun', 'done']).describe('begun：期限内开始即可'),
  text: z.string().describe('例：9月21日前出具审核意见'),
  held: z.boolean().describe('暂停，不计时'),
  article: articleView.nullable(),
  to_verify: z.string().nullable().describe('待核实的原因'),
  whole_due_on: isoDate.nullable(),
  whole_text: z.string().nullable().describe('例：30 日，到 9月27日'),
})

export const actName = z.enum([
  'take',
  'hand_over',
  'accept',
  'ask_for_supplement',
  'answer_supplement',
  'record_visit',
  'record_assessment',
  'record_means_check',
  'record_deliberation',
  'publish_notice',
  'decide_objection',
  'submit',
  'return',
  'approve',
  'grant_first',
  'refuse',
  'notify',
  'withdraw',
  'appeal',
  'admit_appeal',
  'decide_appeal',
  'rate',
])

/** An act of this step: open to this caller, or not, with what to do first. */
export const actView = z.object({
  act: actName,
  label: z.string(),
  allowed: z.boolean(),
  why_not: z.string().nullable(),
  article: articleView.nullable(),
})

export const stepView = z.object({
  step_id: z.string(),
  title: z.string(),
  state: z.enum(['done', 'current', 'to_come']),
  started_on: isoDate.nullable(),
  finished_on: isoDate.nullable(),
  due_on: isoDate.nullable(),
  round: z.number().int(),
})

export const logView = z.object({
  entry_id: identifier,
  at: z.string(),
  business_date: isoDate,
  actor_name: z.string(),
  unit_name: z.string().nullable(),
  act: z.string(),
  step_id: z.string(),
  text: z.string(),
})

export const caseHead = z.object({
  case_id: identifier,
  case_number: z.string(),
  domain: z.string(),
  programme_id: z.string(),
  programme_title: z.string(),
  kind: caseKind,
  kind_title: z.string(),
  household_id: identifier.nullable(),
  person_id: identifier.nullable(),
  /** 王桂兰户. */
  title: z.string(),
  division_code: divisionCode,
  district_name: z.string().nullable(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  step_id: z.string(),
  step_title: z.string(),
  outcome: caseOutcome.nullable(),
  outcome_title: z.string().nullable(),
  opened_on: isoDate,
  accepted_on: isoDate.nullable(),
  closed_on: isoDate.nullable(),
  held_on: isoDate.nullable(),
  hold_reason: z.string().nullable(),
  restricted: z.boolean(),
  proposed_amount: fenText.nullable().describe('拟给付，分；按月的是每月，一次性的是一共'),
  payment_kind: paymentKind,
  assisted_by_name: z.string().nullable().describe('窗口代办人'),
  parent_case_id: identifier.nullable(),
  version: z.number().int(),
})

export const ownerView = z.object({
  role: z.string(),
  role_title: z.string(),
  division_code: divisionCode,
  division_name: z.string().nullable(),
  account_id: identifier.nullable(),
  name: z.string().nullable(),
})

export const caseView = z.object({
  head: caseHead,
  clock: clockView.nullable(),
  owner: ownerView.nullable(),
  steps: z.array(stepView),
  acts: z.array(actView),
  log: z.array(logView),
  materials: z.array(materialView),
  supplement: supplementView.nullable(),
  visits: z.array(visitView),
  deliberations: z.array(deliberationView),
  notices: z.array(noticeView),
  objections: z.array(objectionView),
  appeals: z.array(appealView),
  rating: ratingView.nullable(),
  spot_visit: spotVisitView.nullable().describe('区入户抽查'),
  /** Why the step that runs is done again: who sent it back, from where, and the reason. */
  returned: z
    .object({ reason: z.string(), step_title: z.string(), by: z.string(), on: isoDate })
    .nullable()
    .describe('退回重办'),
})
export type CaseView = z.infer<typeof caseView>

/** Every act says which version it saw; another one in between is a 409 with both. */
export const versioned = z.object({ version: z.number().int().min(1) })
/** What every act answers. */
export const actAnswer = z.object({
  case_id: identifier,
  version: z.number().int(),
  step_id: z.string(),
  state: z.enum(['open', 'closed']),
  due_on: isoDate.nullable(),
})
export type ActAnswer = z.infer<typeof actAnswer>

export const caseParams = z.object({ case_id: identifier })
const opinion = z.string().trim().max(2000)
const reason = z.string().trim().min(5, '理由至少 5 个字').max(2000)
const tags = ['办件']

export const caseRoutes = {
  get_case: defineRoute({
    method: 'GET',
    path: '/api/cases/:case_id',
    summary: '办件（不含待遇测算）',
    tags,
    access: 'signed_in',
    params: caseParams,
    response: caseView,
  }),
  take_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/take',
    summary: '领办',
    tags,
    access: 'staff',
    params: caseParams,
    body: versioned,
    response: actAnswer,
  }),
  hand_over_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/hand-over',
    summary: '转办给同岗位的人，或放回待领',
    tags,
    access: 'staff',
    params: caseParams,
    body: versioned.extend({ account_id: identifier.nullable(), reason: opinion.default('') }),
    response: actAnswer,
  }),
  list_colleagues: defineRoute({
    method: 'GET',
    path: '/api/cases/:case_id/colleagues',
    summary: '可以转办、可以一同入户的人',
    tags,
    access: 'staff',
    params: caseParams,
    response: z.object({
      rows: z.array(
        z.object({ account_id: identifier, name: z.string(), unit_name: z.string(), role: z.string() }),
      ),
    }),
  }),
  submit_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/submit',
    summary: '提交下一环节',
    tags,
    access: 'staff',
    params: caseParams,
    body: versioned.extend({ opinion: opinion.default('') }),
    response: actAnswer,
  }),
  return_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/return',
    summary: '退回重办',
    tags,
    access: 'staff',
    params: caseParams,
    body: versioned.extend({ reason }),
    response: actAnswer,
  }),
  withdraw_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/withdraw',
    summary: '撤回申请',
    tags,
    access: 'signed_in',
    params: caseParams,
    body: versioned.extend({ reason: opinion.default('') }),
    response: actAnswer,
  }),
  list_my_cases: defineRoute({
    method: 'GET',
    path: '/api/my/cases',
    summary: '本户的办件',
    tags,
    access: 'resident',
    response: z.object({
      rows: z.array(
        z.object({
          case_id: identifier,
          case_number: z.string(),
          programme_id: z.string(),
          programme_title: z.string(),
          kind: caseKind,
          kind_title: z.string(),
          state: z.enum(['open', 'closed']),
          step_title: z.string(),
          outcome_title: z.string().nullable(),
          opened_on: isoDate,
          closed_on: isoDate.nullable(),
          due_on: isoDate.nullable(),
          whole_due_on: isoDate.nullable(),
          needs_me: z.boolean().describe('要本人做的：补材料、答复差异'),
        }),
      ),
    }),
  }),
}
