/** The HTTP face of payments. */
import type { FastifyInstance } from 'fastify'
import type { Act } from '../platform/act.ts'
import { getProgramme } from '../../law/index.ts'
import { implement, implementMultipart, implementStream } from '../platform/http/index.ts'
import { notFound, problem as platformProblem } from '../platform/problems/index.ts'
import { authorisePayment, mayPay } from './access.ts'
import type { PaymentVerb } from './access.ts'
import { askDemonstrationBank } from './bank/demonstration.ts'
import * as bank from './bank/service.ts'
import { listBankFiles } from './bank/queries.ts'
import { ledgerRoutes, paymentRoutes as routes } from './contract.ts'
import * as entitlements from './entitlements/queries.ts'
import { registerExportRoutes } from './export.ts'
import { waiveRecovery } from './entitlements/service.ts'
import { registerInstitutionRoutes } from './institutions/routes.ts'
import * as ledger from './ledger/queries.ts'
import { listOneOffExceptions, listOneOffGrantsOfHousehold } from './one-off/queries.ts'
import { listMissedMonths } from './payroll/missed-months.ts'
import { isForNamed, mayStart, payrollActs } from './payroll/model.ts'
import type { PayrollAct } from './payroll/model.ts'
import { listNamedExceptions } from './payroll/named-line-queries.ts'
import * as payrolls from './payroll/queries.ts'
import * as payroll from './payroll/service.ts'
import { listRepayments } from './repayments/queries.ts'
import { registerRepaymentRoutes, viewRepayment } from './repayments/routes.ts'

export function registerPaymentRoutes(server: FastifyInstance): void {
  payrollLists(server)
  payrollActRoutes(server)
  bankRoutes(server)
  householdRoutes(server)
  ledgerReading(server)
  registerExportRoutes(server)
  registerInstitutionRoutes(server)
  registerRepaymentRoutes(server)
}

function payrollLists(server: FastifyInstance): void {
  implement(server, routes.list_payrolls, async (act, { query }) => {
    authorisePayment(act, 'view_payroll')
    const rows = await payrolls.listPayrolls(act.tx, {
      programme_id: query.programme_id ?? null,
      division_code: query.division_code ?? null,
      month: query.month ?? null,
      state: query.state ?? null,
      limit: query.limit,
      offset: query.offset,
    })
    return {
      rows: rows.map(view),
      total: rows[0]?.total_count ?? 0,
      may_prepare: mayPay(act, 'prepare_payroll'),
    }
  })
  implement(server, routes.list_missed_months, async (act) => ({
    rows: (await listMissedMonths(act)).map((row) => ({
      ...titled(row),
      payment_kind: getProgramme(row.programme_id).payment.kind,
    })),
  }))
  implement(server, routes.get_payroll, async (act, { params }) => {
    authorisePayment(act, 'view_payroll')
    const found = await payroll.getPayroll(act, params.payroll_id)
    const [files, exceptions] = await Promise.all([
      listBankFiles(act.tx, found.payroll_id),
      found.state === 'reconciled' ? [] : listExceptions(act, found),
    ])
    return {
      payroll: view(found),
      acts: payrollActs.map((verb) => actView(act, found, verb)),
      files,
      exceptions,
    }
  })
  implement(server, routes.list_payroll_lines, async (act, { params, query }) => {
    authorisePayment(act, 'view_payroll')
    const rows = await payrolls.listPayrollLines(act.tx, {
      payroll_id: params.payroll_id,
      state: query.state ?? null,
      division_code: query.division_code ?? null,
      limit: query.limit,
      offset: query.offset,
    })
    return {
      rows: rows.map(titled),
      total: rows[0]?.total_count ?? 0,
      total_amount: rows[0]?.total_amount ?? 0n,
    }
  })
  implement(server, routes.list_returned_lines, async (act, { query }) => {
    const { area } = authorisePayment(act, 'view_payroll')
    const division_code = query.division_code ?? area
    const rows = await payrolls.listReturnedLines(act.tx, {
      division_code,
      today: act.today,
      limit: query.limit,
      offset: query.offset,
    })
    return { rows: rows.map(titled), total: rows[0]?.total_count ?? 0 }
  })
}

/** Who was due on the payroll and stands on none. Lines that are sent again are due by themselves. */
async function listExceptions(act: Act, found: payrolls.PayrollRow) {
  const filter = { ...found, today: act.today }
  if (found.kind === 'reissue') return []
  if (found.kind === 'one_off') return listOneOffExceptions(act.tx, filter)
  return isForNamed(found.programme_id)
    ? listNamedExceptions(act.tx, filter)
    : payrolls.listPayrollExceptions(act.tx, filter)
}

