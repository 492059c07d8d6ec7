/** Contracts of payments: entitlements and payments of a household, payrolls, the bank, the ledger. */
import { z } from 'zod'
import { paymentKind } from '../casework/contract.ts'
import { defineRoute, divisionCode, fenText, identifier, isoDate, page } from '../platform/http/contract.ts'
import { repaymentView } from './repayments/contract.ts'

const tags = ['发放']
const programme = z.string().regex(/^[a-z-]{3,60}$/)
export const month = isoDate.regex(/-01$/, '月份须写成当月第一天')
export const payrollState = z.enum(['draft', 'locked', 'approved', 'sent', 'returned', 'reconciled'])
export const lineState = z.enum(['pending', 'sent', 'paid', 'returned', 'reissued'])

export const payrollView = z.object({
  payroll_id: identifier,
  programme_id: programme,
  programme_title: z.string(),
  division_code: divisionCode,
  division_name: z.string(),
  month,
  kind: z.enum(['monthly', 'one_off', 'reissue']),
  sequence: z.number().int(),
  state: payrollState,
  line_count: z.number().int(),
  total: fenText,
  prepared_by_name: z.string().nullable(),
  prepared_on: isoDate,
  locked_on: isoDate.nullable(),
  approved_by_name: z.string().nullable(),
  approved_on: isoDate.nullable(),
  sent_on: isoDate.nullable(),
  returned_on: isoDate.nullable(),
  reconciled_on: isoDate.nullable(),
  due_on: isoDate,
  version: z.number().int(),
})
export type PayrollView = z.infer<typeof payrollView>

/** An act on the payroll's page: allowed, or why not. */
export const payrollActView = z.object({
  act: z.enum(['refresh', 'lock', 'unlock', 'approve', 'send', 'read_return']),
  allowed: z.boolean(),
  why_not: z.string().nullable(),
})

export const bankFileView = z.object({
  bank_file_id: identifier,
  name: z.string(),
  direction: z.enum(['out', 'return']),
  line_count: z.number().int(),
  total: fenText,
  recorded_on: isoDate,
  sha256_hex: z.string(),
})

export const payrollLineView = z.object({
  payroll_line_id: identifier,
  payroll_id: identifier,
  household_id: identifier,
  programme_id: programme,
  programme_title: z.string(),
  month,
  payee_id: identifier,
  payee_name: z.string(),
  beneficiary_name: z.string().nullable().describe('按人的项目：为谁'),
  bank_name: z.string().nullable(),
  bank_account_tail: z.string().nullable().describe('账号后四位'),
  regular_amount: fenText,
  difference_amount: fenText,
  amount: fenText,
  kind: z.enum(['regular', 'one_off', 'reissue']),
  state: lineState,
  return_reason: z.string().nullable(),
  division_code: divisionCode,
  division_name: z.string().nullable(),
  determination_id: identifier,
})

const payrollParams = z.object({ payroll_id: identifier })
const payrollFilter = z.object({
  programme_id: programme.optional(),
  division_code: divisionCode.optional(),
  month: month.optional(),
  state: payrollState.optional(),
})
const lineFilter = z.object({ state: lineState.optional(), division_code: divisionCode.optional() })
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const version = z.object({ version: z.number().int().min(1) })
const draft = z.object({ programme_id: programme, division_code: divisionCode, month })

