/** Applying: the form prefilled from the registers, handing it in, acceptance. */
import { z } from 'zod'
import { code, defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { newMaterial, paymentKind } from '../../casework/contract.ts'
import {
  answerValue,
  articleReference,
  evidenceView,
  householdAnswers,
  questionView,
} from '../questions/contract.ts'

const tags = ['申请']

/** A value that the registers already know, with where it comes from. */
export const prefilledValue = z.object({
  fact: z.string(),
  /** null: the household's. */
  person_id: identifier.nullable(),
  value: answerValue,
  source_name: z.string(),
  known_on: isoDate,
})

export const formMember = z.object({
  person_id: identifier,
  name: z.string(),
  masked_identity_number: z.string().nullable(),
  relation: z.string(),
  relation_title: z.string(),
  age: z.number().int().nullable(),
  adult: z.boolean(),
  sex: z.string(),
})

export const authorisation = z.object({
  person_id: identifier,
  /** The guardian, for somebody who cannot act for himself; else the person. */
  signed_by: identifier,
  file_id: identifier.nullable().default(null).describe('监护人代成年人签的，授权书和监护证明；手机上必填'),
})

export const applicationForm = z.object({
  programme_id: z.string(),
  programme_title: z.string(),
  payment_kind: paymentKind,
  as_of: isoDate,
  household_id: identifier,
  title: z.string(),
  /** For the household as a whole, or for members who are named. */
  beneficiary: z.enum(['household', 'member']),
  address: z.string().nullable(),
  members: z.array(formMember),
  questions: z.array(questionView),
  evidence: z.array(evidenceView),
  prefilled: z.array(prefilledValue),
  /** An open case in the way; the form then leads there. */
  open_case_id: identifier.nullable(),
  /** Whether every adult authorises the means check; where nothing is checked nobody does. */
  authorises: z.boolean(),
  /** 先救助、后补手续, where the law has this way; null: there is only one way. */
  urgent: z.object({ within_text: z.string().describe('24 小时'), article: articleReference }).nullable(),
  expected: z.object({ accept_by: isoDate.nullable(), whole_text: z.string() }),
})

export const applicationReceipt = z.object({
  case_id: identifier,
  case_number: z.string(),
  programme_title: z.string(),
  submitted_on: isoDate,
  /** Dates to expect: 受理, 入户 …; null when it depends on an earlier step. */
  dates: z.array(z.object({ label: z.string(), by: isoDate.nullable(), text: z.string() })),
})

const params = z.object({ case_id: identifier })
const answer = z.object({
  case_id: identifier,
  version: z.number().int(),
  step_id: z.string(),
  state: z.enum(['open', 'closed']),
  due_on: isoDate.nullable(),
})

export const applicationRoutes = {
  get_application_form: defineRoute({
    method: 'GET',
    path: '/api/applications/form',
    summary: '申请表：问题、材料、登记中已有的内容',
    tags,
    access: 'signed_in',
    query: z.object({
      programme_id: code,
      household_id: identifier.optional().describe('窗口代办时必填'),
    }),
    response: applicationForm,
  }),
  preview_application: defineRoute({
    method: 'POST',
    path: '/api/applications/checks',
    summary: '核对填写内容：哪里没填、哪里不对，不保存',
    tags,
    access: 'signed_in',
    body: z.object({
      programme_id: z.string().max(60),
      household_id: identifier.optional(),
      answers: householdAnswers,
    }),
    response: z.object({
      problems: z.array(z.object({ field: z.string(), label: z.string(), message: z.string() })),
    }),
  }),
  submit_application: defineRoute({
    method: 'POST',
    path: '/api/applications',
    summary: '提交申请',
    tags,
    access: 'signed_in',
    body: z.object({
      programme_id: z.string().max(60),
      household_id: identifier.optional().describe('窗口代办时必填'),
      applicant_id: identifier.optional().describe('窗口代办时必填'),
      payee_id: identifier.optional().describe('不填为申请人；只为一位成年人申请的，为这个人'),
      beneficiary_ids: z.array(identifier).max(50).optional().describe('为谁申请；按人的项目必填'),
      urgent: z.boolean().default(false).describe('情况紧急：先救助，后补手续'),
      answers: householdAnswers,
      authorisations: z.array(authorisation).max(50),
      materials: z.array(newMaterial).max(60).default([]),
    }),
    response: applicationReceipt,
  }),
  accept_case: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/accept',
    summary: '受理',
    tags,
    access: 'staff',
    params,
    body: z.object({ version: z.number().int().min(1) }),
    response: answer,
  }),
  get_my_assistance: defineRoute({
    method: 'GET',
    path: '/api/my/benefits',
    summary: '本户在享的待遇和决定',
    tags: ['我的'],
    access: 'resident',
    response: z.object({
      rows: z.array(
        z.object({
          programme_id: z.string(),
          programme_title: z.string(),
          outcome: z.enum(['eligible', 'ineligible']),
          amount: fenText,
          effective_from: isoDate,
          effective_until: isoDate.nullable(),
          next_review_on: isoDate.nullable(),
          case_id: identifier.nullable(),
          determination_id: identifier,
        }),
      ),
    }),
  }),
}