function payrollActRoutes(server: FastifyInstance): void {
  implement(server, routes.draft_payroll, async (act, { body }) =>
    view(await payroll.draftPayroll(act, body)),
  )
  implement(server, routes.draft_reissue, async (act, { body }) =>
    view(await payroll.draftReissue(act, body)),
  )
  implement(server, routes.lock_payroll, async (act, { params, body }) =>
    view(await payroll.lockPayroll(act, { ...params, ...body })),
  )
  implement(server, routes.unlock_payroll, async (act, { params, body }) =>
    view(await payroll.unlockPayroll(act, { ...params, ...body })),
  )
  implement(server, routes.approve_payroll, async (act, { params, body }) =>
    view(await payroll.approvePayroll(act, { ...params, ...body })),
  )
  implement(server, routes.send_payroll, async (act, { params, body }) =>
    view(await bank.sendPayroll(act, { ...params, ...body })),
  )
}

function bankRoutes(server: FastifyInstance): void {
  implementMultipart(server, routes.read_bank_return, async (act, { params, body }) => {
    const file = body.files[0]
    if (file === undefined) {
      throw platformProblem('invalid_input', { field: 'file', detail: '请选择银行回盘文件。' })
    }
    const result = await bank.readBankReturn(act, { ...params, name: file.name, content: file.content })
    return { ...result, payroll: view(result.payroll) }
  })
  implement(server, routes.ask_demonstration_bank, async (act, { params, body }) => {
    if (server.house.mode !== 'demonstration') throw notFound()
    return askDemonstrationBank(act, { ...params, ...body })
  })
  implementStream(
    server,
    routes.get_bank_file,
    async (act, { params }, reply) => {
      const file = await bank.getBankFile(act, params.bank_file_id)
      reply.header('content-disposition', `attachment; filename="${file.name.replaceAll(/[^\w.-]/g, '_')}"`)
      return file.content
    },
    { writes: true },
  )
  implement(server, routes.change_bank_account, async (act, { params, body }) => {
    authorisePayment(act, 'exchange_with_bank')
    await bank.changeBankAccount(act, { ...params, ...body })
    return { done: true as const }
  })
}

function householdRoutes(server: FastifyInstance): void {
  implement(server, routes.get_household_payments, async (act, { params }) => {
    const { caller } = act
    if (caller.kind === 'resident' && caller.household_id !== params.household_id) throw notFound()
    const { household_id } = params
    const [granted, once, paid, differences, repaid] = await Promise.all([
      entitlements.listEntitlementsOfHousehold(act.tx, params.household_id),
      listOneOffGrantsOfHousehold(act.tx, params.household_id),
      entitlements.listPaymentsOfHousehold(act.tx, params.household_id),
      entitlements.listDifferencesOfHousehold(act.tx, params.household_id),
      listRepayments(act.tx, { household_id, repayment_id: null, state: null, ...payrolls.whole }),
    ])
    const one_off_grants = once.map(titled)
    return {
      entitlements: granted.map(titled),
      one_off_grants,
      payments: paid.map(titled),
      differences: differences.map(titled),
      repayments: repaid.map((row) => viewRepayment(act, row)),
    }
  })
  implement(server, routes.waive_recovery, async (act, { params, body }) => {
    await waiveRecovery(act, { ...params, ...body })
    return { done: true as const }
  })
}

function ledgerReading(server: FastifyInstance): void {
  implement(server, ledgerRoutes.get_trial_balance, async (act, { query }) => {
    const { area } = authorisePayment(act, 'view_ledger')
    const until = query.until ?? act.today
    const rows = await ledger.listTrialBalance(act.tx, { division_code: query.division_code ?? area, until })
    return { until, rows, sum: rows.reduce((sum, row) => sum + row.balance, 0n) }
  })
  implement(server, ledgerRoutes.list_ledger_transactions, async (act, { query }) => {
    const { area } = authorisePayment(act, 'view_ledger')
    const rows = await ledger.listLedgerTransactions(act.tx, {
      division_code: query.division_code ?? area,
      from: query.from ?? '1990-01-01',
      until: query.until ?? act.today,
      limit: query.limit,
      offset: query.offset,
    })
    return { rows, total: rows[0]?.total ?? 0 }
  })
}

function view(row: payrolls.PayrollRow) {
  return titled(row)
}

function titled<Row extends { programme_id: string }>(row: Row): Row & { programme_title: string } {
  return { ...row, programme_title: getProgramme(row.programme_id).title }
}

const verbOf: Record<PayrollAct, PaymentVerb> = {
  refresh: 'prepare_payroll',
  lock: 'prepare_payroll',
  unlock: 'approve_payroll',
  approve: 'approve_payroll',
  send: 'exchange_with_bank',
  read_return: 'exchange_with_bank',
}

/** Whether the act is open to this caller now, else why not: the button says it. */
function actView(act: Act, row: payrolls.PayrollRow, verb: PayrollAct) {
  const why = whyNot(act, row, verb)
  return { act: verb, allowed: why === null, why_not: why }
}

function whyNot(act: Act, row: payrolls.PayrollRow, verb: PayrollAct): string | null {
  if (!mayPay(act, verbOf[verb])) return '您的岗位不办此事'
  if (!mayStart(verb, row.state)) return '批次现在的状态不办此事'
  if (verb === 'approve' && act.caller.kind === 'staff' && row.prepared_by === act.caller.account_id) {
    return '制表人不能复核自己的批次'
  }
  return null
}
