/** Day-end reconciliation: the house's book of a day out, the hospital's in, and what differs. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate, page } from '../../../platform/http/contract.ts'
import { billAmount, claimNumber } from '../claims/contract.ts'

const tags = ['医院结算']
const signed = '凭签名（RFC 9421，Ed25519），不凭登录'

const entry = z.object({
  state: z.enum(['settled', 'reversed']),
  aid: billAmount.describe('医疗救助，分'),
  own_paid: billAmount.describe('病人自付，分'),
})
const dayRow = entry.extend({ claim_number: claimNumber })
export type DayRow = z.output<typeof dayRow>

const differenceKind = z.enum(['missing_here', 'missing_there', 'state', 'amount'])

export const hospitalDayRoutes = {
  read_day_book: defineRoute({
    method: 'POST',
    path: '/api/hospital/day-books',
    summary: `我方某一天的账：那天结算或者冲销的单子，日终的样子；${signed}`,
    tags,
    access: 'public',
    body: z.object({ day: isoDate }),
    response: z.object({ day: isoDate, rows: z.array(dayRow), aid: fenText }),
  }),
  reconcile_day: defineRoute({
    method: 'POST',
    path: '/api/hospital/reconciliations',
    summary: `日终对账：医院送来一天的账，逐单核对，不符的成为待办；${signed}`,
    tags,
    access: 'public',
    body: z.object({ day: isoDate, rows: z.array(dayRow).max(20_000) }),
    response: z.object({
      day: isoDate,
      matched: z.number().int(),
      our_aid: fenText,
      their_aid: fenText,
      differences: z.array(
        z.object({
          claim_number: claimNumber,
          kind: differenceKind,
          ours: entry.nullable(),
          theirs: entry.nullable(),
        }),
      ),
      due_on: isoDate.nullable().describe('不符的最迟哪天核对清楚'),
    }),
  }),
}

export const differenceView = z.object({
  claim_difference_id: identifier,
  hospital_name: z.string(),
  day: isoDate,
  claim_number: z.string(),
  kind: differenceKind,
  ours: entry.nullable(),
  theirs: entry.nullable(),
  state: z.enum(['open', 'settled']),
  due_on: isoDate,
  settled_on: isoDate.nullable(),
  settled_by_name: z.string().nullable(),
  note: z.string().nullable(),
})
export type DifferenceView = z.infer<typeof differenceView>

export const differenceRoutes = {
  list_claim_differences: defineRoute({
    method: 'GET',
    path: '/api/medical-aid/differences',
    summary: '与医院对账不符的，最急的在前',
    tags: ['医疗救助'],
    access: 'staff',
    query: z.object({ ...page, state: z.enum(['open', 'settled']).default('open') }),
    response: z.object({ rows: z.array(differenceView), total: z.number().int() }),
  }),
  settle_claim_difference: defineRoute({
    method: 'POST',
    path: '/api/medical-aid/differences/:claim_difference_id/settle',
    summary: '核对清楚一条不符，写明是怎么回事',
    tags: ['医疗救助'],
    access: 'staff',
    params: z.object({ claim_difference_id: identifier }),
    body: z.object({ note: z.string().trim().min(5, '请写明是怎么回事').max(500) }),
    response: z.object({ done: z.literal(true) }),
  }),
}
