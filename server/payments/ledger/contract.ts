/** Contracts of the ledger: the trial balance and the transactions behind it. */
import { z } from 'zod'
import {
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'

const tags = ['账簿']
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const ledgerRoutes = {
  get_trial_balance: defineRoute({
    method: 'GET',
    path: '/api/ledger/trial-balance',
    summary: '试算平衡表',
    tags,
    access: 'staff',
    query: z.object({ division_code: divisionCode.optional(), until: isoDate.optional() }),
    response: z.object({
      until: isoDate,
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          kind: z.string(),
          debit: fenText,
          credit: fenText,
          balance: fenText,
        }),
      ),
      sum: fenText.describe('恒为零'),
    }),
  }),
  list_ledger_transactions: defineRoute({
    method: 'GET',
    path: '/api/ledger/transactions',
    summary: '分录',
    tags,
    access: 'staff',
    query: z.object({
      ...page,
      division_code: divisionCode.optional(),
      from: isoDate.optional(),
      until: isoDate.optional(),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          ledger_transaction_id: identifier,
          business_date: isoDate,
          kind: z.string(),
          text: z.string(),
          reference: z.string(),
          division_code: divisionCode,
          division_name: z.string(),
          booked_by_name: z.string().nullable(),
          entries: z.array(z.object({ code: z.string(), name: z.string(), amount: fenText })),
        }),
      ),
      total: z.number().int(),
    }),
  }),
  export_ledger_transactions: defineRoute({
    method: 'GET',
    path: '/api/ledger/transactions/export',
    summary: '导出分录（Excel）',
    tags,
    access: 'staff',
    query: z.object({
      division_code: divisionCode.optional(),
      from: isoDate.optional(),
      until: isoDate.optional(),
    }),
    response: z.any(),
    produces: workbook,
  }),
}
