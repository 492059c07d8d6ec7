/** A decision of the engine as the reader sees it: amount, reasons article by article, what is missing, the border. */
import { z } from 'zod'
import { fenText, isoDate } from '../../platform/http/contract.ts'
import { paymentKind } from '../../casework/contract.ts'
import { articleReference } from '../questions/contract.ts'

export const decisionOutcome = z.enum(['eligible', 'ineligible', 'incomplete'])

/** A line in an opened reason: 刘志强退休金 1,837.50. */
export const reasonLine = z.object({
  label: z.string(),
  value_text: z.string(),
  total: z.boolean().describe('合计或结果行'),
})

export const reasonView = z.object({
  id: z.string(),
  /** 人均收入低于标准. */
  label: z.string(),
  /** true ✓, false ✗, null: 还不知道. */
  holds: z.boolean().nullable(),
  /** 612.50 < 860.00. */
  value_text: z.string(),
  article: articleReference.nullable(),
  /** Parameters used: 标准 2017年4月1日起. */
  parameters: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      value_text: z.string(),
      from: isoDate,
      document: z.string(),
      cited: z.boolean(),
      mark: z.enum(['O', 'T', 'S', 'D', 'M']),
    }),
  ),
  /** 待核实, with the reason; null when the text has been read. */
  to_verify: z.string().nullable(),
  lines: z.array(reasonLine),
})

export const decisionView = z.object({
  programme_id: z.string(),
  programme_title: z.string(),
  as_of: isoDate.describe('按哪一天的规定'),
  division_code: z.string(),
  outcome: decisionOutcome,
  payment_kind: paymentKind,
  amount: fenText.nullable().describe('分；按月的是每月，一次性的是一共'),
  /** (标准 860.00 − 人均 612.50) × 3 人. */
  formula_text: z.string().nullable(),
  member_count: z.number().int().nullable(),
  /** Who gets how much, where it is for single people; in the order of the amounts. */
  shares: z.array(
    z.object({
      person_id: z.string(),
      name: z.string(),
      label: z.string(),
      amount: fenText,
      payee: z.enum(['household', 'beneficiary', 'institution']),
      article: articleReference,
    }),
  ),
  reasons: z.array(reasonView),
  /** Facts that are unknown and would decide. */
  missing: z.array(
    z.object({
      fact: z.string(),
      label: z.string(),
      subject: z.string().nullable(),
      subject_id: z.string().nullable(),
    }),
  ),
  /** 离界线多远: 全户月收入再多 742.50 元，就不再符合. */
  margins: z.array(z.object({ label: z.string(), amount: fenText, text: z.string() })),
  law_version: z.string(),
  /** 凭据, first eight hex digits spaced; null for an estimate. */
  receipt_hash: z.string().nullable(),
  to_verify: z.boolean().describe('有依据待核实的数值'),
})
export type DecisionView = z.infer<typeof decisionView>
export type ReasonView = z.infer<typeof reasonView>
