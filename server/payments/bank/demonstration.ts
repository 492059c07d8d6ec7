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
  const content = await askProgram([program, '--fail', String(input.failures)], file.content)
  return { name: file.name.replace(/\.csv$/, '-return.csv'), content }
}

/** What a Node program answers to the content on its standard input. @throws when it fails, read or unread */
export function askProgram(given: string[], content: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 } as const
    const bank = execFile(process.execPath, given, options, (error, stdout) =>
      error === null ? resolve(stdout) : reject(new Error('the demonstration bank did not answer')),
    )
    // A program that ends before it has read everything breaks the pipe; its end is what is told.
    bank.stdin?.on('error', () => undefined)
    bank.stdin?.end(content)
  })
}
