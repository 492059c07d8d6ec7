/** 待遇台账: what one household gets of all programmes, month by month, and where more income would leave it less. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { articleReference } from '../questions/contract.ts'

export const ledgerRow = z.object({
  month: isoDate,
  programme_id: z.string(),
  programme_title: z.string(),
  kind: z.enum(['monthly', 'once']),
  /** Whom it is for by name; empty where it is the household's. */
  people: z.array(z.string()),
  member_count: z.number().int(),
  due: fenText.describe('按现行决定，这个月应发到本户账户'),
  paid: fenText.describe('为这个月已经送银行、没有退回的，加上已经补发、减去已经追回的'),
  waived: fenText.describe('这个月多发、因困难免予追回的'),
  difference: fenText.describe('还应补发；负数为还应追回'),
  to_institution: fenText.describe('依法付给供养机构的，不发到本户账户'),
})

export const cliffView = z.object({
  more_income: fenText.describe('全户每月再多这么多收入'),
  monthly_loss: fenText.describe('到那时每月实际少这么多'),
  loses_medical_aid: z.boolean(),
  lost: z.array(
    z.object({
      programme_id: z.string(),
      programme_title: z.string(),
      kind: z.enum(['monthly', 'once', 'yearly_roster', 'per_claim']),
      before: fenText,
      after: fenText,
      /** The condition that is then no longer met, and where it is written. */
      because: z.object({ label: z.string(), article: articleReference }).nullable(),
    }),
  ),
})

export const benefitLedger = z.object({
  household_id: identifier,
  as_of: isoDate,
  rows: z.array(ledgerRow).describe('先近后远，最近 24 个月和下个月'),
  /** 有更早的月份没有列出. */
  earlier: z.boolean(),
  cliffs: z.array(cliffView),
  /** Why no cliff can be looked for; null where they were. */
  cliffs_unknown: z.string().nullable(),
})

export const benefitLedgerRoutes = {
  get_benefit_ledger: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id/benefit-ledger',
    summary: '一户的待遇台账：各项合在一起，逐月；收入再多多少会少领',
    tags: ['待遇台账'],
    access: 'signed_in',
    params: z.object({ household_id: identifier }),
    response: benefitLedger,
  }),
}
