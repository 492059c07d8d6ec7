/** The demonstration city's bank: a program of its own that is handed the file and keeps its own book. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Act } from '../../platform/act.ts'
import { authorisePayment } from '../access.ts'
import { getPayroll } from '../payroll/service.ts'
import { problem } from '../problems.ts'
import { findBankFileContent, listBankFiles } from './queries.ts'

const program = fileURLToPath(new URL('../../../city/bank/main.ts', import.meta.url))

/** The bank's answer to the payroll's file; reading it in is a step of its own. @throws payroll_state (409) */
export async function askDemonstrationBank(
  act: Act,
  input: { payroll_id: string; failures: number },
): Promise<{ name: string; content: string }> {
  authorisePayment(act, 'exchange_with_bank')
  const payroll = await getPayroll(act, input.payroll_id)
  const sent = (await listBankFiles(act.tx, payroll.payroll_id)).find((file) => file.direction === 'out')
  const file = sent === undefined ? undefined : await findBankFileContent(act.tx, sent.bank_file_id)
  if (file === undefined) throw problem('payroll_state', { current: payroll })
  const content = await runBank(file.content, input.failures)
  return { name: file.name.replace(/\.csv$/, '-return.csv'), content }
}

function runBank(content: Buffer, failures: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 } as const
    const bank = execFile(process.execPath, [program, '--fail', String(failures)], options, (error, stdout) =>
      error === null ? resolve(stdout) : reject(new Error('the demonstration bank did not answer')),
    )
    bank.stdin?.end(content)
  })
}
