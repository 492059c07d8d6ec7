/** What hospitals send and get: a bill, what each payer bears, a reversal. All amounts are whole fen as text. */
import { z } from 'zod'
import {
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../../platform/http/contract.ts'

export const claimNumber = z.string().regex(/^[A-Za-z0-9._-]{4,64}$/, '单号须为 4 至 64 位字母、数字和 . _ -')
export const billAmount = z.string().regex(/^\d{1,12}$/, '金额须为以分为单位的整数，不能为负')

const item = z.object({
  category: z.string().trim().min(1, '请填写费用类别').max(60),
  within_policy: billAmount.describe('政策范围内'),
  outside_policy: billAmount.describe('政策范围外'),
})

export const newClaim = z.object({
  claim_number: claimNumber.describe('医院自己的单号，一张单子一个'),
  kind: z.enum(['inpatient', 'chronic_outpatient', 'outpatient']).describe('住院、门特、门诊'),
  patient: z.object({
    identity_number: z.string().regex(/^\d{17}[\dX]$/, '居民身份号码须为 18 位'),
    name: z.string().trim().min(1, '请填写姓名').max(60),
  }),
  admitted_on: isoDate.describe('入院日期；门诊、门特为就诊日期'),
  discharged_on: isoDate.describe('出院日期；门诊、门特与就诊日期相同'),
  bill: z.object({
    total: billAmount.describe('总额'),
    within_policy: billAmount,
    outside_policy: billAmount,
    basic_paid: billAmount.describe('基本医疗保险支付'),
    serious_insurance_paid: billAmount.describe('大病保险支付'),
  }),
  items: z.array(item).max(500).default([]).describe('费用明细；有明细的，各行相加须等于合计'),
})
export type NewClaim = z.output<typeof newClaim>

const article = z.object({ document: z.string(), article: z.string() })
const payer = z.object({
  payer: z.enum(['basic_insurance', 'serious_illness_insurance', 'medical_aid', 'patient']),
  title: z.string(),
  amount: billAmount,
  article: article.nullable().describe('依据的条款'),
  programme_id: z.string().nullable(),
})

const reckoned = {
  claim_number: claimNumber,
  medical_group: z.string().describe('病人的救助身份'),
  law_day: isoDate.describe('按哪一天的身份和规定'),
  year: z.number().int().describe('计入哪一年'),
  payers: z.array(payer).describe('各方支付，合计等于总额'),
  aid: billAmount.describe('医疗救助合计'),
  own_paid: billAmount.describe('病人自付'),
}

export const quoteView = z.object({
  ...reckoned,
  state: z.literal('quoted'),
  explanations: z
    .array(
      z.object({
        programme_id: z.string(),
        title: z.string(),
        eligible: z.boolean(),
        steps: z.array(z.string()),
      }),
    )
    .describe('逐条说明'),
})
export const settlementView = z.object({ ...reckoned, state: z.literal('settled'), settled_on: isoDate })
export const reversalView = z.object({
  claim_number: claimNumber,
  state: z.literal('reversed'),
  reversed_on: isoDate,
})

const tags = ['医院结算']
const signed = '凭签名（RFC 9421，Ed25519），不凭登录'

export const hospitalClaimRoutes = {
  quote_claim: defineRoute({
    method: 'POST',
    path: '/api/hospital/quotes',
    summary: `预结算：逐方、逐条算出，不产生任何效果；${signed}`,
    tags,
    access: 'public',
    body: newClaim,
    response: quoteView,
  }),
  settle_claim: defineRoute({
    method: 'POST',
    path: '/api/hospital/claims',
    summary: `结算一张单子；同一请求再发，得到第一次的答复，一字不差；${signed}`,
    tags,
    access: 'public',
    body: newClaim,
    response: settlementView,
  }),
  reverse_claim: defineRoute({
    method: 'POST',
    path: '/api/hospital/reversals',
    summary: `冲销整张单子，一次；${signed}`,
    tags,
    access: 'public',
    body: z.object({ claim_number: claimNumber }),
    response: reversalView,
  }),
}

const claimFilter = z.object({
  hospital_id: identifier.optional(),
  division: divisionCode.optional().describe('病人登记地'),
  from: isoDate.optional().describe('送单日期，自'),
  until: isoDate.optional().describe('送单日期，至'),
})

export const claimView = z.object({
  claim_id: identifier,
  claim_number: z.string(),
  hospital_name: z.string(),
  patient_name: z.string().describe('看不到的写“受保护对象”'),
  kind: z.enum(['inpatient', 'chronic_outpatient', 'outpatient']),
  medical_group: z.string(),
  admitted_on: isoDate,
  discharged_on: isoDate,
  received_on: isoDate,
  total: fenText,
  aid: fenText,
  own_paid: fenText,
  state: z.enum(['settled', 'reversed']),
  division_path: z.string().nullable(),
})
export type ClaimView = z.infer<typeof claimView>

export const claimRoutes = {
  list_claims: defineRoute({
    method: 'POST',
    path: '/api/medical-aid/claims/search',
    summary: '结算单列表',
    tags,
    access: 'staff',
    body: claimFilter.extend(page),
    response: z.object({
      rows: z.array(claimView),
      total: z.number().int(),
      aid_sum: fenText.describe('列出的救助合计，冲销的不算'),
    }),
  }),
}