export const paymentRoutes = {
  list_payrolls: defineRoute({
    method: 'GET',
    path: '/api/payrolls',
    summary: '发放批次',
    tags,
    access: 'staff',
    query: payrollFilter.extend(page),
    response: z.object({ rows: z.array(payrollView), total: z.number().int(), may_prepare: z.boolean() }),
  }),
  list_missed_months: defineRoute({
    method: 'GET',
    path: '/api/payrolls/missed-months',
    summary: '该发而没有列入批次的：以前月份的待遇和已批准的一次性救助，按区和月份计数',
    tags,
    access: 'staff',
    response: z.object({
      rows: z.array(
        z.object({
          programme_id: programme,
          programme_title: z.string(),
          payment_kind: paymentKind,
          division_code: divisionCode,
          division_name: z.string(),
          month,
          household_count: z.number().int(),
          amount: fenText,
          held_count: z.number().int().describe('其中暂停发放的，编制时不列入'),
          no_account_count: z.number().int().describe('其中没有账户的，编制时不列入'),
        }),
      ),
    }),
  }),
  get_payroll: defineRoute({
    method: 'GET',
    path: '/api/payrolls/:payroll_id',
    summary: '一个批次，可办的事和往来文件',
    tags,
    access: 'staff',
    params: payrollParams,
    response: z.object({
      payroll: payrollView,
      acts: z.array(payrollActView),
      files: z.array(bankFileView),
      exceptions: z.array(
        z.object({
          household_id: identifier,
          payee_id: identifier,
          payee_name: z.string(),
          amount: fenText,
          reason: z.enum(['no_account', 'held', 'restricted']),
          hold_reason: z.string().nullable(),
          division_name: z.string(),
        }),
      ),
    }),
  }),
  list_payroll_lines: defineRoute({
    method: 'GET',
    path: '/api/payrolls/:payroll_id/lines',
    summary: '批次明细',
    tags,
    access: 'staff',
    params: payrollParams,
    query: lineFilter.extend(page),
    response: z.object({ rows: z.array(payrollLineView), total: z.number().int(), total_amount: fenText }),
  }),
  draft_payroll: defineRoute({
    method: 'POST',
    path: '/api/payrolls',
    summary: '编制或刷新一个区一个月的发放批次',
    tags,
    access: 'staff',
    body: draft,
    response: payrollView,
  }),
  draft_reissue: defineRoute({
    method: 'POST',
    path: '/api/payrolls/reissue',
    summary: '编制退汇重发批次',
    tags,
    access: 'staff',
    body: draft.extend({ line_ids: z.array(identifier).max(1000).nullable().default(null) }),
    response: payrollView,
  }),
  lock_payroll: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/lock',
    summary: '锁定，送复核',
    tags,
    access: 'staff',
    params: payrollParams,
    body: version,
    response: payrollView,
  }),
  unlock_payroll: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/unlock',
    summary: '退回制表人',
    tags,
    access: 'staff',
    params: payrollParams,
    body: version,
    response: payrollView,
  }),
  approve_payroll: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/approve',
    summary: '复核同意，记账',
    tags,
    access: 'staff',
    params: payrollParams,
    body: version,
    response: payrollView,
  }),
  send_payroll: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/send',
    summary: '生成银行文件，送银行代发',
    tags,
    access: 'staff',
    params: payrollParams,
    body: version,
    response: payrollView,
  }),
  read_bank_return: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/bank-return',
    summary: '读入银行回盘文件',
    tags,
    access: 'staff',
    params: payrollParams,
    consumes: 'multipart',
    response: z.object({
      payroll: payrollView,
      paid: fenText,
      returned: fenText,
      returned_count: z.number().int(),
      under_way: z.number().int(),
      repeated: z.boolean(),
    }),
  }),
  ask_demonstration_bank: defineRoute({
    method: 'POST',
    path: '/api/payrolls/:payroll_id/demonstration-return',
    summary: '演示：请示例银行答复，得到回盘文件（不入账）',
    tags,
    access: 'staff',
    params: payrollParams,
    body: z.object({ failures: z.number().int().min(0).max(20).default(0).describe('演示退回几笔') }),
    response: z.object({ name: z.string(), content: z.string() }),
  }),
  get_bank_file: defineRoute({
    method: 'GET',
    path: '/api/bank-files/:bank_file_id',
    summary: '下载往来文件',
    tags,
    access: 'staff',
    params: z.object({ bank_file_id: identifier }),
    response: z.any(),
    produces: 'text/csv; charset=utf-8',
  }),
  list_returned_lines: defineRoute({
    method: 'GET',
    path: '/api/returned-payments',
    summary: '退汇待重发',
    tags,
    access: 'staff',
    query: z.object({ ...page, division_code: divisionCode.optional() }),
    response: z.object({
      rows: z.array(
        payrollLineView.extend({ returned_on: isoDate.nullable(), account_changed: z.boolean() }),
      ),
      total: z.number().int(),
    }),
  }),
  change_bank_account: defineRoute({
    method: 'POST',
    path: '/api/people/:person_id/bank-account',
    summary: '变更收款账户',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    body: z.object({
      bank_name: z.string().trim().min(2, '请填写开户行').max(60),
      number: z.string().regex(/^\d{8,32}$/, '账号须为 8 至 32 位数字'),
    }),
    response: z.object({ done: z.literal(true) }),
  }),
  waive_recovery: defineRoute({
    method: 'POST',
    path: '/api/difference-items/:difference_item_id/waive',
    summary: '困难免予追回',
    tags,
    access: 'staff',
    params: z.object({ difference_item_id: identifier }),
    body: z.object({ reason: z.string().trim().min(5, '请写明困难情况').max(500) }),
    response: z.object({ done: z.literal(true) }),
  }),
  get_household_payments: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id/payments',
    summary: '一户的待遇、发放和差额',
    tags,
    access: 'signed_in',
    params: z.object({ household_id: identifier }),
    response: z.object({
      entitlements: z.array(
        z.object({
          entitlement_id: identifier,
          programme_id: programme,
          programme_title: z.string(),
          amount: fenText,
          from_month: isoDate,
          until_month: isoDate.nullable(),
          determination_id: identifier,
        }),
      ),
      payments: z.array(
        z.object({
          payroll_line_id: identifier,
          payroll_id: identifier,
          programme_id: programme,
          programme_title: z.string(),
          month,
          kind: z.enum(['regular', 'one_off', 'reissue']),
          regular_amount: fenText,
          difference_amount: fenText,
          amount: fenText,
          beneficiary_name: z.string().nullable().describe('按人的项目：为谁'),
          state: lineState,
          return_reason: z.string().nullable(),
          determination_id: identifier,
        }),
      ),
      one_off_grants: z.array(
        z.object({
          one_off_grant_id: identifier,
          programme_id: programme,
          programme_title: z.string(),
          amount: fenText,
          granted_on: isoDate,
          ended_on: isoDate.nullable().describe('未发以前收回的日期'),
          determination_id: identifier,
        }),
      ),
      differences: z.array(
        z.object({
          difference_item_id: identifier,
          programme_id: programme,
          programme_title: z.string(),
          month,
          amount: fenText,
          settled_amount: fenText,
          determination_id: identifier,
          reason: z.string(),
          state: z.enum(['open', 'settled', 'waived', 'stayed']),
          waiver_reason: z.string().nullable(),
          recorded_on: isoDate,
        }),
      ),
      repayments: z.array(repaymentView),
    }),
  }),
  export_payrolls: defineRoute({
    method: 'GET',
    path: '/api/payrolls/export',
    summary: '导出发放批次（Excel）',
    tags,
    access: 'staff',
    query: payrollFilter,
    response: z.any(),
    produces: workbook,
  }),
  export_payroll_lines: defineRoute({
    method: 'GET',
    path: '/api/payrolls/:payroll_id/lines/export',
    summary: '导出批次明细（Excel）',
    tags,
    access: 'staff',
    params: payrollParams,
    query: lineFilter,
    response: z.any(),
    produces: workbook,
  }),
  export_returned_lines: defineRoute({
    method: 'GET',
    path: '/api/returned-payments/export',
    summary: '导出退汇名单（Excel）',
    tags,
    access: 'staff',
    query: z.object({ division_code: divisionCode.optional() }),
    response: z.any(),
    produces: workbook,
  }),
}

export { repaymentRoutes } from './repayments/contract.ts'
export { institutionRoutes } from './institutions/contract.ts'
export { ledgerRoutes } from './ledger/contract.ts'
