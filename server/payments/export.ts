/** The lists of payments as workbooks, row by row, under the reader's own area. */
import type { FastifyInstance } from 'fastify'
import { streamRows } from '../platform/db/index.ts'
import { streamTable } from '../platform/tables/index.ts'
import type { WorkbookColumn } from '../platform/workbooks/index.ts'
import { implementStream } from '../platform/http/index.ts'
import { authorisePayment } from './access.ts'
import { ledgerRoutes, paymentRoutes as routes } from './contract.ts'
import * as ledger from './ledger/queries.ts'
import * as payrolls from './payroll/queries.ts'

const stateTitles: Record<payrolls.PayrollRow['state'], string> = {
  draft: '编制中',
  locked: '待复核',
  approved: '待送银行',
  sent: '银行代发中',
  returned: '回盘未齐',
  reconciled: '已对账',
}
const lineStateTitles: Record<payrolls.PayrollLineRow['state'], string> = {
  pending: '待发',
  sent: '在途',
  paid: '已到账',
  returned: '退汇',
  reissued: '已重发',
}

const kindTitles: Record<payrolls.PayrollRow['kind'], string> = {
  monthly: '当月',
  one_off: '一次性',
  reissue: '退汇重发',
}

const payrollColumns: WorkbookColumn<payrolls.PayrollRow>[] = [
  { key: 'month', title: '月份', width: 12, format: 'month' },
  { key: 'division_name', title: '区' },
  { key: (row) => kindTitles[row.kind], title: '种类' },
  { key: 'sequence', title: '批次', width: 8 },
  { key: 'line_count', title: '笔数', width: 10 },
  { key: 'total', title: '金额（元）', format: 'fen' },
  { key: (row) => stateTitles[row.state], title: '状态' },
  { key: 'prepared_by_name', title: '制表' },
  { key: 'approved_by_name', title: '复核' },
  { key: 'due_on', title: '应发日' },
]

const lineColumns: WorkbookColumn<payrolls.PayrollLineRow>[] = [
  { key: 'payee_name', title: '收款人' },
  { key: 'beneficiary_name', title: '为谁' },
  { key: 'division_name', title: '社区（村）', width: 24 },
  { key: 'month', title: '月份', width: 12, format: 'month' },
  { key: 'bank_name', title: '开户行' },
  { key: 'bank_account_tail', title: '账号后四位', width: 12 },
  { key: 'regular_amount', title: '当月（元）', format: 'fen' },
  { key: 'difference_amount', title: '差额（元）', format: 'fen' },
  { key: 'amount', title: '实发（元）', format: 'fen' },
  { key: (row) => lineStateTitles[row.state], title: '状态' },
  { key: 'return_reason', title: '退汇原因', width: 24 },
]

/** As a book is kept: a line for each account that a transaction touches. */
type LedgerLine = ledger.LedgerTransactionRow & { nth: number; account: string; amount: bigint }

const ledgerColumns: WorkbookColumn<LedgerLine>[] = [
  { key: 'nth', title: '第几笔', width: 8 },
  { key: 'business_date', title: '日期' },
  { key: 'text', title: '摘要', width: 28 },
  { key: 'division_name', title: '区划' },
  { key: 'account', title: '科目' },
  { key: ({ amount }) => (amount > 0n ? amount : null), title: '借方（元）', format: 'fen' },
  { key: ({ amount }) => (amount < 0n ? -amount : null), title: '贷方（元）', format: 'fen' },
  { key: (row) => row.booked_by_name ?? '系统', title: '经办' },
]

export function registerExportRoutes(server: FastifyInstance): void {
  implementStream(
    server,
    routes.export_payrolls,
    (act, { query }, reply) => {
      authorisePayment(act, 'view_payroll')
      const filter = {
        programme_id: query.programme_id ?? null,
        division_code: query.division_code ?? null,
        month: query.month ?? null,
        state: query.state ?? null,
      }
      const rows = streamRows(payrolls.listPayrolls(act.tx, { ...filter, ...payrolls.whole }))
      return streamTable(
        act,
        reply,
        { title: '发放批次', columns: payrollColumns, rows },
        { table: routes.export_payrolls.path, filter: query },
      )
    },
    { writes: true },
  )
  implementStream(
    server,
    routes.export_payroll_lines,
    (act, { params, query }, reply) => {
      authorisePayment(act, 'view_payroll')
      const filter = { ...params, state: query.state ?? null, division_code: query.division_code ?? null }
      const rows = streamRows(payrolls.listPayrollLines(act.tx, { ...filter, ...payrolls.whole }))
      return streamTable(
        act,
        reply,
        { title: '发放明细', columns: lineColumns, rows },
        { table: routes.export_payroll_lines.path, filter: query },
      )
    },
    { writes: true },
  )
  implementStream(
    server,
    routes.export_returned_lines,
    (act, { query }, reply) => {
      const { area } = authorisePayment(act, 'view_payroll')
      const division_code = query.division_code ?? area
      const rows = streamRows(
        payrolls.listReturnedLines(act.tx, { division_code, today: act.today, ...payrolls.whole }),
      )
      return streamTable(
        act,
        reply,
        { title: '退汇待重发', columns: lineColumns, rows },
        { table: routes.export_returned_lines.path, filter: query },
      )
    },
    { writes: true },
  )
  implementStream(
    server,
    ledgerRoutes.export_ledger_transactions,
    (act, { query }, reply) => {
      const { area } = authorisePayment(act, 'view_ledger')
      const filter = {
        division_code: query.division_code ?? area,
        from: query.from ?? '1990-01-01',
        until: query.until ?? act.today,
      }
      const rows = linesOf(
        streamRows(ledger.listLedgerTransactions(act.tx, { ...filter, ...payrolls.whole })),
      )
      return streamTable(
        act,
        reply,
        { title: '分录', columns: ledgerColumns, rows },
        { table: ledgerRoutes.export_ledger_transactions.path, filter: query },
      )
    },
    { writes: true },
  )
}

async function* linesOf(rows: AsyncIterable<ledger.LedgerTransactionRow>): AsyncGenerator<LedgerLine> {
  let nth = 0
  for await (const row of rows) {
    nth += 1
    for (const { name, amount } of row.entries) yield { ...row, nth, account: name, amount: BigInt(amount) }
  }
}
