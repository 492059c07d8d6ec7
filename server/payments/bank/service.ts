/** The exchange with the bank: a file out, its answer in, and new accounts for payments that came back. */
import { monthText } from '../../casework/index.ts'
import { createHash } from 'node:crypto'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { authorisePayment } from '../access.ts'
import { bookReturn, bookSending } from '../ledger/model.ts'
import { book } from '../ledger/service.ts'
import { mayStart } from '../payroll/model.ts'
import { advance, getPayroll } from '../payroll/service.ts'
import type { PayrollRow } from '../payroll/queries.ts'
import { problem } from '../problems.ts'
import { insertSpendSent } from '../spend/queries.ts'
import { parseReturnFile } from './file.ts'
import * as queries from './queries.ts'
import { tellPayees } from './tell.ts'

/** Makes the file, marks the lines as under way and books them out of what is owed. */
export async function sendPayroll(
  act: Act,
  input: { payroll_id: string; version: number },
): Promise<PayrollRow> {
  const { account_id } = authorisePayment(act, 'exchange_with_bank')
  const payroll = await advance(act, input, { act: 'send', verb: 'exchange_with_bank', to: 'sent' })
  const file = await queries.insertOutFile(act.tx, {
    payroll_id: payroll.payroll_id,
    name: `${payroll.division_code}-${payroll.month.slice(0, 7)}-${payroll.kind}-${payroll.sequence}.csv`,
    recorded_on: act.today,
    recorded_by: account_id,
    division_code: payroll.division_code,
  })
  if (file.line_count < payroll.line_count) await queries.updateZeroLinesPaid(act.tx, payroll.payroll_id)
  await insertSpendSent(act.tx, payroll.payroll_id)
  await book(act, {
    kind: 'bank_file',
    text: `${monthText(payroll.month)}送银行代发`,
    reference: `bank-file:${file.bank_file_id}`,
    division_code: payroll.division_code,
    entries: bookSending(file.total),
  })
  return payroll
}

export type ReturnResult = {
  payroll: PayrollRow
  paid: bigint
  returned: bigint
  returned_count: number
  under_way: number
  /** The same file had been read before: nothing was booked again. */
  repeated: boolean
}

/**
 * Reads the bank's answer. All of it or nothing: one bad row, or one that is not under way on this payroll, and no
 * line is touched.
 * @throws bank_return_unreadable, bank_return_mismatch (422) with the rows
 */
export async function readBankReturn(
  act: Act,
  input: { payroll_id: string; name: string; content: Buffer },
): Promise<ReturnResult> {
  const { account_id } = authorisePayment(act, 'exchange_with_bank')
  await queries.lockPayroll(act.tx, input.payroll_id)
  const payroll = await getPayroll(act, input.payroll_id)
  const sha256 = createHash('sha256').update(input.content).digest()
  if ((await queries.findReturnFile(act.tx, payroll.payroll_id, sha256)) !== undefined) {
    const under_way = await queries.countLinesUnderWay(act.tx, payroll.payroll_id)
    return { payroll, paid: 0n, returned: 0n, returned_count: 0, under_way, repeated: true }
  }
  if (!mayStart('read_return', payroll.state)) throw problem('payroll_state', { current: payroll })
  const { lines, errors } = parseReturnFile(input.content.toString('utf8'))
  if (errors.length > 0) {
    throw problem('bank_return_unreadable', {
      field: 'file',
      errors: errors.slice(0, 50).map((e) => ({ field: `第 ${e.row} 行`, message: e.message })),
    })
  }
  const foreign = await queries.listForeignLines(act.tx, payroll.payroll_id, lines)
  if (foreign.length > 0) {
    throw problem('bank_return_mismatch', {
      field: 'file',
      errors: foreign.map((id) => ({ field: id, message: '不在本批次在途明细中' })),
    })
  }
  const sums = await queries.updateLinesAnswered(act.tx, payroll.payroll_id, lines)
  await queries.insertReturnFile(act.tx, {
    payroll_id: payroll.payroll_id,
    name: input.name,
    sha256,
    content: input.content,
    line_count: lines.length,
    total: sums.paid + sums.returned,
    recorded_on: act.today,
    recorded_by: account_id,
    division_code: payroll.division_code,
  })
  await book(act, {
    kind: 'bank_return',
    text: `${monthText(payroll.month)}银行回盘`,
    reference: `bank-return:${payroll.payroll_id}:${sha256.toString('hex')}`,
    division_code: payroll.division_code,
    entries: bookReturn(sums),
  })
  const ids = lines.map((line) => line.payroll_line_id)
  await tellPayees(act, await queries.listAnsweredLines(act.tx, payroll.payroll_id, ids))
  const under_way = await queries.countLinesUnderWay(act.tx, payroll.payroll_id)
  const moved = await advance(
    act,
    { payroll_id: payroll.payroll_id, version: payroll.version },
    { act: 'read_return', verb: 'exchange_with_bank', to: under_way === 0 ? 'reconciled' : 'returned' },
  )
  return { payroll: moved, ...sums, under_way, repeated: false }
}

/** A payee's new account; it takes the place of the old one from today on. */
export async function changeBankAccount(
  act: Act,
  input: { person_id: string; bank_name: string; number: string },
): Promise<void> {
  await queries.endBankAccount(act.tx, input.person_id, act.today)
  const payee = await queries.findPayeeGivenAccount(act.tx, { ...input, from: act.today })
  if (payee === undefined) throw notFound()
  await audit(act, {
    act: 'bank_account.change',
    subject_kind: 'person',
    subject_id: input.person_id,
    division_code: payee.division_code,
    detail: { bank_name: input.bank_name },
  })
}

/** A file as it went out or came in; every download is logged. */
export async function getBankFile(
  act: Act,
  bank_file_id: string,
): Promise<{ name: string; content: Buffer }> {
  authorisePayment(act, 'exchange_with_bank')
  const file = await queries.findBankFileContent(act.tx, bank_file_id)
  if (file === undefined) throw notFound()
  await audit(act, {
    act: 'bank_file.download',
    subject_kind: 'bank_file',
    subject_id: bank_file_id,
    division_code: file.division_code,
    detail: {},
  })
  return file
}
