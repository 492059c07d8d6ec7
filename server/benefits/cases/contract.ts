/** The case page in one answer: facts and evidence, the decision with its reasons, the clock, acts and log. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { articleView, caseParams, caseView } from '../../casework/contract.ts'
import { assessmentView } from '../assessments/contract.ts'
import { formMember } from '../applications/contract.ts'
import { monthEffect } from '../changes/contract.ts'
import { decisionView } from '../decisions/contract.ts'
import { appealView, determinationView } from '../determinations/contract.ts'
import { authorisationView, missingAuthorisation } from '../means-checks/authorisations/contract.ts'
import { meansCheckView } from '../means-checks/contract.ts'
import { answerValue } from '../questions/contract.ts'

/** A fact with its source and date. */
export const factView = z.object({
  fact: z.string(),
  label: z.string(),
  /** null: the household's. */
  person_id: identifier.nullable(),
  person_name: z.string().nullable(),
  value: answerValue,
  /** 1,837.50 元/月; 未知. */
  value_text: z.string(),
  source_kind: z.enum(['declared', 'register', 'means_check', 'visit', 'import', 'decision']),
  source_name: z.string(),
  known_on: isoDate,
  holds_from: isoDate.nullable(),
  /** What was declared, where it differs: 申报 1,830.00. */
  declared_text: z.string().nullable(),
  discrepancy_text: z.string().nullable(),
})

/** The left column's lines, grouped as a reader wants them: 月收入, 存款, 房屋, 车辆 … */
export const factGroup = z.object({
  id: z.string(),
  label: z.string(),
  value_text: z.string(),
  note: z.string().nullable(),
  source_name: z.string(),
  known_on: isoDate.nullable(),
  known: z.boolean(),
  discrepancy_text: z.string().nullable(),
  declared_text: z.string().nullable(),
  facts: z.array(factView),
})

export const benefitCaseView = caseView.extend({
  application: z
    .object({
      applicant_id: identifier,
      applicant_name: z.string(),
      payee_id: identifier,
      payee_name: z.string(),
      beneficiary_ids: z.array(identifier),
      channel: z.enum(['phone', 'counter', 'import']),
      submitted_on: isoDate,
    })
    .nullable(),
  address: z.string().nullable(),
  members: z.array(
    formMember.extend({
      counted: z.boolean().nullable(),
      employment_text: z.string().nullable(),
      disability_text: z.string().nullable(),
      applicant: z.boolean(),
      /** 申报于2017年11月20日死亡，尚未登记: what the case reports and the register does not know yet. */
      leaving: z.object({ kind: z.enum(['death', 'leaves']), text: z.string() }).nullable(),
    }),
  ),
  fact_groups: z.array(factGroup),
  means_check: meansCheckView.nullable(),
  authorisations: z.object({
    open: z.boolean().describe('还可以补交、撤回'),
    given: z.array(authorisationView),
    missing: z.array(missingAuthorisation),
  }),
  /** 核定: what the office has to find out itself; null where the procedure asks for nothing of the kind. */
  assessment: assessmentView.nullable(),
  /** The decision on the facts as they are now; null where nothing is to be decided (an appeal). */
  preview: decisionView.nullable(),
  /** What comes first: 街道意见：同意. */
  street_opinion: z.string().nullable(),
  notice_summary: z.string().nullable(),
  pays_from: isoDate.nullable(),
  pays_text: z.string().nullable().describe('2017年10月起，每月 10 日前发放'),
  determination: determinationView.nullable(),
  /** 不予受理、不予批准、不予变更: why, by which article, and how to object. */
  refusal: z
    .object({
      title: z.enum(['不予受理', '不予批准', '不予变更']),
      reason: z.string(),
      refused_on: isoDate,
      actor: z.enum(['applicant', 'community', 'street', 'district', 'city', 'public']),
      article: articleView,
      appeal: appealView,
    })
    .nullable(),
  /** For changes: month by month. */
  months: z.array(monthEffect),
  /** 渐退, where the law lets the approver keep the household on; null else. */
  gradual_exit: z
    .object({
      up_to_months: z.number().int(),
      amount: fenText,
      from: isoDate.describe('第一个月'),
      article: articleView,
      to_verify: z.string().nullable(),
    })
    .nullable(),
  /** What the household has already and that leaves no room for this programme, by which article; null where nothing does. */
  excluded_by: z
    .object({ programme_id: z.string(), programme_title: z.string(), text: z.string(), article: articleView })
    .nullable(),
  /** 复核类别, for the approver to choose; the one that the facts speak for first. */
  review_classes: z.array(
    z.object({
      review_class: z.string(),
      title: z.string(),
      every_months: z.number().int(),
      article: articleView,
      suggested: z.boolean(),
    }),
  ),
  /** Other benefits of the household today. */
  other_entitlements: z.array(
    z.object({ programme_id: z.string(), programme_title: z.string(), amount: fenText, from: isoDate }),
  ),
})
export type BenefitCaseView = z.infer<typeof benefitCaseView>

export const benefitCaseRoutes = {
  get_benefit_case: defineRoute({
    method: 'GET',
    path: '/api/benefit-cases/:case_id',
    summary: '救助办件：办件页的全部内容',
    tags: ['办件'],
    access: 'signed_in',
    params: caseParams,
    response: benefitCaseView,
  }),
  try_other_facts: defineRoute({
    method: 'POST',
    path: '/api/benefit-cases/:case_id/what-if',
    summary: '换一个事实试算，不保存',
    tags: ['办件'],
    access: 'staff',
    params: caseParams,
    body: z.object({
      facts: z
        .array(z.object({ fact: z.string().max(60), person_id: identifier.nullable(), value: answerValue }))
        .min(1)
        .max(50),
    }),
    response: z.object({ before: decisionView, after: decisionView }),
  }),
}
